package hub

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// hub14: hub or distributed is a question of traffic.
var hub14 = rule.Rule{
	ID: "HUB-14", Severity: rule.Info,
	Elsewhere: "`vpce_hub_comparison`",
	Title:     "Hub or distributed is a question of traffic",
	Why:       "Distributed endpoints cost hours in every VPC; a hub costs hours once, but Transit Gateway charges per GB and perhaps attachments.",
	Fix:       "Compare both with the expected traffic and the break-even volume.",
	Source:    page.Hub,
}
