package dns

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dns07: inbound-resolver-only private DNS for S3 needs a gateway endpoint.
var dns07 = rule.Rule{
	ID: "DNS-07", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "Inbound-resolver-only private DNS for S3 needs a gateway endpoint",
	Why:    "AWS refuses an S3 interface endpoint with this option, which is its default, unless the VPC already has an S3 gateway endpoint.",
	Fix:    "Create the gateway endpoint first, or set private_dns_only_for_inbound_resolver_endpoint to false so that all S3 traffic takes the interface endpoint.",
	Source: page.S3Interface,
	Check:  checkGatewayBeside,
}

func checkGatewayBeside(c *rule.Case) {
	all := gatewaysOf(c)
	for _, e := range s3Interfaces(c) {
		switch away, known := e.CrossRegion().Get(); {
		case !known:
			c.Later(e.Key, "whether the endpoint is for another Region is not known yet")
		case away:
			c.Missing(e.Key, "whether AWS's inbound-resolver-only default matters to an endpoint for another Region is not documented")
		case inboundOnly(e).Or(true):
			besideGateway(c, e, all)
		}
	}
}

// besideGateway judges an endpoint whose private DNS answers the inbound resolver only, or may.
func besideGateway(c *rule.Case, e *plan.Endpoint, all gateways) {
	found, open := all.beside(e)
	switch {
	case len(found) > 0:
		createFirst(c, e, found)
	case open != nil:
		open.tell(c, e.Key)
	case !c.Settled(e.Key, "private_dns_enabled", e.PrivateDNS):
	case !c.Settled(e.Key, "private_dns_only_for_inbound_resolver_endpoint", inboundOnly(e)):
	default:
		noGateway(c, e)
	}
}

// noGateway reports an endpoint that AWS refuses for want of a gateway endpoint.
func noGateway(c *rule.Case, e *plan.Endpoint) {
	f := rule.Finding{Target: e.Key, At: inboundOnlyPath(e)}
	why := "private_dns_only_for_inbound_resolver_endpoint is true"
	switch {
	case unsent(e):
		why = fmt.Sprintf("hashicorp/aws does not send private_dns_only_for_inbound_resolver_endpoint for %s, so AWS's default, true, holds", e.ServiceName.Or(""))
		f.Fix, f.Related = "Create an S3 gateway endpoint in the VPC first.", []string{"TF-08"}
	case !e.DNS.IsGiven():
		why = "without dns_options private DNS of an S3 interface endpoint answers the inbound resolver only, AWS's default"
	}
	f.Detail = fmt.Sprintf("Private DNS is on, %s, and the VPC has no S3 gateway endpoint; AWS refuses it.", why)
	c.Add(f)
}

// createFirst reminds of the order where both endpoints are still to be created: nothing in
// their arguments makes one wait for the other.
func createFirst(c *rule.Case, e *plan.Endpoint, found []*plan.Endpoint) {
	if e.ID.IsGiven() {
		return
	}
	for _, gateway := range found {
		if !gateway.Listed || gateway.ID.IsGiven() {
			return
		}
	}
	c.Remind(e.Key, e.Path("dns_options"), "AWS wants the gateway endpoint %s to be there first: put it into a resource of its own, and let this one depend on it.", keys(found))
}
