package cost

import (
	"fmt"
	"maps"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
)

// The bounds of a sensible input.
const (
	maxGB       = 1_000_000_000 // about an exabyte a month
	maxHours    = 744           // a month of 31 days
	maxQuantity = 100_000
)

// PricedTypes lists the endpoint types that have prices, as written in a configuration.
func PricedTypes() []catalog.EndpointType {
	return []catalog.EndpointType{
		catalog.Gateway, catalog.GatewayLoadBalancer, catalog.Interface, catalog.Resource, catalog.ServiceNetwork,
	}
}

// CheckHours returns what is wrong with a number of hours a month, empty if nothing is.
func CheckHours(hours money.Amount) string {
	if hours.Sign() <= 0 || hours.Cmp(money.FromInt(maxHours)) > 0 {
		return fmt.Sprintf("A month has more than 0 and at most %d hours; %s was given.", maxHours, hours)
	}
	return ""
}

// CheckGB returns what is wrong with a month's data, empty if nothing is.
func CheckGB(gb money.Amount) string {
	switch {
	case gb.Sign() < 0:
		return fmt.Sprintf("Data cannot be negative; %s GB was given. Give the GB of a month, both directions together.", gb)
	case gb.Cmp(money.FromInt(maxGB)) > 0:
		return fmt.Sprintf("%s GB a month is more than an exabyte. The unit is GB of 2^30 bytes; were bytes given?", gb)
	}
	return ""
}

// CheckZones returns what is wrong with a number of Availability Zones, empty if nothing is.
func CheckZones(zones int, region string, inRegion maybe.Value[int]) string {
	if zones < 1 {
		return fmt.Sprintf("At least one Availability Zone is needed; %d was given. Leave it out if it is not known.", zones)
	}
	if n, ok := inRegion.Get(); ok && zones > n {
		return fmt.Sprintf("Region %q has %d Availability Zones; %d was given.", region, n, zones)
	}
	return ""
}

// check adds what makes a resolved input unusable, in the order of the attributes.
func (in Input) check(errs *input.Errors) {
	if hours, ok := in.HoursPerMonth.Get(); ok {
		fault(errs, input.At("hours_per_month"), CheckHours(hours))
	}
	zones := in.zonesOfRegion()
	for _, key := range slices.Sorted(maps.Keys(in.Endpoints)) {
		in.checkEndpoint(errs, input.At("endpoints").Key(key), in.Endpoints[key], zones)
	}
	if in.NAT != nil {
		if n, ok := in.NAT.Zones.Get(); ok {
			fault(errs, input.At("nat_gateway").Attribute("availability_zones"), CheckZones(n, in.Region, zones))
		}
	}
}

// fault adds an error unless there is nothing to say.
func fault(errs *input.Errors, at input.Path, text string) {
	if text != "" {
		errs.Add(at, "%s", text)
	}
}

func (in Input) checkEndpoint(errs *input.Errors, at input.Path, e Endpoint, inRegion maybe.Value[int]) {
	if e.Type != "" && !slices.Contains(PricedTypes(), e.Type) {
		errs.Add(at.Attribute("vpc_endpoint_type"), "There are no prices for %q. The types that have are %v.", e.Type, PricedTypes())
	}
	if e.Type != catalog.Gateway {
		checkPlaces(errs, at, e, in.Region, inRegion)
	}
	if gb, ok := e.GB.Get(); ok {
		fault(errs, at.Attribute("gb_per_month"), CheckGB(gb))
	}
	if n := e.Quantity.Or(1); n < 1 || n > maxQuantity {
		errs.Add(at.Attribute("quantity"), "A quantity from 1 to %d is needed; %d was given.", maxQuantity, n)
	}
	if e.crossRegion(in.Region) && e.Type != catalog.Interface && e.Type != "" {
		errs.Add(at.Attribute("service_region"),
			"Only interface endpoints reach a service of another Region; this one is of type %q and its service is in %q.", e.Type, e.ServiceRegion)
	}
}

// checkPlaces compares zones and subnets, which say the same thing twice.
func checkPlaces(errs *input.Errors, at input.Path, e Endpoint, region string, inRegion maybe.Value[int]) {
	zones, ok := e.Zones.Get()
	if ok {
		fault(errs, at.Attribute("availability_zones"), CheckZones(zones, region, inRegion))
	}
	subnets, also := e.Subnets.Get()
	if !also {
		return
	}
	fault(errs, at.Attribute(e.SubnetsAttribute), CheckZones(subnets, region, inRegion))
	if ok && zones != subnets {
		errs.Add(at.Attribute("availability_zones"),
			"%d Availability Zones do not go with %d subnets: an endpoint has one subnet in each zone. Give one of the two.", zones, subnets)
	}
}
