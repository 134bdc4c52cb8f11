package dependency

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dep07: the list of services decides where pages of AWS differ.
var dep07 = rule.Rule{
	ID: "DEP-07", Severity: rule.Info,
	Title:     "The list of services decides where pages of AWS differ",
	Why:       "Guides of single services may say that another service has no endpoint although the list of services names one by now.",
	Fix:       "Follow the catalogue, and check the service in your Region.",
	Source:    page.Services,
	Elsewhere: "`vpce_recommendation`",
}
