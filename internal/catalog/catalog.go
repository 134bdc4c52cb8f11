// Package catalog knows AWS's services, Regions and Availability Zones as far as VPC
// endpoints are concerned: which endpoint types a service has, what it is called in each
// Region, which private DNS names it answers, and what is not known.
//
// The facts are compiled in, each with its sources and a date; [Catalog.With] lays the
// caller's own over them. What no source says is nil or NotEvidenced, never a guess.
//
//	c, _ := catalog.Embedded()
//	refs, err := c.Resolve("Secrets Manager")          // [{secretsmanager}]
//	offer, ok := c.Offer("ec2", "cn-north-1", catalog.Interface)
//	offer.ServiceName                                  // cn.com.amazonaws.cn-north-1.ec2
package catalog

import (
	"slices"
	"strings"
	"sync"
)

// Catalog is an immutable set of facts.
type Catalog struct {
	asOf      string
	services  map[string]*Service
	regions   map[string]Region
	aliases   map[string][]string
	workloads map[string]Workload
	sources   map[string]Source
	published map[string]publication
	keys      []string // of services, sorted
	codes     []string // of regions, sorted

	// Both indexes are built on first use: most runs never parse a full service name.
	byTemplate func() map[string][]string
	byAlias    func() map[string][]string
}

// Service is one catalogue entry: an endpoint service name, or a service without one.
type Service struct {
	// Key is the entry's own name, usually the last part of the service name: ecr.api.
	Key string `json:"key"`
	// Name is the display name.
	Name string `json:"name"`
	// Types are the endpoint types to create; none where there is no endpoint.
	Types []EndpointType `json:"types"`
	// ServiceName is the full name with {region} in it; empty where it is not known.
	ServiceName string `json:"service_name"`
	// NameOverrides are full names by Region where they differ.
	NameOverrides map[string]string `json:"name_overrides"`
	// Alternates are other forms that a source prints.
	Alternates []Alternate `json:"service_name_alternates"`
	// PrivateDNS are the names that private DNS answers, with {region} in them.
	PrivateDNS []string `json:"private_dns"`
	// PrivateDNSStatus is documented, derived (from the API host), none or unknown.
	PrivateDNSStatus string `json:"private_dns_status"`
	// PrivateDNSExcludedPartitions do not offer private DNS for this endpoint.
	PrivateDNSExcludedPartitions []string `json:"private_dns_excluded_partitions"`
	// PolicySupported says whether a custom endpoint policy is accepted; nil is not known.
	PolicySupported *bool `json:"policy_supported"`
	// IPv6 says whether ipv6 and dualstack are supported; nil is not known.
	IPv6 *bool `json:"ipv6"`
	// CrossRegion says whether the service can be reached from another Region; nil is not known.
	CrossRegion *bool `json:"cross_region"`
	// FIPSVariant is the key of the FIPS endpoint, FIPSOf the way back.
	FIPSVariant string `json:"fips_variant"`
	FIPSOf      string `json:"fips_of"`
	// Companions are keys of services that are usually needed as well.
	Companions []string `json:"companions"`
	// Partitions are those with evidence of the endpoint, ServicePartitions those with the service.
	Partitions        []string `json:"partitions"`
	ServicePartitions []string `json:"service_partitions"`
	// Regions restricts the Regions where a source says so.
	Regions *RegionLimit `json:"regions"`
	// ServiceRegionRef names the list of Regions in which the service is published.
	ServiceRegionRef string `json:"service_region_ref"`
	// Ports are TCP ports; nil is not known.
	Ports []int `json:"ports"`
	// ExcludedZoneIDs are Availability Zones that do not offer the endpoint.
	ExcludedZoneIDs []string `json:"excluded_az_ids"`
	// Lifecycle is active, legacy, closing, closed-to-new, superseded or retired.
	Lifecycle string `json:"lifecycle"`
	// SupersededBy is the key that takes the place of a superseded name.
	SupersededBy string `json:"superseded_by"`
	// Reach is endpoint, or why there is none: none, in-vpc, service-managed, public-only.
	Reach string `json:"reach"`
	// Alternative says how to reach a service that has no endpoint.
	Alternative string `json:"alternative"`
	// ByType holds what differs between the types of one service.
	ByType map[EndpointType]TypeFacts `json:"by_type"`
	// IAMPrefixes are the IAM action prefixes of the service; nil is not known.
	IAMPrefixes []string `json:"iam_prefixes"`
	// Notes is what a reader should know besides.
	Notes string `json:"notes"`
	// Evidence gives source ids for each kind of fact, Sources all of them.
	Evidence map[string][]string `json:"evidence"`
	Sources  []string            `json:"sources"`
	// Confidence is about name and type, PolicyConfidence about PolicySupported.
	Confidence       string `json:"confidence"`
	PolicyConfidence string `json:"policy_confidence"`
}

