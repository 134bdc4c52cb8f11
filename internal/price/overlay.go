package price

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
)

// Overlay is a set of prices to lay over the book: Region, item, tiers.
type Overlay map[string]map[Item][]Tier

// Error says what is wrong with one price that the caller supplied.
type Error struct {
	// Region is where it was given for; empty for price_overrides.
	Region string
	// Item is the name as it was given.
	Item string
	// Text says what was found and what is allowed.
	Text string
}

// Error returns Text.
func (e Error) Error() string { return e.Text }

// maxRate is far above what AWS charges for one unit of anything, in every currency.
const maxRate = 1000

// Override returns a book in which the given items have one flat rate in every Region: the
// price_overrides of a configuration. Every bad entry is reported, sorted by name.
func (b *Book) Override(rates map[string]money.Amount) (*Book, []Error) {
	out := *b
	out.overrides = maps.Clone(b.overrides)
	if out.overrides == nil {
		out.overrides = map[Item]money.Amount{}
	}
	var errs []Error
	for _, name := range slices.Sorted(maps.Keys(rates)) {
		rate := rates[name]
		switch {
		case Item(name).Unit() == "":
			errs = append(errs, Error{Item: name, Text: unknownItem(name)})
		case rate.Sign() < 0:
			errs = append(errs, Error{Item: name, Text: fmt.Sprintf("The price %q is %s: a price cannot be negative.", name, rate)})
		case rate.Cmp(money.FromInt(maxRate)) > 0:
			errs = append(errs, Error{Item: name, Text: fmt.Sprintf(
				"The price %q is %s for one %s; no price comes near %d. Was it meant for a month?", name, rate, Item(name).Unit(), maxRate)})
		default:
			out.overrides[Item(name)] = rate
		}
	}
	if len(errs) > 0 {
		return b, errs
	}
	return &out, nil
}

// With returns a book with the overlay on top, each of its prices dated asOf and marked as stated
// by source. A Region the book did not know gets no currency until [Book.WithCurrency].
func (b *Book) With(overlay Overlay, asOf, source string) (*Book, []Error) {
	out := *b
	out.regions = maps.Clone(b.regions)
	if out.regions == nil {
		out.regions = map[string]region{}
	}
	if len(overlay) > 0 {
		out.asOf = later(b.asOf, asOf)
	}
	var errs []Error
	for _, name := range slices.Sorted(maps.Keys(overlay)) {
		r := out.regions[name]
		r.prices = maps.Clone(r.prices)
		if r.prices == nil {
			r.prices = map[Item]Price{}
		}
		for _, item := range slices.Sorted(maps.Keys(overlay[name])) {
			tiers := overlay[name][item]
			if item.Unit() == "" {
				errs = append(errs, Error{name, string(item), unknownItem(string(item))})
				continue
			}
			if err := checkTiers(tiers); err != nil {
				errs = append(errs, Error{name, string(item), fmt.Sprintf("The price %q of Region %q %s.", item, name, err)})
				continue
			}
			r.prices[item] = Price{
				Region: name, Item: item, Unit: item.Unit(), Currency: r.currency, Tiers: slices.Clone(tiers),
				AsOf: asOf, Confidence: Stated, Sources: []string{source},
			}
			if item == InterRegionOutGB {
				r.sendTo = nil // the caller's rate is for every destination
			}
		}
		out.regions[name] = r
	}
	if len(errs) > 0 {
		return b, errs
	}
	return &out, nil
}

// WithCurrency returns a book in which the prices of the Region are in that currency.
func (b *Book) WithCurrency(name, currency string) *Book {
	out := *b
	out.regions = maps.Clone(b.regions)
	if out.regions == nil {
		out.regions = map[string]region{}
	}
	r := out.regions[name]
	r.currency = currency
	r.prices, r.inferred, r.sendTo = recoin(r.prices, currency), recoin(r.inferred, currency), recoin(r.sendTo, currency)
	out.regions[name] = r
	return &out
}

func recoin[K comparable](prices map[K]Price, currency string) map[K]Price {
	out := make(map[K]Price, len(prices))
	for key, p := range prices {
		p.Currency = currency
		out[key] = p
	}
	return out
}

func unknownItem(name string) string {
	return fmt.Sprintf("%q is not an item of the price book. Nearest names: %s.", name, strings.Join(nearest(name, 3), ", "))
}
