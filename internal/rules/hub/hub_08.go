package hub

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// hub08: A spoke must not keep an endpoint for a name of the shared zone.
var hub08 = rule.Rule{
	ID: "HUB-08", Severity: rule.Error,
	Elsewhere: "`vpce_endpoint_guardrail`, as `DNS-03`",
	Title:     "A spoke must not keep an endpoint for a name of the shared zone",
	Why:       "Private DNS of the spoke's endpoint and the shared zone conflict on the same name.",
	Fix:       "Remove the spoke's endpoint or its private DNS, or leave the spoke out of the zone.",
	Source:    page.AWSProvider + "issues/37783",
}
