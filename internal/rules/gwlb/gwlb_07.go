package gwlb

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gwlb07: IPv6 through an egress-only gateway does not survive inspection.
var gwlb07 = rule.Rule{
	ID: "GWLB-07", Severity: rule.Error, Needs: []string{"endpoints", "route_tables", "subnets"},
	Title:  "IPv6 through an egress-only gateway does not survive inspection",
	Why:    "IPv6 traffic that comes out of a Gateway Load Balancer endpoint and leaves through an egress-only Internet gateway is dropped. Client address preservation of a Network Load Balancer does not work behind such an endpoint either, which no input shows.",
	Fix:    "Let inspected IPv6 traffic leave through an Internet gateway, and close the way in with firewall rules.",
	Source: page.GWLBEndpoints,
	Check:  checkEgressOnly,
}

// checkEgressOnly looks at where inspected traffic goes: by the table of the endpoint's own
// subnet.
func checkEgressOnly(c *rule.Case) {
	for _, e := range c.Of(catalog.GatewayLoadBalancer) {
		if e.Subnets.Open {
			c.Later(e.Key, "its subnets are not all known yet")
		}
		for _, i := range e.Subnets.Items {
			if !c.Need("", "subnets", c.Network.SubnetsGiven) {
				return
			}
			judgeWayOut(c, e, c.Network.Subnets[i])
		}
	}
}

// judgeWayOut refuses an egress-only gateway behind the endpoint.
func judgeWayOut(c *rule.Case, e *plan.Endpoint, subnet plan.Subnet) {
	switch {
	case subnet.Table == plan.None && subnet.TableLater:
		c.Later(e.Key, "%s", subnet.TableMissing)
		return
	case subnet.Table == plan.None:
		c.Missing(e.Key, "%s", subnet.TableMissing)
		return
	}
	table := c.Network.Tables[subnet.Table]
	unsure := ""
	for _, r := range table.Routes {
		switch {
		case r.TargetAttribute == "egress_only_gateway_id":
			c.Fault(e.Key, r.At, "The endpoint is in subnet %q, whose route table %q sends IPv6 traffic on to an egress-only Internet gateway, where it is dropped.", subnet.Key, table.Key)
			return
		case r.TargetID.IsUnknown() && (r.TargetAttribute == "" || unknownRoute(r)):
			unsure = fmt.Sprintf("where %s leads is not known yet", r.At)
		}
	}
	switch known, later := c.Network.RoutesOf(subnet.Table); {
	case c.Network.RoutesMissing != "":
		c.Later(e.Key, "%s", c.Network.RoutesMissing)
	case unsure != "":
		c.Later(e.Key, "%s", unsure)
	case later:
		c.Later(e.Key, "the routes of route table %q are not known yet", table.Key)
	case !known:
		c.Missing(e.Key, "the routes of route table %q are not given", table.Key)
	}
}
