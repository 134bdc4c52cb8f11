package catalog

import (
	"regexp"
	"strings"
)

// Kind says what a full service name belongs to.
type Kind string

const (
	// KindAWS is the name of an AWS service.
	KindAWS Kind = "aws"
	// KindEndpointService is the name of an endpoint service of some account.
	KindEndpointService Kind = "endpoint_service"
	// KindUnknown is neither.
	KindUnknown Kind = "unknown"
)

// Name is what a full service name says.
type Name struct {
	// Service is the catalogue key, or the id of an endpoint service; empty if unknown.
	Service string
	// Region is the Region in the name; empty for a name without one.
	Region string
	// Partition follows from the Region; without one it is known only if a single partition has the service.
	Partition string
	// Kind says what the name belongs to.
	Kind Kind

	keys []string
}

var endpointServiceName = regexp.MustCompile(`^((?:[a-z-]+\.)*)vpce\.([a-z0-9-]+)\.(vpce-svc-[0-9a-z]+)$`)

// ParseName takes a full service name apart.
func (c *Catalog) ParseName(name string) Name {
	if m := endpointServiceName.FindStringSubmatch(name); m != nil {
		if r, ok := c.regions[m[2]]; ok {
			return Name{Service: m[3], Region: r.Code, Partition: r.Partition, Kind: KindEndpointService}
		}
	}
	templates := c.byTemplate()
	if keys, ok := templates[name]; ok && !strings.Contains(name, "{") {
		out := Name{Service: keys[0], Kind: KindAWS, keys: keys}
		if region, ok := c.regionIn(name); ok {
			out.Region, out.Partition = region.Code, region.Partition
		} else if partitions := c.services[keys[0]].Partitions; len(partitions) == 1 {
			out.Partition = partitions[0]
		}
		return out
	}
	region, ok := c.regionIn(name)
	if !ok {
		return Name{Kind: KindUnknown}
	}
	keys, ok := templates[strings.Replace(name, "."+region.Code+".", ".{region}.", 1)]
	if !ok {
		return Name{Region: region.Code, Partition: region.Partition, Kind: KindUnknown}
	}
	return Name{Service: keys[0], Region: region.Code, Partition: region.Partition, Kind: KindAWS, keys: keys}
}

// regionIn finds the Region code among the dot-separated parts of a name.
func (c *Catalog) regionIn(name string) (Region, bool) {
	for part := range strings.SplitSeq(name, ".") {
		if r, ok := c.regions[part]; ok {
			return r, true
		}
	}
	return Region{}, false
}

// Keys are all catalogue keys that the name may stand for.
func (n Name) Keys() []string { return n.keys }
