package topology

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// attempt is the work on one wish.
type attempt struct {
	*placer
	wish        Wish
	addressType Text
	// best is the best subnet of each zone, in the order of preference.
	best    []int
	dropped []Dropped
	// unsure counts subnets dropped only because a fact is missing, later those of them
	// whose fact becomes known at apply.
	unsure, later int
}

// inZone keeps the candidates whose VPC and zone the endpoint can be in.
func (a *attempt) inZone() []int {
	vpc := a.Network.vpc
	var out []int
	for _, i := range a.candidates {
		s := a.subnets[i]
		if differ(s.VPCID, vpc) {
			a.drop(s, "IF-01", fmt.Sprintf("It is in %s, another VPC.", s.VPCID.Or("")))
			continue
		}
		if s.zone.key == "" {
			a.doubt(s, "IF-02", s.zone.missing, s.AvailabilityZone.IsUnknown() || s.AvailabilityZoneID.IsUnknown())
			continue
		}
		if a.withinLimits(s) {
			out = append(out, i)
		}
	}
	return out
}

// withinLimits judges the zone of a subnet. A zone known by name only is not taken where
// the endpoint cannot be in every zone: AWS would refuse the whole endpoint.
func (a *attempt) withinLimits(s subnet) bool {
	for _, l := range a.wish.Limits {
		if l.Missing != "" {
			continue
		}
		id, known := s.zone.id.Get()
		if !known {
			a.doubt(s, l.Rule, "the ID of its Availability Zone is not given (availability_zone_id or zone_ids)", s.zone.id.IsUnknown())
			return false
		}
		if !l.allows(id) {
			a.drop(s, l.Rule, limitReason(l, id))
			return false
		}
	}
	return true
}

func limitReason(l Limit, id string) string {
	switch l.Rule {
	case "REG-04":
		return fmt.Sprintf("AWS excludes zone %s for services of other Regions.", id)
	case "ACC-10", "GWLB-02":
		return fmt.Sprintf("The endpoint service is not in zone %s but in %s.", id, strings.Join(l.Only, ", "))
	}
	return fmt.Sprintf("The service does not offer its endpoint in zone %s.", id)
}

// choose takes the best fitting subnet of each zone.
func (a *attempt) choose(candidates []int) {
	taken := map[string]bool{}
	for _, i := range candidates {
		s := a.subnets[i]
		if a.fits(s) && !taken[s.zone.key] {
			taken[s.zone.key] = true
			a.best = append(a.best, i)
		}
	}
}

// fits judges address family and free addresses of a subnet.
func (a *attempt) fits(s subnet) bool {
	if t, given := a.addressType.Get(); given {
		suits := s.families.suits(t)
		if !suits.Or(true) {
			a.drop(s, "IF-10", fmt.Sprintf("Its address families do not suit an endpoint that is %s.", t))
			return false
		}
	}
	if free, given := s.AvailableIPAddressCount.Get(); given && free <= 0 && a.addressType.Or(ipv4) != ipv6 {
		a.drop(s, "IF-08", "It has no free address.")
		return false
	}
	return true
}

// narrow keeps the zones of clients and as many others as the minimum needs. A Gateway Load
// Balancer endpoint has exactly one subnet.
func (a *attempt) narrow() []int {
	if a.wish.Type == catalog.GatewayLoadBalancer {
		slices.SortStableFunc(a.best, func(x, y int) int {
			return cmp.Or(cmp.Compare(a.rank(x), a.rank(y)), cmp.Compare(a.withoutClients(x), a.withoutClients(y)))
		})
		return a.best[:min(1, len(a.best))]
	}
	var chosen, spare []int
	for _, i := range a.best {
		if a.withoutClients(i) == 0 {
			chosen = append(chosen, i)
		} else {
			spare = append(spare, i)
		}
	}
	// A zone that the endpoint cannot do without goes before the others.
	needed := 0
	if !slices.ContainsFunc(chosen, a.inOverlap) && slices.ContainsFunc(spare, a.inOverlap) {
		needed = 1
		slices.SortStableFunc(spare, func(x, y int) int {
			return cmp.Compare(boolInt(!a.inOverlap(x)), boolInt(!a.inOverlap(y)))
		})
	}
	wanted := min(max(a.minimum-len(chosen), needed), len(spare))
	for _, i := range spare[wanted:] {
		s := a.subnets[i]
		a.drop(s, "IF-07", fmt.Sprintf("No client lives in zone %s, and the endpoint has enough zones without it.", s.zone.label()))
	}
	return append(chosen, spare[:wanted]...)
}

