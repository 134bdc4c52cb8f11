package gwlb

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gwlb02: the endpoint's zone must be one of the Gateway Load Balancer's.
var gwlb02 = rule.Rule{
	ID: "GWLB-02", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "Each zone of the Gateway Load Balancer takes one endpoint for a service",
	Why:    "AWS refuses a subnet in a zone that the endpoint service does not have, and a second endpoint for the service in the same zone of a VPC. Zones of two accounts are compared by zone ID.",
	Fix:    "Choose a subnet in a zone of the service that has no endpoint for it yet.",
	Source: page.GWLBEndpoints,
	Check:  checkZones,
}

// checkZones compares the zone of each endpoint with those of its service, and with those of
// other endpoints for the service in the VPC.
func checkZones(c *rule.Case) {
	judged := c.Of(catalog.GatewayLoadBalancer)
	taken := map[berth]*plan.Endpoint{}
	for _, e := range c.Existing.Or(nil) {
		if !e.Is(catalog.GatewayLoadBalancer) {
			continue
		}
		for _, b := range berths(c, e) {
			taken[b] = e
		}
	}
	neighbours := neighbourhood{
		crowds: crowds(c, judged),
		open:   c.Existing.IsUnknown() || slices.ContainsFunc(c.Existing.Or(nil), mayBeBalancer),
	}
	for _, e := range judged {
		if !c.Leads(e) {
			continue
		}
		judgeOffer(c, e)
		judgeBerths(c, e, taken, neighbours)
	}
}

// berth is a zone of a VPC as one service sees it.
type berth struct{ service, vpc, zone string }

// berths are the zones that an endpoint takes, as far as they are known. Of a subnet whose
// zone is not known another endpoint in the same subnet still takes the same.
func berths(c *rule.Case, e *plan.Endpoint) []berth {
	if e.VPCID.IsUnknown() && !e.VPCOmitted {
		return nil
	}
	var out []berth
	for _, i := range e.Subnets.Items {
		zone := c.Network.Subnets[i].Zone.Key
		if zone == "" {
			zone = "the zone of subnet " + c.Network.Subnets[i].Key
		}
		out = append(out, berth{serviceOf(e), vpcOf(e), zone})
	}
	return out
}

// vpcOf tells VPCs apart; empty for the VPC of the plan if that has no id yet.
func vpcOf(e *plan.Endpoint) string { return e.VPCID.Or("") }

// serviceOf tells endpoint services apart.
func serviceOf(e *plan.Endpoint) string { return cmp.Or(e.Service.Key, e.ServiceName.Or("")) }

// neighbourhood is what else there is beside an endpoint.
type neighbourhood struct {
	crowds map[string]crowd
	// open says that an existing endpoint may turn out to be for any service.
	open bool
}

// crowd counts the endpoints for one service, and those that might be for it.
type crowd struct {
	endpoints int
	// loose says that the zone or the VPC of one of them is not known, later that it will be.
	loose, later bool
	// vpcs are those that they are in, "" being that of the plan if it has no id yet.
	vpcs map[string]bool
}

// mixed reports whether some name a VPC and others are in the plan's, which has no id to
// compare.
func (n crowd) mixed() bool { return n.vpcs[""] && len(n.vpcs) > 1 }

// crowds counts the endpoints for each service, those that exist included.
func crowds(c *rule.Case, judged []*plan.Endpoint) map[string]crowd {
	out := map[string]crowd{}
	for _, e := range slices.Concat(judged, c.Existing.Or(nil)) {
		if !e.Is(catalog.GatewayLoadBalancer) {
			continue
		}
		n := out[serviceOf(e)]
		if n.vpcs == nil {
			n.vpcs = map[string]bool{}
		}
		n.endpoints++
		n.vpcs[vpcOf(e)] = true
		loose, later := vague(c, e)
		n.loose, n.later = n.loose || loose, n.later || later
		out[serviceOf(e)] = n
	}
	return out
}

// mayBeBalancer reports whether an endpoint may turn out to be for any such service.
func mayBeBalancer(e *plan.Endpoint) bool {
	return e.Type.IsUnknown() || e.Is(catalog.GatewayLoadBalancer) && e.Service.Kind == plan.Undecided && e.ServiceName.IsUnknown()
}

