package dns

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// hostsOf are the ordinary names of a service, by which clients reach an endpoint that has no
// names of its own: a gateway endpoint, or one without private DNS.
func hostsOf(p *plan.Plan, e *plan.Endpoint) names {
	if !e.Is(catalog.Gateway) {
		return namesOf(e)
	}
	region := e.HomeRegion().Or("")
	switch e.Service.Key {
	case "s3":
		if offer, has := p.Catalog.Offer("s3", region, catalog.Interface); has && len(offer.PrivateDNSNames) > 0 {
			return factual(offer)
		}
	case "dynamodb":
		if r, known := p.Catalog.Region(region); known {
			return names{list: []string{dynamoDBHost(r)}, known: true}
		}
	}
	return names{later: e.HomeRegion().IsUnknown() || e.Service.Kind == plan.Undecided && !e.ServiceName.IsGiven()}
}

// hasHosts reports whether clients reach a service by ordinary names too, or may: one that has
// no private DNS name has none but those of the endpoint.
func hasHosts(e *plan.Endpoint) bool {
	n := namesOf(e)
	switch {
	case e.Is(catalog.Gateway):
		return e.Service.Has(catalog.Gateway) // else it is GW-01
	case e.Service.IsAWS():
		return !n.known || len(n.list) > 0
	}
	return len(n.list) > 0 || n.later
}

// dynamoDBHost is the name of DynamoDB in a Region.
func dynamoDBHost(r catalog.Region) string { return "dynamodb." + r.Code + "." + r.DNSSuffix }
