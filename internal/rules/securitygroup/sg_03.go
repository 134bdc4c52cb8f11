package securitygroup

import (
	"net/netip"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan/firewall"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// sg03: the endpoint's security group should not admit every address.
var sg03 = rule.Rule{
	ID: "SG-03", Severity: rule.Warning, Needs: []string{"endpoints", "security_groups"},
	Title:  "The endpoint's security group should not admit every address",
	Why:    "Only clients in connected networks can reach the endpoint, so a rule for all addresses gives more than any of them needs.",
	Fix:    "Admit the CIDRs of the VPC and the connected networks, or the clients' security groups.",
	Source: "https://github.com/aws/aws-cdk/issues/4938",
	Check:  checkOpenToAll,
}

// checkOpenToAll looks at each security group of an endpoint once, whatever number of
// endpoints have it.
func checkOpenToAll(c *rule.Case) {
	k := newCheck(c)
	users, seen := map[int][]string{}, []int{}
	for _, e := range c.Of(withGroups()...) {
		groups, doubts := k.Attached(e)
		for _, doubt := range doubts {
			k.Tell(e.Key, doubt)
		}
		for _, i := range groups {
			if users[i] == nil {
				seen = append(seen, i)
			}
			users[i] = append(users[i], e.Key)
		}
	}
	slices.Sort(seen)
	for _, i := range seen {
		k.openToAll(i, users[i])
	}
}

// openToAll judges one security group: whether its rules together admit every address of a
// family on some port.
func (k *check) openToAll(group int, users []string) {
	g := k.SecurityGroups[group]
	sieve := k.In([]int{group}, firewall.SomePort())
	for _, family := range []struct {
		name, block string
	}{{"IPv4", "0.0.0.0/0"}, {"IPv6", "::/0"}} {
		all := netip.MustParsePrefix(family.block)
		switch answer := sieve.Passes(firewall.Peer{Addresses: firewall.Exactly(all)}); answer.Outcome {
		case firewall.Yes:
			k.Fault(g.Key, k.openRule(g, all), "The security group %q of %s admits every %s address: it %s.", g.Key, endpoints(users), family.name, k.Rules([]int{group}, false))
			return
		case firewall.Unsure:
			k.Tell(g.Key, answer)
		case firewall.No:
		}
	}
}

// openRule is the path of the rule for all addresses, else that of all rules together.
func (k *check) openRule(g plan.SecurityGroup, all netip.Prefix) input.Path {
	for _, r := range g.Ingress.Rules {
		for _, text := range slices.Concat(r.IPv4.Or(nil), r.IPv6.Or(nil)) {
			if block, ok := plan.ParsePrefix(text); ok && block == all {
				return r.At
			}
		}
	}
	if g.At == nil {
		return input.At("security_groups")
	}
	return g.At.Attribute("ingress")
}