// vague reports whether the zone or VPC of an endpoint is not known, and whether it will be.
func vague(c *rule.Case, e *plan.Endpoint) (loose, later bool) {
	later = e.Subnets.Open || e.VPCID.IsUnknown() && !e.VPCOmitted
	for _, i := range e.Subnets.Items {
		zone := c.Network.Subnets[i].Zone
		loose = loose || zone.Key == ""
		later = later || zone.Key == "" && (zone.ID.IsUnknown() || zone.Name.IsUnknown())
	}
	return loose || later, later
}

// judgeBerths wants zones that no other endpoint for the service has.
func judgeBerths(c *rule.Case, e *plan.Endpoint, taken map[berth]*plan.Endpoint, around neighbourhood) {
	for _, b := range berths(c, e) {
		if other, full := taken[b]; full && other != e {
			c.Fault(e.Key, e.Path("subnet_ids"), "Endpoint %q has an endpoint for %s in %s of this VPC already, and a zone takes one for each service.", other.Key, e.Service.Label(), zoneName(b))
			return
		}
		taken[b] = e
	}
	switch n := around.crowds[serviceOf(e)]; {
	case around.open:
		c.Later(e.Key, "existing_endpoints is not all known yet, and one of them may be in the same zone")
	case n.endpoints < 2 || !n.loose && !n.mixed():
	case n.later || n.mixed() && c.Network.VPCID.IsUnknown():
		c.Later(e.Key, "the zones and VPCs of all endpoints for %s are not known yet", e.Service.Label())
	case !n.loose:
		c.Missing(e.Key, "vpc.id is not given, so it is not known whether all endpoints for %s are in one VPC", e.Service.Label())
	default:
		c.Missing(e.Key, "the zones of all endpoints for %s are not known (availability_zone or availability_zone_id of subnets, zone_ids)", e.Service.Label())
	}
}

// zoneName is how a reader recognises a zone.
func zoneName(b berth) string { return strings.TrimPrefix(b.zone, "name ") }

// judgeOffer compares the zone of an endpoint with those of its service.
func judgeOffer(c *rule.Case, e *plan.Endpoint) {
	s := e.Service.Endpoint
	if s == nil {
		if c.Need("", "endpoint_services", c.EndpointServices) {
			c.Missing(e.Key, "endpoint_services has no entry for its service")
		}
		return
	}
	byName := s.ZoneIDs.IsAbsent() && s.ZoneNames.IsGiven() && c.Owns(s).Or(false)
	offered := s.ZoneIDs
	if byName {
		offered = s.ZoneNames
	}
	if !c.Need(e.Key, fmt.Sprintf("endpoint_services[%q].availability_zone_ids", s.Key), offered) {
		return
	}
	if e.Subnets.Open {
		c.Later(e.Key, "its subnets are not all known yet")
	}
	for _, i := range e.Subnets.Items {
		judgeZone(c, e, c.Network.Subnets[i], offered.Or(nil), byName)
	}
}

// judgeZone wants the zone of a subnet among those offered, by id or, within one account, by
// name.
func judgeZone(c *rule.Case, e *plan.Endpoint, subnet plan.Subnet, offered []plan.Text, byName bool) {
	zone := subnet.Zone.ID
	if byName {
		zone = subnet.Zone.Name
	}
	text, given := zone.Get()
	open := slices.ContainsFunc(offered, plan.Text.IsUnknown)
	switch {
	case given && slices.ContainsFunc(offered, func(o plan.Text) bool { return o.Or("") == text }):
	case zone.IsUnknown() || subnet.Zone.Name.IsUnknown():
		c.Later(e.Key, "the Availability Zone of subnet %q is not known yet", subnet.Key)
	case !given:
		c.Missing(e.Key, "the id of the Availability Zone of subnet %q is not known (availability_zone_id, or zone_ids)", subnet.Key)
	case open:
		c.Later(e.Key, "not all zones of the service are known yet")
	default:
		c.Fault(e.Key, e.Path("subnet_ids"), "Subnet %q is in %s, and endpoint service %q has only %s.", subnet.Key, text, e.Service.Endpoint.Key, texts(offered))
	}
}

// texts lists what is known of a list.
func texts(list []plan.Text) string {
	var out []string
	for _, t := range list {
		out = append(out, t.Or(""))
	}
	slices.Sort(out)
	return cmp.Or(strings.Join(out, ", "), "none")
}
