package firewall_test

import (
	"net/netip"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan/firewall"
)

func is[T any](v T) maybe.Value[T] { return maybe.Of(v) }

func unknown[T any]() maybe.Value[T] { return maybe.Unknown[T]() }

func list(texts ...string) plan.Texts {
	out := make([]plan.Text, len(texts))
	for i, text := range texts {
		out[i] = maybe.Of(text)
	}
	return maybe.Of(out)
}

func addresses(texts ...string) firewall.Addresses {
	prefixes := make([]netip.Prefix, len(texts))
	for i, text := range texts {
		prefixes[i] = netip.MustParsePrefix(text)
	}
	return firewall.Exactly(prefixes...)
}

func peer(texts ...string) firewall.Peer { return firewall.Peer{Addresses: addresses(texts...)} }

// tcp is a rule of a security group for one port and some IPv4 ranges.
func tcp(port int64, ranges ...string) plan.SecurityRule {
	return plan.SecurityRule{At: input.At("rule"), Protocol: is("tcp"), FromPort: is(port), ToPort: is(port), IPv4: list(ranges...)}
}

// groupOf is a view in which the only security group has these rules in.
func groupOf(rules ...plan.SecurityRule) *firewall.View {
	return firewall.Over(&plan.Plan{
		SecurityGroups:      []plan.SecurityGroup{{Key: "sg", Listed: true, Ingress: plan.SecurityRules{Known: true, Rules: rules}}},
		SecurityGroupsGiven: is(true),
	})
}

// aclOf is a view in which the only network ACL has these rules in.
func aclOf(rules ...plan.ACLRule) *firewall.View {
	return firewall.Over(&plan.Plan{ACLs: is([]plan.ACL{{Key: "acl", Ingress: plan.ACLRules{Known: true, Rules: rules}}})})
}

func rule(number int64, action, protocol string, from, to int64, block string) plan.ACLRule {
	return plan.ACLRule{
		At: input.At("rule"), Number: is(number), Action: is(action), Protocol: is(protocol), FromPort: is(from), ToPort: is(to), CIDRBlock: is(block),
	}
}
