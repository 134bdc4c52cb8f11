package dependency

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dep08: A service must be named by the key of its endpoint.
var dep08 = rule.Rule{
	ID: "DEP-08", Severity: rule.Error,
	Title:     "A service must be named by the key of its endpoint",
	Why:       "Endpoint names often differ from product names: Kinesis Data Streams is kinesis-streams, CloudWatch metrics is monitoring. A name built from the product does not exist.",
	Fix:       "Use the catalogue key, or one of its aliases.",
	Source:    page.Services,
	Elsewhere: "`vpce_recommendation`, and every other place that takes `services`",
}
