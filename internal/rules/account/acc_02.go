package account

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc02: an application in another VPC must be offered before it can be reached.
var acc02 = rule.Rule{
	ID: "ACC-02", Severity: rule.Error,
	Title:     "An application in another VPC must be offered before it can be reached",
	Why:       "An endpoint connects to an endpoint service behind a load balancer, or to a VPC Lattice resource configuration. Without one of them there is nothing to connect to.",
	Fix:       "Put an endpoint service before a Network or Gateway Load Balancer, or share a resource configuration and use a resource endpoint.",
	Source:    page.CreateService,
	Elsewhere: "`vpce_recommendation`",
}
