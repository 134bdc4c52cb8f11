package cost

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// cost08: A cross-Region endpoint adds transfer between Regions.
var cost08 = rule.Rule{
	ID: "COST-08", Severity: rule.Warning,
	Title:     "A cross-Region endpoint adds transfer between Regions",
	Why:       "Every byte also pays the transfer price of the Region that sends it.",
	Fix:       "Use a service in the VPC's own Region where possible, and add the transfer to the estimate.",
	Source:    page.Hub,
	Elsewhere: "`vpce_cost`",
}
