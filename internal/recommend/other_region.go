package recommend

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
)

// otherRegion answers a wish for a service of another Region of the partition.
func (a *answer) otherRegion(target catalog.Region) {
	s := a.service
	if slices.Contains(s.Types, catalog.Gateway) {
		a.reject(catalog.Gateway, "REG-24", fmt.Sprintf("A gateway endpoint carries only %s; its prefix list has no address of %s.", a.region.Code, target.Code))
	}
	offer, ok := a.catalog.Offer(s.Key, target.Code, catalog.Interface)
	if !ok {
		a.noPath("REG-02", fmt.Sprintf("%s has no interface endpoint, and only that type reaches another Region.", s.Name))
		return
	}
	if offer.Availability == catalog.NotOffered {
		a.reject(catalog.Interface, "REG-22", offer.Basis)
		a.noPath("REG-22", fmt.Sprintf("%s has no endpoint in %s. %s", s.Name, target.Code, offer.Basis))
		return
	}
	if offer.CrossRegion == nil || !*offer.CrossRegion {
		a.reject(catalog.Interface, "REG-03", "AWS does not list it for access from other Regions.")
		a.noPath("REG-03", fmt.Sprintf("%s of %s is asked for, and AWS does not list the service for access from other Regions (state of %s; describe-vpc-endpoint-services --service-region is the authority). An interface endpoint in a VPC of %s, reached by peering or a transit gateway, can carry it.",
			s.Name, target.Code, a.catalog.AsOf(), target.Code))
		return
	}
	if allowed := a.allowed(); !slices.Contains(allowed, catalog.Interface) {
		a.fault("REG-02", a.here(), "The service is in %s, and vpc_endpoint_types rules out Interface, the only type that reaches another Region.", target.Code)
		return
	}
	a.rec.Decision = UseInterface
	a.reason("The service is in %s; an interface endpoint with service_region reaches it (REG-03).", target.Code)
	a.take(catalog.Interface, target.Code, []catalog.EndpointType{catalog.Interface})
	a.costsOfDistance(target)
}

// costsOfDistance says what comes with an endpoint for another Region.
func (a *answer) costsOfDistance(target catalog.Region) {
	at := a.here()
	a.warn("REG-06", at, "Creating the endpoint needs vpce:AllowMultiRegion in the identity policy, and no service control policy may deny it; neither is visible here.")
	a.fault("REG-13", at, "Only Regional DNS names of %s work through this endpoint; zonal names do not.", target.Code)
	a.fault("COST-08", at, "Besides hours and GB, inter-Region transfer to and from %s is charged.", target.Code)
	if here, ok := a.catalog.Offer(a.service.Key, a.region.Code, catalog.Interface); ok && here.Availability == catalog.Offered {
		a.fault("REG-15", at, "%s has an endpoint in %s too; one there is faster and cheaper where the data can be there.", a.service.Name, a.region.Code)
	}
	if zones := a.region.CrossRegionExcludedZoneIDs; len(zones) > 0 {
		a.reason("It cannot be placed in %s, which AWS excludes for services of other Regions (REG-04).", list(zones))
		a.remind("REG-04", at, "Subnets in %s cannot hold this endpoint; the other zones of %s can.", list(zones), a.region.Code)
	}
	if target.OptIn {
		a.reason("The account must have opted in to %s (REG-07).", target.Code)
	}
}
