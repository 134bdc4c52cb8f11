package gateway

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw08: A more specific route takes traffic away from the endpoint.
var gw08 = rule.Rule{
	ID: "GW-08", Severity: rule.Warning, Needs: []string{"endpoints"},
	Title:  "A more specific route takes traffic away from the endpoint",
	Why:    "The longest prefix wins. The endpoint's route beats a default route, but loses to a route with the same range as the service or a narrower one.",
	Fix:    "Remove the narrower route, or accept that its destinations bypass the endpoint.",
	Source: page.RoutePriority,
	Check:  checkNarrowRoutes,
}

// checkNarrowRoutes compares the routes of the endpoints' tables with the service's ranges.
func checkNarrowRoutes(c *rule.Case) {
	s := surveyed(c)
	s.eachRoute(func(v visit) {
		r := v.route
		to, isRange := r.Destination()
		switch {
		case r.PrefixListID.IsGiven(): // GW-06 and GW-09
		case !isRange && (r.CIDRBlock.IsUnknown() || r.IPv6CIDRBlock.IsUnknown()):
			c.Later(v.table.Key, "the destination of %s is not known yet", r.At)
		case !isRange || r.TargetID.Or("") == "local" || to.Bits() == 0:
		case v.ranges.Takes(to):
			c.Fault(keyOf(v.table, r), r.At, "Route table %q sends %s to %s. That lies inside the ranges of %s, and the narrower route wins, so this traffic bypasses the gateway endpoint %q.", v.table.Key, to, r.Target(), v.endpoint.Service.Key, v.endpoint.Key)
		case v.ranges.SetLater && !private(to):
			c.Later(v.endpoint.Key, "the ranges of %s are not all known yet", v.endpoint.Service.Key)
		case v.ranges.Set == nil && !private(to):
			c.Missing(v.endpoint.Key, "route tables have routes to public ranges, and those of %s are not given (prefix_lists)", v.endpoint.Service.Key)
		}
	})
	s.skipRoutes()
	for _, e := range s.here() {
		if out := s.waysOut(e); len(out) > 0 {
			s.remind(e.Key, e.Path("route_table_ids"), "Nothing is to be changed.",
				"The endpoint's route is more specific than the default route of the route tables %s: traffic to %s in %s takes the endpoint, and everything else goes on as before.", list(out), e.Service.Key, c.Region.Code)
		}
	}
}

// waysOut are the tables of an endpoint that have a default route out of the VPC.
func (s *survey) waysOut(e *plan.Endpoint) []string {
	var out []string
	for _, i := range e.RouteTables.Items {
		for _, r := range s.Network.Tables[i].Routes {
			if r.IsDefault() && r.Leaves() {
				out = append(out, fmt.Sprintf("%s (%s)", s.Network.Tables[i].Key, r.Target()))
			}
		}
	}
	return out
}
