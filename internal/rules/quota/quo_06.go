package quota

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// quo06: an endpoint policy must stay within 20,480 characters.
var quo06 = rule.Rule{
	ID: "QUO-06", Severity: rule.Error,
	Title:     "An endpoint policy must stay within 20,480 characters",
	Why:       "White space counts, and the limit cannot be raised. AWS refuses a longer policy.",
	Fix:       "Minify the policy, or merge statements.",
	Source:    page.EndpointQuotas,
	Elsewhere: "`vpce_policy_guardrail`, as POL-003",
}
