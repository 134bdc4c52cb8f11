package hub

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// hub09: A hub serves its own Region only.
var hub09 = rule.Rule{
	ID: "HUB-09", Severity: rule.Warning,
	Elsewhere: "`vpce_hub_comparison`",
	Title:     "A hub serves its own Region only",
	Why:       "Its endpoints lead to services of the hub's Region. Spokes elsewhere need peering between Regions and pay for transfer between them.",
	Fix:       "Build one hub in each Region.",
	Source:    page.Hub,
}
