package gwlb

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gwlb08: every zone that sends traffic should have its own Gateway Load Balancer endpoint.
var gwlb08 = rule.Rule{
	ID: "GWLB-08", Severity: rule.Warning, Needs: []string{"endpoints", "subnets"},
	Title:  "Every zone that sends traffic should have its own Gateway Load Balancer endpoint",
	Why:    "Traffic that crosses zones on its way to inspection depends on the other zone staying up.",
	Fix:    "Add an endpoint in each client zone, and route each zone to its own.",
	Source: page.GWLBEndpoints,
	Check:  checkClientZones,
}

// checkClientZones looks, for each service, at the zones from which traffic goes to its
// endpoints.
func checkClientZones(c *rule.Case) {
	groups, order := map[string][]*plan.Endpoint{}, []string{}
	for _, e := range c.Of(catalog.GatewayLoadBalancer) {
		if !c.Leads(e) {
			continue
		}
		if key := serviceOf(e) + " " + vpcOf(e); groups[key] == nil {
			order = append(order, key)
		}
		key := serviceOf(e) + " " + vpcOf(e)
		groups[key] = append(groups[key], e)
	}
	if len(order) == 0 || !c.Need("", "subnets", c.Network.SubnetsGiven) {
		return
	}
	all := leadsOf(c.Plan)
	for _, key := range order {
		judgeGroup(c, all, withExisting(c, groups[key]))
	}
}

// withExisting adds the endpoints of other stacks for the same service in the same VPC.
func withExisting(c *rule.Case, group []*plan.Endpoint) []*plan.Endpoint {
	for _, e := range c.Existing.Or(nil) {
		if e.Is(catalog.GatewayLoadBalancer) && serviceOf(e) == serviceOf(group[0]) && e.SameVPC(group[0]) {
			group = append(group, e)
		}
	}
	return group
}

// coverage is which zones the endpoints for one service are in.
type coverage struct {
	zones map[string]bool
	// sending are the tables that lead to one of the endpoints.
	sending map[int]bool
	// missing says why a zone may be covered besides, later that this will be known.
	missing string
	later   bool
}

// coverageOf reads the zones of a group of endpoints.
func coverageOf(c *rule.Case, all leads, group []*plan.Endpoint) coverage {
	out := coverage{zones: map[string]bool{}, sending: map[int]bool{}}
	if c.Existing.IsUnknown() {
		out.missing, out.later = "existing_endpoints is not known yet", true
	}
	for _, e := range group {
		if e.Subnets.Open {
			out.missing, out.later = fmt.Sprintf("the subnets of endpoint %q are not all known yet", e.Key), true
		}
		for _, i := range e.Subnets.Items {
			zone := c.Network.Subnets[i].Zone
			if zone.Key == "" {
				out.missing = fmt.Sprintf("the Availability Zone of endpoint %q is not known: %s", e.Key, zone.Missing)
				out.later = zone.ID.IsUnknown() || zone.Name.IsUnknown()
			}
			out.zones[zone.Key] = zone.Key != ""
		}
		for _, r := range all.to(e) {
			out.sending[r.table] = true
		}
	}
	return out
}

// judgeGroup wants an endpoint in each zone with clients that send traffic to the service.
func judgeGroup(c *rule.Case, all leads, group []*plan.Endpoint) {
	cover := coverageOf(c, all, group)
	own := map[int]bool{}
	for _, e := range group {
		for _, i := range e.Subnets.Items {
			own[i] = true
		}
	}
	var far []string
	for i, subnet := range c.Network.Subnets {
		client, known := subnet.Client.Get()
		if !subnet.Listed || own[i] || known && !client {
			continue
		}
		if without := judgeClient(c, all, cover, subnet); without && known {
			far = append(far, fmt.Sprintf("%q (%s)", subnet.Key, subnet.Zone.Label()))
		} else if without {
			c.Later(subnet.Key, "whether the subnet has clients is not known yet")
		}
	}
	if len(far) > 0 {
		e := group[0]
		c.Fault(e.Key, e.Path("subnet_ids"), "Traffic of the subnets %s goes to endpoints for %s, and none of them is in that zone.", strings.Join(far, ", "), e.Service.Label())
	}
}

// judgeClient reports whether a subnet certainly sends traffic to the service from a zone
// without an endpoint. Where that cannot be told, the rule is not checked.
func judgeClient(c *rule.Case, all leads, cover coverage, subnet plan.Subnet) bool {
	zone := subnet.Zone
	if cover.zones[zone.Key] {
		return false
	}
	if subnet.Table == plan.None || !cover.sending[subnet.Table] {
		if later, why := maySend(c, all, subnet); why != "" {
			tellMissing(c, subnet.Key, later, why)
		}
		return false
	}
	switch {
	case zone.Key == "":
		tellMissing(c, subnet.Key, zone.ID.IsUnknown() || zone.Name.IsUnknown(), zone.Missing)
	case cover.missing != "":
		tellMissing(c, subnet.Key, cover.later, cover.missing)
	default:
		return true
	}
	return false
}

// tellMissing says that the rule is not checked for a target.
func tellMissing(c *rule.Case, target string, later bool, why string) {
	if later {
		c.Later(target, "%s", why)
	} else {
		c.Missing(target, "%s", why)
	}
}

// maySend says why it is not known whether a subnet sends traffic to an endpoint; empty if it
// is known not to.
func maySend(c *rule.Case, all leads, subnet plan.Subnet) (later bool, why string) {
	if subnet.Table == plan.None {
		return subnet.TableLater, subnet.TableMissing
	}
	in := func(r lead) bool { return r.table == subnet.Table }
	known, unknown := c.Network.RoutesOf(subnet.Table)
	table := c.Network.Tables[subnet.Table].Key
	switch {
	case c.Network.RoutesMissing != "":
		return true, c.Network.RoutesMissing
	case slices.ContainsFunc(all.open, in):
		return true, fmt.Sprintf("to which endpoint route table %q leads is not known yet", table)
	case unknown:
		return true, fmt.Sprintf("the routes of route table %q are not known yet", table)
	case slices.ContainsFunc(all.stray, in):
		return false, fmt.Sprintf("route table %q leads to an endpoint of which no entry has the id", table)
	case !known:
		return false, fmt.Sprintf("the routes of route table %q are not given", table)
	}
	return false, ""
}
