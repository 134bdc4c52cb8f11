package cost

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// cost09: an unknown number of zones makes the estimate a range.
var cost09 = rule.Rule{
	ID: "COST-09", Severity: rule.Warning,
	Title:     "An unknown number of zones makes the estimate a range",
	Why:       "Each zone is billed, so an estimate that takes one zone for an unknown number is too low.",
	Fix:       "Give the number of Availability Zones, or read the range.",
	Source:    "https://github.com/infracost/infracost/issues/1504",
	Elsewhere: "`vpce_cost`",
}
