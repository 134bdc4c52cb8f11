package quota

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// quo12: A VPC can have one Route 53 Profile.
var quo12 = rule.Rule{
	ID: "QUO-12", Severity: rule.Error,
	Title:  "A VPC can have one Route 53 Profile",
	Why:    "AWS refuses the second. One Profile serves about 1,000 VPCs by default.",
	Fix:    "Put all shared names into one Profile.",
	Source: page.Route53Profiles,
	Unseen: "No input says which Route 53 Profiles a VPC is associated with.",
}
