package owned

import (
	"maps"
	"slices"
	"strings"
)

// Callers says who signs the requests for a resource.
type Callers string

const (
	// Anyone means that a source has requests unsigned, or signed by an account of AWS's, as in a presigned URL.
	Anyone Callers = "anyone"
	// Signed means that a source has the caller's own identity sign.
	Signed Callers = "signed"
	// Unstated means that no source says who signs.
	Unstated Callers = "unstated"
)

// Fact is what the sources say about one group of resources.
type Fact struct {
	// ID names the fact, in lower case with dashes.
	ID string
	// Title says in a few words what the resources hold.
	Title string
	// Services are keys of the services that use the resources, sorted.
	Services []string
	// Workloads are names of the workloads that use them, sorted.
	Workloads []string
	// EndpointServices are keys of the services whose endpoint policies must allow them, sorted.
	EndpointServices []string
	// Actions are the IAM actions to allow, sorted; a source may have a * in them.
	Actions []string
	// ARNs are the resources with {partition} and {region} in them, sorted; none where names differ by Region.
	ARNs []string
	// Partitions are those in which ARNs hold; nil is every one.
	Partitions []string
	// Regions are those in which ARNs hold; nil is every one of the partitions.
	Regions []string
	// ByRegion holds the resources of Regions that have other names, in the form of ARNs.
	ByRegion map[string][]string
	// Callers says who signs the requests.
	Callers Callers
	// Required says that all of these services and workloads need the resources, not just some of them.
	Required bool
	// Note is what a reader should know besides.
	Note string
	// Sources say where the fact is from.
	Sources []Source
}

// Source is a public text.
type Source struct {
	// ID names the source.
	ID string
	// Title says what the text is.
	Title string
	// Address is its page, or a repository with path and commit.
	Address string
	// Read is the day on which it was read.
	Read string
}

// concerns reports whether one of the services or workloads uses the resources.
func (f *Fact) concerns(services, workloads []string) bool {
	among := func(all []string) func(string) bool {
		return func(one string) bool { return slices.Contains(all, one) }
	}
	return slices.ContainsFunc(services, among(f.Services)) || slices.ContainsFunc(workloads, among(f.Workloads))
}

// arns returns the resources of a Region; none where the sources do not name them.
func (f *Fact) arns(region, partition string) []string {
	templates, own := f.ByRegion[region]
	if !own && within(f.Partitions, partition) && within(f.Regions, region) {
		templates = f.ARNs
	}
	fill := strings.NewReplacer("{partition}", partition, "{region}", region)
	var out []string
	for _, template := range templates {
		out = append(out, fill.Replace(template))
	}
	return out
}

// within reports whether a list that is nil for everything has the name.
func within(list []string, name string) bool { return list == nil || slices.Contains(list, name) }

// clone keeps the caller's hands off the book.
func (f *Fact) clone() Fact {
	c := *f
	for _, list := range []*[]string{&c.Services, &c.Workloads, &c.EndpointServices, &c.Actions, &c.ARNs, &c.Partitions, &c.Regions} {
		*list = slices.Clone(*list)
	}
	c.Sources = slices.Clone(c.Sources)
	c.ByRegion = maps.Clone(c.ByRegion)
	for region, arns := range c.ByRegion {
		c.ByRegion[region] = slices.Clone(arns)
	}
	return c
}
