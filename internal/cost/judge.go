package cost

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// judge applies the rules of family COST to an estimate.
func (b biller) judge(r Result, noCheapest string) rules.Report {
	var report rules.Report
	for _, key := range b.keys {
		b.judgeUsage(&report, key)
		b.judgeService(&report, key)
		b.judgeZones(&report, key)
		b.judgeAgainstNAT(&report, key, r, noCheapest)
	}
	b.judgeWhole(&report)
	b.judgePrices(&report, slices.Concat(r.Lines, r.WithoutLines))
	return report
}

func attribute(key, name string) string { return fmt.Sprintf("endpoints[%q].%s", key, name) }

// judgeUsage: an endpoint nobody uses, and one to another Region.
func (b biller) judgeUsage(report *rules.Report, key string) {
	e := b.Endpoints[key]
	gb, given := e.GB.Get()
	hourly := e.Type != catalog.Gateway && e.Type != catalog.ServiceNetwork
	switch {
	case hourly && given && gb.Sign() == 0:
		report.Add(rules.Finding{
			Rule: "COST-07", Target: key, Attribute: attribute(key, "gb_per_month"),
			Detail: fmt.Sprintf("%q carries 0 GB a month; its hours are billed all the same.", key),
		})
	case hourly && !given:
		report.Skip("COST-07", key, "gb_per_month is not given")
	}
	if e.crossRegion(b.Region) {
		report.Add(rules.Finding{
			Rule: "COST-08", Target: key, Attribute: attribute(key, "service_region"),
			Detail: fmt.Sprintf("%q reaches a service in %q from %q: its data also pays transfer between the Regions, in both directions.",
				key, e.ServiceRegion, b.Region),
		})
	}
}

// judgeService: services that have a free gateway endpoint, or whose data flows through one.
func (b biller) judgeService(report *rules.Report, key string) {
	e := b.Endpoints[key]
	if e.Type == catalog.Interface && e.gatewayOffered && !b.hasGateway(e.Service) {
		report.Add(rules.Finding{
			Rule: "COST-03", Target: key, Attribute: attribute(key, "vpc_endpoint_type"),
			Detail: fmt.Sprintf("%q is an interface endpoint for %q, which also has a gateway endpoint. That one is free, and serves callers inside the VPC.",
				key, e.Service),
		})
	}
	if e.Type == catalog.Interface && e.Service == "ecr.dkr" && !b.hasGateway("s3") {
		report.Add(rules.Finding{
			Rule: "COST-05", Target: key, Attribute: attribute(key, "service"),
			Detail: fmt.Sprintf("%q pulls images, whose layers come from S3. No gateway endpoint for S3 is listed, so that traffic takes another path.", key),
		})
	}
}

func (b biller) hasGateway(service string) bool {
	return slices.ContainsFunc(b.keys, func(key string) bool {
		return b.Endpoints[key].Service == service && b.Endpoints[key].Type == catalog.Gateway
	})
}

// judgeZones: a number of zones that is not known makes a range, never one zone.
func (b biller) judgeZones(report *rules.Report, key string) {
	e := b.Endpoints[key]
	if !b.needsZones(e) || e.zones().IsGiven() {
		return
	}
	upTo := "an unknown number of"
	if n, ok := b.regionZones.Get(); ok {
		upTo = fmt.Sprintf("%d", n)
	}
	report.Add(rules.Finding{
		Rule: "COST-09", Target: key, Attribute: attribute(key, "availability_zones"),
		Detail: fmt.Sprintf("It is not known in how many Availability Zones %q is. Its hours are priced as a range, from 1 to %s zones of %q.", key, upTo, b.Region),
	})
}

// judgeAgainstNAT: an endpoint that costs more than the NAT gateway would, with nothing that demands it.
func (b biller) judgeAgainstNAT(report *rules.Report, key string, r Result, noCheapest string) {
	e, c := b.Endpoints[key], r.ByEndpoint[key]
	if b.NAT == nil || e.Private || e.onlyPrivate() || e.Type == catalog.Gateway {
		return
	}
	monthly, known := c.Monthly.Get()
	through, compared := c.WithoutEndpoint.Get()
	dearer, reason := b.dearerThanNAT(key, r, noCheapest)
	switch {
	case reason != "":
		report.Skip("COST-04", key, reason)
		return
	case !known || !compared:
		report.Skip("COST-04", key, "a price or the number of zones is not known")
		return
	case !dearer:
		return
	}
	enough := ""
	if gb, ok := c.BreakEvenGB.Get(); ok {
		enough = fmt.Sprintf(" It would pay from %s GB a month.", gb.Round(1))
	}
	report.Add(rules.Finding{
		Rule: "COST-04", Target: key, Attribute: attribute(key, "gb_per_month"),
		Detail: fmt.Sprintf("%q costs %s a month; the same %s GB through NAT cost %s.%s", key,
			monthly.Cents(r.Currency), e.data(), through.Cents(r.Currency), enough),
	})
}

