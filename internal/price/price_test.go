package price

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
)

func amount(text string) money.Amount { return money.MustParse(text) }

// ladder renders tiers for comparison: "≤1048576:0.01 0.004".
func ladder(tiers []Tier) string {
	text := ""
	for i, tier := range tiers {
		if i > 0 {
			text += " "
		}
		if bound, ok := tier.UpTo.Get(); ok {
			text += "≤" + bound.String() + ":"
		}
		text += tier.Rate.String()
	}
	return text
}

func TestPriceOfTheBook(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		region   string
		item     Item
		inferred bool
		want     string // tiers, date, confidence; empty: not known
	}{
		"an endpoint hour in Seoul":                     {"ap-northeast-2", InterfaceEndpointHour, false, "0.013 2026-09-21 high"},
		"an endpoint hour in Tokyo":                     {"ap-northeast-1", InterfaceEndpointHour, false, "0.014 2026-09-21 high"},
		"the pooled tiers of N. Virginia":               {"us-east-1", InterfaceEndpointGB, false, "≤1048576:0.01 ≤5242880:0.006 0.004 2026-09-17 high"},
		"a GWLB hour that differs from the interface":   {"sa-east-1", GWLBEndpointHour, false, "0.0151 2025-06-13 medium"},
		"the NAT GB of GovCloud is not known":           {"us-gov-west-1", NATGatewayGB, false, ""},
		"the NAT GB of GovCloud where a guess is taken": {"us-gov-west-1", NATGatewayGB, true, "0.054 2026-09-21 low"},
		"an endpoint hour in Beijing is not known":      {"cn-north-1", InterfaceEndpointHour, true, ""},
		"a NAT hour in Ningxia":                         {"cn-northwest-1", NATGatewayHour, false, "0.37 2022 low"},
		"a Transit Gateway GB in Beijing":               {"cn-north-1", TGWGB, false, "0.143 undated low"},
		"nothing is known of the Sovereign Cloud":       {"eusc-de-east-1", NATGatewayHour, true, ""},
		"a hosted zone is priced alike everywhere":      {"ap-northeast-2", PrivateHostedZoneMonth, false, "≤25:0.5 0.1 2025-06-05 medium"},
		"a hosted zone in China is another price list":  {"cn-north-1", PrivateHostedZoneMonth, true, ""},
		"no Region of that name":                        {"mars-1", InterfaceEndpointHour, true, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := ""
			if p, ok := Embedded().Price(c.region, c.item, c.inferred); ok {
				got = ladder(p.Tiers) + " " + p.AsOf + " " + string(p.Confidence)
				if p.Region != c.region || p.Item != c.item || p.Unit == "" {
					t.Errorf("the price calls itself %q %q per %q", p.Region, p.Item, p.Unit)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestInterRegionRates(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ from, to, want string }{
		"the usual rate of Seoul":                  {"ap-northeast-2", "us-west-2", "0.08"},
		"the way back has the rate of the sender":  {"us-west-2", "ap-northeast-2", "0.02"},
		"an exception by destination":              {"us-east-1", "us-east-2", "0.01"},
		"a destination launched after the reading": {"us-east-1", "ap-southeast-6", ""},
		"a sender without rates":                   {"ap-southeast-6", "us-east-1", ""},
		"no transfer inside a Region":              {"us-east-1", "us-east-1", ""},
		"no rate out of China":                     {"cn-north-1", "us-east-1", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := ""
			if p, ok := Embedded().InterRegion(c.from, c.to); ok {
				got = ladder(p.Tiers)
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestBookInvariants holds for every price of the embedded book.
func TestBookInvariants(t *testing.T) {
	t.Parallel()
	book := Embedded()
	known := map[string]bool{}
	for _, s := range Sources() {
		if known[s.ID] || s.What == "" {
			t.Errorf("source %q is there twice or says nothing", s.ID)
		}
		known[s.ID] = true
	}
	if len(book.Regions()) < 39 || !slices.IsSorted(book.Regions()) {
		t.Errorf("the book has %d Regions, or not sorted", len(book.Regions()))
	}
	seen := 0
	for name, r := range book.regions {
		for _, p := range allPrices(r) {
			seen++
			at := name + " " + string(p.Item)
			if p.Unit == "" {
				t.Errorf("%s: not an item of the list of items", at)
			}
			if err := checkTiers(p.Tiers); err != nil {
				t.Errorf("%s %v", at, err)
			}
			if p.AsOf == "" || !slices.Contains([]Confidence{High, Medium, Low}, p.Confidence) {
				t.Errorf("%s: dated %q, confidence %q", at, p.AsOf, p.Confidence)
			}
			if p.Inferred && p.Confidence != Low {
				t.Errorf("%s: inferred with confidence %q", at, p.Confidence)
			}
			if p.Currency == "" && p.First().Sign() > 0 {
				t.Errorf("%s: a rate without a currency", at)
			}
			for _, id := range p.Sources {
				if !known[id] {
					t.Errorf("%s: source %q is not in the list of sources", at, id)
				}
			}
		}
		for item := range r.inferred {
			if _, both := r.prices[item]; both {
				t.Errorf("%s %s: both stated and inferred", name, item)
			}
		}
		for to := range r.sendTo {
			if _, ok := book.regions[to]; !ok {
				t.Errorf("%s sends to the unknown Region %q", name, to)
			}
		}
	}
	if seen < 1100 {
		t.Errorf("only %d prices", seen)
	}
}

func allPrices(r region) []Price {
	var out []Price
	for _, p := range r.prices {
		out = append(out, p)
	}
	for _, p := range r.inferred {
		out = append(out, p)
	}
	for _, p := range r.sendTo {
		out = append(out, p)
	}
	return out
}

// TestUnknownStaysUnknown names prices that no source states, in any grade.
func TestUnknownStaysUnknown(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		region string
		item   Item
	}{
		{"cn-north-1", InterfaceEndpointHour},
		{"cn-northwest-1", InterfaceEndpointGB},
		{"cn-north-1", NATGatewayGB},
		{"eusc-de-east-1", GatewayEndpointHour},
		{"eusc-de-east-1", InterfaceEndpointHour},
		{"ap-southeast-6", TGWGB},
		{"ap-southeast-6", InterRegionOutGB},
		{"ap-northeast-2", RegionalNATGatewayGB},
	} {
		if p, ok := Embedded().Price(c.region, c.item, true); ok {
			t.Errorf("%s %s: the book says %s", c.region, c.item, ladder(p.Tiers))
		}
	}
	if currency, ok := Embedded().Currency("eusc-de-east-1"); ok {
		t.Errorf("the currency of the Sovereign Cloud is given as %q", currency)
	}
}

func TestItemsAreSortedAndUnique(t *testing.T) {
	t.Parallel()
	for i, d := range Items() {
		if d.Unit == "" || d.Text == "" || i > 0 && d.Item <= Items()[i-1].Item {
			t.Errorf("%q is out of order, or has no unit or text", d.Item)
		}
	}
}

func TestSplit(t *testing.T) {
	t.Parallel()
	tiered, _ := Embedded().Price("us-east-1", InterfaceEndpointGB, false)
	for name, c := range map[string]struct{ quantity, want, cost string }{
		"nothing is one charge of nothing": {"0", "0×0.01 ", "0"},
		"inside the first tier":            {"50", "50×0.01 ", "0.5"},
		"up to the bound":                  {"1048576", "1048576×0.01 ", "10485.76"},
		"one GB beyond the bound":          {"1048577", "1048576×0.01 1×0.006 ", "10485.766"},
		"all three tiers":                  {"6000000", "1048576×0.01 4194304×0.006 757120×0.004 ", "38680.064"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := ""
			for _, charge := range tiered.Split(amount(c.quantity)) {
				got += charge.Quantity.String() + "×" + charge.Rate.String() + " "
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if cost := tiered.Cost(amount(c.quantity)).String(); cost != c.cost {
				t.Errorf("costs %s, want %s", cost, c.cost)
			}
		})
	}
}

// tiersGen makes valid ladders of up to five tiers.
func tiersGen() *rapid.Generator[[]Tier] {
	return rapid.Custom(func(t *rapid.T) []Tier {
		n := rapid.IntRange(1, 5).Draw(t, "tiers")
		var bound money.Amount
		tiers := make([]Tier, n)
		for i := range tiers {
			tiers[i].Rate = money.FromInt(rapid.Int64Range(0, 200).Draw(t, "rate")).Mul(amount("0.001"))
			if i < n-1 {
				bound = bound.Add(money.FromInt(rapid.Int64Range(1, 5000).Draw(t, "width")))
				tiers[i].UpTo = maybe.Of(bound)
			}
		}
		return tiers
	})
}

func TestSplitConservesQuantity(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := Price{Tiers: tiersGen().Draw(t, "price")}
		quantity := money.FromInt(rapid.Int64Range(0, 30_000_000).Draw(t, "quantity")).Mul(amount("0.001"))
		var total money.Amount
		for _, charge := range p.Split(quantity) {
			total = total.Add(charge.Quantity)
		}
		if !total.Equal(quantity) {
			t.Fatalf("the parts of %s add up to %s", quantity, total)
		}
		more := quantity.Add(money.FromInt(rapid.Int64Range(0, 1000).Draw(t, "more")))
		if p.Cost(more).Cmp(p.Cost(quantity)) < 0 {
			t.Fatalf("%s costs less than %s", more, quantity)
		}
	})
}

func TestOverride(t *testing.T) {
	t.Parallel()
	book, errs := Embedded().Override(map[string]money.Amount{"tgw_gb": amount("0.03"), "interface_endpoint_gb": amount("0.009")})
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	p, ok := book.Price("us-east-1", InterfaceEndpointGB, false)
	if !ok || ladder(p.Tiers) != "0.009" || p.Confidence != Stated || p.AsOf != "" || p.Currency != "USD" {
		t.Errorf("got %+v", p)
	}
	if p, _ := Embedded().Price("us-east-1", TGWGB, false); ladder(p.Tiers) != "0.02" {
		t.Errorf("the override changed the book it came from: %s", ladder(p.Tiers))
	}
	_, errs = Embedded().Override(map[string]money.Amount{"nat_gatway_gb": amount("1"), "tgw_gb": amount("-1")})
	want := []Error{
		{Item: "nat_gatway_gb", Text: `"nat_gatway_gb" is not an item of the price book. Nearest names: nat_gateway_gb, nat_gateway_hour, tgw_gb.`},
		{Item: "tgw_gb", Text: `The price "tgw_gb" is -1: a price cannot be negative.`},
	}
	if diff := cmp.Diff(want, errs); diff != "" {
		t.Error(diff)
	}
}

func TestOverlay(t *testing.T) {
	t.Parallel()
	book, errs := Embedded().With(Overlay{"cn-north-1": {InterfaceEndpointGB: {
		{UpTo: maybe.Of(amount("100")), Rate: amount("0.2")}, {Rate: amount("0.1")},
	}}, "mars-1": {InterfaceEndpointHour: {{Rate: amount("1")}}}}, "2026-11-01", "contract.json")
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	p, ok := book.Price("cn-north-1", InterfaceEndpointGB, false)
	if got := ladder(p.Tiers) + " " + p.AsOf + " " + p.Sources[0] + " " + p.Currency; !ok || got != "≤100:0.2 0.1 2026-11-01 contract.json CNY" {
		t.Errorf("got %q", got)
	}
	if p, ok := book.WithCurrency("mars-1", "MRS").Price("mars-1", InterfaceEndpointHour, false); !ok || p.Currency != "MRS" {
		t.Errorf("got %+v", p)
	}
	if _, ok := Embedded().Price("cn-north-1", InterfaceEndpointGB, true); ok {
		t.Error("the overlay changed the book it was laid over")
	}
}

func TestOverlayRefusesBrokenLadders(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		tiers []Tier
		want  string
	}{
		"no tier":            {nil, "has no tier."},
		"a negative rate":    {[]Tier{{Rate: amount("-1")}}, "has the negative rate -1."},
		"a closed last tier": {[]Tier{{UpTo: maybe.Of(amount("5"))}}, "ends at 5: the last tier must have no upper bound."},
		"an open tier before the last": {
			[]Tier{{}, {}}, "has no upper bound in tier 1 of 2: only the last tier may be open.",
		},
		"bounds that fall": {
			[]Tier{{UpTo: maybe.Of(amount("5"))}, {UpTo: maybe.Of(amount("5"))}, {}}, "has the bound 5 after 5: bounds must increase.",
		},
		"a bound finer than a byte": {
			[]Tier{{UpTo: maybe.Of(amount("0.0000000001"))}, {}},
			"has the bound 0.0000000001: a bound is read to 9 digits behind the point.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, errs := Embedded().With(Overlay{"us-east-1": {TGWGB: c.tiers}}, "2026-11-01", "contract.json")
			want := []Error{{"us-east-1", "tgw_gb", `The price "tgw_gb" of Region "us-east-1" ` + c.want}}
			if diff := cmp.Diff(want, errs); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestBookFacts(t *testing.T) {
	t.Parallel()
	book := Embedded()
	if book.AsOf() != "2026-10-01" || !book.Allowance(HoursPerMonth).Equal(amount("730")) ||
		!book.Allowance(FreeInternetEgressGB).Equal(amount("100")) || !book.Allowance(ProfileAssociations).Equal(amount("100")) {
		t.Errorf("as of %s, allowances %v", book.AsOf(), book.allowances)
	}
	if !book.HasInferred("us-gov-west-1", NATGatewayGB) || book.HasInferred("us-east-1", NATGatewayGB) {
		t.Error("it is not told which prices are only inferred")
	}
	if p, _ := book.Price("us-east-1", InterfaceEndpointGB, false); !p.First().Equal(amount("0.01")) {
		t.Errorf("the first rate is %s", p.First())
	}
}

func TestStatedTransferIsForEveryDestination(t *testing.T) {
	t.Parallel()
	overridden, _ := Embedded().Override(map[string]money.Amount{"inter_region_out_gb": amount("0.005")})
	laid, _ := Embedded().With(Overlay{"us-east-1": {InterRegionOutGB: {{Rate: amount("0.005")}}}}, "2026-11-01", "contract.json")
	for _, to := range []string{"us-east-2", "ap-southeast-7", "eu-west-1"} {
		for name, book := range map[string]*Book{"an override": overridden, "an overlay": laid} {
			if p, ok := book.InterRegion("us-east-1", to); !ok || ladder(p.Tiers) != "0.005" {
				t.Errorf("%s to %s: %s", name, to, ladder(p.Tiers))
			}
		}
	}
}

func TestOverlayRefusesUnknownItems(t *testing.T) {
	t.Parallel()
	_, errs := Embedded().With(Overlay{"us-east-1": {"tgw_gigabyte": {{}}}}, "2026-11-01", "contract.json")
	if len(errs) != 1 || !strings.HasPrefix(errs[0].Error(), `"tgw_gigabyte" is not an item of the price book. Nearest names: tgw_gb, `) {
		t.Errorf("got %v", errs)
	}
}

func TestZeroBookKnowsNothing(t *testing.T) {
	t.Parallel()
	var book Book
	if _, ok := book.Price("us-east-1", TGWGB, true); ok || len(book.Regions()) > 0 {
		t.Error("an empty book knows a price")
	}
	laid, errs := book.With(Overlay{"us-east-1": {TGWGB: {{Rate: amount("1")}}}}, "2026-11-01", "contract.json")
	if p, ok := laid.WithCurrency("us-east-1", "USD").Price("us-east-1", TGWGB, false); len(errs) > 0 || !ok || p.Currency != "USD" {
		t.Errorf("got %+v, %v", p, errs)
	}
	if p, ok := book.WithCurrency("us-east-1", "USD").Price("us-east-1", TGWGB, false); ok {
		t.Errorf("a currency makes the price %+v", p)
	}
}

func FuzzTiers(f *testing.F) {
	f.Add(int64(1048576), int64(4194304), int64(10), int64(6), int64(4), int64(2_000_000))
	f.Add(int64(1), int64(1), int64(0), int64(0), int64(0), int64(0))
	f.Fuzz(func(t *testing.T, first, second, a, b, c, quantity int64) {
		tiers := []Tier{
			{maybe.Of(money.FromInt(first)), money.FromInt(a)},
			{maybe.Of(money.FromInt(first).Add(money.FromInt(second))), money.FromInt(b)},
			{Rate: money.FromInt(c)},
		}
		if checkTiers(tiers) != nil || quantity < 0 {
			return
		}
		var total money.Amount
		for _, charge := range (Price{Tiers: tiers}).Split(money.FromInt(quantity)) {
			if charge.Quantity.Sign() < 0 {
				t.Fatalf("a part of %d is negative", quantity)
			}
			total = total.Add(charge.Quantity)
		}
		if !total.Equal(money.FromInt(quantity)) {
			t.Fatalf("the parts of %d add up to %s", quantity, total)
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := parse("data/prices.json"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPrice(b *testing.B) {
	book := Embedded()
	for b.Loop() {
		book.Price("ap-northeast-2", InterfaceEndpointHour, false)
	}
}

func TestNoPriceIsNewerThanTheBook(t *testing.T) {
	t.Parallel()
	book := Embedded()
	for _, region := range book.Regions() {
		for _, d := range Items() {
			if p, ok := book.Price(region, d.Item, true); ok && len(p.AsOf) == len(book.AsOf()) && p.AsOf > book.AsOf() {
				t.Errorf("%s in %s is of %s, the book of %s", d.Item, region, p.AsOf, book.AsOf())
			}
		}
	}
	newer, errs := book.With(Overlay{"us-east-1": {NATGatewayGB: {{Rate: money.MustParse("0.03")}}}}, "2026-11-20", "contract.json")
	if len(errs) > 0 || newer.AsOf() != "2026-11-20" {
		t.Errorf("with a price of 2026-11-20 the book is of %s: %v", newer.AsOf(), errs)
	}
}
