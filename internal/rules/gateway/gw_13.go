package gateway

import (
	"fmt"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan/firewall"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw13: the clients' network ACLs must allow the service's address ranges.
var gw13 = rule.Rule{
	ID: "GW-13", Severity: rule.Error, Needs: []string{"endpoints", "subnets", "network_acls"},
	Title:  "The clients' network ACLs must allow the service's address ranges",
	Why:    "Network ACLs see the service's public addresses in both directions and cannot name a prefix list.",
	Fix:    "Allow TCP port 443 out and the ephemeral ports in for the service's CIDRs, written as CIDRs.",
	Source: page.Gateway,
	Check:  checkClientACLs,
}

// checkClientACLs looks for prefix lists in network ACLs, then asks for each service whether
// the ACLs of the client subnets let traffic out to it and answers back in.
func checkClientACLs(c *rule.Case) {
	a := &acls{firewalls: newFirewalls(c), broken: map[direction]bool{}}
	a.findPrefixLists()
	for _, e := range a.used() {
		switch {
		case !c.ACLs.IsGiven():
			a.Tell("", firewall.MissingInput("network_acls", c.ACLs))
			continue
		case !c.Network.SubnetsGiven.IsGiven():
			a.Tell("", firewall.MissingInput("subnets", c.Network.SubnetsGiven))
			continue
		}
		a.judge(e)
	}
}

// acls judge the network ACLs of client subnets.
type acls struct {
	*firewalls
	// broken are the directions in which an ACL names a prefix list: AWS refuses it as it is.
	broken map[direction]bool
}

// direction is one direction of a network ACL.
type direction struct {
	acl    int
	egress bool
}

// findPrefixLists looks at every rule of every ACL.
func (a *acls) findPrefixLists() {
	if a.ACLs.IsUnknown() {
		a.Tell("", firewall.MissingInput("network_acls", a.ACLs))
	}
	for i, acl := range a.ACLs.Or(nil) {
		for _, d := range []direction{{i, false}, {i, true}} {
			rules := acl.Ingress
			if d.egress {
				rules = acl.Egress
			}
			if rules.Later {
				a.Tell(acl.Key, firewall.Answer{Reason: "the rules of the network ACL are not all known yet", Later: true})
			}
			for _, r := range rules.Rules {
				a.broken[d] = a.findPrefixList(acl.Key, r) || a.broken[d]
			}
		}
	}
	for _, loose := range a.LooseACLRules {
		a.findPrefixList(loose.Key, loose.ACLRule)
	}
}

// findPrefixList looks at one rule.
func (a *acls) findPrefixList(target string, r plan.ACLRule) bool {
	for _, block := range []plan.Text{r.CIDRBlock, r.IPv6CIDRBlock} {
		if block.IsUnknown() {
			a.Tell(target, firewall.Answer{Reason: fmt.Sprintf("the range of the rule at %s is not known yet", r.At), Later: true})
		}
		if text, given := block.Get(); given && strings.HasPrefix(text, "pl-") {
			at := r.At
			if at[0] == input.Attribute("network_acl_rules") {
				at = at.Attribute("cidr_block")
			}
			a.Add(rule.Finding{
				Target: target, At: at,
				Detail: fmt.Sprintf("A rule names the prefix list %s as its range, and network ACLs take CIDRs only.", text),
				Fix:    "Write a rule for each CIDR of the prefix list.",
			})
			return true
		}
	}
	return false
}

// judge asks the ACL of every client subnet, each once.
func (a *acls) judge(e *plan.Endpoint) {
	subnets, order := map[int][]string{}, []int{}
	for i, s := range a.Network.Subnets {
		client, known := s.Client.Get()
		if !s.Listed || known && !client || elsewhere(e, s) {
			continue
		}
		acl, ok, answer := a.ACL(i)
		switch {
		case !ok:
			a.Tell(s.Key, answer)
		case !known:
			a.Tell(s.Key, firewall.Answer{Reason: "whether the subnet has clients is not known yet", Later: true})
		default:
			if subnets[acl] == nil {
				order = append(order, acl)
			}
			subnets[acl] = append(subnets[acl], s.Key)
		}
	}
	ports, to := firewall.PortsOf(e), a.service(e)
	for _, acl := range order {
		out := func() firewall.Answer { return a.Through(acl, true, ports).Passes(to) }
		back := func() firewall.Answer { return a.Returns(acl, false, to.Addresses) }
		from := "the client subnets " + list(subnets[acl])
		a.direction(direction{acl, true}, out, fmt.Sprintf("do not let %s out of %s to all addresses of %s", ports, from, e.Service.Key))
		a.direction(direction{acl, false}, back, fmt.Sprintf("do not let the answers of %s back into %s on ephemeral ports", e.Service.Key, from))
	}
}

// direction judges one direction of an ACL.
func (a *acls) direction(d direction, ask func() firewall.Answer, what string) {
	if a.broken[d] {
		return
	}
	acl, name := a.ACLs.Or(nil)[d.acl], "ingress"
	if d.egress {
		name = "egress"
	}
	if answer := ask(); answer.Outcome == firewall.No {
		a.Fault(acl.Key, acl.At.Attribute(name), "The %s rules of the network ACL %q %s.", name, acl.Key, what)
	} else {
		a.Tell(acl.Key, answer)
	}
}
