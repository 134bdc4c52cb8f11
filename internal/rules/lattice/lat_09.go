package lattice

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// lat09: the number and kind of targets decide the endpoint type.
var lat09 = rule.Rule{
	ID: "LAT-09", Severity: rule.Info,
	Title:     "The number and kind of targets decide the endpoint type",
	Why:       "One TCP resource asks for a resource endpoint, a service for many consumers for an endpoint service, many targets for a service network, and a whole segment for a tunnel.",
	Fix:       "Choose the type that fits the targets.",
	Source:    page.Concepts,
	Elsewhere: "`vpce_recommendation`",
}
