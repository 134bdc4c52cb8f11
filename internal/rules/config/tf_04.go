package config

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// tf04: ids that are unknown at plan cannot be keys of for_each.
var tf04 = rule.Rule{
	ID: "TF-04", Severity: rule.Error,
	Title:  "Ids that are unknown at plan cannot be keys of for_each",
	Why:    "Terraform must know the keys when it plans, and ids of new resources are known only after apply.",
	Fix:    "Use maps with keys of your own.",
	Source: "https://github.com/terraform-aws-modules/terraform-aws-vpc/issues/628",
	Unseen: "The keys of for_each are settled by Terraform before a provider is asked, and no guardrail sees them.",
}
