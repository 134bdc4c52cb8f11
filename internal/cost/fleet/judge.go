package fleet

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/cost"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// judge applies the rules about hubs, quotas and prices.
func (c *comparison) judge(r *Result, cheapest plan) {
	report := &r.Report
	c.judgeLeftOut(report)
	c.judgeStaying(report)
	if len(c.services) > 0 {
		c.judgeNames(report)
		c.judgeShared(report)
		c.judgeAddresses(report)
		c.judgeCost(report, r)
		c.judgeInterfaces(report, cheapest)
	}
	c.judgeGateways(report)
	c.judgePrices(report, r.LineItems)
}

// judgeLeftOut names the services that the comparison cannot hold, and those of other Regions.
func (c *comparison) judgeLeftOut(report *rules.Report) {
	for _, l := range c.left {
		if l.rule == "HUB-14" {
			report.Skip(l.rule, l.key, "The service is left out of the comparison. "+l.reason)
			continue
		}
		report.Add(rules.Finding{
			Rule: l.rule, Target: l.key, Attribute: "services",
			Detail: fmt.Sprintf("%q is used in %s. %s It is left out of every design compared here.", l.key, some(c.users(l.key)), l.reason),
		})
	}
	for _, key := range c.services {
		if home := c.offers[key].Region; home != c.region.Code {
			report.Add(rules.Finding{
				Rule: "HUB-09", Target: key, Attribute: "services",
				Detail: fmt.Sprintf("%q belongs to %s. Its data pays transfer between the Regions in both directions, in every design; a hub in %s would serve what is there.",
					key, home, home),
			})
		}
	}
}

// judgeStaying names the gateway endpoints, which no hub can take over.
func (c *comparison) judgeStaying(report *rules.Report) {
	for _, key := range c.gateways {
		report.Remind(rules.Finding{
			Rule: "HUB-01", Target: key, Attribute: "services",
			Detail: fmt.Sprintf("%q keeps a gateway endpoint in each VPC that uses it (%s). It is free and can be used from its own VPC only, so it is in no bill here.",
				key, some(c.users(key))),
		})
	}
	if slices.Contains(c.gateways, "s3") && c.region.Code == "us-east-1" {
		report.Remind(rules.Finding{
			Rule: "HUB-17", Target: "s3", Attribute: "services",
			Detail: "Should the hub also get an interface endpoint for \"s3\", for callers that are not in a VPC: clients in us-east-1 that call s3.amazonaws.com ask for a name outside the Regional zone and miss it.",
		})
	}
}

// judgeNames asks how the names of services lead to the hub.
func (c *comparison) judgeNames(report *rules.Report) {
	dns := c.request.Hub.DNS
	if dns == "" {
		report.Add(rules.Finding{
			Rule: "HUB-02", Target: "hub", Attribute: "hub.dns",
			Detail: "Nothing is planned that shares the names of the hub's endpoints. AWS's own private zone answers only in the hub's VPC, so every other VPC keeps calling the public address.",
		})
	}
	if dns == DNSProfile {
		report.Remind(rules.Finding{
			Rule: "HUB-04", Target: "hub", Attribute: "hub.dns",
			Detail: "With a Route 53 Profile the endpoints in the hub keep private DNS on and are themselves associated with the Profile. A zone of the VPC with the same name wins over it.",
		})
		return
	}
	report.Remind(rules.Finding{
		Rule: "HUB-04", Target: "hub", Attribute: "hub.dns",
		Detail: fmt.Sprintf("A Route 53 Profile is the simpler way to share names: private DNS stays on, the endpoints are associated with it, and none of the %d zones has to be kept.", len(c.hostedZones)),
	})
	for _, key := range c.services {
		if regionless(c.offers[key]) {
			report.Add(rules.Finding{
				Rule: "HUB-10", Target: key, Attribute: "services",
				Detail: fmt.Sprintf("%q is a global service: its name has no Region in it, and a zone for that name would answer for every Region.", key),
			})
		}
	}
	if dns == DNSZones {
		for _, key := range c.namesUnsure {
			report.Skip("HUB-14", key, "Its private DNS names are not known, so neither the zones it needs nor what the hub costs can be told. State them in a file of facts_files, or compare with a Route 53 Profile.")
		}
	}
}

// judgeShared says what sharing one endpoint means for its policy.
func (c *comparison) judgeShared(report *rules.Report) {
	report.Add(rules.Finding{
		Rule: "HUB-11", Target: "hub", Attribute: "hub",
		Detail: "VPCs that use the hub share each endpoint in it and its policy. What one VPC may do, all may, and one text of at most 20,480 characters must say it for all.",
	})
}

