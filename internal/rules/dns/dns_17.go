package dns

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dns17: A private DNS preference applies to resource and service-network endpoints only.
var dns17 = rule.Rule{
	ID: "DNS-17", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "A private DNS preference applies to resource and service-network endpoints only",
	Why:    "AWS takes private_dns_preference and one to ten private_dns_specified_domains only on those types, with private DNS on.",
	Fix:    "Remove both options, or set private_dns_enabled to true on an endpoint of these types.",
	Source: page.CreateEndpointAPI,
	Check:  checkPreference,
}

// mostDomains is how many domains AWS takes.
const mostDomains = 10

func checkPreference(c *rule.Case) {
	for _, e := range c.Judged() {
		if e.DNS.IsUnknown() {
			c.Later(e.Key, "dns_options is not known yet")
			continue
		}
		options := e.DNS.Or(plan.DNSOptions{})
		domains, given := options.Domains.Get()
		written := options.Preference.IsGiven() || given && len(domains) > 0
		name, at := "private_dns_preference", option(e, "private_dns_preference")
		if !options.Preference.IsGiven() {
			name, at = "private_dns_specified_domains", option(e, "private_dns_specified_domains")
		}
		switch {
		case options.Preference.IsAbsent() && options.Domains.IsAbsent() || !written && options.Preference.Known() && options.Domains.Known():
		case !misplaced(e).Or(true) && len(domains) > mostDomains:
			c.Fault(e.Key, option(e, "private_dns_specified_domains"), "private_dns_specified_domains has %d names; AWS takes %d.", len(domains), mostDomains)
		case !misplaced(e).Or(true) && options.Domains.IsUnknown():
			c.Later(e.Key, "private_dns_specified_domains is not known yet")
		case !misplaced(e).Or(true):
		case misplaced(e).IsUnknown():
			c.Later(e.Key, "vpc_endpoint_type or private_dns_enabled is not known yet")
		case !written:
			c.Later(e.Key, "private_dns_preference is not known yet")
		default:
			c.Fault(e.Key, at, "%s is given, and %s; AWS refuses it.", name, whyMisplaced(e))
		}
	}
}

// misplaced reports whether an endpoint takes no preference. One of the two reasons is enough.
func misplaced(e *plan.Endpoint) plan.Flag {
	lattice := e.Is(catalog.Resource, catalog.ServiceNetwork)
	switch {
	case e.Type.IsGiven() && !lattice, e.PrivateDNS.IsGiven() && !e.PrivateDNS.Or(false):
		return maybe.Of(true)
	case lattice && e.PrivateDNS.Or(false):
		return maybe.Of(false)
	}
	return maybe.Unknown[bool]()
}

// whyMisplaced says which of the reasons it is.
func whyMisplaced(e *plan.Endpoint) string {
	if t, given := e.Type.Get(); given && t != catalog.Resource && t != catalog.ServiceNetwork {
		return fmt.Sprintf("the endpoint is of type %s", t)
	}
	return "private_dns_enabled is not true"
}
