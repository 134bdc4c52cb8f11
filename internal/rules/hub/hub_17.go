package hub

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// hub17: the global S3 name misses a hub in us-east-1.
var hub17 = rule.Rule{
	ID: "HUB-17", Severity: rule.Warning,
	Elsewhere: "`vpce_hub_comparison`",
	Title:     "The global S3 name misses a hub in us-east-1",
	Why:       "Clients that call s3.amazonaws.com ask a name that the Regional zone does not hold.",
	Fix:       "Let clients call the Regional name of S3.",
	Source:    "https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/942",
}
