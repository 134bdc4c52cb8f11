package placement

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// if07: one subnet per zone serves the whole VPC.
var if07 = rule.Rule{
	ID: "IF-07", Severity: rule.Info, Unseen: "That an endpoint has fewer subnets than the VPC is right, and what a reader expects of it is in no configuration.",
	Title:  "One subnet per zone serves the whole VPC",
	Why:    "Clients in any subnet of the VPC can use the endpoint. A network interface in each client subnet is neither needed nor possible within one zone.",
	Fix:    "Choose one subnet per Availability Zone.",
	Source: page.Interface,
}
