package gwlb

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gwlb04: routes must lead to the Gateway Load Balancer endpoint.
var gwlb04 = rule.Rule{
	ID: "GWLB-04", Severity: rule.Error, Needs: []string{"endpoints", "route_tables", "subnets"},
	Title:  "Routes must lead to the Gateway Load Balancer endpoint",
	Why:    "No traffic is inspected without a route that targets the endpoint. Its destination cannot be a prefix list, and the endpoint belongs in another subnet than the hosts it inspects.",
	Fix:    "Put the endpoint into a subnet of its own, and add routes by CIDR from the subnets to be inspected.",
	Source: page.GatewayLoadBalancer,
	Check:  checkRoutes,
}

// checkRoutes wants routes to each endpoint, none of them by prefix list or from its own
// subnet.
func checkRoutes(c *rule.Case) {
	endpoints := c.Of(catalog.GatewayLoadBalancer)
	if len(endpoints) == 0 || !c.Need("", "route_tables", tables(c)) {
		return
	}
	c.Need("", "subnets", c.Network.SubnetsGiven) // what routes alone show is judged
	all := leadsOf(c.Plan)
	for _, e := range endpoints {
		routes := all.to(e)
		if len(routes) == 0 && !all.tell(c, e) {
			c.Fault(e.Key, input.At("route_tables"), "No route of the route tables leads to the endpoint, so no traffic is inspected.")
		}
		for _, r := range routes {
			judgeDestination(c, e, r)
		}
		judgeOwnSubnets(c, e, routes)
	}
}

// tables says whether there are route tables to look at, if only by routes that name them.
func tables(c *rule.Case) plan.Flag {
	if len(c.Network.Tables) > 0 && !c.Network.TablesGiven.IsUnknown() {
		return maybe.Of(true)
	}
	return c.Network.TablesGiven
}

// judgeDestination refuses a prefix list as the destination of a route to the endpoint.
func judgeDestination(c *rule.Case, e *plan.Endpoint, r lead) {
	switch {
	case r.CIDRBlock.IsGiven() || r.IPv6CIDRBlock.IsGiven():
	case r.PrefixListID.IsGiven():
		c.Fault(e.Key, r.At, "The route to the endpoint has prefix list %q as its destination, which such a route cannot have.", r.PrefixListID.Or(""))
	case r.PrefixListID.IsUnknown():
		c.Later(e.Key, "the destination of %s is not known yet", r.At)
	}
}

// judgeOwnSubnets refuses a route from the endpoint's subnet to itself, and warns of clients
// beside the endpoint.
func judgeOwnSubnets(c *rule.Case, e *plan.Endpoint, routes []lead) {
	for _, i := range e.Subnets.Items {
		subnet := c.Network.Subnets[i]
		client, known := subnet.Client.Get()
		switch {
		case subnet.Table != plan.None && slices.ContainsFunc(routes, func(r lead) bool { return r.table == subnet.Table }):
			c.Fault(e.Key, e.Path("subnet_ids"), "The endpoint is in subnet %q, whose route table %q leads back to the endpoint: inspected traffic goes in circles.", subnet.Key, c.Network.Tables[subnet.Table].Key)
		case !subnet.Listed:
		case !known:
			c.Later(e.Key, "whether subnet %q has clients is not known yet", subnet.Key)
		case client:
			c.Add(rule.Finding{
				Target: e.Key, At: e.Path("subnet_ids"), Severity: rule.Warning,
				Detail: fmt.Sprintf("The endpoint shares subnet %q with clients (client is true unless set to false), and a subnet has one route table: it cannot lead the clients in and the inspected traffic on.", subnet.Key),
				Fix:    "Put the endpoint into a subnet of its own, and set client = false on it.",
			})
		}
		if subnet.Listed && subnet.Table == plan.None && subnet.TableLater && len(routes) > 0 {
			c.Later(e.Key, "%s", subnet.TableMissing)
		}
	}
	if e.Subnets.Open && len(routes) > 0 {
		c.Later(e.Key, "its subnets are not all known yet")
	}
}