// judgeAddresses finds VPCs that cannot be routed to a hub.
func (c *comparison) judgeAddresses(report *rules.Report) {
	for _, group := range c.overlapped {
		names := make([]string, len(group))
		for i, position := range group {
			names[i] = c.vpcs[position]
		}
		report.Add(rules.Finding{
			Rule: "HUB-12", Target: names[0], Attribute: fmt.Sprintf("vpcs[%q].cidr_blocks", names[0]),
			Detail: fmt.Sprintf("The addresses of these VPCs overlap: %s. A Transit Gateway cannot tell them apart, so here each keeps endpoints of its own.", some(names)),
		})
	}
	switch {
	case len(c.unaddressed) == len(c.vpcs):
		report.Skip("HUB-12", "", "cidr_blocks is not given for any VPC.")
	default:
		for _, name := range c.unaddressed {
			report.Skip("HUB-12", name, "cidr_blocks is not given.")
		}
	}
}

// judgeCost puts the comparison into a sentence.
func (c *comparison) judgeCost(report *rules.Report, r *Result) {
	distributed, ok := r.DistributedMonthly.Get()
	central, okHub := r.HubMonthly.Get()
	if !ok || !okHub {
		report.Skip("HUB-14", "", "A price or a number of zones that the comparison needs is not known.")
		return
	}
	detail := fmt.Sprintf("A month costs %s with an endpoint in every VPC and %s with every service in the hub.",
		distributed.Cents(r.Currency), central.Cents(r.Currency))
	if least, ok := r.CheapestMonthly.Get(); ok {
		detail += fmt.Sprintf(" The cheapest mix costs %s.", least.Cents(r.Currency))
	}
	if gb, ok := r.BreakEvenGBPerMonth.Get(); ok && gb.Sign() > 0 {
		detail += fmt.Sprintf(" From %s GB a month to the hub on, the hub saves nothing.", gb.Round(1))
	}
	report.Remind(rules.Finding{Rule: "HUB-14", Target: "hub", Attribute: "vpcs", Detail: detail})
	if reached, ok := c.beyondFirstTier(); ok {
		report.Remind(rules.Finding{Rule: "COST-02", Attribute: "vpcs", Detail: reached})
	}
}

// beyondFirstTier says so if the GB through endpoints reach a cheaper tier.
func (c *comparison) beyondFirstTier() (string, bool) {
	p, ok := c.tariff.Book.Price(c.tariff.Region, price.InterfaceEndpointGB, c.tariff.UseInferred)
	total := c.volume(func(demand) bool { return true })
	if !ok {
		return "", false
	}
	bound, bounded := p.Tiers[0].UpTo.Get()
	return fmt.Sprintf("All services together move %s GB a month, more than the %s GB of the first price tier. The tiers count over all endpoints of the Region.", total, bound),
		bounded && total.Cmp(bound) > 0
}

// judgePrices reports each price that a line needs and no source states.
func (c *comparison) judgePrices(report *rules.Report, lines []LineItem) {
	type missing struct {
		region string
		item   price.Item
	}
	needed := map[missing][]string{}
	for _, l := range lines {
		m := missing{l.Region, l.Item}
		if !l.UnitPrice.IsGiven() && !slices.Contains(needed[m], l.Design) {
			needed[m] = append(needed[m], l.Design)
		}
	}
	for _, item := range c.neededItems() {
		m := missing{c.region.Code, item}
		_, known := c.tariff.Rate(item).Get()
		if _, listed := needed[m]; !known && !listed {
			needed[m] = []string{Cheapest}
		}
	}
	for m, designs := range needed {
		report.Add(cost.PriceNotKnown(c.tariff.Book, m.region, m.item, designs))
	}
}

// neededItems are the prices that the choice of the cheapest assignment weighs.
func (c *comparison) neededItems() []price.Item {
	if len(c.services) == 0 {
		return nil
	}
	items := c.fixedItems()
	if c.volume(func(demand) bool { return true }).Sign() > 0 {
		items = append(items, price.InterfaceEndpointGB, price.TGWGB)
	}
	if c.volume(func(d demand) bool { return d.natAllowed }).Sign() > 0 {
		items = append(items, c.natGB())
	}
	if c.task.zones > 0 {
		items = append(items, price.PrivateHostedZoneMonth)
	}
	return items
}

// some lists up to eight names and says how many more there are.
func some(names []string) string {
	const shown = 8
	quoted := make([]string, 0, shown)
	for _, name := range names[:min(shown, len(names))] {
		quoted = append(quoted, fmt.Sprintf("%q", name))
	}
	text := strings.Join(quoted, ", ")
	if more := len(names) - shown; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return cmp.Or(text, "no VPC")
}
