// Package money holds exact decimal numbers for everything a bill is made of: rates,
// quantities and sums. Nothing in it is a float, so a sum printed twice is the same sum.
//
//	hours := money.FromInt(3).Mul(money.FromInt(730))
//	monthly := money.MustParse("0.013").Mul(hours)
//	monthly.String() // "28.47"
package money

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
)

// Precision is the number of bits Terraform keeps of a number.
const Precision = 512

// maxDigits bounds what a configuration may hand in, on both sides of the decimal point.
// It is far above every bill and every price, and keeps hostile exponents from eating memory.
const maxDigits = 200

// Amount is an exact decimal number: a rate per unit, a quantity of units, or a sum of
// money. The currency stands beside it, never inside. The zero value is zero.
type Amount struct{ d decimal.Decimal }

// Known is a sum that may be unknown because a price behind it is: never taken for zero.
type Known = maybe.Value[Amount]

// Parse reads a decimal number such as 0.013 or 1.5e3, exactly. It refuses more than
// 200 digits before or after the decimal point.
func Parse(text string) (Amount, error) {
	if len(text) > 3*maxDigits {
		return Amount{}, fmt.Errorf("%.40q has more digits than any price or quantity", text)
	}
	d, err := decimal.NewFromString(text)
	if err != nil {
		return Amount{}, fmt.Errorf("%.40q is not a decimal number", text)
	}
	if -d.Exponent() > 2*maxDigits || d.NumDigits()+int(d.Exponent()) > maxDigits {
		return Amount{}, fmt.Errorf("%.40q has more digits than any price or quantity", text)
	}
	return Amount{d}, nil
}

// MustParse is [Parse] for numbers written in the program; it panics on anything else.
func MustParse(text string) Amount {
	a, err := Parse(text)
	if err != nil {
		panic(err)
	}
	return a
}

// FromInt returns n.
func FromInt(n int64) Amount { return Amount{decimal.NewFromInt(n)} }

// FromBig reads the number Terraform hands over. The shortest decimal text that means
// the same number to Terraform is taken, so 0.1 is read as one tenth.
func FromBig(f *big.Float) (Amount, error) {
	if f == nil || f.IsInf() {
		return Amount{}, fmt.Errorf("a number without a value")
	}
	return Parse(f.Text('g', -1))
}

// Big returns the number as Terraform keeps it.
func (a Amount) Big() *big.Float {
	f, _, err := big.ParseFloat(a.String(), 10, Precision, big.ToNearestEven)
	if err != nil {
		panic(err) // the text of a decimal is always a number
	}
	return f
}

// Add returns a + b.
func (a Amount) Add(b Amount) Amount { return Amount{a.d.Add(b.d)} }

// Sub returns a − b.
func (a Amount) Sub(b Amount) Amount { return Amount{a.d.Sub(b.d)} }

// Mul returns a × b, exactly.
func (a Amount) Mul(b Amount) Amount { return Amount{a.d.Mul(b.d)} }

// Div returns a ÷ b, rounded half away from zero to that many digits behind the decimal
// point; false if b is zero.
func (a Amount) Div(b Amount, digits int32) (Amount, bool) {
	if b.d.IsZero() {
		return Amount{}, false
	}
	return Amount{a.d.DivRound(b.d, digits)}, true
}

// Round returns a rounded half away from zero to that many digits behind the decimal point.
func (a Amount) Round(digits int32) Amount { return Amount{a.d.Round(digits)} }

// Cmp is negative if a < b, zero if they are equal, positive if a > b.
func (a Amount) Cmp(b Amount) int { return a.d.Cmp(b.d) }

// Equal reports whether a and b are the same number, however written.
func (a Amount) Equal(b Amount) bool { return a.d.Equal(b.d) }

// Sign is -1, 0 or 1.
func (a Amount) Sign() int { return a.d.Sign() }

// IsInteger reports whether a has no fraction.
func (a Amount) IsInteger() bool { return a.d.IsInteger() }

// String returns every digit, without an exponent and without trailing zeros.
func (a Amount) String() string { return a.d.String() }

// Sum adds up; of nothing it is zero.
func Sum(amounts ...Amount) Amount {
	var total Amount
	for _, a := range amounts {
		total = total.Add(a)
	}
	return total
}

// Total adds up sums of which each may be unknown; one unknown makes the total unknown.
func Total(sums ...Known) Known {
	var total Amount
	for _, s := range sums {
		a, ok := s.Get()
		if !ok {
			return maybe.Unknown[Amount]()
		}
		total = total.Add(a)
	}
	return maybe.Of(total)
}

// Minus returns a − b, unknown if one of them is.
func Minus(a, b Known) Known {
	x, okX := a.Get()
	y, okY := b.Get()
	if !okX || !okY {
		return maybe.Unknown[Amount]()
	}
	return maybe.Of(x.Sub(y))
}

// Min returns the smallest of the given amounts; false if there is none.
func Min(amounts ...Amount) (Amount, bool) {
	if len(amounts) == 0 {
		return Amount{}, false
	}
	return slices.MinFunc(amounts, Amount.Cmp), true
}
