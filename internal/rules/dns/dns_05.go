package dns

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dns05: private DNS needs a service that has a private name.
var dns05 = rule.Rule{
	ID: "DNS-05", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "Private DNS needs a service that has a private name",
	Why:    "Some services, DynamoDB among them, have no private DNS name, and AWS refuses the option.",
	Fix:    "Set private_dns_enabled to false and give clients the endpoint's URL.",
	Source: page.DynamoDBInterface,
	Check:  checkHasName,
}

func checkHasName(c *rule.Case) {
	servicesGiven := true
	for _, e := range c.Of(catalog.Interface) {
		if !e.PrivateDNS.Or(true) || !c.Leads(e) {
			continue
		}
		n := namesOf(e)
		switch {
		case len(n.list) > 0:
		case n.later:
			c.Later(e.Key, "the private DNS names of the service are not known yet")
		case n.known:
			nameless(c, e)
		case e.Service.Kind == plan.Own && !c.EndpointServices.IsGiven():
			servicesGiven = false
		case e.Service.Kind == plan.Own && e.Service.Endpoint == nil:
			c.Missing(e.Key, "endpoint_services has no entry for the service, so it is not known whether it has a private DNS name")
		case e.Service.Kind == plan.Own:
			c.Missing(e.Key, "private_dns_names of endpoint service %q is not given", e.Service.Endpoint.Key)
		case e.Service.Offer.IsGiven():
			c.Missing(e.Key, "whether %s has a private DNS name is not known", e.Service.Label())
		}
	}
	if !servicesGiven {
		c.Need("", "endpoint_services", c.EndpointServices)
	}
}

// nameless reports private DNS of a service without a name.
func nameless(c *rule.Case, e *plan.Endpoint) {
	if !c.Settled(e.Key, "private_dns_enabled", e.PrivateDNS) {
		return
	}
	f := rule.Finding{
		Target: e.Key, At: e.Path("private_dns_enabled"),
		Detail: fmt.Sprintf("private_dns_enabled is true, and %s has no private DNS name; AWS refuses it.", e.Service.Label()),
	}
	if e.Service.Kind == plan.Own {
		f.Related = []string{"ACC-07"}
		f.Fix = "Set private_dns_enabled to false, or let the provider of the service give it a private DNS name and prove to own it."
	}
	c.Add(f)
}
