package gateway

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw23: A gateway endpoint costs nothing and fits every VPC that uses S3 or DynamoDB.
var gw23 = rule.Rule{
	ID: "GW-23", Severity: rule.Info, Needs: []string{"endpoints"},
	Title:  "A gateway endpoint costs nothing and fits every VPC that uses S3 or DynamoDB",
	Why:    "It takes this traffic off NAT gateways without any charge and adds a policy, also in subnets with an Internet gateway.",
	Fix:    "Add the gateway endpoint for traffic from inside the VPC to services of its Region.",
	Source: page.Gateway,
	Check:  checkGatewayForVPC,
}

// checkGatewayForVPC finds services that callers in the VPC reach without the gateway endpoint
// that would carry them for nothing, and says that it is right beside another way out.
func checkGatewayForVPC(c *rule.Case) {
	s := surveyed(c)
	for _, e := range s.here() {
		if out := s.waysOut(e); len(out) > 0 {
			s.remind(e.Key, e.Path("route_table_ids"), "Keep the endpoint.",
				"The route tables %s have another way out. The endpoint is right all the same: it costs nothing, and its policy applies to what goes through it.", list(out))
		}
	}
	s.eachRoute(func(v visit) {
		if _, isRange := v.route.Destination(); !isRange && v.route.PrefixListID.IsAbsent() || v.route.PrefixListID.IsUnknown() {
			c.Later(v.table.Key, "the destination of %s is not known yet", v.route.At)
		}
	})
	s.waitForRoutes()
	told := map[string]bool{}
	for _, e := range c.Of(catalog.Interface) {
		if e.Service.Kind == plan.Undecided && e.ServiceName.IsUnknown() {
			c.Later(e.Key, "service_name is not known yet")
		}
		if !e.Service.Has(catalog.Gateway) || told[e.Service.Key] || !s.lacksGateway(e) {
			continue
		}
		callers := c.CallersOf(e)
		if c.Settled(e.Key, "callers", callers) && slices.Contains(callers.Or(nil), plan.CallerVPC) {
			told[e.Service.Key] = true
			c.Fault(e.Key, e.Path("vpc_endpoint_type"), "Callers in the VPC reach %s through the interface endpoint %q, which costs by the hour and by the GB, and no gateway endpoint for %s is among endpoints or existing_endpoints.", e.Service.Key, e.Key, e.Service.Key)
		}
	}
}

// lacksGateway reports whether no gateway endpoint stands beside an interface endpoint for the
// service of this Region.
func (s *survey) lacksGateway(e *plan.Endpoint) bool {
	cross := e.CrossRegion()
	if !s.Settled(e.Key, "service_region", cross) || cross.Or(false) || beside(s.byService[e.Service.Key].of(e), e) != nil {
		return false
	}
	for _, other := range s.undecided {
		if together(e, other) {
			s.Later(e.Key, "whether %q is a gateway endpoint for %s is not known yet", other.Key, e.Service.Key)
			return false
		}
	}
	return s.Settled("", "existing_endpoints", s.Existing)
}
