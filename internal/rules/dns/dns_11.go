package dns

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dns11: without private DNS clients must use the endpoint's own names.
var dns11 = rule.Rule{
	ID: "DNS-11", Severity: rule.Warning, Needs: []string{"endpoints"},
	Title:  "Without private DNS clients must use the endpoint's own names",
	Why:    "The ordinary name of the service keeps leading to its public addresses, so clients that call it miss the endpoint.",
	Fix:    "Set private_dns_enabled to true, or give each client the endpoint's URL.",
	Source: page.S3Interface,
	Check:  checkNamesUsed,
}

func checkNamesUsed(c *rule.Case) {
	servicesGiven := true
	for _, e := range c.Of(catalog.Interface) {
		if e.PrivateDNS.Or(false) || !c.Leads(e) || isRegistry(e) {
			continue // of the registry it is DNS-13
		}
		n := namesOf(e)
		switch {
		case e.Service.Kind == plan.Own && !n.known && !n.later && e.Service.Endpoint == nil:
			servicesGiven = servicesGiven && c.EndpointServices.IsGiven()
			if c.EndpointServices.IsGiven() {
				c.Missing(e.Key, "endpoint_services has no entry for the service, so it is not known whether it has a private DNS name")
			}
		case e.Service.Kind == plan.Own && !n.known && !n.later:
			c.Missing(e.Key, "private_dns_names of endpoint service %q is not given", e.Service.Endpoint.Key)
		case n.later && len(n.list) == 0:
			c.Later(e.Key, "the private DNS names of the service are not known yet")
		case n.known && len(n.list) == 0:
			endpointNamesOnly(c, e)
		default:
			ordinaryName(c, e)
		}
	}
	if !servicesGiven {
		c.Need("", "endpoint_services", c.EndpointServices)
	}
}

// endpointNamesOnly reminds of a service of AWS that has no private DNS name at all. An
// endpoint service without one never had another name.
func endpointNamesOnly(c *rule.Case, e *plan.Endpoint) {
	if e.Service.IsAWS() && c.Settled(e.Key, "private_dns_enabled", e.PrivateDNS) {
		c.Remind(e.Key, e.Path("private_dns_enabled"), "%s has no private DNS name, so each client of this endpoint needs its URL.", e.Service.Label())
	}
}

// ordinaryName warns that the ordinary name leads past the endpoint, unless a zone answers it.
func ordinaryName(c *rule.Case, e *plan.Endpoint) {
	answered, open := ownZone(c, e)
	switch {
	case answered:
	case open:
		c.Later(e.Key, "whether a private hosted zone answers the name of the service is not known yet")
	case c.Settled(e.Key, "private_dns_enabled", e.PrivateDNS):
		c.Fault(e.Key, e.Path("private_dns_enabled"), "private_dns_enabled is not true, so clients that call %s by its ordinary name pass the endpoint by.", e.Service.Label())
	}
}
