package compose

import (
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/owned"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
)

// Missing is something of AWS's that the document should allow and cannot, because no source
// names it in the Region.
type Missing struct {
	// ID and Title are those of the fact.
	ID, Title string
	// Required says that every such service and workload needs it.
	Required bool
	// Sources are the pages that tell of it.
	Sources []string
}

// need is an action on a resource of AWS.
type need struct{ action, resource string }

// needs are those that the same facts ask for.
type needs struct {
	titles []string
	pages  []string
}

func (n *needs) take(r owned.Resource, title string) {
	n.titles = sorted(append(n.titles, title))
	for _, s := range r.Sources {
		n.pages = sorted(append(n.pages, addressOf(s)))
	}
}

// addressOf is the page that a source says it is from. The facts write a page without its
// scheme, perhaps with more behind it, and a file of a repository as name, path and commit.
func addressOf(s owned.Source) string {
	page, _, _ := strings.Cut(s.Address, "; ")
	parts := strings.Split(page, ", ")
	if commit, repository := strings.CutPrefix(parts[len(parts)-1], "commit "); repository && len(parts) == 3 {
		return "https://github.com/" + parts[0] + "/blob/" + commit + "/" + parts[1]
	}
	return "https://" + parts[0]
}

// ofAWS are the resources of AWS that may be reached.
func (c *composer) ofAWS() []reach {
	if c.Owned.None {
		return nil
	}
	free, signed := map[need]*needs{}, map[need]*needs{}
	put := func(into map[need]*needs, n need, r owned.Resource) {
		if into[n] == nil {
			into[n] = &needs{}
		}
		into[n].take(r, c.title(r.ID))
	}
	for _, r := range c.neededOfAWS() {
		into := signed
		if r.AnyCaller {
			into = free
		}
		for _, action := range r.Actions {
			for _, resource := range r.ResourceARNs {
				put(into, need{action, resource}, r)
			}
		}
		if r.Callers == owned.Unstated && len(c.callers[0].tests) > 0 {
			c.unsigned = append(c.unsigned, r)
		}
	}
	// What anybody may do the trusted may do too.
	for n := range free {
		delete(signed, n)
	}
	freely := byNeeds(free, true)
	for _, r := range freely {
		c.freely = append(c.freely, r)
		c.exempt = append(c.exempt, r.resources...)
	}
	all := freely
	for _, r := range byNeeds(signed, false) {
		c.exempt = append(c.exempt, r.resources...)
		all = append(all, r)
	}
	return all
}

// neededOfAWS are the resources that the services and workloads need, or those listed.
func (c *composer) neededOfAWS() []owned.Resource {
	var keys []string
	for _, s := range c.Services {
		keys = append(keys, s.Key)
	}
	here := func(r owned.Resource) bool { return slices.Contains(keys, r.EndpointService) }
	if c.Owned.ARNs == nil {
		var out []owned.Resource
		used := slices.Concat(keys, c.Beside)
		for _, r := range c.Facts.For(used, c.Workloads, c.Region, c.Partition) {
			if here(r) {
				r.ResourceARNs = c.placed(r.ResourceARNs)
				r.Actions = c.useful(r)
				out = append(out, r)
				c.require(r)
			}
		}
		for _, f := range c.Facts.Unknown(used, c.Workloads, c.Region, c.Partition) {
			if slices.ContainsFunc(f.EndpointServices, func(key string) bool { return slices.Contains(keys, key) }) {
				c.missing = append(c.missing, missingOf(f))
			}
		}
		return out
	}
	return c.listedOfAWS(here)
}

// useful are the actions that some of the resources can be asked for. Sources write patterns
// such as s3:Create*, of which no action may be one on objects.
func (c *composer) useful(r owned.Resource) []string {
	return slices.DeleteFunc(slices.Clone(r.Actions), func(action string) bool {
		return !slices.ContainsFunc(r.ResourceARNs, func(text string) bool {
			a, _ := readARN(text, c.Partition)
			return c.words.mayTake(action, a)
		})
	})
}

