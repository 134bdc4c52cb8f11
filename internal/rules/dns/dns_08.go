package dns

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dns08: inbound-resolver-only private DNS exists for S3 alone.
var dns08 = rule.Rule{
	ID: "DNS-08", Severity: rule.Info, Needs: []string{"endpoints"},
	Title:  "Inbound-resolver-only private DNS exists for S3 alone",
	Why:    "It needs a service with both types: callers from outside take the interface endpoint, and the VPC keeps the free gateway endpoint.",
	Fix:    "Leave the option out for other services.",
	Source: page.GatewayS3,
	Check:  checkOnlyS3,
}

func checkOnlyS3(c *rule.Case) {
	for _, e := range c.Judged() {
		only := e.DNS.Or(plan.DNSOptions{}).InboundOnly
		if e.DNS.IsAbsent() || only.IsGiven() && !only.Or(false) {
			continue
		}
		is := isS3(e, catalog.Interface)
		switch {
		case is.Or(false):
		case is.IsUnknown():
			c.Later(e.Key, "whether it is an S3 interface endpoint is not known yet")
		case e.DNS.IsUnknown() || only.IsUnknown():
			c.Later(e.Key, "private_dns_only_for_inbound_resolver_endpoint is not known yet")
		default:
			c.Fault(e.Key, inboundOnlyPath(e), "private_dns_only_for_inbound_resolver_endpoint is true, and this is no S3 interface endpoint; the option does nothing here.")
		}
	}
}
