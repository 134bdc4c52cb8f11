package lattice

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// lat08: resource and service-network endpoints are billed in different ways.
var lat08 = rule.Rule{
	ID: "LAT-08", Severity: rule.Info,
	Title:     "Resource and service-network endpoints are billed in different ways",
	Why:       "A resource endpoint costs by hour and GB. A service-network endpoint has no hourly charge of its own, but each associated resource and each GB has one.",
	Fix:       "Compare both for the number of resources in use.",
	Source:    page.Resources,
	Elsewhere: "`vpce_cost`",
}
