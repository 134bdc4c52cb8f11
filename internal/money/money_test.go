package money

import (
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"a rate":                  {"0.013", "0.013"},
		"a sum":                   {"4380", "4380"},
		"trailing zeros":          {"1.500", "1.5"},
		"an exponent":             {"1.5e3", "1500"},
		"a small exponent":        {"1e-9", "0.000000001"},
		"no digit before a point": {".5", "0.5"},
		"a sign":                  {"-0.50", "-0.5"},
		"two hundred digits":      {strings.Repeat("9", 200), strings.Repeat("9", 200)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := Parse(c.text)
			if err != nil || got.String() != c.want {
				t.Errorf("got %s, %v; want %s", got, err, c.want)
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"nothing":                 "",
		"a word":                  "free",
		"a sign of a currency":    "$5",
		"infinity":                "Inf",
		"not a number":            "NaN",
		"a hexadecimal number":    "0x10",
		"two points":              "1.2.3",
		"a hostile exponent":      "1e9999",
		"a deep exponent":         "1e-9999",
		"an endless exponent":     "1e99999999999",
		"too many digits":         strings.Repeat("9", 201),
		"a very long text":        strings.Repeat("1", 1_000_000),
		"white space":             " 1",
		"digits of other scripts": "١٢",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got, err := Parse(text); err == nil {
				t.Errorf("read as %s", got)
			} else if len(err.Error()) > 200 {
				t.Errorf("the message is %d bytes long", len(err.Error()))
			}
		})
	}
}

func TestFromBigReadsWhatWasWritten(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"0.1", "0.045", "2000", "-3.25", "0", "123456789.123456789"} {
		f, _, err := big.ParseFloat(text, 10, Precision, big.ToNearestEven)
		if err != nil {
			t.Fatal(err)
		}
		got, err := FromBig(f)
		if err != nil || got.String() != text {
			t.Errorf("%s is read as %s, %v", text, got, err)
		}
		if got.Big().Cmp(f) != 0 {
			t.Errorf("%s is handed back as %s", text, got.Big().Text('g', -1))
		}
	}
	for _, f := range []*big.Float{nil, new(big.Float).SetInf(false), new(big.Float).SetMantExp(big.NewFloat(1), 1_000_000)} {
		if got, err := FromBig(f); err == nil {
			t.Errorf("%v is read as %s", f, got)
		}
	}
}

func TestCents(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ amount, currency, want string }{
		"dollars":              {"21.9", "USD", "$21.90"},
		"half a cent goes up":  {"0.125", "USD", "$0.13"},
		"less goes down":       {"0.12499999", "USD", "$0.12"},
		"a saving":             {"-1234.565", "USD", "-$1,234.57"},
		"thousands in groups":  {"1234567", "USD", "$1,234,567.00"},
		"yuan":                 {"270.1", "CNY", "CN¥270.10"},
		"another currency":     {"1", "EUR", "EUR 1.00"},
		"no currency is known": {"1", "", "1.00"},
		"below a cent":         {"-0.001", "USD", "$0.00"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := MustParse(c.amount).Cents(c.currency); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestOneUnknownMakesTheTotalUnknown(t *testing.T) {
	t.Parallel()
	one, none := maybe.Of(FromInt(1)), maybe.Unknown[Amount]()
	if got, ok := Total(one, one).Get(); !ok || !got.Equal(FromInt(2)) {
		t.Errorf("1 + 1 = %s, %v", got, ok)
	}
	if Total(one, none).IsGiven() || Minus(one, none).IsGiven() || Minus(none, one).IsGiven() {
		t.Error("a sum with an unknown part is known")
	}
	if got, ok := Minus(one, one).Get(); !ok || got.Sign() != 0 {
		t.Errorf("1 - 1 = %s, %v", got, ok)
	}
	if got, ok := Total().Get(); !ok || got.Sign() != 0 {
		t.Errorf("the total of nothing is %s, %v", got, ok)
	}
}

func TestDivide(t *testing.T) {
	t.Parallel()
	if got, ok := MustParse("21.9").Div(MustParse("0.035"), 6); !ok || got.String() != "625.714286" {
		t.Errorf("got %s, %v", got, ok)
	}
	if _, ok := FromInt(1).Div(Amount{}, 2); ok {
		t.Error("a division by zero has a result")
	}
}

func TestRounding(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"0.125": "0.13", "0.1249": "0.12", "-0.125": "-0.13", "7": "7"} {
		if got := MustParse(text).Round(2).String(); got != want {
			t.Errorf("%s is rounded to %s", text, got)
		}
	}
	if !MustParse("730.0").IsInteger() || MustParse("730.5").IsInteger() {
		t.Error("whole numbers are not told from others")
	}
}

func TestNumbersInTheProgramAreCheckedAtOnce(t *testing.T) {
	t.Parallel()
	defer func() {
		if recover() == nil {
			t.Error("a number that is none was taken")
		}
	}()
	MustParse("free")
}

func TestSmallest(t *testing.T) {
	t.Parallel()
	if got, ok := Min(FromInt(3), FromInt(-1), FromInt(2)); !ok || !got.Equal(FromInt(-1)) {
		t.Errorf("got %s, %v", got, ok)
	}
	if _, ok := Min(); ok {
		t.Error("nothing has a smallest element")
	}
}

func amounts() *rapid.Generator[Amount] {
	return rapid.Custom(func(t *rapid.T) Amount {
		return FromInt(rapid.Int64Range(0, 1_000_000_000).Draw(t, "digits")).shift(-rapid.Int32Range(0, 12).Draw(t, "places"))
	})
}

func TestShareLosesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		total := amounts().Draw(t, "total")
		weights := rapid.SliceOfN(amounts(), 1, 12).Draw(t, "weights")
		digits := rapid.Int32Range(0, 12).Draw(t, "digits")
		parts, left := Share(total, weights, digits)
		if got := Sum(parts...).Add(left); !got.Equal(total) {
			t.Fatalf("the parts of %s add up to %s", total, got)
		}
		sum := Sum(weights...)
		if left.Sign() != 0 && sum.Sign() != 0 {
			t.Fatalf("%s is left over", left)
		}
		unit := FromInt(1).shift(-digits)
		for i, part := range parts {
			// |part − total·w/sum| ≤ 2 units, multiplied out to stay exact.
			off := part.Mul(sum).Sub(total.Mul(weights[i]))
			if off.Cmp(unit.Mul(sum).Mul(FromInt(2))) > 0 || off.Add(unit.Mul(sum)).Sign() < 0 {
				t.Fatalf("part %d is %s for the weight %s of %s", i, part, weights[i], sum)
			}
			if weights[i].Sign() == 0 && part.Sign() != 0 {
				t.Fatalf("part %d has no weight and gets %s", i, part)
			}
		}
	})
}