// dearerThanNAT reports whether an endpoint is one to leave on NAT, or why that cannot be told. Where the
// cheapest choice is not known because of others, its own break-even decides beside a NAT gateway that stays.
func (b biller) dearerThanNAT(key string, r Result, noCheapest string) (dearer bool, reason string) {
	if r.Cheapest != nil {
		_, dearer = slices.BinarySearch(r.Cheapest.LeftOnNAT, key)
		return dearer, ""
	}
	gb, given := b.Endpoints[key].GB.Get()
	enough, known := r.ByEndpoint[key].BreakEvenGB.Get()
	if !b.NAT.Keep || !given || !known {
		return false, noCheapest
	}
	return gb.Cmp(enough) < 0, ""
}

// judgeWhole: rules that speak about the bill and not about one endpoint.
func (b biller) judgeWhole(report *rules.Report) {
	could, _ := b.sides()
	switch {
	case b.NAT == nil:
		report.Skip("COST-04", "", "nat_gateway is not given")
		report.Skip("COST-06", "", "nat_gateway is not given")
	case b.NAT.Keep:
		report.Remind(rules.Finding{
			Rule: "COST-06", Attribute: "nat_gateway.keep",
			Detail: "The NAT gateway stays for other traffic. Its hours end only when every destination has an endpoint, and only the services listed are known here.",
		})
	case len(could) > 0:
		report.Remind(rules.Finding{
			Rule: "COST-06", Attribute: "nat_gateway.keep",
			Detail: "The NAT gateway is taken to go when every service listed has an endpoint. Whether other traffic needs it cannot be seen from here.",
		})
		if !b.NAT.Zones.IsGiven() {
			report.Skip("COST-06", "", "nat_gateway.availability_zones is not given, so what the NAT gateway costs is not known")
		}
	}
	if !b.hours().IsInteger() {
		report.Remind(rules.Finding{
			Rule: "COST-01", Attribute: "hours_per_month",
			Detail: fmt.Sprintf("hours_per_month is %s. AWS bills every hour that was begun.", b.hours()),
		})
	}
	b.judgePool(report)
	if b.held[interAZCharged] {
		report.Add(rules.Finding{
			Rule: "COST-10", Attribute: fmt.Sprintf("assumptions[%q]", interAZCharged),
			Detail: "Data that enters an endpoint from another zone is counted, as asked. AWS states that it is not charged.",
		})
	}
}

// judgePool: data beyond the first tier is cheaper because all endpoints count together.
func (b biller) judgePool(report *rules.Report) {
	p, ok := b.tariff.price(price.InterfaceEndpointGB)
	if !ok {
		return
	}
	var total money.Amount
	for _, e := range b.Endpoints {
		if e.Type == catalog.Interface {
			total = total.Add(e.data())
		}
	}
	if bound, tiered := p.Tiers[0].UpTo.Get(); tiered && total.Cmp(bound) > 0 {
		report.Remind(rules.Finding{
			Rule: "COST-02", Attribute: "endpoints",
			Detail: fmt.Sprintf("The interface endpoints carry %s GB together, more than the %s GB of the first tier. The lower rates are shared among them by data.", total, bound),
		})
	}
}

// judgePrices: one finding for each price that a line needs and no source states.
func (b biller) judgePrices(report *rules.Report, lines []LineItem) {
	type missing struct {
		region string
		item   price.Item
	}
	owners := map[missing][]string{}
	for _, line := range lines {
		if !line.UnitPrice.IsGiven() {
			m := missing{line.Region, line.Item}
			owners[m] = append(owners[m], cmp.Or(line.Endpoint, "nat_gateway"))
		}
	}
	keys := slices.SortedFunc(maps.Keys(owners), func(a, b missing) int {
		return cmp.Or(cmp.Compare(a.item, b.item), cmp.Compare(a.region, b.region))
	})
	for _, m := range keys {
		who := owners[m]
		slices.Sort(who)
		report.Add(PriceNotKnown(b.Book, m.region, m.item, slices.Compact(who)))
	}
}

// PriceNotKnown is the finding for a price that lines need and that the book does not have.
func PriceNotKnown(book *price.Book, region string, item price.Item, owners []string) rules.Finding {
	fix := fmt.Sprintf("Give it in price_overrides as %q, or in a file of facts_files.", item)
	if book.HasInferred(region, item) {
		fix += " Or set use_inferred_prices = true: the price book has a value that follows from the pattern of other Regions."
	}
	return rules.Finding{
		Rule: "COST-11", Target: string(item), Attribute: "price_overrides",
		Detail: fmt.Sprintf("No source states the price %q (for one %s) in %q. It is needed for: %s. Every sum it stands in is null.",
			item, item.Unit(), region, strings.Join(owners, ", ")),
		Fix: fix,
	}
}
