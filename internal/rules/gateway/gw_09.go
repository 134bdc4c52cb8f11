package gateway

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw09: prefix lists with overlapping ranges must not lead to different targets.
var gw09 = rule.Rule{
	ID: "GW-09", Severity: rule.Warning, Needs: []string{"endpoints"},
	Title:  "Prefix lists with overlapping ranges must not lead to different targets",
	Why:    "Where two prefix-list routes of a table overlap, AWS picks one of them arbitrarily, so some of the service's traffic may miss the endpoint.",
	Fix:    "Take the service's ranges out of the other prefix list, or give both routes to separate tables.",
	Source: page.RoutePriority,
	Check:  checkOverlappingLists,
}

// checkOverlappingLists compares the prefix lists in routes of the endpoints' tables with the
// one that the endpoint's own route leads to.
func checkOverlappingLists(c *rule.Case) {
	s := surveyed(c)
	s.eachRoute(func(v visit) {
		id, given := v.route.PrefixListID.Get()
		if v.route.PrefixListID.IsUnknown() {
			c.Later(v.table.Key, "the destination of %s is not known yet", v.route.At)
		}
		if !given || v.ranges.IDs[id] {
			return // the service's own list is GW-06
		}
		other := c.ListRanges(id)
		switch {
		case other.Set != nil && v.ranges.Set != nil && other.Set.Overlaps(v.ranges.Set):
			if len(v.ranges.IDs) == 0 && !s.named(id) {
				s.skip(v.table.Key, "whether "+id+" is the prefix list of "+v.endpoint.Service.Key+" itself is not known (prefix_lists)", v.ranges.IDsLater)
				return
			}
			c.Fault(keyOf(v.table, v.route), v.route.At, "Route table %q sends prefix list %s to %s, and its ranges overlap those of %s. Which of the two routes wins over the gateway endpoint %q is left to AWS.", v.table.Key, id, v.route.Target(), v.endpoint.Service.Key, v.endpoint.Key)
		case other.SetLater || v.ranges.SetLater:
			c.Later(v.table.Key, "the ranges of %s or of %s are not all known yet", id, v.endpoint.Service.Key)
		case other.Set == nil || v.ranges.Set == nil:
			c.Missing(v.table.Key, "%s leads to %s, and its ranges or those of %s are not given (prefix_lists)", v.route.At, id, v.endpoint.Service.Key)
		}
	})
	s.skipRoutes()
}
