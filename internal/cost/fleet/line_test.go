package fleet

import (
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/cost"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

// TestLinesBoundAPriceAndTouchIt is what the proof rests on: for every quantity between least and most
// the lowest line is the price.
func TestLinesBoundAPriceAndTouchIt(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		tiers := drawFallingTiers(t)
		book, faults := price.Embedded().With(price.Overlay{"us-east-1": {price.PrivateHostedZoneMonth: tiers}}, "2026-01-01", "a test")
		if faults != nil {
			t.Fatal(faults)
		}
		c := comparison{tariff: cost.Tariff{Book: book, Region: "us-east-1"}}
		least := money.FromInt(rapid.Int64Range(0, 30).Draw(t, "least"))
		most := least.Add(money.FromInt(rapid.Int64Range(1, 30).Draw(t, "more")))
		lines, reason := c.linesOf(price.PrivateHostedZoneMonth, least, most)
		if reason != "" {
			t.Fatal(reason)
		}
		p, _ := book.Price("us-east-1", price.PrivateHostedZoneMonth, false)
		for q := least; q.Cmp(most) <= 0; q = q.Add(money.FromInt(1)) {
			want := units(p.Cost(q), sumDigits).Big()
			var lowest *big.Int
			for _, l := range lines {
				at := new(big.Int).Mul(l.rate.Big(), quantity(q))
				if at.Add(at, l.base.Big()); lowest == nil || at.Cmp(lowest) < 0 {
					lowest = at
				}
			}
			if lowest.Cmp(want) != 0 {
				t.Fatalf("at %s the lowest of %d lines is %s, the price %s", q, len(lines), lowest, want)
			}
		}
	})
}

func quantity(a money.Amount) *big.Int { return decimal.RequireFromString(a.String()).BigInt() }

func drawFallingTiers(t *rapid.T) []price.Tier {
	var tiers []price.Tier
	bound, rate := int64(0), int64(1000)
	for range rapid.IntRange(0, 4).Draw(t, "bounded tiers") {
		bound += rapid.Int64Range(1, 15).Draw(t, "step")
		rate -= rapid.Int64Range(0, 200).Draw(t, "fall")
		tiers = append(tiers, price.Tier{UpTo: maybe.Of(money.FromInt(bound)), Rate: money.FromInt(rate)})
	}
	return append(tiers, price.Tier{Rate: money.FromInt(rate - rapid.Int64Range(0, 200).Draw(t, "last fall"))})
}