func missingOf(f owned.Fact) Missing {
	m := Missing{ID: f.ID, Title: f.Title, Required: f.Required}
	for _, s := range f.Sources {
		m.Sources = append(m.Sources, addressOf(s))
	}
	m.Sources = sorted(m.Sources)
	return m
}

// placed writes the Region out where a fact leaves it open.
func (c *composer) placed(texts []string) []string {
	var out []string
	for _, text := range texts {
		a, wrong := readARN(text, c.Partition)
		if here, ok := a.in(c.Region); wrong == "" && ok {
			text = here.String()
		}
		out = append(out, text)
	}
	return out
}

// listedOfAWS are the resources listed. Where a fact knows one, its actions and callers are
// those of the fact; else trusted callers may do with it what the service can.
func (c *composer) listedOfAWS(here func(owned.Resource) bool) []owned.Resource {
	var services []string
	for _, f := range c.Facts.All() {
		services = append(services, f.Services...)
	}
	known := c.Facts.For(sorted(services), nil, c.Region, c.Partition)
	var out []owned.Resource
	for i, text := range c.Owned.ARNs {
		a, ok := c.readHere(OwnedARNs, i, text)
		if !ok {
			continue
		}
		found := false
		for _, r := range known {
			if here(r) && slices.Contains(c.placed(r.ResourceARNs), a.String()) {
				r.ResourceARNs, found = []string{a.String()}, true
				r.Actions = c.useful(r)
				out = append(out, r)
				c.require(r)
			}
		}
		if takers := c.takers(a, true); !found && len(takers) > 0 {
			out = append(out, owned.Resource{ID: "listed", Actions: every(takers), ResourceARNs: []string{a.String()}, Callers: owned.Signed})
		}
	}
	return out
}

// require notes access that the services and workloads cannot do without.
func (c *composer) require(r owned.Resource) {
	if !r.Required {
		return
	}
	access := prove.Access{Actions: r.Actions, Resources: r.ResourceARNs}
	if !r.AnyCaller && len(c.callers[0].tests) > 0 {
		access.Principals = []string{"trusted"}
	}
	if c.required == nil {
		c.required = map[string]prove.Access{}
	}
	if before, met := c.required[r.ID]; met {
		access.Resources = sorted(append(before.Resources, access.Resources...))
	}
	c.required[r.ID] = access
}

func (c *composer) title(id string) string {
	if c.titles == nil {
		c.titles = map[string]string{"listed": "Resources listed as those of AWS"}
		for _, f := range c.Facts.All() {
			c.titles[f.ID] = f.Title
		}
	}
	return c.titles[id]
}

// byNeeds makes one reach of all actions that are needed on the same resources.
func byNeeds(all map[need]*needs, free bool) []reach {
	resources := map[string][]string{}
	about := map[string]*needs{}
	for n, why := range all {
		resources[n.action] = append(resources[n.action], n.resource)
		if about[n.action] == nil {
			about[n.action] = &needs{}
		}
		about[n.action].titles = append(about[n.action].titles, why.titles...)
		about[n.action].pages = append(about[n.action].pages, why.pages...)
	}
	groups := map[string]*reach{}
	titles := map[string][]string{}
	for action, list := range resources {
		list = sorted(list)
		key := strings.Join(list, " ")
		if groups[key] == nil {
			groups[key] = &reach{word: "AWSOwned", resources: list, owners: []party{anyone}, free: free}
		}
		r := groups[key]
		r.actions = append(r.actions, action)
		r.sources = append(r.sources, about[action].pages...)
		titles[key] = append(titles[key], about[action].titles...)
	}
	var out []reach
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		r := *groups[key]
		r.actions, r.sources = sorted(r.actions), sorted(r.sources)
		r.what = "may reach what AWS owns: " + strings.Join(sorted(titles[key]), "; ")
		out = append(out, r)
	}
	return out
}
