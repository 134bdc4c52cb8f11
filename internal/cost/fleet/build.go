package fleet

import (
	"maps"
	"slices"

	"lukechampine.com/uint128"

	"github.com/vpce-tools/terraform-provider-vpce/internal/cost"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

// comparison is a model with its prices and the task made of both.
type comparison struct {
	*model
	tariff      cost.Tariff
	task        task
	hostedZones []Zone
	namesUnsure []string        // services whose private DNS names are not known
	overlapped  [][]int         // groups of VPCs whose addresses overlap, by position
	unaddressed []string        // VPCs whose addresses were not given
	transfers   []cost.LineItem // data to and from other Regions, the same in every design
}

func compare(m *model, tariff cost.Tariff) *comparison {
	c := &comparison{model: m, tariff: tariff}
	c.overlapped, c.unaddressed = m.overlaps()
	names, unsure := m.privateNames()
	c.hostedZones, c.namesUnsure = zonesOf(names), unsure
	c.task = task{
		zoneHour: units(c.monthly(price.InterfaceEndpointHour, 1), sumDigits),
		hubZones: uint64(m.request.Hub.AvailabilityZones),
		hubFixed: units(c.hubFixed(), sumDigits),
	}
	for _, key := range m.services {
		c.task.services = append(c.task.services, service{zones: c.zonesFor(key)})
	}
	if m.request.Hub.DNS == DNSZones {
		c.task.zones = len(c.hostedZones)
	}
	unreachable := slices.Concat(c.overlapped...)
	slices.Sort(unreachable)
	for i, name := range m.vpcs {
		_, overlaps := slices.BinarySearch(unreachable, i)
		c.spoke(i, m.request.VPCs[name], !overlaps)
	}
	c.transfers = c.betweenRegions()
	return c
}

// spoke adds a VPC and what it uses to the task.
func (c *comparison) spoke(position int, vpc VPC, reachable bool) {
	s := spoke{zones: uint64(vpc.AvailabilityZones), reachable: reachable}
	if !vpc.TransitGatewayAttached {
		s.attachment = units(c.monthly(price.TGWAttachmentHour, 1), sumDigits)
	}
	if n := c.request.NAT; n != nil && !n.Keep {
		gateways := c.natGateways(vpc)
		saving := c.monthly(c.natHour(), gateways).Add(c.monthly(price.PublicIPv4Hour, gateways))
		s.natSaving = units(saving, sumDigits)
	}
	c.task.spokes = append(c.task.spokes, s)
	uses := c.uses[c.vpcs[position]]
	for j, key := range c.services {
		u, used := uses[key]
		if !used {
			continue
		}
		c.task.demands = append(c.task.demands, demand{
			spoke: position, service: j, gb: units(u.gb, gbDigits),
			natAllowed: c.request.NAT != nil && u.given && !c.private[key],
		})
	}
}

// monthly is what so many of an hourly item cost in a month; zero where the price is not
// known, which keeps the task from being solved at all.
func (c *comparison) monthly(item price.Item, count int) money.Amount {
	return c.tariff.Rate(item).Or(money.Amount{}).Mul(c.hours).Mul(money.FromInt(int64(count)))
}

// hubFixed is what a hub costs before it serves anybody: its attachment, its Resolver endpoints and its Profile.
func (c *comparison) hubFixed() money.Amount {
	var sum money.Amount
	if !c.request.Hub.TransitGatewayAttached {
		sum = sum.Add(c.monthly(price.TGWAttachmentHour, 1))
	}
	if n := c.request.Hub.ResolverEndpointAddresses; n > 0 {
		sum = sum.Add(c.monthly(price.ResolverEndpointENIHour, n))
	}
	if c.request.Hub.DNS == DNSProfile {
		sum = sum.Add(c.monthly(price.Route53ProfileHour, 1))
		sum = sum.Add(c.tariff.Rate(price.Route53ProfileAssociationHour).Or(money.Amount{}).Mul(c.extraAssociations()))
	}
	return sum
}

// extraAssociations is the association hours of a month beyond those a Profile includes.
// Every VPC given is associated, whether or not it uses the hub, so that this decides nothing.
func (c *comparison) extraAssociations() money.Amount {
	extra := money.FromInt(int64(len(c.vpcs))).Sub(c.tariff.Book.Allowance(price.ProfileAssociations))
	if extra.Sign() < 0 {
		return money.Amount{}
	}
	return extra.Mul(c.hours)
}

// natGateways is the number of NAT gateways of a VPC, or of zones of its regional one.
func (c *comparison) natGateways(vpc VPC) int {
	return c.request.NAT.AvailabilityZones.Or(vpc.AvailabilityZones)
}

func (c *comparison) natHour() price.Item {
	if c.request.NAT.Regional {
		return price.RegionalNATGatewayHour
	}
	return price.NATGatewayHour
}

func (c *comparison) natGB() price.Item {
	if c.request.NAT.Regional {
		return price.RegionalNATGatewayGB
	}
	return price.NATGatewayGB
}

// zonesFor are the positions of the private hosted zones that a service in the hub needs.
func (c *comparison) zonesFor(service string) []int {
	if c.request.Hub.DNS != DNSZones {
		return nil
	}
	var out []int
	for i, zone := range c.hostedZones {
		if slices.Contains(zone.Services, service) {
			out = append(out, i)
		}
	}
	return out
}

// betweenRegions bills the data of services of other Regions on its way there and back, half each
// way. It takes that way from an endpoint and from NAT alike.
func (c *comparison) betweenRegions() []cost.LineItem {
	sums := map[string]money.Amount{}
	for _, key := range c.services {
		if home := c.offers[key].Region; home != c.region.Code {
			for _, vpc := range c.users(key) {
				sums[home] = sums[home].Add(c.uses[vpc][key].gb)
			}
		}
	}
	var out []cost.LineItem
	for _, home := range slices.Sorted(maps.Keys(sums)) {
		if sums[home].Sign() == 0 {
			continue
		}
		there, _ := sums[home].Div(money.FromInt(2), gbDigits)
		out = append(out, c.tariff.Transfer(Everywhere, c.region.Code, home, there)...)
		out = append(out, c.tariff.Transfer(Everywhere, home, c.region.Code, sums[home].Sub(there))...)
	}
	return out
}

// usage is what a plan uses in a month.
type usage struct {
	ownZones, hubServices, attachments, natGateways, hostedZones int
	endpointGB, transitGB, natGB                                 uint128.Uint128
}

// usage counts what a plan uses.
func (c *comparison) usage(p plan) usage {
	var u usage
	inHub, attached := make([]bool, len(c.services)), make([]bool, len(c.vpcs))
	natUsed, zoneUsed := make([]bool, len(c.vpcs)), make([]bool, c.task.zones)
	for i, d := range c.task.demands {
		switch p[i] {
		case own:
			u.ownZones += int(c.task.spokes[d.spoke].zones)
			u.endpointGB = u.endpointGB.AddWrap(d.gb)
		case hub:
			inHub[d.service], attached[d.spoke] = true, true
			u.endpointGB = u.endpointGB.AddWrap(d.gb)
			u.transitGB = u.transitGB.AddWrap(d.gb)
		case nat:
			natUsed[d.spoke] = true
			u.natGB = u.natGB.AddWrap(d.gb)
		}
	}
	for i := range inHub {
		if inHub[i] {
			u.hubServices++
			for _, zone := range c.task.services[i].zones {
				zoneUsed[zone] = true
			}
		}
	}
	for i, name := range c.vpcs {
		vpc := c.request.VPCs[name]
		if attached[i] && !vpc.TransitGatewayAttached {
			u.attachments++
		}
		if natUsed[i] {
			u.natGateways += c.natGateways(vpc)
		}
	}
	for _, used := range zoneUsed {
		if used {
			u.hostedZones++
		}
	}
	return u
}
