package cost

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// cost01: an interface endpoint is billed for every hour in every zone.
var cost01 = rule.Rule{
	ID: "COST-01", Severity: rule.Info,
	Title:     "An interface endpoint is billed for every hour in every zone",
	Why:       "The hourly price is charged once for each Availability Zone, whatever the state of the connection, and part of an hour counts as a whole one.",
	Fix:       "Choose the zones that clients need, and delete endpoints that nobody uses.",
	Source:    page.Price,
	Elsewhere: "`vpce_cost`",
}
