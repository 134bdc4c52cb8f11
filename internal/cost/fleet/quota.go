package fleet

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// The quotas that the comparison judges.
const (
	gatewaysPerRegion = "gateway_endpoints_per_region"
	gatewaysPerVPC    = "gateway_endpoints_per_vpc"
	interfacesPerVPC  = "interface_endpoints_per_vpc"
)

// QuotaNames lists the names that quotas and quota_usage may hold, sorted: those of every part
// of the provider, so that one map serves all.
func QuotaNames() []string {
	return []string{
		gatewaysPerRegion, gatewaysPerVPC, interfacesPerVPC, "network_acl_rules", "network_interfaces_per_region",
		"resource_endpoints_per_vpc", "route_tables_per_vpc", "routes_per_route_table", "rules_per_security_group",
		"security_groups_per_network_interface", "service_network_endpoints_per_vpc", "subnets_per_vpc",
	}
}

// defaults are AWS's own values of the quotas judged here.
func defaultQuota(name string) int64 {
	switch name {
	case gatewaysPerRegion:
		return 20
	case gatewaysPerVPC:
		return 255
	default:
		return 50
	}
}

// limit is a quota and how much of it is used already.
func (c *comparison) limit(name string) (quota, used int64) {
	quota, raised := c.request.Quotas[name]
	if !raised {
		quota = defaultQuota(name)
	}
	return quota, c.request.QuotaUsage[name]
}

// nearlyFull is the share of a quota, in percent, from which it is worth a warning.
const nearlyFull = 80

// judgeCount compares a number of endpoints with a quota.
func (c *comparison) judgeCount(report *rules.Report, rule, quotaName, target, attribute, what string, planned int) {
	quota, used := c.limit(quotaName)
	total := int64(planned) + used
	severity := rules.Severity(0)
	switch {
	case planned == 0:
		return
	case total > quota:
	case total*100 >= quota*nearlyFull:
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
		Detail: detail + fmt.Sprintf("; the quota is %d.", quota),
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
		c.judgeCount(report, "QUO-02", gatewaysPerVPC, name, fmt.Sprintf("vpcs[%q]", name), "Gateway endpoints in this VPC", planned)
	}
	homeless := perAccount[""]
	delete(perAccount, "")
	most := 0
	for account, planned := range perAccount {
		most = max(most, planned)
		c.judgeCount(report, "QUO-01", gatewaysPerRegion, account, "vpcs",
			fmt.Sprintf("Gateway endpoints of account %s in %s", account, c.region.Code), planned)
	}
	// VPCs without an account may all belong to one, even to the fullest of those known.
	quota, used := c.limit(gatewaysPerRegion)
	if homeless > 0 && (int64(homeless+most)+used)*100 >= quota*nearlyFull {
		report.Skip("QUO-01", "", fmt.Sprintf(
			"%d gateway endpoints are in VPCs whose account_id is not given, so they cannot be counted for each account (quota %d).", homeless, quota))
	}
}

// judgeInterfaces compares the interface endpoints of a plan with the quota of each VPC. What only
// a design breaks that is not the cheapest is a reminder.
func (c *comparison) judgeInterfaces(report *rules.Report, cheapest plan) {
	broken := map[string]bool{}
	if cheapest != nil {
		inHub, perVPC := c.endpoints(cheapest)
		c.judgeCount(report, "QUO-03", interfacesPerVPC, "hub", "hub", "Interface endpoints in the hub, in the cheapest design", inHub)
		for i, name := range c.vpcs {
			c.judgeCount(report, "QUO-03", interfacesPerVPC, name, fmt.Sprintf("vpcs[%q]", name),
				"Interface endpoints in this VPC, in the cheapest design", perVPC[i])
		}
		for _, f := range report.Findings() {
			broken[f.Target] = broken[f.Target] || f.Rule == "QUO-03" && f.Severity == rules.Error
		}
	}
	quota, used := c.limit(interfacesPerVPC)
	if inHub, _ := c.endpoints(c.everywhere(hub)); int64(inHub)+used > quota && !broken["hub"] {
		report.Remind(rules.Finding{
			Rule: "QUO-03", Target: "hub", Attribute: "hub",
			Detail: fmt.Sprintf("With every service in the hub, its VPC would hold %d interface endpoints; the quota is %d.", int64(inHub)+used, quota),
		})
	}
	_, perVPC := c.endpoints(c.everywhere(own))
	over := 0
	for i, planned := range perVPC {
		if int64(planned)+used > quota && !broken[c.vpcs[i]] {
			over++
		}
	}
	if over > 0 {
		report.Remind(rules.Finding{
			Rule: "QUO-03", Target: Distributed, Attribute: "vpcs",
			Detail: fmt.Sprintf("With an endpoint of its own for every service, %d of %d VPCs would hold more than the quota of %d interface endpoints, the fullest %d.",
				over, len(c.vpcs), quota, int64(slices.Max(perVPC))+used),
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
