package hub

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// hub15: A shared VPC shares its endpoints without a transit gateway.
var hub15 = rule.Rule{
	ID: "HUB-15", Severity: rule.Info,
	Unseen: "It is a design to consider, not a fault, and no input says which subnets are shared with whom.",
	Title:  "A shared VPC shares its endpoints without a transit gateway",
	Why:    "Accounts in shared subnets are inside the VPC and use its endpoints directly.",
	Fix:    "Consider shared subnets where several accounts can live in one VPC.",
	Source: page.SharedSubnets,
}
