package quota

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/quota"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// quo09: network ACL rules must stay within the quota.
var quo09 = rule.Rule{
	ID: "QUO-09", Severity: rule.Error, Needs: []string{"network_acls"},
	Title:  "Network ACL rules must stay within the quota",
	Why:    "The default is 20 in each direction, for IPv4 and IPv6 apart and with the default rule of AWS among them. It can be raised to 40.",
	Fix:    "Raise the quota and set quotas.network_acl_rules, or merge rules.",
	Source: page.VPCQuotas,
	Check:  checkACLs,
}

// checkACLs counts the rules of each network ACL in each direction.
func checkACLs(c *rule.Case) {
	if !c.Need("", "network_acls", c.ACLs) {
		return
	}
	for _, acl := range c.ACLs.Or(nil) {
		judgeACL(c, acl, "ingress", acl.Ingress)
		judgeACL(c, acl, "egress", acl.Egress)
	}
}

// firstDefaultRule is the number from which the rules are AWS's own.
const firstDefaultRule = 32767

func judgeACL(c *rule.Case, acl plan.ACL, direction string, rules plan.ACLRules) {
	var t tab
	for _, r := range rules.Rules {
		switch {
		case r.Number.Or(0) >= firstDefaultRule:
		case r.CIDRBlock.IsGiven():
			t.sure.v4++
		case r.IPv6CIDRBlock.IsGiven():
			t.sure.v6++
		default:
			t.more.add(both(1))
		}
	}
	if !rules.Known {
		if !rules.Later {
			c.Missing(acl.Key, "the %s rules of the network ACL are not given", direction)
			return
		}
		t.later = fmt.Sprintf("not all %s rules of the network ACL are known yet", direction)
	}
	judge(c, t.fill(amount{
		quota: quota.ACLRules, target: acl.Key, at: acl.At.Attribute(direction), unlisted: 1,
		what: fmt.Sprintf("%s rules of one family in network ACL %q", direction, acl.Key),
	}))
}
