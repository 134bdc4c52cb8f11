package cost

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// cost02: data tiers count all interface endpoints of the Region together.
var cost02 = rule.Rule{
	ID: "COST-02", Severity: rule.Info,
	Title:     "Data tiers count all interface endpoints of the Region together",
	Why:       "Bytes of both directions are charged, and the cheaper tiers are reached by the sum of all endpoints, not by one of them.",
	Fix:       "Estimate all endpoints of a Region in one run.",
	Source:    page.Price,
	Elsewhere: "`vpce_cost` and `vpce_hub_comparison`",
}
