package hub

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// hub02: spokes need a shared zone or a Route 53 Profile.
var hub02 = rule.Rule{
	ID: "HUB-02", Severity: rule.Error,
	Elsewhere: "`vpce_hub_comparison`",
	Title:     "Spokes need a shared zone or a Route 53 Profile",
	Why:       "The private zone that AWS manages for an endpoint answers in the endpoint's VPC only. In the spokes the names lead to public addresses.",
	Fix:       "Set hub.dns to route53_profile or private_hosted_zones, and build that.",
	Source:    page.Hub,
}
