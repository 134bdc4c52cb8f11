package fleet

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/quota"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// limit is a quota and how much of it is used already.
func (c *comparison) limit(name string) (ceiling, used int64) {
	return quota.Limit(name, c.request.Quotas, c.request.QuotaUsage)
}

// nearlyFull is the share of a quota, in percent, from which it is worth a warning.
const nearlyFull = 80

// judgeCount compares a number of endpoints with a quota.
func (c *comparison) judgeCount(report *rules.Report, rule, quotaName, target, attribute, what string, planned int) {
	ceiling, used := c.limit(quotaName)
	total := int64(planned) + used
	severity := rules.Severity(0)
	switch {
	case planned == 0:
		return
	case total > ceiling:
	case total*100 >= ceiling*nearlyFull:
		severity = rules.Warning
	default:
		return
	}
	detail := fmt.Sprintf("%s: %d", what, total)
	if used > 0 {
		detail += fmt.Sprintf(" with the %d that quota_usage counts", used)
	}
	report.Add(rules.Finding{
		Rule: rule, Severity: severity, Target: target, Attribute: attribute,
		Detail: detail + fmt.Sprintf("; the quota is %d.", ceiling),
	})
}

// judgeGateways compares the gateway endpoints with the quotas of each account and VPC.
func (c *comparison) judgeGateways(report *rules.Report) {
	perAccount := map[string]int{}
	for _, name := range c.vpcs {
		planned := 0
		for _, key := range c.gateways {
			if _, used := c.uses[name][key]; used {
				planned++
			}
		}
		perAccount[c.request.VPCs[name].AccountID] += planned
		c.judgeCount(report, "QUO-02", quota.GatewaysPerVPC, name, fmt.Sprintf("vpcs[%q]", name), "Gateway endpoints in this VPC", planned)
	}
	homeless := perAccount[""]
	delete(perAccount, "")
	most := 0
	for account, planned := range perAccount {
		most = max(most, planned)
		c.judgeCount(report, "QUO-01", quota.GatewaysPerRegion, account, "vpcs",
			fmt.Sprintf("Gateway endpoints of account %s in %s", account, c.region.Code), planned)
	}
	// VPCs without an account may all belong to one, even to the fullest of those known.
	ceiling, used := c.limit(quota.GatewaysPerRegion)
	if homeless > 0 && (int64(homeless+most)+used)*100 >= ceiling*nearlyFull {
		report.Skip("QUO-01", "", fmt.Sprintf(
			"%d gateway endpoints are in VPCs whose account_id is not given, so they cannot be counted for each account (quota %d).", homeless, ceiling))
	}
}

// judgeInterfaces compares the interface endpoints of a plan with the quota of each VPC. What only
// a design breaks that is not the cheapest is a reminder.
func (c *comparison) judgeInterfaces(report *rules.Report, cheapest plan) {
	broken := map[string]bool{}
	if cheapest != nil {
		inHub, perVPC := c.endpoints(cheapest)
		c.judgeCount(report, "QUO-03", quota.InterfacesPerVPC, "hub", "hub", "Interface endpoints in the hub, in the cheapest design", inHub)
		for i, name := range c.vpcs {
			c.judgeCount(report, "QUO-03", quota.InterfacesPerVPC, name, fmt.Sprintf("vpcs[%q]", name),
				"Interface endpoints in this VPC, in the cheapest design", perVPC[i])
		}
		for _, f := range report.Findings() {
			broken[f.Target] = broken[f.Target] || f.Rule == "QUO-03" && f.Severity == rules.Error
		}
	}
	ceiling, used := c.limit(quota.InterfacesPerVPC)
	if inHub, _ := c.endpoints(c.everywhere(hub)); int64(inHub)+used > ceiling && !broken["hub"] {
		report.Remind(rules.Finding{
			Rule: "QUO-03", Target: "hub", Attribute: "hub",
			Detail: fmt.Sprintf("With every service in the hub, its VPC would hold %d interface endpoints; the quota is %d.", int64(inHub)+used, ceiling),
		})
	}
	_, perVPC := c.endpoints(c.everywhere(own))
	over := 0
	for i, planned := range perVPC {
		if int64(planned)+used > ceiling && !broken[c.vpcs[i]] {
			over++
		}
	}
	if over > 0 {
		report.Remind(rules.Finding{
			Rule: "QUO-03", Target: Distributed, Attribute: "vpcs",
			Detail: fmt.Sprintf("With an endpoint of its own for every service, %d of %d VPCs would hold more than the quota of %d interface endpoints, the fullest %d.",
				over, len(c.vpcs), ceiling, int64(slices.Max(perVPC))+used),
		})
	}
}

// endpoints counts the interface endpoints of a plan in the hub and in each VPC.
func (c *comparison) endpoints(p plan) (inHub int, perVPC []int) {
	perVPC = make([]int, len(c.vpcs))
	held := make([]bool, len(c.services))
	for i, d := range c.task.demands {
		switch p[i] {
		case own:
			perVPC[d.spoke]++
		case hub:
			held[d.service] = true
		case nat:
		}
	}
	for _, in := range held {
		if in {
			inHub++
		}
	}
	return inHub, perVPC
}
