package config

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// tf12: hashicorp/aws does not check these rules in a plan.
var tf12 = rule.Rule{
	ID: "TF-12", Severity: rule.Info,
	Title:  "hashicorp/aws does not check these rules in a plan",
	Why:    "Its plan looks at replacement and computed network interfaces only, so a wrong design fails first at apply, or never.",
	Fix:    "Check the design with this provider before it is applied.",
	Source: page.EndpointResourceCode,
	Unseen: "It says why the guardrails exist, and there is nothing in a configuration to judge.",
}
