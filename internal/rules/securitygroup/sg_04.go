package securitygroup

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan/firewall"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// sg04: the clients' security groups and the network ACLs must allow the way to the endpoint.
var sg04 = rule.Rule{
	ID: "SG-04", Severity: rule.Error, Needs: []string{"endpoints", "subnets", "security_groups", "network_acls"},
	Title:  "The clients' security groups and the network ACLs must allow the way to the endpoint",
	Why:    "Traffic leaves a client subnet and enters the endpoint's subnet. A missing egress rule, or an ACL on either side, blocks it.",
	Fix:    "Allow egress to the endpoint on the service's port, and both directions in the network ACLs of both subnets.",
	Source: page.CreateInterface,
	Check:  checkWay,
}

// checkWay judges the clients' security groups, then the network ACLs on the way.
func checkWay(c *rule.Case) {
	k := newCheck(c)
	refused, ways := map[int][]refusal{}, newWays(k)
	for _, e := range c.Of(withGroups()...) {
		inside, answer := k.FromVPC(e)
		k.Tell(e.Key, answer)
		if inside {
			k.leave(e, refused)
		}
		ways.judge(e, inside)
	}
	for i, g := range c.SecurityGroups {
		for _, part := range byPorts(refused[i]) {
			c.Fault(g.Key, g.At.Attribute("egress"), "The security group %q does not let %s out to %s: it %s. Connections of its clients time out.",
				g.Key, part.ports, endpoints(part.keys), k.Rules([]int{i}, true))
		}
	}
	ways.report()
}

// refusal is an endpoint to which a security group lets nothing out.
type refusal struct {
	ports string
	keys  []string
}

// byPorts gathers refusals of the same ports.
func byPorts(all []refusal) []refusal {
	var out []refusal
	for _, r := range all {
		i := slices.IndexFunc(out, func(o refusal) bool { return o.ports == r.ports })
		if i < 0 {
			out = append(out, r)
		} else {
			out[i].keys = append(out[i].keys, r.keys...)
		}
	}
	return out
}

// leave asks whether the security groups of callers let traffic out to an endpoint: to its
// groups by name, or to the addresses of every network interface of it.
func (k *check) leave(e *plan.Endpoint, refused map[int][]refusal) {
	clients, perhaps := k.Clients(e)
	if len(clients)+len(perhaps) == 0 {
		k.Tell("", k.NoClients())
		return
	}
	ports, interfaces := firewall.PortsOf(e), k.Interfaces(e)
	reach := func(group int) firewall.Answer {
		sieve, answers := k.Egress(group, ports), make([]firewall.Answer, len(interfaces))
		for i, peer := range interfaces {
			answers[i] = sieve.Passes(peer)
		}
		return firewall.All(answers...)
	}
	for _, group := range clients {
		if answer := reach(group); answer.Outcome == firewall.No {
			refused[group] = append(refused[group], refusal{ports: ports.String(), keys: []string{e.Key}})
		} else {
			k.Tell(k.SecurityGroups[group].Key, answer)
		}
	}
	for _, group := range perhaps {
		if reach(group).Outcome != firewall.Yes {
			k.Tell(k.SecurityGroups[group].Key, firewall.Answer{Reason: "whether callers have the security group is not known yet", Later: true})
		}
	}
}
