package fleet

import (
	"slices"

	"lukechampine.com/uint128"

	"github.com/vpce-tools/terraform-provider-vpce/internal/cost/fleet/mincut"
)

// tangent is one straight line for each price that falls with the quantity. Every line lies
// on or above its price, and at every quantity one of them touches it.
type tangent struct {
	endpointGB uint128.Uint128 // rate of a GB through interface endpoints
	transitGB  uint128.Uint128 // rate of a GB through the Transit Gateway
	natGB      uint128.Uint128 // rate of a GB through NAT gateways
	zoneBase   uint128.Uint128 // what the line of the private hosted zones starts at
	zoneEach   uint128.Uint128 // what it adds for each zone
}

// costs are the monthly costs of the three ways of one demand along a tangent, fixed costs that it
// shares with others left out. A way that is not open costs as much as the dearest open one.
type costs struct {
	own, hub, nat uint128.Uint128
	direct        uint128.Uint128 // the cheaper of own and nat: the best without a hub
}

func (t *task) costs(d demand, at tangent) costs {
	spoke := t.spokes[d.spoke]
	through := times(d.gb, at.endpointGB)
	c := costs{own: times(uint128.From64(spoke.zones), t.zoneHour).AddWrap(through)}
	c.nat = c.own
	if d.natAllowed {
		c.nat = times(d.gb, at.natGB)
	}
	c.direct = smaller(c.own, c.nat)
	c.hub = c.own
	if spoke.reachable {
		c.hub = through.AddWrap(times(d.gb, at.transitGB))
	}
	return c
}

// cheapest returns the cheapest plan along a tangent. Of several it takes the one with the
// least in the hub, and keeps a NAT gateway rather than drop it for nothing.
//
// The nodes of the network are what can be bought or given up: the hub, each service in it, each
// private hosted zone, the attachment of each VPC and the end of its NAT gateways. The package
// comment says why the cheapest cut is the cheapest plan.
func (t *task) cheapest(at tangent) plan {
	n := t.nodes()
	g := mincut.New(n.count, 3*len(t.demands)+2*n.count)
	g.Arc(n.hub, n.sink, t.hubFixed.AddWrap(at.zoneBase))
	for zone := range t.zones {
		g.Arc(n.zone(zone), n.sink, at.zoneEach)
	}
	forService := times(uint128.From64(t.hubZones), t.zoneHour)
	for i, service := range t.services {
		g.Arc(n.service(i), n.sink, forService)
		g.Arc(n.service(i), n.hub, mincut.Infinite())
		for _, zone := range service.zones {
			g.Arc(n.service(i), n.zone(zone), mincut.Infinite())
		}
	}
	for i, spoke := range t.spokes {
		g.Arc(n.attachment(i), n.sink, spoke.attachment)
		g.Arc(n.source, n.natEnd(i), spoke.natSaving)
	}
	for i, d := range t.demands {
		t.demandArcs(g, n, i, d, t.costs(d, at))
	}
	return t.read(g.SourceSide(n.source, n.sink), n, at)
}

// demandArcs adds what one demand wins by the choices around it.
func (t *task) demandArcs(g *mincut.Graph, n nodes, i int, d demand, c costs) {
	spoke := t.spokes[d.spoke]
	natEnds := !spoke.natSaving.IsZero()
	// Without NAT gateways the demand can no longer take the cheaper direct way.
	if natEnds {
		g.Arc(n.natEnd(d.spoke), n.sink, c.own.SubWrap(c.direct))
	}
	gain := c.direct.SubWrap(smaller(c.direct, c.hub))
	// What a hub saves more once the NAT gateways are gone.
	gainLater := smaller(c.own.SubWrap(c.direct), c.own.SubWrap(smaller(c.own, c.hub)))
	if !natEnds {
		gainLater = uint128.Uint128{}
	}
	service, attachment, natEnd := n.service(d.service), n.attachment(d.spoke), n.natEnd(d.spoke)
	if spoke.attachment.IsZero() {
		g.Arc(n.source, service, gain)
		g.Arc(n.source, natEnd, gainLater)
		g.Arc(natEnd, service, gainLater)
		return
	}
	g.Arc(n.source, attachment, gain)
	g.Arc(attachment, service, gain)
	g.Arc(n.source, n.both(i), gainLater)
	if !gainLater.IsZero() {
		for _, needed := range []int{service, attachment, natEnd} {
			g.Arc(n.both(i), needed, mincut.Infinite())
		}
	}
}

// read turns the chosen side of the network into a plan. A demand takes the hub only where that
// saves something, and an endpoint of its own rather than NAT at the same cost.
func (t *task) read(chosen []bool, n nodes, at tangent) plan {
	p := make(plan, len(t.demands))
	for i, d := range t.demands {
		c := t.costs(d, at)
		spoke := t.spokes[d.spoke]
		best := c.own
		if d.natAllowed && !chosen[n.natEnd(d.spoke)] && less(c.nat, best) {
			p[i], best = nat, c.nat
		}
		attached := spoke.attachment.IsZero() || chosen[n.attachment(d.spoke)]
		if chosen[n.service(d.service)] && attached && less(c.hub, best) {
			p[i] = hub
		}
	}
	return p
}

// nodes numbers what can be chosen.
type nodes struct {
	source, sink, hub         int
	firstZone, firstService   int
	firstAttachment, firstEnd int
	firstBoth                 int
	count                     int
}

func (t *task) nodes() nodes {
	n := nodes{source: 0, sink: 1, hub: 2, firstZone: 3}
	n.firstService = n.firstZone + t.zones
	n.firstAttachment = n.firstService + len(t.services)
	n.firstEnd = n.firstAttachment + len(t.spokes)
	n.firstBoth = n.firstEnd + len(t.spokes)
	n.count = n.firstBoth
	// A node for hub and NAT together is needed only where NAT gateways may go at all.
	if slices.ContainsFunc(t.spokes, func(s spoke) bool { return !s.natSaving.IsZero() }) {
		n.count += len(t.demands)
	}
	return n
}

func (n nodes) zone(i int) int       { return n.firstZone + i }
func (n nodes) service(i int) int    { return n.firstService + i }
func (n nodes) attachment(i int) int { return n.firstAttachment + i }
func (n nodes) natEnd(i int) int     { return n.firstEnd + i }
func (n nodes) both(i int) int       { return n.firstBoth + i }
