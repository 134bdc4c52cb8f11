package dns

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dns01: private DNS needs DNS support and DNS hostnames in the VPC.
var dns01 = rule.Rule{
	ID: "DNS-01", Severity: rule.Error, Needs: []string{"endpoints", "vpc"},
	Title:  "Private DNS needs DNS support and DNS hostnames in the VPC",
	Why:    "AWS refuses private DNS unless both attributes are on. DNS hostnames are off by default in a VPC that is not the default one.",
	Fix:    "Set enable_dns_support and enable_dns_hostnames on the VPC to true.",
	Source: page.AmazonDNS,
	Check:  checkVPCAttributes,
}

// checkVPCAttributes speaks for interface endpoints; gateway endpoints are GW-14, and those of
// VPC Lattice LAT-06.
func checkVPCAttributes(c *rule.Case) {
	attributes := []attribute{{"enable_dns_support", c.VPC.DNSSupport}, {"enable_dns_hostnames", c.VPC.DNSHostnames}}
	var off, open []attribute
	for _, a := range attributes {
		switch on, given := a.value.Get(); {
		case !given:
			open = append(open, a)
		case !on:
			off = append(off, a)
		}
	}
	if len(off)+len(open) == 0 && c.Endpoints.IsGiven() {
		return // whatever the endpoints want
	}
	var want []*plan.Endpoint
	for _, e := range c.Of(catalog.Interface) {
		if c.Settled(e.Key, "private_dns_enabled", e.PrivateDNS) && e.PrivateDNS.Or(false) {
			want = append(want, e)
		}
	}
	if len(want) == 0 {
		return
	}
	for _, a := range off {
		c.Fault("vpc", input.At("vpc").Attribute(a.name), "%s is false, and private DNS is on for %s; AWS refuses that.", a.name, few(want))
	}
	for _, a := range open {
		c.Need("", a.name+" of vpc", a.value)
	}
}

// attribute is an attribute of the VPC.
type attribute struct {
	name  string
	value plan.Flag
}

// shown is how many endpoints a sentence names one by one.
const shown = 5

// few names endpoints, the first of them where there are many.
func few(endpoints []*plan.Endpoint) string {
	if len(endpoints) <= shown {
		return keys(endpoints)
	}
	return fmt.Sprintf("%s and %d more", keys(endpoints[:shown]), len(endpoints)-shown)
}
