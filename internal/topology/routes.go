package topology

import (
	"fmt"
	"slices"

	"go4.org/netipx"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// routeOwners takes endpoints that only a written route shows.
func (a *associator) routeOwners() {
	for w := range a.wanted {
		g := &a.wanted[w]
		g.ranges = a.serviceRanges(*g)
		shown := map[string]int{}
		for i, o := range a.claims.owners {
			if id, given := o.id.Get(); given && o.service == g.offer.Key {
				shown[id] = i
			}
		}
		for i := range a.Network.tables {
			for _, r := range a.Network.tables[i].routes {
				list, given := r.PrefixListID.Get()
				if !given || !g.ranges.ids[list] || !r.Target.isEndpoint() {
					continue
				}
				id, _ := r.Target.ID.Get()
				if _, known := shown[id]; !known {
					shown[id] = len(a.claims.owners)
					a.claims.add(owner{key: id, id: maybe.Of(id), service: g.offer.Key, ours: true, shown: true})
				}
				a.claims.stand(shown[id], i)
			}
		}
	}
}

// routeJudge judges the routes of the tables that one service is to be associated with.
type routeJudge struct {
	*associator
	gateway
	lists map[string]*netipx.IPSet
	// out are tables with a default route and where it leads.
	out []string
	// elsewhere are tables with a public destination, listed those with a prefix list, while
	// the ranges of the service are not known.
	elsewhere, listed []string
}

// judgeRoutes judges the routes that stand beside the one an endpoint adds.
func (a *associator) judgeRoutes() {
	a.skipRoutes()
	lists := a.Network.lists()
	for _, g := range a.wanted {
		j := &routeJudge{associator: a, gateway: g, lists: lists}
		for i := range a.Network.tables {
			j.written(a.Network.tables[i])
		}
		for _, i := range g.new {
			j.table(a.Network.tables[i])
		}
		j.sumUp()
	}
}

// skipRoutes names the tables whose routes are not known.
func (a *associator) skipRoutes() {
	if len(a.proposed) == 0 {
		return
	}
	var silent []string
	for i := range a.proposed {
		if t := a.Network.tables[i]; !t.routesKnown {
			silent = append(silent, t.key)
		}
	}
	slices.Sort(silent)
	for _, rule := range []string{"GW-08", "GW-09", "QUO-07"} {
		if len(silent) > 0 {
			a.skip(rule, "", "the routes of route tables %s are not given (routes in route_tables, or routes)", keyList(silent))
		}
		if a.routesMissing != "" {
			a.skip(rule, "", "%s", a.routesMissing)
		}
	}
}

// table judges the routes of one table.
func (j *routeJudge) table(t table) {
	for _, r := range t.routes {
		list, isList := r.PrefixListID.Get()
		to, isRange := r.destination()
		switch {
		case isList:
			j.list(t, r, list)
		case !isRange && (r.CIDRBlock.IsUnknown() || r.IPv6CIDRBlock.IsUnknown() || r.PrefixListID.IsUnknown()):
			j.skip("GW-08", t.key, "the destination of %s is not known yet", r.at)
		case !isRange || r.Target.ID.Or("") == "local":
		case to.Bits() == 0:
			if r.Target.leaves() {
				j.out = append(j.out, fmt.Sprintf("%q (%s)", t.key, r.Target.name()))
			}
		case j.ranges.set == nil:
			if !private(to) {
				j.elsewhere = append(j.elsewhere, t.key)
			}
		case j.ranges.set.ContainsPrefix(to):
			j.faultAt("GW-08", t.key, r.at, "Route table %q sends %s elsewhere, which lies inside the ranges of %s: that traffic passes the endpoint by, because the more specific route wins.", t.key, to, j.offer.Key)
		}
	}
}

// list judges a route to a prefix list.
func (j *routeJudge) list(t table, r foundRoute, list string) {
	if j.ranges.ids[list] {
		if !r.Target.isEndpoint() {
			j.faultAt("GW-06", t.key, r.at, "Route table %q has a route of its own to %s, the prefix list of %s, so AWS refuses the endpoint's route.", t.key, list, j.offer.Key)
		}
		return
	}
	other := j.lists[list]
	switch {
	case other == nil || j.ranges.set == nil:
		j.listed = append(j.listed, t.key)
	case other.Overlaps(j.ranges.set):
		j.faultAt("GW-09", t.key, r.at, "Route table %q sends prefix list %s elsewhere, and its ranges overlap those of %s: which of the two routes wins is left to AWS.", t.key, list, j.offer.Key)
	}
}

// written finds routes that repeat what the association makes. A route may also be written
// down only to say what exists, so this is a warning here.
func (j *routeJudge) written(t table) {
	for _, r := range t.routes {
		if list, given := r.PrefixListID.Get(); given && r.apart && j.ranges.ids[list] && r.Target.isEndpoint() {
			j.associator.out.Report.Add(rules.Finding{
				Rule: "GW-07", Severity: rules.Warning, Target: t.key, Attribute: r.at,
				Detail: fmt.Sprintf("The route leads %s, the prefix list of %s, into a gateway endpoint. AWS refuses it if it is an aws_route resource, because the association makes and removes that route; if it only says what exists, existing_endpoints is the place for it.", list, j.offer.Key),
			})
		}
	}
}

// sumUp reports once what holds for many tables.
func (j *routeJudge) sumUp() {
	key := j.offer.Key
	if len(j.out) > 0 {
		at := input.At("route_tables")
		j.remind("GW-08", key, at, "The endpoint's route is more specific than the default route of the route tables %s, so traffic to %s in %s takes the endpoint and everything else goes on as before.", shortList(sorted(j.out)), key, j.request.Region)
		j.remind("GW-23", key, at, "The route tables %s have another way out; the endpoint is still right, because it costs nothing and its policy applies.", shortList(sorted(j.out)))
	}
	if len(j.elsewhere) > 0 {
		j.skip("GW-08", key, "route tables %s have routes to public ranges, and the ranges of %s are not given (prefix_lists)", keyList(sorted(j.elsewhere)), key)
	}
	if len(j.listed) > 0 {
		j.skip("GW-09", key, "route tables %s have routes to prefix lists, and the ranges of those or of %s are not given (prefix_lists)", keyList(sorted(j.listed)), key)
	}
}

func (j *routeJudge) faultAt(rule, target, at, format string, args ...any) {
	j.associator.out.Report.Add(rules.Finding{Rule: rule, Target: target, Attribute: at, Detail: fmt.Sprintf(format, args...)})
}

// sorted returns each key once, in order.
func sorted(keys []string) []string {
	slices.Sort(keys)
	return slices.Compact(keys)
}
