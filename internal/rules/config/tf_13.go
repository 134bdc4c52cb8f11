package config

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// tf13: an accepted finding must still be there.
var tf13 = rule.Rule{
	ID: "TF-13", Severity: rule.Warning,
	Title:     "An entry of ignore must still accept something",
	Why:       "An entry that matches no finding is left over: the fault is mended, or its key was renamed and the entry would hide the next one.",
	Fix:       "Remove the entry, or correct its target.",
	Source:    "https://registry.terraform.io/providers/vpce-tools/vpce/latest/docs/guides/guardrails",
	Elsewhere: "every guardrail, for its own `ignore`",
}
