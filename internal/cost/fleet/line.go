package fleet

import (
	"fmt"

	"lukechampine.com/uint128"

	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

// line is a straight line: what it starts at, and what each unit adds.
type line struct{ base, rate uint128.Uint128 }

// linesOf returns the lines of a price whose tiers a quantity between least and most can reach.
// They bound the price from above only if the rates fall from tier to tier.
func (c *comparison) linesOf(item price.Item, least, most money.Amount) ([]line, string) {
	if most.Sign() == 0 {
		return []line{{}}, ""
	}
	p, ok := c.tariff.Book.Price(c.tariff.Region, item, c.tariff.UseInferred)
	if !ok {
		return nil, unpriced(item)
	}
	var (
		out                []line
		start, base, steep money.Amount // the tier's lower bound, the line's value at zero, the rate before
	)
	for i, tier := range p.Tiers {
		if reason := tooFine(item, tier.Rate); reason != "" {
			return nil, reason
		}
		if i > 0 {
			base = base.Add(steep.Sub(tier.Rate).Mul(start))
		}
		end := tier.UpTo.Or(most)
		if end.Cmp(least) >= 0 {
			if len(out) > 0 && tier.Rate.Cmp(steep) > 0 {
				return nil, fmt.Sprintf("the rates of %s rise with the quantity", item)
			}
			out = append(out, line{units(base, sumDigits), rateUnits(item, tier.Rate)})
		}
		if end.Cmp(most) >= 0 {
			break
		}
		start, steep = end, tier.Rate
	}
	return out, ""
}

// rateUnits writes a rate so that its product with a quantity is a sum: GB are counted in
// bytes, everything else in whole pieces.
func rateUnits(item price.Item, rate money.Amount) uint128.Uint128 {
	if item.Unit() == "GB" {
		return units(rate, rateDigits)
	}
	return units(rate, sumDigits)
}

// tooFine says why a rate cannot be counted in the units of a task, if it cannot.
func tooFine(item price.Item, rate money.Amount) string {
	if rate.Cmp(money.MustParse(maxRate)) > 0 || !rate.Equal(rate.Round(rateDigits)) {
		return fmt.Sprintf("the price %s of %s is above %s or has more than %d digits behind the decimal point", rate, item, maxRate, rateDigits)
	}
	return ""
}

func unpriced(item price.Item) string { return fmt.Sprintf("the price of %s is not known", item) }
