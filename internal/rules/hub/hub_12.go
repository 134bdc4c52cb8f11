package hub

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// hub12: spokes and hub must not overlap in addresses.
var hub12 = rule.Rule{
	ID: "HUB-12", Severity: rule.Error,
	Elsewhere: "`vpce_hub_comparison`",
	Title:     "Spokes and hub must not overlap in addresses",
	Why:       "Peering and transit gateways cannot connect VPCs with overlapping CIDRs. PrivateLink itself does not mind.",
	Fix:       "Give such a VPC its own endpoints, or reach the target through an endpoint service or resource endpoint.",
	Source:    page.Peering,
}
