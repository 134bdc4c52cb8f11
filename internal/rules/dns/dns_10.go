package dns

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dns10: S3 private DNS for all resolvers makes the VPC pay for S3 traffic.
var dns10 = rule.Rule{
	ID: "DNS-10", Severity: rule.Warning, Needs: []string{"endpoints"},
	Title:  "S3 private DNS for all resolvers makes the VPC pay for S3 traffic",
	Why:    "The name then leads to the interface endpoint inside the VPC too, so traffic that the gateway endpoint carries free of charge is billed.",
	Fix:    "Set private_dns_only_for_inbound_resolver_endpoint to true.",
	Source: page.GatewayS3,
	Check:  checkPaidTraffic,
}

func checkPaidTraffic(c *rule.Case) {
	all := gatewaysOf(c)
	for _, e := range s3Interfaces(c) {
		// An endpoint for another Region answers other names than the gateway endpoint here.
		if e.CrossRegion().Or(false) || inboundOnly(e).Or(false) {
			continue
		}
		found, open := all.beside(e)
		switch {
		case len(found) == 0 && open != nil:
			open.tell(c, e.Key)
		case len(found) == 0:
		case !c.Settled(e.Key, "service_region", e.CrossRegion()):
		case !c.Settled(e.Key, "private_dns_enabled", e.PrivateDNS):
		case !c.Settled(e.Key, "private_dns_only_for_inbound_resolver_endpoint", inboundOnly(e)):
		default:
			c.Fault(e.Key, inboundOnlyPath(e), "Private DNS answers every resolver of the VPC, so its own traffic to S3 takes this endpoint, by the hour and GB, and not the gateway endpoint %s.", keys(found))
		}
	}
}
