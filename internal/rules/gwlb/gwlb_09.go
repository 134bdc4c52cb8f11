package gwlb

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gwlb09: Gateway Load Balancer endpoints share the quota of interface endpoints.
var gwlb09 = rule.Rule{
	ID: "GWLB-09", Severity: rule.Warning,
	Title:     "Gateway Load Balancer endpoints share the quota of interface endpoints",
	Why:       "Both count against one limit per VPC, so a plan can pass it although neither kind does alone.",
	Fix:       "Count them together, or raise the quota.",
	Source:    page.EndpointQuotas,
	Elsewhere: "`vpce_endpoint_guardrail`, as `QUO-03`",
}
