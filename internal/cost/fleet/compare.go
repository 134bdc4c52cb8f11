package fleet

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/cost"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

// Compare answers a request, or says everything that makes it unusable.
func Compare(c *catalog.Catalog, book *price.Book, q Request) (*Result, input.Errors) {
	book, faults := book.Override(q.PriceOverrides)
	m, errs := read(c, q, book.Allowance(price.HoursPerMonth))
	for _, fault := range faults {
		errs.Add(input.At("price_overrides").Key(fault.Item), "%s", fault.Text)
	}
	if len(errs) > 0 {
		return nil, errs
	}
	return compare(m, cost.Tariff{Book: book, Region: q.Region, UseInferred: q.UseInferred}).result(), nil
}

// result prices the designs, chooses the cheapest, and judges them.
func (c *comparison) result() *Result {
	r := &Result{
		GatewayServices: c.gateways, PrivateHostedZones: c.hostedZones,
		DistributedMonthly: unknown(), HubMonthly: unknown(), CheapestMonthly: unknown(), BreakEvenGBPerMonth: unknown(),
		StatedAssumptions: c.assumptions(),
	}
	r.Currency, _ = c.tariff.Book.Currency(c.region.Code)

	r.DistributedMonthly = r.take(Distributed, c.bill(c.usage(c.everywhere(own))))
	inHub := c.everywhere(hub)
	if c.zonesCounted() {
		r.HubMonthly = r.take(Central, c.bill(c.usage(inHub)))
		r.BreakEvenGBPerMonth = c.breakEven(r)
	}
	cheapest, bill, reason := c.choose()
	if reason == "" {
		r.CheapestMonthly = r.take(Cheapest, bill)
		r.Assignment = c.assignment(cheapest)
	} else {
		r.Report.Skip("HUB-14", "", "The cheapest assignment cannot be proved: "+reason+".")
	}
	c.judge(r, cheapest)
	return r
}

// take adds the bill of a design to the result and returns its sum.
func (r *Result) take(design string, bill []cost.LineItem) money.Known {
	for _, l := range bill {
		r.LineItems = append(r.LineItems, LineItem{design, l})
	}
	return cost.Sum(bill)
}

// everywhere is the plan in which every demand goes one way, or has an endpoint of its own
// where that way is closed to it.
func (c *comparison) everywhere(w way) plan {
	p := make(plan, len(c.task.demands))
	for i, d := range c.task.demands {
		if w == hub && c.task.spokes[d.spoke].reachable {
			p[i] = hub
		}
	}
	return p
}

// zonesCounted reports whether the private hosted zones of the hub can be counted.
func (c *comparison) zonesCounted() bool {
	return c.request.Hub.DNS != DNSZones || len(c.namesUnsure) == 0
}

// breakEven is the traffic to the hub at which its bill reaches that of an endpoint in every
// VPC. Both bills hold the same GB through endpoints, so only fixed prices and the
// Transit Gateway's GB differ.
func (c *comparison) breakEven(r *Result) money.Known {
	transit, ok := c.tariff.Book.Price(c.tariff.Region, price.TGWGB, c.tariff.UseInferred)
	if !ok {
		return unknown()
	}
	var fixed []cost.LineItem
	for _, l := range r.LineItems {
		if l.Design == Central && l.Item != price.TGWGB {
			fixed = append(fixed, l.LineItem)
		}
	}
	ahead, ok := money.Minus(r.DistributedMonthly, cost.Sum(fixed)).Get()
	if !ok {
		return unknown()
	}
	return cost.BreakEven(ahead, []price.Tier{{UpTo: maybe.Absent[money.Amount]()}}, transit.Tiers)
}

// assignment writes a plan with the names of the request.
func (c *comparison) assignment(p plan) map[string]Assignment {
	out := make(map[string]Assignment, len(c.services))
	for _, key := range c.services {
		out[key] = Assignment{HubVPCs: []string{}, OwnVPCs: []string{}, NATVPCs: []string{}}
	}
	for i, d := range c.task.demands {
		a, vpc := out[c.services[d.service]], c.vpcs[d.spoke]
		switch p[i] {
		case own:
			a.OwnVPCs = append(a.OwnVPCs, vpc)
		case hub:
			a.Hub, a.HubVPCs = true, append(a.HubVPCs, vpc)
		case nat:
			a.NATVPCs = append(a.NATVPCs, vpc)
		}
		out[c.services[d.service]] = a
	}
	return out
}

// assumptions says what the figures rest on besides the input.
func (c *comparison) assumptions() []string {
	q := c.request
	out := []string{
		"The price of a GB through interface endpoints falls with the sum over all endpoints of the Region, in all accounts: they are billed together.",
		"Data to the hub is charged once by the Transit Gateway, to the VPC that sends it, and once by the endpoint, in each direction; zones add nothing.",
		"Traffic that gb_per_month does not state counts as none in the sums, and is never left on NAT.",
	}
	if slices.ContainsFunc(c.vpcs, func(name string) bool { return !q.VPCs[name].TransitGatewayAttached }) || !q.Hub.TransitGatewayAttached {
		out = append(out, "A VPC that is not said to be attached to the Transit Gateway pays for its attachment as soon as it uses the hub.")
	}
	if q.Hub.ResolverEndpointAddresses > 0 {
		out = append(out, "The Resolver endpoints are there only for the hub; what their queries cost is left out.")
	}
	if len(c.transfers) > 0 {
		out = append(out, "Of the data to another Region, half flows each way, each half at the price of the Region that sends it; from NAT gateways as from endpoints.")
	}
	if len(c.overlapped) > 0 {
		out = append(out, "VPCs whose addresses overlap cannot be routed to the hub and keep endpoints of their own in every design.")
	}
	switch q.Hub.DNS {
	case DNSProfile:
		out = append(out, "The Route 53 Profile is associated with every VPC given, whether or not it uses the hub.")
	case DNSZones:
		out = append(out, "One private hosted zone for each name of a service in the hub; the account has no other zones in its first price tier.")
	case "":
		out = append(out, "What it costs to share the names of the hub is left out, since hub.dns does not say how.")
	}
	if q.NAT == nil {
		return out
	}
	if q.NAT.Keep {
		return append(out, "The NAT gateways stay whatever the endpoints do; their hours are the same in every design and left out of the sums.")
	}
	return append(out, "The NAT gateways of a VPC go when none of its services uses them; only the services given are looked at. Each has one public IPv4 address.")
}