func TestShareGivesTheRestToWhatWasCutMost(t *testing.T) {
	t.Parallel()
	parts, _ := Share(FromInt(10), []Amount{FromInt(1), FromInt(1), FromInt(1)}, 0)
	if got := parts[0].String() + " " + parts[1].String() + " " + parts[2].String(); got != "4 3 3" {
		t.Errorf("10 in three parts: %s", got)
	}
	parts, _ = Share(FromInt(10), []Amount{FromInt(3), FromInt(13), FromInt(4)}, 0) // 1.5, 6.5, 2
	if got := parts[0].String() + " " + parts[1].String() + " " + parts[2].String(); got != "2 6 2" {
		t.Errorf("10 in parts of 3, 13, 4: %s", got)
	}
}

func TestShareGivesTheLastUnitToWhatWasCutMost(t *testing.T) {
	t.Parallel()
	parts, _ := Share(FromInt(10), []Amount{FromInt(1), FromInt(2)}, 0) // 3.3, 6.7
	if got := parts[0].String() + " " + parts[1].String(); got != "3 7" {
		t.Errorf("10 in parts of 1 and 2: %s", got)
	}
}

func TestArithmeticIsExact(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := amounts().Draw(t, "a"), amounts().Draw(t, "b"), amounts().Draw(t, "c")
		if !a.Add(b).Mul(c).Equal(a.Mul(c).Add(b.Mul(c))) || !a.Add(b).Sub(b).Equal(a) {
			t.Fatal("the sum of products is not the product of the sum")
		}
		back, err := Parse(a.String())
		if err != nil || !back.Equal(a) || a.Cmp(b) != -b.Cmp(a) {
			t.Fatalf("%s is read back as %s, %v", a, back, err)
		}
		if again, err := FromBig(a.Big()); err != nil || !again.Equal(a) {
			t.Fatalf("%s comes back from Terraform as %s, %v", a, again, err)
		}
	})
}

func FuzzMoneyParse(f *testing.F) {
	for _, seed := range []string{"0.013", "1e3", "-5", "", "1e9999", "NaN", "0x1p-2", "9.99e-200"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, err := Parse(text)
		if err != nil {
			if a.Sign() != 0 {
				t.Fatalf("%q is refused and read as %s", text, a)
			}
			return
		}
		back, err := Parse(a.String())
		if err != nil || !back.Equal(a) {
			t.Fatalf("%q is %s, read back as %s, %v", text, a, back, err)
		}
		if a.Cents("USD") == "" {
			t.Fatal("no text")
		}
	})
}

func BenchmarkSumOfThousandLines(b *testing.B) {
	lines := make([]Amount, 1000)
	for i := range lines {
		lines[i] = FromInt(int64(i)).Mul(MustParse("0.013"))
	}
	for b.Loop() {
		Sum(lines...)
	}
}
