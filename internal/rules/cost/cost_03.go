package cost

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// cost03: gateway endpoints are free.
var cost03 = rule.Rule{
	ID: "COST-03", Severity: rule.Info,
	Title:     "Gateway endpoints are free",
	Why:       "AWS charges neither hours nor data for them.",
	Fix:       "Use them for all traffic from inside the VPC.",
	Source:    page.Gateway,
	Elsewhere: "`vpce_cost`",
}
