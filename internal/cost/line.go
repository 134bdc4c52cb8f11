package cost

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

// LineItem is one line of the bill: quantity times unit price.
type LineItem struct {
	// Endpoint is the caller's key of what is billed, such as an endpoint's, or nat_gateway.
	Endpoint string
	// Item is the price's name in the price book.
	Item price.Item
	// Region is the Region whose price it is.
	Region string
	// Quantity is how many units; unknown where a number of zones is not known.
	Quantity money.Known
	// Unit is what one unit is: hour, GB, zone month.
	Unit string
	// UnitPrice is the rate; unknown where no source states it.
	UnitPrice money.Known
	// Monthly is quantity times unit price, exact; unknown where one of them is.
	Monthly money.Known
	// AsOf is when the price was read; empty for a price the caller stated or that is not known.
	AsOf string
	// Confidence is the price's; empty where it is not known.
	Confidence price.Confidence
	// Inferred says that the price only follows from a pattern in other Regions.
	Inferred bool
}

// Sum adds up lines; one unknown line makes the sum unknown.
func Sum(lines []LineItem) money.Known {
	sums := make([]money.Known, len(lines))
	for i, line := range lines {
		sums[i] = line.Monthly
	}
	return money.Total(sums...)
}

// Tariff makes line items at the prices of one Region.
type Tariff struct {
	// Book is where prices come from.
	Book *price.Book
	// Region is whose prices apply.
	Region string
	// UseInferred allows prices that only follow from a pattern.
	UseInferred bool
}

// Rate returns what one unit of an item costs in the first tier; unknown where no source says.
func (t Tariff) Rate(item price.Item) money.Known {
	if p, ok := t.price(item); ok {
		return maybe.Of(p.First())
	}
	return maybe.Unknown[money.Amount]()
}

func (t Tariff) price(item price.Item) (price.Price, bool) {
	return t.Book.Price(t.Region, item, t.UseInferred)
}

// Lines bills a quantity of an item, with a line for each tier it reaches.
func (t Tariff) Lines(owner string, item price.Item, quantity money.Known) []LineItem {
	p, ok := t.price(item)
	return lines(owner, t.Region, item, p, ok, quantity)
}

// Transfer bills data sent from one Region to another, at the price of the sending Region.
func (t Tariff) Transfer(owner, from, to string, gb money.Amount) []LineItem {
	p, ok := t.Book.InterRegion(from, to)
	return lines(owner, from, price.InterRegionOutGB, p, ok, maybe.Of(gb))
}

func lines(owner, region string, item price.Item, p price.Price, known bool, quantity money.Known) []LineItem {
	q, counted := quantity.Get()
	switch {
	case !known:
		return []LineItem{{
			Endpoint: owner, Item: item, Region: region, Quantity: quantity, Unit: item.Unit(),
			UnitPrice: maybe.Unknown[money.Amount](), Monthly: maybe.Unknown[money.Amount](),
		}}
	case !counted:
		line := lineOf(owner, region, p, price.Charge{Rate: p.First()})
		line.Quantity, line.Monthly = quantity, maybe.Unknown[money.Amount]()
		return []LineItem{line}
	default:
		var out []LineItem
		for _, charge := range p.Split(q) {
			out = append(out, lineOf(owner, region, p, charge))
		}
		return out
	}
}

func lineOf(owner, region string, p price.Price, charge price.Charge) LineItem {
	return LineItem{
		Endpoint: owner, Item: p.Item, Region: region, Unit: p.Unit,
		Quantity: maybe.Of(charge.Quantity), UnitPrice: maybe.Of(charge.Rate), Monthly: maybe.Of(charge.Amount()),
		AsOf: p.AsOf, Confidence: p.Confidence, Inferred: p.Inferred,
	}
}

// Usage is the data of one endpoint in a pool of tiers.
type Usage struct {
	// Owner is the endpoint's key.
	Owner string
	// GB is its data of the month, to at most nine digits behind the decimal point.
	GB money.Amount
}

// Pooled bills data whose tiers count over all endpoints together. Every tier is shared among the
// endpoints in proportion to their data, to a byte, so that the quantities of a tier
// add up to the tier and those of an endpoint to its data: the lines add up to the pooled bill exactly.
func (t Tariff) Pooled(item price.Item, pool []Usage) []LineItem {
	p, ok := t.price(item)
	var out []LineItem
	if !ok {
		for _, u := range pool {
			out = append(out, lines(u.Owner, t.Region, item, p, false, maybe.Of(u.GB))...)
		}
		return out
	}
	rest := make([]money.Amount, len(pool))
	for i, u := range pool {
		rest[i] = u.GB
	}
	byOwner := make([][]LineItem, len(pool))
	for _, charge := range p.Split(money.Sum(rest...)) {
		parts, _ := money.Share(charge.Quantity, rest, price.MaxBoundDigits)
		for i, part := range parts {
			if part.Sign() > 0 || pool[i].GB.Sign() == 0 && byOwner[i] == nil {
				byOwner[i] = append(byOwner[i], lineOf(pool[i].Owner, t.Region, p, price.Charge{Quantity: part, Rate: charge.Rate}))
			}
			rest[i] = rest[i].Sub(part)
		}
	}
	for _, own := range byOwner {
		out = append(out, own...)
	}
	return out
}
