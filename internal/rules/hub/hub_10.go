package hub

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// hub10: global services do not fit a Regional hub.
var hub10 = rule.Rule{
	ID: "HUB-10", Severity: rule.Warning,
	Elsewhere: "`vpce_hub_comparison`",
	Title:     "Global services do not fit a Regional hub",
	Why:       "Services such as IAM have names without a Region, which a zone for the hub's Region does not cover.",
	Fix:       "Give them endpoints of their own, across Regions where AWS offers that.",
	Source:    "https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/1171",
}
