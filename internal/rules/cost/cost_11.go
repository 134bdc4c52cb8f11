package cost

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// cost11: A total needs every price in it.
var cost11 = rule.Rule{
	ID: "COST-11", Severity: rule.Warning,
	Title:     "A total needs every price in it",
	Why:       "No price is known for this item in the Region. A line without a price counts as unknown, never as zero, so the totals that contain it are unknown too.",
	Fix:       "Give the price in price_overrides, or in a file of facts_files.",
	Source:    page.Price,
	Elsewhere: "`vpce_cost` and `vpce_hub_comparison`",
}
