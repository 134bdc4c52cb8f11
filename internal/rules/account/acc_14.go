package account

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc14: accounts in shared subnets use the endpoints of the VPC owner.
var acc14 = rule.Rule{
	ID: "ACC-14", Severity: rule.Info,
	Title:  "Accounts in shared subnets use the endpoints of the VPC owner",
	Why:    "Their traffic reaches the owner's endpoints if the security groups there admit it, so no transit gateway is needed.",
	Fix:    "Admit the participants in the owner's endpoint security groups by CIDR or group reference.",
	Source: page.SharedSubnets,
	Unseen: "No object of hashicorp/aws that is handed in says with which accounts a subnet is shared.",
}