// TypeFacts are the facts of one endpoint type where a service has several.
type TypeFacts struct {
	ServiceName      string            `json:"service_name"`
	NameOverrides    map[string]string `json:"name_overrides"`
	PrivateDNS       []string          `json:"private_dns"`
	PrivateDNSStatus string            `json:"private_dns_status"`
	PolicySupported  *bool             `json:"policy_supported"`
	IPv6             *bool             `json:"ipv6"`
	CrossRegion      *bool             `json:"cross_region"`
}

// Alternate is another form of a service name and the source that prints it.
type Alternate struct {
	ServiceName string `json:"service_name"`
	Source      string `json:"source"`
}

// RegionLimit restricts the Regions of an endpoint.
type RegionLimit struct {
	// Mode is only or except.
	Mode string `json:"mode"`
	// List are Region codes.
	List []string `json:"list"`
	// Basis says where the restriction is from.
	Basis string `json:"basis"`
	// Partition limits the restriction to one partition; empty is everywhere.
	Partition string `json:"partition"`
	// ZoneIDs are the zones that hold the service, by Region.
	ZoneIDs map[string][]string `json:"zone_ids"`
}

// Workload is a bundle of services that a task needs.
type Workload struct {
	// Description says what the task is.
	Description string `json:"description"`
	// Required are service keys that every such workload needs.
	Required []string `json:"required"`
	// Optional are those that only some need.
	Optional []Part `json:"optional"`
	// Notes is what a reader should know besides.
	Notes string `json:"notes"`
	// Sources are source ids.
	Sources []string `json:"sources"`
}

// Part is an optional part of a workload.
type Part struct {
	// Key is the service key, by which the part is asked for.
	Key string `json:"key"`
	// When says which workloads need it.
	When string `json:"when"`
}

// Source says where a fact is from.
type Source struct {
	Title   string `json:"title"`
	Address string `json:"address"`
}

// publication is where a service, not its endpoint, is published.
type publication struct {
	Name        string   `json:"name"`
	Regions     []string `json:"regions"`
	Host        string   `json:"host"`
	FIPSRegions []string `json:"fips_api_regions"`
}

// AsOf is the date of the embedded facts.
func (c *Catalog) AsOf() string { return c.asOf }

// Service returns the entry with that key.
func (c *Catalog) Service(key string) (*Service, bool) {
	s, ok := c.services[key]
	return s, ok
}

// Keys returns the keys of all services, sorted.
func (c *Catalog) Keys() []string { return slices.Clone(c.keys) }

// Region returns the Region with that code.
func (c *Catalog) Region(code string) (Region, bool) {
	r, ok := c.regions[code]
	return r, ok
}

// RegionCodes returns the codes of the Regions of a partition, or of all with "", sorted.
func (c *Catalog) RegionCodes(partition string) []string {
	var out []string
	for _, code := range c.codes {
		if partition == "" || c.regions[code].Partition == partition {
			out = append(out, code)
		}
	}
	return out
}

// Workload returns the bundle of that name.
func (c *Catalog) Workload(name string) (Workload, bool) {
	w, ok := c.workloads[name]
	return w, ok
}

// WorkloadNames returns the names of all bundles, sorted.
func (c *Catalog) WorkloadNames() []string { return sortedKeys(c.workloads) }

// Source returns what a source id stands for.
func (c *Catalog) Source(id string) (Source, bool) {
	s, ok := c.sources[id]
	return s, ok
}

// Aliases returns the other names that stand for this service alone, sorted.
func (c *Catalog) Aliases(key string) []string { return slices.Clone(c.byAlias()[key]) }

// index fills what is derived from the facts.
func (c *Catalog) index() {
	c.keys, c.codes = sortedKeys(c.services), sortedKeys(c.regions)
	c.byTemplate = sync.OnceValue(c.templates)
	c.byAlias = sync.OnceValue(func() map[string][]string {
		m := map[string][]string{}
		for _, alias := range sortedKeys(c.aliases) {
			if keys := c.aliases[alias]; len(keys) == 1 {
				m[keys[0]] = append(m[keys[0]], alias)
			}
		}
		return m
	})
}

// templates maps each form of a service name, {region} left in, to the keys it stands for.
func (c *Catalog) templates() map[string][]string {
	m := map[string][]string{}
	add := func(template, key string) {
		if template != "" && !strings.Contains(template, "<") && !slices.Contains(m[template], key) {
			m[template] = append(m[template], key)
		}
	}
	for _, key := range c.keys {
		s := c.services[key]
		add(s.ServiceName, key)
		for _, template := range s.NameOverrides {
			add(template, key)
		}
		for _, alternate := range s.Alternates {
			add(alternate.ServiceName, key)
		}
		for _, facts := range s.ByType {
			for _, template := range facts.NameOverrides {
				add(template, key)
			}
		}
	}
	return m
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
