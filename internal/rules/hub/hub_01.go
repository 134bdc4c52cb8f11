package hub

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// hub01: gateway endpoints cannot be centralised.
var hub01 = rule.Rule{
	ID: "HUB-01", Severity: rule.Error,
	Elsewhere: "`vpce_hub_comparison`",
	Title:     "Gateway endpoints cannot be centralised",
	Why:       "A gateway endpoint serves its own VPC only, so spokes get nothing from one in the hub. It is free, so there is nothing to save either.",
	Fix:       "Keep S3 and DynamoDB gateway endpoints in every VPC, and centralise interface endpoints only.",
	Source:    page.Hub,
}
