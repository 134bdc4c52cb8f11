package gateway

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw24: A prefix list uses up quota by its weight.
// The quotas are counted with the weights by QUO-07 and QUO-10, so that one fault stays one
// finding.
var gw24 = rule.Rule{
	ID: "GW-24", Severity: rule.Warning,
	Title:     "A prefix list uses up quota by its weight",
	Why:       "Each use of a service's prefix list counts with the weight of the list against the quotas for security group rules and routes.",
	Fix:       "Leave room for the weight, or raise the quota.",
	Source:    page.ManagedPrefixLists,
	Elsewhere: "`vpce_endpoint_guardrail`, as part of QUO-07 for routes and QUO-10 for rules of security groups",
}
