package cost

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// Result is what a set of endpoints costs in a month, and what the alternatives cost.
type Result struct {
	// Currency is what every sum is in; empty where it is not known.
	Currency string
	// Lines are the line items of the endpoints, sorted by endpoint.
	Lines []LineItem
	// Total is the sum of Lines.
	Total money.Known
	// Minimum and Maximum bound the total where a number of zones is not known: one zone, and all of the
	// Region. Where all are known both are the total.
	Minimum, Maximum money.Known
	// ByEndpoint says what each endpoint costs and saves.
	ByEndpoint map[string]EndpointCost
	// WithoutLines are the line items of the same traffic through NAT.
	WithoutLines []LineItem
	// WithoutEndpoints is the sum of WithoutLines; absent if no NAT gateway was given.
	WithoutEndpoints money.Known
	// Saving is WithoutEndpoints less Total.
	Saving money.Known
	// NATGateway is what the NAT gateway itself costs: hours and public addresses, without data; absent if none was given.
	NATGateway money.Known
	// Cheapest is the cheapest choice; nil where it cannot be found.
	Cheapest *Cheapest
	// StatedAssumptions are sentences about what was taken for granted, for this input.
	StatedAssumptions []string
	// PricesAsOf is the day of the newest price in the book; each line has its own.
	PricesAsOf string
	// Chart is what a chart of the break-even needs; nil where a price is not known.
	Chart *Chart
	// Report holds findings and what could not be checked.
	Report rules.Report
}

// EndpointCost is what one entry costs a month.
type EndpointCost struct {
	// Service is the entry's service.
	Service string
	// Type is the entry's endpoint type.
	Type catalog.EndpointType
	// Monthly is the sum of its line items.
	Monthly money.Known
	// WithoutEndpoint is what its data costs through a NAT gateway that is there anyway; absent where NAT is
	// no alternative, unknown where data or price is.
	WithoutEndpoint money.Known
	// Saving is WithoutEndpoint less Monthly.
	Saving money.Known
	// BreakEvenGB is the data of a month from which one such endpoint costs no more than a NAT gateway that
	// stays; absent where there is none, and for types that NAT cannot stand in for.
	BreakEvenGB money.Known
	// BreakEvenGBByZones is BreakEvenGB for one zone, two zones, and so on; empty for other types than Interface.
	BreakEvenGBByZones []money.Known
}

// Estimate prices the endpoints, the same traffic without them, and the cheapest choice between.
// For input that cannot be used it returns everything that is wrong with it, and no result.
func Estimate(in Input) (*Result, input.Errors) {
	in, errs := in.resolved()
	in.check(&errs)
	held, wrong := readAssumptions(in.Assumptions)
	errs = append(errs, wrong...)
	book, unusable := in.Book.Override(in.Overrides)
	for _, e := range unusable {
		errs.Add(input.At("price_overrides").Key(e.Item), "%s", e.Text)
	}
	if len(errs) > 0 {
		return nil, errs
	}
	in.Book = book
	return newBiller(in, held).estimate(), nil
}

func (b biller) estimate() *Result {
	var r Result
	r.Currency, _ = b.Book.Currency(b.Region)
	r.PricesAsOf = b.Book.AsOf()
	r.Lines = b.endpointLines(b.keys)
	r.Total = Sum(r.Lines)
	r.Minimum, r.Maximum = b.withZones(maybe.Of(1)), b.withZones(b.regionZones)
	if b.NAT != nil {
		r.WithoutLines = b.withoutEndpoints()
		r.WithoutEndpoints = Sum(r.WithoutLines)
		r.Saving = money.Minus(r.WithoutEndpoints, r.Total)
		r.NATGateway = Sum(b.gatewayLines())
	}
	r.ByEndpoint = b.byEndpoint(r.Lines)
	cheapest, reason := b.cheapest()
	if reason == "" {
		r.Cheapest = &cheapest
	}
	r.Chart = b.chart()
	r.StatedAssumptions = b.stated()
	r.Report = b.judge(r, reason)
	return &r
}

// withZones is the total with a number of zones in place of those that are not known.
func (b biller) withZones(zones maybe.Value[int]) money.Known {
	endpoints := make(map[string]Endpoint, len(b.Endpoints))
	for key, e := range b.Endpoints {
		if !e.zones().IsGiven() {
			e.Zones = zones
		}
		endpoints[key] = e
	}
	b.Endpoints = endpoints
	return Sum(b.endpointLines(b.keys))
}

