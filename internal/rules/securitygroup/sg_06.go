package securitygroup

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// sg06: security groups and their rules must stay within the quota.
var sg06 = rule.Rule{
	ID: "SG-06", Severity: rule.Warning,
	Elsewhere: "`vpce_endpoint_guardrail`, as `QUO-10`",
	Title:     "Security groups and their rules must stay within the quota",
	Why:       "By default a network interface takes five groups and a group sixty rules in each direction. AWS refuses more.",
	Fix:       "Merge rules or groups, use prefix lists, or raise the quota.",
	Source:    page.VPCQuotas,
}
