package quota

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// quo13: calls about endpoints are throttled for the organisation too.
var quo13 = rule.Rule{
	ID: "QUO-13", Severity: rule.Info,
	Title:  "Calls about endpoints are throttled for the organisation too",
	Why:    "Many accounts that create endpoints at the same time slow each other down.",
	Fix:    "Spread large changes over time, and let the calls retry.",
	Source: page.EndpointQuotas,
	Unseen: "How many calls other accounts of the organisation make at the same time stands in no configuration.",
}