func (a *attempt) withoutClients(i int) int {
	return boolInt(!a.clientsEverywhere && !a.clientZones[a.subnets[i].zone.key])
}

// inOverlap reports whether a subnet is in a zone of the resource gateway.
func (a *attempt) inOverlap(i int) bool {
	id, known := a.subnets[i].zone.id.Get()
	return known && slices.Contains(a.wish.Overlap, id)
}

// overlaps judges the zones in common with a resource gateway.
func (a *attempt) overlaps(chosen []int) bool {
	if a.wish.Overlap == nil {
		return true
	}
	unknown := false
	for _, i := range chosen {
		if a.inOverlap(i) {
			return true
		}
		unknown = unknown || !a.subnets[i].zone.id.IsGiven()
	}
	if unknown {
		a.out.Report.Skip("LAT-02", a.wish.Key, "the zone IDs of some subnets are not given (availability_zone_id or zone_ids)")
		return true
	}
	a.out.Report.Add(rules.Finding{
		Rule: "LAT-02", Related: []string{"IF-04"}, Target: a.wish.Key, Attribute: "subnets",
		Detail: fmt.Sprintf("The resource gateway is in %s, and no eligible subnet is in one of these zones, so there is nowhere to place the endpoint.", strings.Join(a.wish.Overlap, ", ")),
	})
	return false
}

// notChecked begins the reason for a subnet that is left out for want of a fact.
const notChecked = "Not checked: "

func (a *attempt) drop(s subnet, rule, reason string) {
	a.dropped = append(a.dropped, Dropped{Subnet: s.key, Rule: rule, Reason: reason})
}

// doubt drops a subnet for want of a fact.
func (a *attempt) doubt(s subnet, rule, reason string, later bool) {
	a.unsure++
	a.later += boolInt(later)
	a.drop(s, rule, notChecked+reason+".")
}

// chooseAddressType takes the type asked for, else the one that the subnets suit.
func (a *attempt) chooseAddressType(subnets []int) Text {
	w := a.wish
	wide := w.IPv6 != nil && *w.IPv6
	if w.IPAddressType == "" && w.IPv4 != nil && !*w.IPv4 {
		w.IPAddressType = ipv6 // the service takes nothing else
	}
	if w.IPAddressType != "" {
		a.judgeSupport(w.IPAddressType)
		for _, i := range subnets {
			if !a.subnets[i].families.suits(w.IPAddressType).IsGiven() {
				a.skip("IF-10", "", "the address families of some subnets are not known (cidr_block, ipv6_cidr_block)")
			}
		}
		return maybe.Of(w.IPAddressType)
	}
	if len(subnets) == 0 {
		return Text{}
	}
	chosen := a.chooseType(subnets, wide)
	if chosen.mixed {
		chosen = a.chooseType(a.having(subnets, ipv4), wide)
	}
	if chosen.mixed && w.IPv6 == nil {
		chosen = a.chooseType(subnets, true)
		a.skip("IF-10", w.Key, "whether the service supports IPv6 is not known, and the subnets have nothing else")
	}
	switch {
	case chosen.later:
		a.skip("IF-10", "", "the CIDR blocks of subnet %q are not known yet", chosen.missing)
		return maybe.Unknown[string]()
	case chosen.missing != "":
		a.skip("IF-10", "", "subnet %q and perhaps others have neither cidr_block nor ipv6_cidr_block", chosen.missing)
		return Text{}
	}
	return maybe.Of(cmp.Or(chosen.addressType, ipv4))
}

// having keeps the subnets with IPv4; all of them if none has.
func (a *attempt) having(subnets []int, family string) []int {
	var out []int
	for _, i := range subnets {
		if a.subnets[i].families.suits(family).Or(true) {
			out = append(out, i)
		}
	}
	if len(out) == 0 {
		return subnets
	}
	return out
}

func (a *attempt) skip(rule, target, format string, args ...any) {
	a.out.Report.Skip(rule, target, fmt.Sprintf(format, args...))
}
