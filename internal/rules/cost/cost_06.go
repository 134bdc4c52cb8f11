package cost

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// cost06: the NAT gateway can go only if every destination has an endpoint.
var cost06 = rule.Rule{
	ID: "COST-06", Severity: rule.Warning,
	Title:     "The NAT gateway can go only if every destination has an endpoint",
	Why:       "What has no endpoint, on the Internet or in AWS, is cut off when the NAT gateway is removed.",
	Fix:       "Keep the NAT gateway, or give each remaining destination another path.",
	Source:    page.ECR,
	Elsewhere: "`vpce_cost`",
}
