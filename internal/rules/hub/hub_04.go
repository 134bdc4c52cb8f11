package hub

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// hub04: A Route 53 Profile can share the endpoint's names.
var hub04 = rule.Rule{
	ID: "HUB-04", Severity: rule.Info,
	Elsewhere: "`vpce_hub_comparison`",
	Title:     "A Route 53 Profile can share the endpoint's names",
	Why:       "An endpoint with private DNS on, associated with a Profile, answers in every VPC of the Profile without zones of your own. DNS settings of a VPC win over the Profile for the same name.",
	Fix:       "Associate the endpoint with the Profile, share it through AWS RAM, and associate the VPCs.",
	Source:    page.Route53Profiles,
}
