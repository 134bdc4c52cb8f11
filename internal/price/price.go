// Package price is the price book: for a Region and an item, the rates AWS lists, each with
// the day it was read and how well it is evidenced. A price that no source states is not
// in the book; it is never zero and never a neighbour's.
//
//	price, known := price.Embedded().Price("ap-northeast-2", price.InterfaceEndpointHour, false)
package price

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
)

// Confidence says how well a price is evidenced.
type Confidence string

// The values of Confidence.
const (
	// High is read from price data of 2026 for that Region.
	High Confidence = "high"
	// Medium is read from labelled price data of 2024 or 2025.
	Medium Confidence = "medium"
	// Low rests on an unlabelled rate or on a source that is not AWS.
	Low Confidence = "low"
	// Stated is the caller's own price.
	Stated Confidence = "stated"
)

// Tier is one step of a price list. The bound stands in the row of its rate.
type Tier struct {
	// UpTo is the last unit of the month that costs Rate; absent in the last tier.
	UpTo maybe.Value[money.Amount]
	// Rate is the price of one unit.
	Rate money.Amount
}

// Price is what one item costs in one Region.
type Price struct {
	// Region is where it applies.
	Region string
	// Item is what it is for.
	Item Item
	// Unit is what one rate buys: hour, GB, zone month, million queries.
	Unit string
	// Currency is USD or CNY; empty where it is not known.
	Currency string
	// Tiers has one element for a flat rate; bounds increase and the last has none.
	Tiers []Tier
	// AsOf is the day, month or year the price was read, "undated", or empty for a price the caller stated.
	AsOf string
	// Confidence says how well it is evidenced.
	Confidence Confidence
	// Inferred says that no source states it: it follows from a pattern in other Regions.
	Inferred bool
	// Sources are ids of [Sources], or the overlay's name.
	Sources []string
}

// Charge is the part of a quantity that falls into one tier.
type Charge struct {
	// Quantity is the number of units in the tier.
	Quantity money.Amount
	// Rate is the price of one unit in it.
	Rate money.Amount
}

// Amount is quantity times rate.
func (c Charge) Amount() money.Amount { return c.Quantity.Mul(c.Rate) }

// First returns the rate of the first tier: of a flat price, the rate.
func (p Price) First() money.Amount { return p.Tiers[0].Rate }

// Split spreads a month's quantity over the tiers, leaving out those it does not reach. A
// quantity of zero is one charge of zero at the first rate. The parts add up to the quantity.
func (p Price) Split(quantity money.Amount) []Charge {
	charges := make([]Charge, 0, len(p.Tiers))
	var used money.Amount
	for _, tier := range p.Tiers {
		end := quantity
		if bound, ok := tier.UpTo.Get(); ok && bound.Cmp(quantity) < 0 {
			end = bound
		}
		if part := end.Sub(used); part.Sign() > 0 || len(charges) == 0 && quantity.Cmp(end) <= 0 {
			charges = append(charges, Charge{part, tier.Rate})
		}
		used = end
		if used.Cmp(quantity) >= 0 {
			break
		}
	}
	return charges
}

// Cost is what a month's quantity costs.
func (p Price) Cost(quantity money.Amount) money.Amount {
	var total money.Amount
	for _, charge := range p.Split(quantity) {
		total = total.Add(charge.Amount())
	}
	return total
}

// checkTiers says what is wrong with a ladder of tiers: bounds must increase strictly, only the last
// may be open and must be, and no rate or bound may be negative.
func checkTiers(tiers []Tier) error {
	if len(tiers) == 0 {
		return fmt.Errorf("has no tier")
	}
	var last money.Amount
	for i, tier := range tiers {
		if tier.Rate.Sign() < 0 {
			return fmt.Errorf("has the negative rate %s", tier.Rate)
		}
		bound, bounded := tier.UpTo.Get()
		switch open := i == len(tiers)-1; {
		case bounded && open:
			return fmt.Errorf("ends at %s: the last tier must have no upper bound", bound)
		case !bounded && !open:
			return fmt.Errorf("has no upper bound in tier %d of %d: only the last tier may be open", i+1, len(tiers))
		case bounded && bound.Cmp(last) <= 0:
			return fmt.Errorf("has the bound %s after %s: bounds must increase", bound, last)
		case bounded && !bound.Equal(bound.Round(MaxBoundDigits)):
			return fmt.Errorf("has the bound %s: a bound is read to %d digits behind the point", bound, MaxBoundDigits)
		}
		last = bound
	}
	return nil
}

// MaxBoundDigits is how many digits behind the decimal point a bound may have: a byte of a GB.
const MaxBoundDigits = 9
