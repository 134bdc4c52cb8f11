package account

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan/firewall"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc18: the load balancer's security group must admit the consumers.
var acc18 = rule.Rule{
	ID: "ACC-18", Severity: rule.Error, Needs: []string{"caller_cidr_blocks"},
	Title:  "The load balancer's security group must admit the consumers",
	Why:    "Where inbound rules are enforced on PrivateLink traffic, as they are unless that is turned off, and do not admit the client addresses, targets look healthy and yet every connection times out.",
	Fix:    "Admit the client CIDRs, or turn the enforcement off for PrivateLink traffic.",
	Source: page.CreateService,
	Check:  checkBalancerGroups,
}

// checkBalancerGroups asks of every load balancer behind an endpoint service whether its
// security groups admit the callers. A load balancer without groups judges nothing.
func checkBalancerGroups(c *rule.Case) {
	if c.EndpointServices.IsUnknown() {
		c.Later("", "endpoint_services is not known yet")
	}
	b := &balancerGroups{Case: c, view: firewall.Over(c.Plan), notes: firewall.NewNotes(c)}
	for _, s := range c.EndpointServices.Or(nil) {
		if s.LoadBalancers.IsUnknown() {
			c.Later(s.Key, "load_balancers is not known yet")
		}
		for _, balancer := range s.LoadBalancers.Or(nil) {
			b.judge(s, balancer)
		}
	}
}

type balancerGroups struct {
	*rule.Case
	view  *firewall.View
	notes *firewall.Notes
}

// judge judges one load balancer.
func (b *balancerGroups) judge(s *plan.EndpointService, balancer plan.LoadBalancer) {
	list, given := balancer.SecurityGroups.Get()
	enforce := balancer.Enforce
	switch {
	case enforce.Or("on") == "off", given && len(list) == 0:
		return
	case !given:
		b.notes.Tell(s.Key, firewall.Answer{Reason: fmt.Sprintf("security_groups of the load balancer %q %s", balancer.Key, missingWord(balancer.SecurityGroups)), Later: balancer.SecurityGroups.IsUnknown()})
		return
	}
	ports := firewall.ServicePorts(s)
	groups, doubts := b.view.WithIDs(list)
	answer := b.view.In(groups, ports, doubts...).Passes(firewall.Peer{Addresses: b.view.Everywhere()})
	switch {
	case answer.Outcome == firewall.No && enforce.IsUnknown():
		b.Later(s.Key, "enforce_security_group_inbound_rules_on_private_link_traffic of the load balancer %q is not known yet", balancer.Key)
	case answer.Outcome == firewall.No:
		b.Fault(s.Key, balancer.At.Attribute("security_groups"), "The security groups of the load balancer %q do not admit all consumers on %s and are enforced on PrivateLink traffic: what they have %s, and consumers call from %s.",
			balancer.Key, ports, b.view.Rules(groups, false), addressWords(b.view.Everywhere()))
	default:
		b.notes.Tell(s.Key, answer)
	}
}

// missingWord says what kept a value from being looked at.
func missingWord(v interface{ IsUnknown() bool }) string {
	if v.IsUnknown() {
		return "is not known yet"
	}
	return "is not given"
}

// addressWords shows the addresses of callers.
func addressWords(a firewall.Addresses) string {
	if prefixes := a.Sure.Prefixes(); len(prefixes) > 0 {
		return firewall.Ranges(prefixes)
	}
	return "somewhere else"
}
