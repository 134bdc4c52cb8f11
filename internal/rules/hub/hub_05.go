package hub

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// hub05: shared zones must have the names that clients call.
var hub05 = rule.Rule{
	ID: "HUB-05", Severity: rule.Error, Needs: []string{"endpoints", "private_hosted_zones"},
	Title:  "Shared zones must have the names that clients call",
	Why:    "The DNS name of a service often differs from its service name, and some need several zones or a wildcard. A zone of the wrong name is never asked. It is judged where vpcs names the spokes.",
	Fix:    "Name the zones as private_dns_names of the service gives them, with a wildcard record where it has one.",
	Source: "https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/1014",
	Check:  checkZoneNames,
}

// checkZoneNames looks for zones that are named after the service name of an endpoint where
// clients call another name. A zone of the right name without the record is DNS-04.
func checkZoneNames(c *rule.Case) {
	if !isHub(c) {
		return
	}
	mistaken, judged := map[string]*plan.Endpoint{}, false
	for _, e := range hubEndpoints(c, catalog.Interface) {
		if !e.Service.IsAWS() && e.Service.Kind != plan.Undecided {
			continue // its names are the provider's own
		}
		if judged = true; !c.AWS(e) || !c.Settled(e.Key, "service_region", e.HomeRegion()) {
			continue
		}
		for _, name := range mistakes(c, e) {
			if mistaken[name] == nil {
				mistaken[name] = e
			}
		}
	}
	if !judged || !c.Need("", "private_hosted_zones", c.Zones) {
		return
	}
	for _, z := range c.Zones.Or(nil) {
		if isPublic(z) || !c.Settled(z.Key, "name", z.Name) {
			continue
		}
		if e := mistaken[z.Name.Or("")]; e != nil {
			judgeName(c, z, e)
		}
	}
}

// judgeName reports a zone that is named after a service name.
func judgeName(c *rule.Case, z plan.Zone, e *plan.Endpoint) {
	right, known := domains(e)
	switch {
	case slices.Contains(right, z.Name.Or("")) || isName(c, z.Name.Or(""), e.HomeRegion().Or("")):
		return // it is what clients call, if only for another service
	case !known:
		c.Missing(z.Key, "the names that clients of %s call are not known", e.Service.Key)
		return
	case len(right) == 0:
		return // without private names clients call the endpoint's own
	}
	c.Add(rule.Finding{
		Target: z.Key, At: z.At.Attribute("name"),
		Detail: fmt.Sprintf("The zone is named %s after the service name, and clients of %s call %s, so the zone is never asked.", z.Name.Or(""), e.Service.Key, called(e)),
		Fix:    fmt.Sprintf("Name the zone %s, with an alias to the endpoint for %s.", strings.Join(right, " and another one "), called(e)),
	})
}

// called are the names that clients call, for a reader.
func called(e *plan.Endpoint) string {
	var out []string
	for _, name := range e.Service.PrivateDNSNames().Or(nil) {
		out = append(out, name.Or(""))
	}
	return strings.Join(out, " and ")
}

// mistakes are the names that follow from a service name, whether clients call them or not.
func mistakes(c *rule.Case, e *plan.Endpoint) []string {
	region, known := c.Catalog.Region(e.HomeRegion().Or(""))
	if !known {
		return nil
	}
	key := strings.ToLower(e.Service.Key)
	tail := "." + region.Code + "." + region.DNSSuffix
	return []string{key + tail, strings.ReplaceAll(key, ".", "-") + tail, strings.ToLower(e.ServiceName.Or(""))}
}

// isName reports whether a name is one that clients of some service of AWS call.
func isName(c *rule.Case, name, region string) bool {
	return slices.ContainsFunc(c.Catalog.Keys(), func(key string) bool {
		offer, has := c.Catalog.Offer(key, region, catalog.Interface)
		return has && slices.ContainsFunc(offer.PrivateDNSNames, func(n string) bool { return domain(n) == name })
	})
}
