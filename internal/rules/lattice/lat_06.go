package lattice

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// lat06: private DNS of a resource needs both DNS attributes of the VPC.
var lat06 = rule.Rule{
	ID: "LAT-06", Severity: rule.Error, Needs: []string{"endpoints", "vpc"},
	Title:  "Private DNS of a resource needs both DNS attributes of the VPC",
	Why:    "AWS refuses private DNS unless DNS support and DNS hostnames are on. It answers custom domain names and those of RDS databases.",
	Fix:    "Set enable_dns_support and enable_dns_hostnames on the VPC to true.",
	Source: page.Resources,
	Check:  checkDNSAttributes,
}

// checkDNSAttributes speaks for endpoints of VPC Lattice; gateway endpoints are GW-14, and
// interface endpoints DNS-01.
func checkDNSAttributes(c *rule.Case) {
	var want []string
	for _, e := range c.Of(catalog.Resource, catalog.ServiceNetwork) {
		if c.Settled(e.Key, "private_dns_enabled", e.PrivateDNS) && e.PrivateDNS.Or(false) {
			want = append(want, fmt.Sprintf("%q", e.Key))
		}
	}
	if len(want) == 0 {
		return
	}
	for _, a := range []struct {
		name  string
		value plan.Flag
	}{{"enable_dns_support", c.VPC.DNSSupport}, {"enable_dns_hostnames", c.VPC.DNSHostnames}} {
		if c.Need("", a.name+" of vpc", a.value) && !a.value.Or(true) {
			c.Fault("vpc", input.At("vpc").Attribute(a.name), "%s is false, and private DNS is on for %s; AWS refuses that.", a.name, words(want))
		}
	}
}
