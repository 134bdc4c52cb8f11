package hub

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// hub11: one policy must serve all spokes of a hub.
var hub11 = rule.Rule{
	ID: "HUB-11", Severity: rule.Warning,
	Elsewhere: "`vpce_hub_comparison`",
	Title:     "One policy must serve all spokes of a hub",
	Why:       "The policy of a shared endpoint covers every spoke within 20,480 characters, so a mistake reaches all of them and no spoke has least privilege.",
	Fix:       "Keep endpoints of their own for VPCs with tighter needs.",
	Source:    page.Hub,
}
