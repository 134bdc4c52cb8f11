package rules

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/lint"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/account"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/config"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/cost"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/dependency"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/dns"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/gateway"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/gwlb"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/hub"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/lattice"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/placement"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/quota"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/region"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/securitygroup"
)

// Family groups the rules whose ids begin with the same letters.
type Family struct {
	// Prefix are these letters, Name says what the rules are about.
	Prefix, Name string
	// Guard is the guardrail that judges them.
	Guard Guard
	// Folder is the package that holds them.
	Folder string
	// Rules are in the order of their ids.
	Rules []Rule
}

// JudgeOf is the guardrail that judges one of the family's rules.
func (f Family) JudgeOf(r Rule) Guard {
	if r.Guard != Nobody {
		return r.Guard
	}
	return f.Guard
}

// policyRules are those of the linter and of the prover, which judge a policy as a whole.
func policyRules() []Rule {
	all := lint.Rules()
	for i := range all {
		all[i].Elsewhere = "`" + PolicyGuard.Resource() + "`"
	}
	return all
}

// Guards lists the guardrails.
func Guards() []Guard { return []Guard{RegionGuard, AccountGuard, EndpointGuard, PolicyGuard} }

// Of lists the rules that a guardrail judges, in the order of the book.
func Of(guard Guard) []Rule {
	var out []Rule
	for _, f := range Families() {
		for _, r := range f.Rules {
			if r.Check != nil && f.JudgeOf(r) == guard {
				out = append(out, r)
			}
		}
	}
	return out
}

// Families lists the rule book in the order in which it is read.
func Families() []Family {
	return []Family{
		{"REG", "Names, partitions and Regions", RegionGuard, "region", region.Rules()},
		{"ACC", "Accounts and ownership", AccountGuard, "account", account.Rules()},
		{"GW", "Gateway endpoints", EndpointGuard, "gateway", gateway.Rules()},
		{"IF", "Interface endpoints", EndpointGuard, "placement", placement.Rules()},
		{"SG", "Security groups and network ACLs", EndpointGuard, "securitygroup", securitygroup.Rules()},
		{"DNS", "Private DNS", EndpointGuard, "dns", dns.Rules()},
		{"DEP", "Services that need each other", EndpointGuard, "dependency", dependency.Rules()},
		{"GWLB", "Gateway Load Balancer endpoints", EndpointGuard, "gwlb", gwlb.Rules()},
		{"LAT", "Resource, service-network and tunnel endpoints", EndpointGuard, "lattice", lattice.Rules()},
		{"QUO", "Quotas", EndpointGuard, "quota", quota.Rules()},
		{"HUB", "Hubs", EndpointGuard, "hub", hub.Rules()},
		{"COST", "Cost", Nobody, "cost", cost.Rules()},
		{"TF", "Terraform configuration", EndpointGuard, "config", config.Rules()},
		{"POL", "Endpoint policies", PolicyGuard, "", policyRules()},
	}
}
