package catalog

import (
	"fmt"
	"slices"
	"strings"
)

// lifecycles, reaches and dnsStatuses are the words that an entry may use.
var (
	lifecycles  = []string{"active", "legacy", "closing", "closed-to-new", "superseded", "retired"}
	reaches     = []string{"endpoint", "none", "in-vpc", "service-managed", "public-only"}
	dnsStatuses = []string{"documented", "derived", "none", "unknown"}
)

// fault is one broken invariant of an entry.
type fault struct{ field, text string }

// faults holds one entry against everything that must be true of it.
func (c *Catalog) faults(s *Service) []fault {
	var out []fault
	add := func(field, format string, args ...any) { out = append(out, fault{field, fmt.Sprintf(format, args...)}) }
	link := func(field string, keys ...string) {
		for _, key := range keys {
			if _, ok := c.services[key]; key != "" && !ok {
				add(field, "there is no service %q", key)
			}
		}
	}
	region := func(field string, codes ...string) {
		for _, code := range codes {
			if _, ok := c.regions[code]; !ok {
				add(field, "there is no Region %q", code)
			}
		}
	}
	word := func(field, value string, allowed []string) {
		if !slices.Contains(allowed, value) {
			add(field, "%q is none of %s", value, strings.Join(allowed, ", "))
		}
	}
	if s.Name == "" {
		add("name", "a service needs a name")
	}
	for i, t := range s.Types {
		word("types", string(t), EndpointTypes())
		if slices.Contains(s.Types[:i], t) {
			add("types", "%s stands there twice", t)
		}
	}
	if (s.Reach == "endpoint") != (len(s.Types) > 0) {
		add("types", "reach %q contradicts %d endpoint types", s.Reach, len(s.Types))
	}
	for t := range s.ByType {
		if !slices.Contains(s.Types, t) {
			add("by_type", "%s is not among the types of the service", t)
		}
	}
	if s.Key != strings.ToLower(s.Key) || strings.ContainsAny(s.Key, "@/ ") || s.Key == "" {
		add("key", "%q cannot be asked for: a key is lower case and has none of @, / and space", s.Key)
	}
	if s.SupersededBy == s.Key {
		add("superseded_by", "a service cannot take its own place")
	}
	for _, partition := range slices.Concat(s.Partitions, s.ServicePartitions, s.PrivateDNSExcludedPartitions) {
		if len(c.RegionCodes(partition)) == 0 {
			add("partitions", "there is no partition %q", partition)
		}
	}
	if _, ok := c.published[s.ServiceRegionRef]; s.ServiceRegionRef != "" && !ok {
		add("service_region_ref", "there is no list of Regions %q", s.ServiceRegionRef)
	}
	for _, confidence := range []string{s.Confidence, s.PolicyConfidence} {
		if confidence != "" {
			word("confidence", confidence, []string{"high", "medium", "low"})
		}
	}
	for _, facts := range s.ByType {
		if facts.PrivateDNSStatus != "" {
			word("by_type", facts.PrivateDNSStatus, dnsStatuses)
		}
	}
	word("lifecycle", s.Lifecycle, lifecycles)
	word("reach", s.Reach, reaches)
	word("private_dns_status", s.PrivateDNSStatus, dnsStatuses)
	if s.PrivateDNSStatus == "none" && len(s.PrivateDNS) > 0 {
		add("private_dns", "there are names although private_dns_status says none")
	}
	link("companions", s.Companions...)
	link("fips_variant", s.FIPSVariant)
	link("fips_of", s.FIPSOf)
	link("superseded_by", s.SupersededBy)
	region("name_overrides", sortedKeys(s.NameOverrides)...)
	if l := s.Regions; l != nil {
		region("regions", l.List...)
		region("regions", sortedKeys(l.ZoneIDs)...)
		word("regions", l.Mode, []string{"only", "except"})
		if len(l.List) == 0 {
			add("regions", "a restriction names at least one Region")
		}
		for code, zones := range l.ZoneIDs {
			for _, id := range zones {
				if !slices.Contains(c.regions[code].ZoneIDs, id) {
					add("regions", "Availability Zone %q is not in %s", id, code)
				}
			}
		}
	}
	for _, port := range s.Ports {
		if port < 1 || port > 65535 {
			add("ports", "%d is not a TCP port", port)
		}
	}
	for _, id := range s.Sources {
		if _, ok := c.sources[id]; !ok {
			add("sources", "there is no source %q", id)
		}
	}
	return out
}
