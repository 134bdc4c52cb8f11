package catalog

import (
	"slices"
	"strings"
)

// Description is everything known about one service in one Region.
type Description struct {
	// Service is the entry itself.
	Service *Service
	// Aliases are other names for this service alone.
	Aliases []string
	// ServiceNames are full names by endpoint type; a name that is not known is left out.
	ServiceNames map[EndpointType]string
	// Main is the offer of the type that the flat facts speak of; its Type is empty where
	// there is no endpoint.
	Main Offer
	// ByType are the offers of all types.
	ByType map[EndpointType]Offer
}

// Describe gathers what is known about a service in a Region. It reports false if either
// does not exist.
func (c *Catalog) Describe(key, region string) (Description, bool) {
	s, ok := c.services[key]
	if _, exists := c.regions[region]; !ok || !exists {
		return Description{}, false
	}
	d := Description{
		Service: s, Aliases: c.Aliases(key),
		ServiceNames: map[EndpointType]string{}, ByType: map[EndpointType]Offer{},
	}
	for _, t := range s.Types {
		offer, _ := c.Offer(key, region, t)
		d.ByType[t] = offer
		if offer.ServiceName != "" {
			d.ServiceNames[t] = offer.ServiceName
		}
		if d.Main.Type == "" || t == Interface {
			d.Main = offer
		}
	}
	return d, true
}

// Filter narrows a list of services. A zero field does not narrow.
type Filter struct {
	// Type keeps services with that endpoint type.
	Type EndpointType
	// PolicySupported and CrossRegionSupported keep services of which this is known to be so.
	PolicySupported, CrossRegionSupported *bool
	// Query keeps services with the text in key, name or an alias, whatever the case.
	Query string
}

// Find returns the keys of the services that pass the filter, sorted. Those that are known to
// be missing in the Region are left out, unless they can be reached from it.
func (c *Catalog) Find(region string, f Filter) []string {
	out := []string{}
	for _, key := range c.keys {
		d, ok := c.Describe(key, region)
		if ok && f.passes(d) {
			out = append(out, key)
		}
	}
	return out
}

func (f Filter) passes(d Description) bool {
	offer := d.Main
	if f.Type != "" {
		var ok bool
		if offer, ok = d.ByType[f.Type]; !ok {
			return false
		}
	}
	// A service with a home Region can be reached from this one if it is listed for that.
	reachable := offer.CrossRegion != nil && *offer.CrossRegion && len(offer.HomeRegions) > 0
	return (offer.Availability != NotOffered || reachable) &&
		same(f.PolicySupported, offer.PolicySupported) && same(f.CrossRegionSupported, offer.CrossRegion) && f.matches(d)
}

// same reports whether a fact is known and as wanted. What is not known never passes.
func same(wanted, fact *bool) bool {
	return wanted == nil || fact != nil && *fact == *wanted
}

func (f Filter) matches(d Description) bool {
	query := strings.ToLower(f.Query)
	return strings.Contains(d.Service.Key, query) || strings.Contains(strings.ToLower(d.Service.Name), query) ||
		slices.ContainsFunc(d.Aliases, func(alias string) bool { return strings.Contains(alias, query) })
}
