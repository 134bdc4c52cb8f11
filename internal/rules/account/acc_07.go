package account

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc07: private DNS of an endpoint service needs a verified name.
var acc07 = rule.Rule{
	ID: "ACC-07", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "Private DNS of an endpoint service needs a verified name",
	Why:    "AWS refuses private DNS on the endpoint unless the provider has set a name and proved that it owns the domain. It can be switched on only after the connection is accepted.",
	Fix:    "Let the provider set and verify the private DNS name, or set private_dns_enabled to false.",
	Source: page.ServiceDNS,
	Check:  checkVerifiedName,
}

// checkVerifiedName judges private DNS of endpoints that lead to endpoint services. Gateway
// Load Balancer endpoints have none at all, which is GWLB-05.
func checkVerifiedName(c *rule.Case) {
	for _, e := range c.Judged() {
		on, known := e.PrivateDNS.Get()
		if known && !on || e.Is(catalog.GatewayLoadBalancer) || !c.Leads(e) || e.Service.Kind != plan.Own {
			continue
		}
		if s := c.Entry(e); s != nil {
			judgeVerifiedName(c, e, s)
		}
	}
}

// judgeVerifiedName judges one endpoint whose private DNS is on, or may be.
func judgeVerifiedName(c *rule.Case, e *plan.Endpoint, s *plan.EndpointService) {
	names, listed := s.PrivateDNSNames.Get()
	verified, said := s.PrivateDNSVerified.Get()
	none := listed && len(names) == 0
	switch {
	case s.Owner.Or("") == plan.Amazon: // AWS verifies its own names
	case said && verified && !none:
		remindAccepted(c, e, s)
	case !c.Settled(e.Key, "private_dns_enabled", e.PrivateDNS) || !c.Settled(e.Key, "vpc_endpoint_type", e.Type):
	case none:
		c.Fault(e.Key, e.Path("private_dns_enabled"), "Private DNS is on, and the service %q has no private DNS name.", s.Key)
	case said:
		state := ""
		if text, given := s.PrivateDNSState.Get(); given {
			state = fmt.Sprintf(" (%s)", text)
		}
		c.Fault(e.Key, e.Path("private_dns_enabled"), "Private DNS is on, and the private DNS name of the service %q is not verified%s.", s.Key, state)
	default:
		c.Need(s.Key, "private_dns_name_verified", s.PrivateDNSVerified)
	}
}

// remindAccepted reminds that a new endpoint must be accepted before its private DNS is on.
func remindAccepted(c *rule.Case, e *plan.Endpoint, s *plan.EndpointService) {
	if connected(e) || !c.Settled(e.Key, "private_dns_enabled", e.PrivateDNS) || !c.Settled(s.Key, "acceptance_required", s.AcceptanceRequired) {
		return
	}
	if s.AcceptanceRequired.Or(false) {
		c.Remind(e.Key, e.Path("private_dns_enabled"), "Private DNS can be switched on only after the service has accepted the endpoint; create it without, and switch it on then.")
	}
}
