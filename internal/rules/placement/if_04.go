package placement

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// if04: the subnets and the service must have an Availability Zone in common.
var if04 = rule.Rule{
	ID: "IF-04", Severity: rule.Error, Elsewhere: "`vpce_subnet_placement`",
	Title:  "The subnets and the service must have an Availability Zone in common",
	Why:    "No eligible subnet lies in a zone of the service, so there is no place for the endpoint.",
	Fix:    "Add a subnet in one of the service's zones, or make one there eligible.",
	Source: page.Services,
}
