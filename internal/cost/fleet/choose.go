package fleet

import (
	"fmt"

	"lukechampine.com/uint128"

	"github.com/vpce-tools/terraform-provider-vpce/internal/cost"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

// maxTangents bounds the work: AWS's own price list needs at most six.
const maxTangents = 60

// choose returns the cheapest plan with its bill. Where that cannot be proved it returns
// the reason instead.
func (c *comparison) choose() (plan, []cost.LineItem, string) {
	if len(c.task.demands) == 0 {
		return plan{}, nil, ""
	}
	tangents, reason := c.tangents()
	if reason != "" {
		return nil, nil, reason
	}
	var (
		best  plan
		lines []cost.LineItem
		least money.Amount
	)
	for _, at := range tangents {
		p := c.task.cheapest(at)
		bill := c.bill(c.usage(p))
		total, known := cost.Sum(bill).Get()
		if !known {
			return nil, nil, "the bill holds a price that is not known"
		}
		// Of equally cheap plans the first stays, so that the answer is always the same one.
		if best == nil || total.Cmp(least) < 0 {
			best, lines, least = p, bill, total
		}
	}
	return best, lines, ""
}

// tangents returns every combination of one line for each price.
func (c *comparison) tangents() ([]tangent, string) {
	if c.request.Hub.DNS == DNSZones && len(c.namesUnsure) > 0 {
		return nil, fmt.Sprintf("the private DNS names of %s are not known, so its private hosted zones cannot be counted", c.namesUnsure[0])
	}
	for _, item := range c.fixedItems() {
		p, ok := c.tariff.Book.Price(c.tariff.Region, item, c.tariff.UseInferred)
		if !ok {
			return nil, unpriced(item)
		}
		if len(p.Tiers) > 1 {
			return nil, fmt.Sprintf("the price %s has tiers, which only prices of GB and of private hosted zones can have here", item)
		}
		if reason := tooFine(item, p.First()); reason != "" {
			return nil, reason
		}
	}
	most, least := c.volume(func(demand) bool { return true }), c.volume(func(d demand) bool { return !d.natAllowed })
	out := []tangent{{}}
	for _, part := range []struct {
		item        price.Item
		least, most money.Amount
		set         func(*tangent, line)
	}{
		{price.InterfaceEndpointGB, least, most, func(t *tangent, l line) { t.endpointGB = l.rate }},
		{price.TGWGB, money.Amount{}, most, func(t *tangent, l line) { t.transitGB = l.rate }},
		{c.natGBOrNone(), money.Amount{}, most.Sub(least), func(t *tangent, l line) { t.natGB = l.rate }},
		{price.PrivateHostedZoneMonth, money.Amount{}, money.FromInt(int64(c.task.zones)), func(t *tangent, l line) {
			t.zoneEach, t.zoneBase = l.rate, l.base
		}},
	} {
		lines, reason := c.linesOf(part.item, part.least, part.most)
		if reason != "" {
			return nil, reason
		}
		if out = combine(out, lines, part.set); len(out) > maxTangents {
			return nil, "the prices have too many tiers"
		}
	}
	return out, ""
}

// combine pairs every tangent so far with every line of one more price.
func combine(so []tangent, lines []line, set func(*tangent, line)) []tangent {
	out := make([]tangent, 0, len(so)*len(lines))
	for _, t := range so {
		for _, l := range lines {
			set(&t, l)
			out = append(out, t)
		}
	}
	return out
}

// fixedItems are the items whose hours the task weighs.
func (c *comparison) fixedItems() []price.Item {
	items := []price.Item{price.InterfaceEndpointHour}
	if !c.request.Hub.TransitGatewayAttached || c.anyUnattached() {
		items = append(items, price.TGWAttachmentHour)
	}
	if c.request.Hub.ResolverEndpointAddresses > 0 {
		items = append(items, price.ResolverEndpointENIHour)
	}
	if c.request.Hub.DNS == DNSProfile {
		items = append(items, price.Route53ProfileHour)
		if c.extraAssociations().Sign() > 0 {
			items = append(items, price.Route53ProfileAssociationHour)
		}
	}
	if n := c.request.NAT; n != nil && !n.Keep {
		items = append(items, c.natHour(), price.PublicIPv4Hour)
	}
	return items
}

func (c *comparison) anyUnattached() bool {
	for _, vpc := range c.request.VPCs {
		if !vpc.TransitGatewayAttached {
			return true
		}
	}
	return false
}

// natGBOrNone is the item of a GB through NAT; with no NAT gateway none, of which nothing is used.
func (c *comparison) natGBOrNone() price.Item {
	if c.request.NAT == nil {
		return ""
	}
	return c.natGB()
}

// volume adds up the traffic of the demands that a test picks.
func (c *comparison) volume(picked func(demand) bool) money.Amount {
	var sum uint128.Uint128
	for _, d := range c.task.demands {
		if picked(d) {
			sum = sum.AddWrap(d.gb)
		}
	}
	return gigabytes(sum)
}
