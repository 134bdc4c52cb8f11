package account

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc04: A connection that needs acceptance must be accepted by the provider.
var acc04 = rule.Rule{
	ID: "ACC-04", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "A connection that needs acceptance must be accepted by the provider",
	Why:    "Until then the endpoint is pending and carries nothing; a rejected or expired request never will. auto_accept works only when both sides belong to one account.",
	Fix:    "Accept the connection in the provider's account and Region, and leave auto_accept out when the accounts differ.",
	Source: page.ConfigureService,
	Check:  checkAcceptance,
}

// checkAcceptance judges the state of connections, who is to accept them, and reminds of those
// that somebody must still accept.
func checkAcceptance(c *rule.Case) {
	if !c.Need("", "endpoints", c.Endpoints) {
		return
	}
	for _, e := range c.Endpoints.Or(nil) {
		state, known := e.State.Get()
		switch {
		case known && slices.Contains([]string{"rejected", "expired", "failed"}, strings.ToLower(state)):
			c.Fault(e.Key, e.Path("state"), "The connection is %s, and carries nothing unless it is requested again.", strings.ToLower(state))
		case e.Gone() || !c.Leads(e) || e.Service.Kind != plan.Own:
		default:
			c.Settled(e.Key, "state", e.State)
			judgeAcceptance(c, e)
		}
	}
}

// judgeAcceptance judges an endpoint that leads to an endpoint service.
func judgeAcceptance(c *rule.Case, e *plan.Endpoint) {
	s := e.Service.Endpoint
	if e.AutoAccept.IsUnknown() || e.AutoAccept.Or(false) {
		if judgeAutoAccept(c, e) {
			return
		}
	}
	if connected(e) {
		return
	}
	if s == nil {
		c.Remind(e.Key, e.Path("service_name"), "If the provider of the service asks for acceptance, the endpoint is pending and carries nothing until the provider accepts it.")
		return
	}
	required, said := s.AcceptanceRequired.Get()
	who := acceptor(s)
	switch {
	case s.AcceptanceRequired.IsUnknown():
		c.Later(s.Key, "acceptance_required is not known yet")
	case !said:
		c.Remind(e.Key, s.At.Attribute("acceptance_required"), "If the service asks for acceptance, the endpoint is pending and carries nothing until %s accepts it.", who)
	case required && !c.Owns(s).Or(false):
		c.Remind(e.Key, s.At.Attribute("acceptance_required"), "The endpoint is pending and carries nothing until %s accepts it.", who)
	case required && !e.AutoAccept.Or(false):
		c.Remind(e.Key, s.At.Attribute("acceptance_required"), "The endpoint is pending and carries nothing until this account accepts it: by auto_accept in the Region of the service, or by an accepter there.")
	}
}

// acceptor names who accepts connections.
func acceptor(s *plan.EndpointService) string {
	out := "its provider"
	if owner, given := s.Owner.Get(); given {
		out += ", " + owner + ","
	}
	if region, given := s.Region.Get(); given {
		out += " in " + region
	}
	return out
}

// judgeAutoAccept judges an endpoint that is to accept itself, and reports whether that is a
// fault. It may where both sides are in one account, and it changes nothing where nobody asks.
func judgeAutoAccept(c *rule.Case, e *plan.Endpoint) bool {
	s := c.Entry(e)
	if s == nil {
		return false
	}
	if asked, said := s.AcceptanceRequired.Get(); said && !asked {
		return false
	}
	owner, owned := ownerOf(c, s)
	if !owned {
		return false
	}
	account, said := consumerOf(c, e)
	if !said || owner == account {
		return false
	}
	if !c.Settled(e.Key, "auto_accept", e.AutoAccept) || !c.Settled(s.Key, "acceptance_required", s.AcceptanceRequired) {
		return false
	}
	c.Fault(e.Key, e.Path("auto_accept"), "The endpoint of account %s is to accept itself, and the service belongs to %s; only the owner of the service can accept a connection from another account.", account, owner)
	return true
}
