package topology

import (
	"cmp"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// PlaceRequest asks for subnets for endpoints.
type PlaceRequest struct {
	// Wishes are the endpoints to place.
	Wishes []Wish
	// MinimumAvailabilityZones is how many zones an endpoint should have; 0 means 2.
	MinimumAvailabilityZones int
}

// Placement is where one endpoint lives.
type Placement struct {
	// Subnets are keys, at most one in each Availability Zone, sorted.
	Subnets []string
	// SubnetIDs and AvailabilityZones (the zone's id, else its name) are in the order of
	// Subnets.
	SubnetIDs         []Text
	AvailabilityZones []string
	// IPAddressType and DNSRecordIPType are absent where the subnets do not decide them.
	IPAddressType, DNSRecordIPType Text
	// Dropped are eligible subnets that cannot hold the endpoint, sorted by key. A subnet
	// that merely shares its zone with a chosen one is not among them.
	Dropped []Dropped
	// Certain is false while a value that is not known yet may change the choice.
	Certain bool
}

// Dropped is a subnet that was not taken, and why.
type Dropped struct{ Subnet, Rule, Reason string }

// Placements is the answer to a [PlaceRequest].
type Placements struct {
	// Placements are by endpoint key. An endpoint without any usable zone has none.
	Placements map[string]Placement
	// Report holds findings and what was not checked.
	Report rules.Report
}

// Place chooses one subnet in each Availability Zone for every wish. A zone without clients
// is taken only to reach the minimum. The choice depends on keys and facts alone: neither on
// the order of the input nor on ids.
func (n *Network) Place(q PlaceRequest) *Placements {
	p := &placer{
		Network: n, minimum: cmp.Or(q.MinimumAvailabilityZones, 2), wishes: int64(len(q.Wishes)), clientZones: map[string]bool{},
		demand: map[int]int64{}, out: &Placements{Placements: map[string]Placement{}},
	}
	if !n.input.Subnets.IsGiven() {
		reason := "subnets is not given"
		if n.input.Subnets.IsUnknown() {
			reason = "subnets is not known yet"
		}
		for _, rule := range []string{"IF-01", "IF-04"} {
			p.out.Report.Skip(rule, "", reason)
		}
		return p.out
	}
	p.prepare()
	wishes := slices.Clone(q.Wishes)
	slices.SortFunc(wishes, func(a, b Wish) int { return strings.Compare(a.Key, b.Key) })
	for _, w := range wishes {
		p.place(w)
	}
	p.judgeAddresses()
	return p.out
}

// placer carries one run.
type placer struct {
	*Network
	minimum int
	// wishes is how many endpoints are to be placed.
	wishes int64
	// candidates are the eligible subnets, the better one of a zone first.
	candidates []int
	// clientZones are the zones of client subnets, by zone key.
	clientZones map[string]bool
	// clientsEverywhere says that the zone of some client is not known, or that there is none.
	clientsEverywhere bool
	// undecided are subnets whose eligibility is not known yet.
	undecided []string
	// demand is how many endpoints each subnet is to hold.
	demand map[int]int64
	out    *Placements
}

// prepare sorts the eligible subnets once for all wishes.
func (p *placer) prepare() {
	vpc := p.Network.vpc
	for i, s := range p.subnets {
		if s.isClient() && !differ(s.VPCID, vpc) {
			if s.zone.key == "" {
				p.clientsEverywhere = true
			} else {
				p.clientZones[s.zone.key] = true
			}
		}
		switch {
		case s.Eligible.IsUnknown():
			p.undecided = append(p.undecided, s.key)
		case s.Eligible.Or(true):
			p.candidates = append(p.candidates, i)
		}
	}
	p.clientsEverywhere = p.clientsEverywhere || len(p.clientZones) == 0
	slices.SortStableFunc(p.candidates, func(a, b int) int {
		return cmp.Or(cmp.Compare(p.rank(a), p.rank(b)), strings.Compare(p.subnets[a].key, p.subnets[b].key))
	})
}

// rank prefers a subnet that is known to have a free address for every wish, then one of
// which that is not known. It is the same for all wishes, so that they share their subnets.
func (p *placer) rank(i int) int {
	free, given := p.subnets[i].AvailableIPAddressCount.Get()
	switch {
	case given && free >= p.wishes:
		return 0
	case !given:
		return 1
	}
	return 2
}

// place answers one wish.
func (p *placer) place(w Wish) {
	a := &attempt{placer: p, wish: w}
	for _, l := range w.Limits {
		if l.Missing != "" {
			p.out.Report.Skip(l.Rule, w.Key, l.Missing)
		}
	}
	inZone := a.inZone()
	a.addressType = a.chooseAddressType(inZone)
	a.choose(inZone)
	chosen := a.narrow()
	if len(chosen) == 0 {
		a.nothing()
		return
	}
	if !a.overlaps(chosen) {
		return
	}
	slices.SortFunc(chosen, func(x, y int) int { return strings.Compare(p.subnets[x].key, p.subnets[y].key) })
	slices.SortFunc(a.dropped, func(x, y Dropped) int { return strings.Compare(x.Subnet, y.Subnet) })
	out := Placement{
		IPAddressType: a.addressType, Dropped: a.dropped,
		Certain: a.later == 0 && len(p.undecided) == 0 && a.addressType.Known(),
	}
	if w.Type != catalog.GatewayLoadBalancer {
		out.DNSRecordIPType = a.addressType
	}
	for _, i := range chosen {
		s := p.subnets[i]
		if a.addressType.Or(ipv4) != ipv6 { // the count is of IPv4 addresses
			p.demand[i]++
		}
		out.Subnets = append(out.Subnets, s.key)
		out.SubnetIDs = append(out.SubnetIDs, s.ID)
		out.AvailabilityZones = append(out.AvailabilityZones, s.zone.label())
	}
	p.out.Placements[w.Key] = out
	a.judge(chosen)
}
