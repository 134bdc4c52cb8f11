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

// gwlb03: the provider must accept the Gateway Load Balancer endpoint.
var gwlb03 = rule.Rule{
	ID: "GWLB-03", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "The provider must accept the Gateway Load Balancer endpoint",
	Why:    "Until it is accepted the endpoint carries nothing, and routes to it drop traffic.",
	Fix:    "Accept the connection in the provider's account before routes lead to the endpoint.",
	Source: page.GWLBEndpoints,
	Check:  checkAcceptance,
}

// checkAcceptance looks at whether the provider accepts, as ACC-04 does for the accounts.
func checkAcceptance(c *rule.Case) {
	if !c.Need("", "endpoints", c.Endpoints) {
		return
	}
	for _, e := range c.Endpoints.Or(nil) {
		if c.Settled(e.Key, "vpc_endpoint_type", e.Type) && e.Is(catalog.GatewayLoadBalancer) {
			judgeAcceptance(c, e)
		}
	}
}

func judgeAcceptance(c *rule.Case, e *plan.Endpoint) {
	state := strings.ToLower(e.State.Or(""))
	switch {
	case slices.Contains([]string{"rejected", "expired", "failed"}, state):
		c.Fault(e.Key, e.Path("state"), "The connection is in state %q and carries nothing.", state)
		return
	case e.Gone() || state == "available":
		return
	case !c.Settled(e.Key, "state", e.State) || !c.Leads(e):
		return
	}
	s := e.Service.Endpoint
	if s == nil {
		if c.Need("", "endpoint_services", c.EndpointServices) {
			c.Missing(e.Key, "endpoint_services has no entry for its service")
		}
		return
	}
	asks, known := s.AcceptanceRequired.Get()
	switch {
	case !c.Need(e.Key, fmt.Sprintf("endpoint_services[%q].acceptance_required", s.Key), s.AcceptanceRequired) || known && !asks:
	case !c.Settled(e.Key, "auto_accept", e.AutoAccept):
	case e.AutoAccept.Or(false):
		judgeAutoAccept(c, e, s)
	default:
		c.Remind(e.Key, e.At, "%s accepts connections one by one: accept this one before routes lead to the endpoint.", provider(s))
	}
}

// judgeAutoAccept wants both sides in one account.
func judgeAutoAccept(c *rule.Case, e *plan.Endpoint, s *plan.EndpointService) {
	owner, ours := s.Owner, ownAccount(c, e)
	if c.Need(e.Key, fmt.Sprintf("endpoint_services[%q].owner_id", s.Key), owner) &&
		c.Need(e.Key, "the account of the endpoint (owner_id, or vpc.owner_id)", ours) && owner.Or("") != ours.Or("") {
		c.Fault(e.Key, e.Path("auto_accept"), "Endpoint service %q belongs to account %s and the endpoint to %s: auto_accept works within one account only.", s.Key, owner.Or(""), ours.Or(""))
	}
}

// ownAccount is the account of an endpoint, else that of the VPC.
func ownAccount(c *rule.Case, e *plan.Endpoint) plan.Text {
	if account := c.AccountOf(e); !account.IsAbsent() {
		return account
	}
	return c.VPC.OwnerID
}

// provider names who accepts.
func provider(s *plan.EndpointService) string {
	if owner, given := s.Owner.Get(); given {
		return fmt.Sprintf("The provider of endpoint service %q (account %s)", s.Key, owner)
	}
	return fmt.Sprintf("The provider of endpoint service %q", s.Key)
}
