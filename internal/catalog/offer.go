package catalog

import (
	"fmt"
	"slices"
	"strings"
)

// Offer returns what is known about a service's endpoint of one type in a Region. It
// reports false for an unknown service or Region, or a type that the service has not.
func (c *Catalog) Offer(key, region string, t EndpointType) (Offer, bool) {
	s, known := c.services[key]
	r, exists := c.regions[region]
	if !known || !exists || !slices.Contains(s.Types, t) {
		return Offer{}, false
	}
	facts, overrides := s.factsOf(t)
	offer := Offer{
		Key: key, Region: region, Type: t,
		ServiceName:      fill(facts.ServiceName, r, false),
		PrivateDNSStatus: facts.PrivateDNSStatus,
		PolicySupported:  facts.PolicySupported,
		IPv6:             facts.IPv6,
		CrossRegion:      facts.CrossRegion,
		ExcludedZoneIDs:  zonesOf(s.ExcludedZoneIDs, r),
		Ports:            s.Ports,
	}
	if template, ok := overrides[region]; ok {
		offer.ServiceName = fill(template, r, false)
	}
	if strings.ContainsAny(offer.ServiceName, "{<") {
		offer.ServiceName = "" // a cell or an id, which AWS tells only the account itself
	}
	switch {
	case slices.Contains(s.PrivateDNSExcludedPartitions, r.Partition):
		offer.PrivateDNSStatus = "none"
	case r.Partition != "aws" && slices.Contains(s.Partitions, "aws") && slices.ContainsFunc(facts.PrivateDNS, withoutRegion):
		offer.PrivateDNSStatus = "unknown" // the name of a global service is another one in each partition
	default:
		for _, name := range facts.PrivateDNS {
			offer.PrivateDNSNames = append(offer.PrivateDNSNames, fill(name, r, true))
		}
	}
	if s.Regions != nil {
		offer.ZoneIDs = s.Regions.ZoneIDs[region]
	}
	offer.Availability, offer.Basis = c.availability(s, r, overrides)
	if offer.Availability == NotOffered {
		offer.HomeRegions = c.homes(s, r.Partition)
	}
	return offer, true
}

// ServiceNames returns every form of a service's full name in a Region: one for each type,
// sorted, then the forms that only some sources print.
func (c *Catalog) ServiceNames(key, region string) []string {
	s, known := c.services[key]
	r, exists := c.regions[region]
	if !known || !exists {
		return nil
	}
	var names []string
	for _, t := range s.Types {
		if offer, _ := c.Offer(key, region, t); offer.ServiceName != "" && !slices.Contains(names, offer.ServiceName) {
			names = append(names, offer.ServiceName)
		}
	}
	slices.Sort(names)
	for _, alternate := range s.Alternates {
		names = append(names, fill(alternate.ServiceName, r, false))
	}
	return names
}

// factsOf returns the facts of one type, taken from the flat fields where by_type has none.
func (s *Service) factsOf(t EndpointType) (TypeFacts, map[string]string) {
	if facts, ok := s.ByType[t]; ok {
		return facts, facts.NameOverrides
	}
	return TypeFacts{
		ServiceName: s.ServiceName, PrivateDNS: s.PrivateDNS, PrivateDNSStatus: s.PrivateDNSStatus,
		PolicySupported: s.PolicySupported, IPv6: s.IPv6, CrossRegion: s.CrossRegion,
	}, s.NameOverrides
}

// availability weighs the evidence: a source's restriction first, then a name printed for
// the Region, then the partition together with the Regions of the service itself.
func (c *Catalog) availability(s *Service, r Region, overrides map[string]string) (Availability, string) {
	limit := s.Regions
	if limit != nil && limit.Partition != "" && limit.Partition != r.Partition {
		limit = nil
	}
	if limit != nil {
		listed := slices.Contains(limit.List, r.Code)
		switch {
		case limit.Mode == "only" && listed:
			return Offered, fmt.Sprintf("A source lists %s (%s).", r.Code, limit.Basis)
		case limit.Mode == "only":
			return NotOffered, fmt.Sprintf("It is offered only in %s (%s).", strings.Join(limit.List, ", "), limit.Basis)
		case listed:
			return NotOffered, fmt.Sprintf("A source excludes %s (%s).", r.Code, limit.Basis)
		}
	}
	if _, named := overrides[r.Code]; named {
		return Offered, fmt.Sprintf("A source prints the name for %s.", r.Code)
	}
	if !slices.Contains(s.Partitions, r.Partition) {
		return NotEvidenced, fmt.Sprintf("No source shows this endpoint in partition %s.", r.Partition)
	}
	if p, ok := c.published[s.ServiceRegionRef]; ok && !slices.Contains(p.Regions, r.Code) && s.hasRegion() {
		return NotEvidenced, fmt.Sprintf("The service itself is not published in %s as far as the sources go.", r.Code)
	}
	return Offered, fmt.Sprintf("Sources show this endpoint in partition %s; AWS publishes no list for each Region.", r.Partition)
}

// withoutRegion reports whether a name is the same in every Region.
func withoutRegion(name string) bool { return !strings.Contains(name, "{region}") }

// hasRegion reports whether the service name is Regional; the others are not tied to where
// the service is published.
func (s *Service) hasRegion() bool { return strings.Contains(s.ServiceName, "{region}") }

// homes lists the Regions of a partition that an "only" restriction names.
func (c *Catalog) homes(s *Service, partition string) []string {
	var out []string
	if s.Regions == nil || s.Regions.Mode != "only" {
		return nil
	}
	for _, code := range s.Regions.List {
		if c.regions[code].Partition == partition {
			out = append(out, code)
		}
	}
	return out
}

// FIPSPublished reports whether the service has a FIPS API host in the Region; known is
// false where no source lists the Regions.
func (c *Catalog) FIPSPublished(key, region string) (published, known bool) {
	s, ok := c.services[key]
	if !ok {
		return false, false
	}
	p, ok := c.published[s.ServiceRegionRef]
	if !ok || len(p.FIPSRegions) == 0 {
		return false, false
	}
	return slices.Contains(p.FIPSRegions, region), true
}

// fill puts a Region into a template. DNS names also take the partition's own suffix.
func fill(template string, r Region, dns bool) string {
	name := strings.ReplaceAll(template, "{region}", r.Code)
	if !dns || r.Partition == "aws" {
		return name
	}
	if head, ok := strings.CutSuffix(name, ".amazonaws.com"); ok {
		return head + "." + r.DNSSuffix
	}
	if head, ok := strings.CutSuffix(name, ".api.aws"); ok {
		return head + "." + r.DualStackDNSSuffix
	}
	return name
}

// zonesOf keeps the zone IDs that belong to a Region.
func zonesOf(ids []string, r Region) []string {
	var out []string
	for _, id := range ids {
		if slices.Contains(r.ZoneIDs, id) {
			out = append(out, id)
		}
	}
	return out
}
