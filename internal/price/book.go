package price

import (
	"maps"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
)

// Book answers what an item costs in a Region. It is immutable; [Book.With] and
// [Book.Override] return a new one. The zero Book knows no price.
type Book struct {
	asOf       string
	regions    map[string]region
	allowances map[Allowance]money.Amount
	overrides  map[Item]money.Amount
}

// Allowance is a quantity of the price list that is not a price.
type Allowance string

// The allowances of the book.
const (
	// HoursPerMonth is the planning convention for a month.
	HoursPerMonth Allowance = "hours_per_month_default"
	// FreeInternetEgressGB is what an account may send to the internet each month for nothing.
	FreeInternetEgressGB Allowance = "internet_egress_free_gb_per_month_account_wide"
	// ProfileAssociations is how many VPC associations a Route 53 Profile includes.
	ProfileAssociations Allowance = "route53_profile_included_associations"
)

// region is what the book holds of one Region.
type region struct {
	currency string
	prices   map[Item]Price
	inferred map[Item]Price
	sendTo   map[string]Price // inter-Region rates that differ from the Region's usual one
}

// AsOf is the day of the newest price in the book. Prices dated to a month or a year do not count.
func (b *Book) AsOf() string { return b.asOf }

// dayFormat is a day as prices are dated.
const dayFormat = "2006-01-02"

// later returns the later of two dates, of which the second may be less exact than a day and then does not count.
func later(day, date string) string {
	if len(date) == len(dayFormat) {
		return max(day, date)
	}
	return day
}

// Allowance returns a quantity of the price list.
func (b *Book) Allowance(name Allowance) money.Amount { return b.allowances[name] }

// Regions lists the Regions the book knows, sorted.
func (b *Book) Regions() []string { return slices.Sorted(maps.Keys(b.regions)) }

// Currency is what the Region's prices are in; false where that is not known.
func (b *Book) Currency(region string) (string, bool) {
	r, ok := b.regions[region]
	return r.currency, ok && r.currency != ""
}

// Price returns what the item costs in the Region; false if no source says so. With
// useInferred, a value that only follows from a pattern is returned too, and marked.
func (b *Book) Price(region string, item Item, useInferred bool) (Price, bool) {
	if p, ok := b.override(region, item); ok {
		return p, true
	}
	r := b.regions[region]
	if p, ok := r.prices[item]; ok {
		return p, true
	}
	if p, ok := r.inferred[item]; ok && useInferred {
		return p, true
	}
	return Price{}, false
}

// HasInferred reports whether a price that is not known could be had with useInferred.
func (b *Book) HasInferred(region string, item Item) bool {
	_, ok := b.regions[region].inferred[item]
	return ok
}

// InterRegion returns what a GB costs that is sent from one Region to another. The rates were
// read for the destinations that have such rates themselves; for others none is known.
func (b *Book) InterRegion(from, to string) (Price, bool) {
	if p, ok := b.override(from, InterRegionOutGB); ok {
		return p, true
	}
	if p, ok := b.regions[from].sendTo[to]; ok {
		return p, true
	}
	p, ok := b.regions[from].prices[InterRegionOutGB]
	if _, listed := b.regions[to].prices[InterRegionOutGB]; !ok || !listed || from == to {
		return Price{}, false
	}
	return p, true
}

func (b *Book) override(region string, item Item) (Price, bool) {
	rate, ok := b.overrides[item]
	if !ok {
		return Price{}, false
	}
	return Price{
		Region: region, Item: item, Unit: item.Unit(), Currency: b.regions[region].currency,
		Tiers: []Tier{{Rate: rate}}, Confidence: Stated,
	}, true
}
