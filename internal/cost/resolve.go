package cost

import (
	"cmp"
	"errors"
	"maps"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

// resolved returns the input with every service known by its key, what was left out filled in, and
// data read to the byte.
func (in Input) resolved() (Input, input.Errors) {
	var errs input.Errors
	if _, ok := in.Catalog.Region(in.Region); !ok {
		errs.Add(input.At("region"), "%s.", in.Catalog.UnknownRegion(in.Region))
		return in, errs
	}
	if !in.HoursPerMonth.IsGiven() {
		in.HoursPerMonth = maybe.Of(in.Book.Allowance(price.HoursPerMonth))
	}
	endpoints := make(map[string]Endpoint, len(in.Endpoints))
	for _, key := range slices.Sorted(maps.Keys(in.Endpoints)) {
		e := in.Endpoints[key]
		if gb, ok := e.GB.Get(); ok {
			e.GB = maybe.Of(gb.Round(price.MaxBoundDigits))
		}
		endpoints[key] = in.identify(&errs, input.At("endpoints").Key(key), e)
	}
	in.Endpoints = endpoints
	return in, errs
}

// zonesOfRegion is how many Availability Zones the Region has, where that is known.
func (in Input) zonesOfRegion() maybe.Value[int] {
	if r, ok := in.Catalog.Region(in.Region); ok && r.ZoneIDs != nil {
		return maybe.Of(len(r.ZoneIDs))
	}
	return maybe.Absent[int]()
}

// identify finds out which service an endpoint is for, and its type where that was left out.
func (in Input) identify(errs *input.Errors, at input.Path, e Endpoint) Endpoint {
	attribute, word := "service_name", e.ServiceName
	if word == "" {
		attribute, word = "service", e.Service
	}
	if word == "" || e.ServiceName == "" && (e.Type == catalog.Resource || e.Type == catalog.ServiceNetwork) {
		if word == "" && e.Type != catalog.Resource && e.Type != catalog.ServiceNetwork {
			errs.Add(at.Attribute("service"), "Say which service the endpoint is for, with service or service_name.")
		}
		return e
	}
	refs, err := in.Catalog.Resolve(word)
	var foreign *catalog.EndpointServiceError
	switch {
	case errors.As(err, &foreign):
		e.Service, e.Type = word, cmp.Or(e.Type, catalog.Interface)
		e, _ = in.home(errs, at, e, in.Catalog.ParseName(word).Region)
		return e
	case err != nil:
		errs.Add(at.Attribute(attribute), "%s.", err)
		return e
	case len(refs) > 1:
		keys := make([]string, len(refs))
		for i, ref := range refs {
			keys[i] = ref.Key
		}
		errs.Add(at.Attribute(attribute), "%q stands for %d services, %v, and each endpoint is billed for itself. List one entry for each.", word, len(refs), keys)
		return e
	}
	return in.place(errs, at, e, refs[0])
}

// home checks the service's Region, which its name or service_region may say, and fills it in.
func (in Input) home(errs *input.Errors, at input.Path, e Endpoint, named string) (Endpoint, bool) {
	if e.ServiceRegion != "" && named != "" && e.ServiceRegion != named {
		errs.Add(at.Attribute("service_region"), "The service was named in Region %q; service_region says %q. Give one of the two.", named, e.ServiceRegion)
		return e, false
	}
	e.ServiceRegion = cmp.Or(e.ServiceRegion, named, in.Region)
	there, ok := in.Catalog.Region(e.ServiceRegion)
	if !ok {
		errs.Add(at.Attribute("service_region"), "%s.", in.Catalog.UnknownRegion(e.ServiceRegion))
		return e, false
	}
	if here, _ := in.Catalog.Region(in.Region); here.Partition != there.Partition {
		errs.Add(at.Attribute("service_region"), "%q is in partition %q and %q in %q; no endpoint and no price list spans two partitions.",
			in.Region, here.Partition, e.ServiceRegion, there.Partition)
		return e, false
	}
	return e, true
}

// place checks the service's Region and fills in the type.
func (in Input) place(errs *input.Errors, at input.Path, e Endpoint, ref catalog.Ref) Endpoint {
	e.Service = ref.Key
	e, ok := in.home(errs, at, e, ref.Region)
	if !ok {
		return e
	}
	abroad := e.crossRegion(in.Region)
	_, gateway := in.Catalog.Offer(e.Service, e.ServiceRegion, catalog.Gateway)
	e.gatewayOffered = gateway && !abroad
	service, _ := in.Catalog.Service(e.Service)
	switch {
	case len(service.Types) == 0:
		errs.Add(at.Attribute("service"), "%q has no VPC endpoint, so there is nothing to price.", e.Service)
		return e
	case e.Type == "" && e.gatewayOffered:
		e.Type = catalog.Gateway
	case e.Type == "":
		e.Type = catalog.Interface
	}
	if _, ok := in.Catalog.Offer(e.Service, e.ServiceRegion, e.Type); !ok && slices.Contains(PricedTypes(), e.Type) {
		errs.Add(at.Attribute("vpc_endpoint_type"), "%q has no endpoint of type %q; it has %v.", e.Service, e.Type, service.Types)
	}
	return e
}
