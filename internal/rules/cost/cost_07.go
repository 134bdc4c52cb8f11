package cost

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// cost07: an endpoint without traffic costs as much per hour as a busy one.
var cost07 = rule.Rule{
	ID: "COST-07", Severity: rule.Warning,
	Title:     "An endpoint without traffic costs as much per hour as a busy one",
	Why:       "Many endpoints in all zones add up although little passes through them.",
	Fix:       "Remove the endpoint, or reduce its zones.",
	Source:    page.TrustedAdvisor,
	Elsewhere: "`vpce_cost`",
}
