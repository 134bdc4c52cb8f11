package quota

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/quota"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// quo07: routes per route table must stay within the quota.
var quo07 = rule.Rule{
	ID: "QUO-07", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "Routes per route table must stay within the quota",
	Why:    "The default is 500 routes that are not propagated, for IPv4 and IPv6 apart, and it can be raised to 1,000. The list of a service counts with its weight, a list of your own with its maximum number of entries, of which only the entries show here.",
	Fix:    "Raise the quota and set quotas.routes_per_route_table, or merge routes.",
	Source: page.VPCQuotas,
	Check:  checkRoutes,
}

// checkRoutes counts the routes of each table whose routes are known, with those that the
// gateway endpoints add to it.
func checkRoutes(c *rule.Case) {
	planned := c.Judged()
	if reason := c.Network.RoutesMissing; reason != "" {
		c.Later("", "%s", reason)
	}
	w := weightsOf(c.Plan)
	attached, open := attachments(c, planned)
	var silent []string
	for i, t := range c.Network.Tables {
		switch known, later := c.Network.RoutesOf(i); {
		case known:
			judgeTable(c, t, w, attached[i], open)
		case later:
			c.Later(t.Key, "not all routes of the table are known yet")
		case slices.ContainsFunc(attached[i], func(e *plan.Endpoint) bool { return e.Listed }):
			silent = append(silent, t.Key)
		}
	}
	if len(silent) == len(c.Network.Tables) && len(silent) > 0 {
		c.Missing("", "routes is not given")
		return
	}
	for _, key := range silent {
		c.Missing(key, "the routes of the table are not given")
	}
}

// attachments are the gateway endpoints of each table, and those that may be of any.
func attachments(c *rule.Case, planned []*plan.Endpoint) (byTable map[int][]*plan.Endpoint, open []*plan.Endpoint) {
	byTable = map[int][]*plan.Endpoint{}
	for _, e := range slices.Concat(planned, c.Existing.Or(nil)) {
		if is, may := gateways(e); !is && !may {
			continue
		}
		for _, i := range e.RouteTables.Items {
			byTable[i] = append(byTable[i], e)
		}
		if e.RouteTables.Open {
			open = append(open, e)
		}
	}
	return byTable, open
}

func judgeTable(c *rule.Case, t plan.Table, w weights, attached, open []*plan.Endpoint) {
	var routes, lists tab
	written := map[string]bool{}
	for _, r := range t.Routes {
		routes.addRoute(r, w)
		if id, given := r.TargetID.Get(); given {
			written[id] = true
		}
	}
	for _, e := range attached {
		if id, given := e.ID.Get(); !given || !written[id] {
			lists.addEndpoint(e)
		}
	}
	for _, e := range open {
		lists.more.add(weightOf(e))
	}
	if c.Existing.IsUnknown() {
		lists.more.add(both(3 * heaviest)) // at most one endpoint of each service has a route in a table
	}
	a := amount{
		quota: quota.RoutesPerRouteTable, target: t.Key, at: input.At("routes"),
		what: fmt.Sprintf("routes of one family in route table %q, each prefix list with its weight", t.Key),
	}
	if t.Listed {
		a.at = t.At
	}
	routes.services = routes.services || lists.sure != (byFamily{})
	routes.sure.add(lists.sure)
	routes.more.add(lists.more)
	if a = routes.fill(a); judge(c, a) {
		c.Missing(t.Key, "%s", a.endlessMissing)
	}
}

// addRoute counts a route.
func (t *tab) addRoute(r plan.Route, w weights) {
	switch {
	case r.CIDRBlock.IsGiven():
		t.sure.v4++
	case r.IPv6CIDRBlock.IsGiven():
		t.sure.v6++
	case !r.PrefixListID.IsAbsent():
		t.add(w, r.PrefixListID, func(weight int64) byFamily { return byFamily{v4: weight} })
	default:
		t.more.add(both(1))
	}
}

// addEndpoint counts the route that a gateway endpoint adds.
func (t *tab) addEndpoint(e *plan.Endpoint) {
	weight := weightOf(e)
	t.more.add(weight)
	if is, _ := gateways(e); !is || e.Service.Kind == plan.Undecided || e.IPAddressType.IsUnknown() {
		return
	}
	t.more.add(byFamily{-weight.v4, -weight.v6})
	t.sure.add(weight)
}

// weightOf is what the prefix list of an endpoint's service counts at most in each family.
func weightOf(e *plan.Endpoint) byFamily {
	weight := serviceWeight(e.Service.Key)
	if e.Service.Kind == plan.Undecided {
		weight = heaviest
	}
	switch e.IPAddressType.Or("") {
	case "ipv4":
		return byFamily{v4: weight}
	case "ipv6":
		return byFamily{v6: weight}
	}
	return both(weight)
}
