package config

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// tf07: some versions of hashicorp/aws ignore private DNS that is switched off.
var tf07 = rule.Rule{
	ID: "TF-07", Severity: rule.Warning,
	Title:  "Some versions of hashicorp/aws ignore private DNS that is switched off",
	Why:    "Versions 5.51 and 5.52 did not honour private_dns_enabled where it was false or left out.",
	Fix:    "Use a later version.",
	Source: page.AWSProvider + "issues/37694",
	Unseen: "The version of hashicorp/aws is not among the values that a guardrail gets.",
}