func (b biller) byEndpoint(lines []LineItem) map[string]EndpointCost {
	out := make(map[string]EndpointCost, len(b.keys))
	with := group(lines)
	var nat map[string][]LineItem
	could, _ := b.sides()
	if len(could) > 0 {
		nat = group(b.natLines(could))
	}
	byZones := b.breakEvenByZones()
	for _, key := range b.keys {
		e := b.Endpoints[key]
		c := EndpointCost{Service: e.Service, Type: e.Type, Monthly: Sum(with[key])}
		if _, found := slices.BinarySearch(could, key); found {
			c.WithoutEndpoint = Sum(nat[key])
			c.Saving = money.Minus(c.WithoutEndpoint, c.Monthly)
			c.BreakEvenGB, c.BreakEvenGBByZones = b.breakEvenOf(e, byZones)
		}
		out[key] = c
	}
	return out
}

// breakEvenOf picks the break-even of an endpoint; a gateway endpoint pays from the first GB.
func (b biller) breakEvenOf(e Endpoint, byZones []money.Known) (money.Known, []money.Known) {
	if e.Type == catalog.Gateway {
		return maybe.Of(money.Amount{}), nil
	}
	zones, ok := e.zones().Get()
	if !ok {
		return maybe.Unknown[money.Amount](), byZones
	}
	return b.breakEven(zones), byZones
}

// breakEvenByZones covers every number of zones the Region or an endpoint has.
func (b biller) breakEvenByZones() []money.Known {
	most := b.regionZones.Or(1)
	for _, e := range b.Endpoints {
		if e.Type == catalog.Interface {
			most = max(most, e.zones().Or(1))
		}
	}
	out := make([]money.Known, most)
	for i := range out {
		out[i] = b.breakEven(i + 1)
	}
	return out
}

// group sorts lines by the endpoint they belong to.
func group(lines []LineItem) map[string][]LineItem {
	out := map[string][]LineItem{}
	for _, line := range lines {
		out[line.Endpoint] = append(out[line.Endpoint], line)
	}
	return out
}

// stated lists the assumptions that bear on this input.
func (b biller) stated() []string {
	out := []string{
		fmt.Sprintf("A month has %s hours. An hour that is used in part is billed whole, connected or not.", b.hours()),
		"A GB is 2^30 bytes, and both directions count.",
	}
	has := func(test func(Endpoint) bool) bool {
		return slices.ContainsFunc(b.keys, func(key string) bool { return test(b.Endpoints[key]) })
	}
	if has(func(e Endpoint) bool { return b.pricesOf(e.Type).pooled && e.GB.IsGiven() }) {
		out = append(out, "The endpoints listed are all of the account's in the Region: the tiers of a GB start at zero and are shared among them by data.")
	}
	for _, key := range b.keys {
		if e := b.Endpoints[key]; !e.GB.IsGiven() && b.pricesOf(e.Type).gb != "" && e.Type != catalog.Gateway {
			out = append(out, fmt.Sprintf("gb_per_month of %q is not given, so no data charge of it is in any sum.", key))
		}
	}
	type relevant struct {
		name    string
		applies bool
	}
	could, must := b.sides()
	usesNAT := len(could) > 0
	for _, r := range []relevant{
		{interAZCharged, has(b.needsZones)},
		{transferSplitEvenly, has(func(e Endpoint) bool { return e.crossRegion(b.Region) })},
		{natInterAZCharged, usesNAT},
		{natAddressesCharged, usesNAT},
		{regionalNATGBAsZonal, usesNAT && b.NAT.Regional},
		{resourceHourPerZone, has(func(e Endpoint) bool { return e.Type == catalog.Resource })},
	} {
		if r.applies {
			out = append(out, b.held.sentence(r.name))
		}
	}
	return append(out, b.statedAboutNAT(usesNAT, must)...)
}

func (b biller) statedAboutNAT(usesNAT bool, must []string) []string {
	if !usesNAT {
		return nil
	}
	text := "The NAT gateway goes once all of these services have an endpoint, so its hours count where traffic is left on it."
	if b.NAT.Keep {
		text = "The NAT gateway stays for other traffic, so its hours are in neither figure of the comparison."
	}
	out := []string{text}
	for _, key := range must {
		out = append(out, fmt.Sprintf("%q has no alternative on NAT: it keeps its endpoint in every figure.", key))
	}
	return out
}
