package lattice

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// lat07: hashicorp/aws cannot create a tunnel endpoint yet.
var lat07 = rule.Rule{
	ID: "LAT-07", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "hashicorp/aws cannot create a tunnel endpoint yet",
	Why:    "Tunnel endpoints exist in AWS since September 2026, but the type is not supported by the Terraform provider. They also need a resource configuration of type CIDR and UDP port 6081 in the security groups, and have no private DNS.",
	Fix:    "Use an endpoint of another type, or create the tunnel endpoint outside hashicorp/aws until it is supported.",
	Source: page.Tunnel,
	Check:  checkTunnel,
}

func checkTunnel(c *rule.Case) {
	for _, e := range c.Of(catalog.Tunnel) {
		c.Fault(e.Key, e.Path("vpc_endpoint_type"), "vpc_endpoint_type is Tunnel, which hashicorp/aws does not create yet.")
	}
}
