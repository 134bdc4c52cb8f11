package quota

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/quota"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// quo10: security groups per interface and rules per group must stay within the quota.
var quo10 = rule.Rule{
	ID: "QUO-10", Severity: rule.Error, Needs: []string{"endpoints", "security_groups"},
	Title:  "Security groups per interface and rules per group must stay within the quota",
	Why:    "The defaults are 5 groups on an interface and 60 rules in a group, in each direction and for IPv4 and IPv6 apart. Both can be raised, but their product must not pass 1,000.",
	Fix:    "Raise the quota and set it in quotas, merge rules, or use fewer groups.",
	Source: page.VPCQuotas,
	Check:  checkSecurityGroups,
}

// checkSecurityGroups counts the groups of each endpoint and the rules of each group, and
// looks at the quotas that the caller stated.
func checkSecurityGroups(c *rule.Case) {
	checkProduct(c)
	takes := false
	for _, e := range c.Judged() {
		if e.Type.IsUnknown() || e.TakesSecurityGroups() {
			takes = true
			judgeGroups(c, e)
		}
	}
	if !takes && c.SecurityGroupsGiven.IsAbsent() || !c.Need("", "security_groups", c.SecurityGroupsGiven) {
		return
	}
	w := weightsOf(c.Plan)
	for _, g := range c.SecurityGroups {
		if g.Listed {
			judgeGroup(c, g, w, "ingress", g.Ingress)
			judgeGroup(c, g, w, "egress", g.Egress)
		}
	}
}

// checkProduct refuses two raised quotas that AWS does not grant together.
func checkProduct(c *rule.Case) {
	groups, _ := c.Quota(quota.SecurityGroupsPerInterface)
	rules, _ := c.Quota(quota.RulesPerSecurityGroup)
	if !c.Settled("", fmt.Sprintf("quotas[%q]", quota.SecurityGroupsPerInterface), groups) ||
		!c.Settled("", fmt.Sprintf("quotas[%q]", quota.RulesPerSecurityGroup), rules) {
		return
	}
	product := groups.Or(0) * rules.Or(0)
	if product <= quota.RulesPerInterface {
		return
	}
	name := quota.RulesPerSecurityGroup
	if _, raised := c.Quotas[name]; !raised {
		name = quota.SecurityGroupsPerInterface
	}
	c.Add(rule.Finding{
		Target: name, At: input.At("quotas").Key(name),
		Detail: fmt.Sprintf("%d security groups for an interface and %d rules in a group make %d, and AWS grants at most %d.", groups.Or(0), rules.Or(0), product, quota.RulesPerInterface),
		Fix:    "State the quotas that AWS granted: where one of the two is raised, AWS lowers the other.",
	})
}

// judgeGroups counts the security groups of an endpoint.
func judgeGroups(c *rule.Case, e *plan.Endpoint) {
	groups := e.SecurityGroups
	a := amount{
		quota: quota.SecurityGroupsPerInterface, what: fmt.Sprintf("security groups on each network interface of endpoint %q", e.Key),
		target: e.Key, at: e.Path("security_group_ids"), planned: int64(groups.Least), related: []string{"SG-06"},
	}
	switch {
	case e.Type.IsUnknown():
		a.planned, a.more = 0, a.planned
	case groups.Open && groups.Count > groups.Least:
		a.more = int64(groups.Count - groups.Least)
	}
	if groups.Open && (groups.Count == plan.None || !e.Inline.SecurityGroups.Open) {
		a.endlessLater = "the security groups of the endpoint are not all known yet"
	}
	judge(c, a)
}

// judgeGroup counts the rules of a security group in one direction.
func judgeGroup(c *rule.Case, g plan.SecurityGroup, w weights, direction string, rules plan.SecurityRules) {
	if !rules.Known && !rules.Later {
		c.Missing(g.Key, "the %s rules of the security group are not given", direction)
		return
	}
	var t tab
	for _, r := range rules.Rules {
		t.addRule(r, w)
	}
	if rules.Later || rules.Stray {
		t.later = fmt.Sprintf("not all %s rules of the security group are known yet", direction)
	}
	a := t.fill(amount{
		quota: quota.RulesPerSecurityGroup, target: g.Key, at: g.At.Attribute(direction), related: []string{"SG-06"},
		what: fmt.Sprintf("%s rules of one family in security group %q, each prefix list with its weight", direction, g.Key),
	})
	if judge(c, a) {
		c.Missing(g.Key, "%s", a.endlessMissing)
	}
}

// addRule counts a rule: once for each other side. A group counts for either family.
func (t *tab) addRule(r plan.SecurityRule, w weights) {
	t.addBlocks(r.IPv4, byFamily{v4: 1}, "a range of the rules")
	t.addBlocks(r.IPv6, byFamily{v6: 1}, "a range of the rules")
	t.sure.add(both(int64(r.Groups.Least)))
	if r.Groups.Open {
		t.more.add(both(1))
	}
	if r.Self.IsUnknown() {
		t.more.add(both(1))
	} else if r.Self.Or(false) {
		t.sure.add(both(1))
	}
	if r.PrefixLists.IsUnknown() {
		t.later = "a prefix list of the rules is not known yet"
	}
	for _, id := range r.PrefixLists.Or(nil) {
		t.add(w, id, both)
	}
}
