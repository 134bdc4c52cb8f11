package config

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// tf10: only one stack can own the gateway route of a table.
var tf10 = rule.Rule{
	ID: "TF-10", Severity: rule.Error,
	Title:     "Only one stack can own the gateway route of a table",
	Why:       "A second stack fails to add the route, or cuts off the first when it removes it.",
	Fix:       "Keep the table in the stack that owns the endpoint, and give that endpoint to the others as existing.",
	Source:    page.Gateway,
	Elsewhere: "`vpce_endpoint_guardrail`, as part of GW-06: a finding about a table of `existing_endpoints` names TF-10",
}
