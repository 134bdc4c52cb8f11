package owned

import "slices"

// Book is an immutable set of facts. It may be used by several goroutines.
type Book struct {
	asOf  string
	facts []*Fact // sorted by ID
}

// Resource is what one endpoint policy in one Region must allow.
type Resource struct {
	// ID is that of the fact.
	ID string
	// EndpointService is the key of the service whose endpoint policy must allow it.
	EndpointService string
	// Actions are the IAM actions to allow, sorted.
	Actions []string
	// ResourceARNs are the resources, those of S3 objects and the like with a * at the end.
	ResourceARNs []string
	// AnyCaller says that requests are unsigned or signed by an account of AWS's, so that a
	// condition on the caller would refuse them. It is false as well where no source says.
	AnyCaller bool
	// Callers says who signs the requests, [Unstated] included.
	Callers Callers
	// Required says that every such service and workload needs it, not just some.
	Required bool
	// Sources say where the fact is from.
	Sources []Source
}

// AsOf is the day on which the facts were collected.
func (b *Book) AsOf() string { return b.asOf }

// All returns every fact, sorted by its ID.
func (b *Book) All() []Fact {
	return b.copies(func(*Fact) bool { return true })
}

// For returns what the services and workloads, by the keys and names of the catalogue, reach
// of AWS's own in a Region, sorted by ID and then by the endpoint's service.
func (b *Book) For(services, workloads []string, region, partition string) []Resource {
	var out []Resource
	for _, f := range b.facts {
		if !f.concerns(services, workloads) || len(f.arns(region, partition)) == 0 {
			continue
		}
		for _, endpoint := range f.EndpointServices {
			out = append(out, Resource{
				ID: f.ID, EndpointService: endpoint,
				Actions: slices.Clone(f.Actions), ResourceARNs: f.arns(region, partition),
				AnyCaller: f.Callers == Anyone, Callers: f.Callers, Required: f.Required,
				Sources: slices.Clone(f.Sources),
			})
		}
	}
	return out
}

// Unknown returns the facts about the services and workloads whose resources no source names
// in that Region, sorted by ID. They may exist there all the same.
func (b *Book) Unknown(services, workloads []string, region, partition string) []Fact {
	return b.copies(func(f *Fact) bool {
		return f.concerns(services, workloads) && len(f.arns(region, partition)) == 0
	})
}

// copies returns copies of the facts that are wanted.
func (b *Book) copies(want func(*Fact) bool) []Fact {
	var out []Fact
	for _, f := range b.facts {
		if want(f) {
			out = append(out, f.clone())
		}
	}
	return out
}
