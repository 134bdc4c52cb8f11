package quota

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/quota"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// quo08: route tables and subnets per VPC must stay within the quota.
var quo08 = rule.Rule{
	ID: "QUO-08", Severity: rule.Error, Needs: []string{"route_tables", "subnets"},
	Title:  "Route tables and subnets per VPC must stay within the quota",
	Why:    "The default is 200 of each. AWS refuses the next one.",
	Fix:    "Raise the quota and set quotas.route_tables_per_vpc or quotas.subnets_per_vpc, or use fewer.",
	Source: page.VPCQuotas,
	Check:  checkNetworkParts,
}

// checkNetworkParts counts the route tables and the subnets that are given.
func checkNetworkParts(c *rule.Case) {
	target := c.Network.VPCID.Or("")
	if c.Need("", "route_tables", c.Network.TablesGiven) {
		a := amount{quota: quota.RouteTablesPerVPC, what: "route tables in the VPC", target: target, at: input.At("route_tables")}
		for _, t := range c.Network.Tables {
			if t.Listed {
				a.addPart(c, t.VPCID)
			}
		}
		switch main := c.Network.Main; {
		case main == plan.None && a.planned+a.more > 0:
			// A VPC always has a main table, which may be one of those given.
			a.unplaced, a.unplacedMissing = 1, c.Network.MainMissing
		case main != plan.None && !c.Network.Tables[main].Listed:
			a.existing++
		}
		judge(c, a)
	}
	if c.Need("", "subnets", c.Network.SubnetsGiven) {
		a := amount{quota: quota.SubnetsPerVPC, what: "subnets in the VPC", target: target, at: input.At("subnets")}
		for _, s := range c.Network.Subnets {
			if s.Listed {
				a.addPart(c, s.VPCID)
			}
		}
		judge(c, a)
	}
}

// addPart counts a part of the network. What does not name its VPC is in this one.
func (a *amount) addPart(c *rule.Case, vpc plan.Text) {
	own, given := c.Network.VPCID.Get()
	switch {
	case vpc.IsAbsent(), given && vpc.Or("") == own, vpc.IsGiven() && c.Network.VPCID.IsAbsent():
		a.planned++
	case vpc.IsUnknown() || c.Network.VPCID.IsUnknown():
		a.more++
	}
}
