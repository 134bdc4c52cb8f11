package compose

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/vocabulary"
)

// Pages on which the shape of the document rests.
const (
	pageEndpointPolicy = "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html"
	pageConditionKeys  = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html"
	pageDataPerimeter  = "https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/vpc_endpoint_policies/README.md"
	pageAuthorization  = "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html"
	pageFederated      = "https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/vpc_endpoint_policies/sts_endpoint_policy.json"
	pageSTS            = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sts_vpc_endpoint_policies.html"
)

// reach is something that callers may do: actions on resources, of one of some owners.
type reach struct {
	// word is its part of a Sid.
	word               string
	actions, resources []string
	// owners are alternatives.
	owners []party
	// what is the part of a sentence: may reach …; {owner} stands for the owner.
	what    string
	sources []string
	// free says that no condition is put on the caller.
	free bool
}

// byToken are roles that are taken without a signature. A condition on the caller would refuse
// that, so there is none; whose the role is stays a condition, as in AWS's own example.
func (c *composer) byToken(all []reach) []reach {
	if !c.trusting() {
		return nil // callers have no condition that could refuse it
	}
	actions := slices.DeleteFunc(vocabulary.WithoutCaller(), func(action string) bool {
		prefix, _, _ := strings.Cut(action, ":")
		return !slices.Contains(c.prefixes, prefix)
	})
	var out []reach
	for _, r := range all {
		if len(actions) == 0 || !slices.Contains(r.actions, "sts:*") {
			continue
		}
		r.word, r.actions, r.free = "RoleByToken"+r.word, actions, true
		r.what = "may take roles with a token of an identity provider, as pods of Kubernetes do"
		if len(r.owners[0].tests) > 0 {
			r.what += ", if the role belongs to {owner}"
		}
		r.sources = []string{pageSTS, pageFederated}
		out = append(out, r)
	}
	c.tokens = len(out) > 0
	return out
}

// named is what the input names to be reached, read.
type named struct {
	// patterns are of resources, targets of things with their owners.
	patterns []arn
	targets  []target
	// all says that the input names everything, whoever owns it.
	all bool
	// complete says that nothing else may be reached.
	complete bool
}

type target struct {
	arn
	account string
}

// readNamed reads resources and targets.
func (c *composer) readNamed() named {
	n := named{complete: c.Resources != nil}
	if c.Resources != nil && len(c.Resources) == 0 {
		c.faults.add(Resources, whole, "The list is empty, so nothing could be reached; leave it out to mean what belongs to the trusted.")
	}
	for i, text := range c.Resources {
		if text == everything {
			n.all = true
			continue
		}
		if a, ok := c.readHere(Resources, i, text); ok {
			n.patterns = append(n.patterns, a)
		}
	}
	for i, t := range c.Targets {
		if t.ARN == "" {
			continue
		}
		a, wrong := readARN(t.ARN, c.Partition)
		if wrong == "" && !c.known(a) {
			wrong = fmt.Sprintf("%s names no service that is known; %s.", quote(t.ARN), c.nearest(a))
		}
		if wrong != "" {
			c.faults.add(Targets, i, "%s", wrong)
			continue
		}
		if t.Account != "" && !match.IsAccount(t.Account) {
			c.faults.add(Targets, i, "%s is not the id of an account, which has twelve digits.", quote(t.Account))
			continue
		}
		here, ok := a.in(c.Region)
		if !ok || t.Region != "" && a[arnRegion] == "" && t.Region != c.Region {
			continue // another endpoint leads there
		}
		account := t.Account
		if a[arnAccount] != "" {
			account = ""
		}
		n.targets = append(n.targets, target{here, account})
	}
	return n
}

// readHere reads a pattern of the endpoint's Region.
func (c *composer) readHere(field Field, i int, text string) (arn, bool) {
	a, wrong := readARN(text, c.Partition)
	if wrong != "" {
		c.faults.add(field, i, "%s", wrong)
		return a, false
	}
	if !c.known(a) {
		c.faults.add(field, i, "%s names no service that is known; %s.", quote(text), c.nearest(a))
		return a, false
	}
	here, ok := a.in(c.Region)
	if !ok {
		c.faults.add(field, i, "%s is in %s, and an endpoint of %s does not lead there.", quote(text), quote(a[arnRegion]), c.Region)
	}
	return here, ok
}

func (c *composer) known(a arn) bool {
	return c.words.PrefixKnown(a[arnService]) || len(c.takers(a, false)) > 0
}

func (c *composer) nearest(a arn) string {
	near := c.words.NearestPrefixes(a[arnService])
	if len(near) == 0 {
		return "none is spelt like it"
	}
	return "the nearest are " + strings.Join(near, ", ")
}

// takers are the prefixes of the document whose actions take such a resource; see [words.takes].
func (c *composer) takers(a arn, own bool) []string {
	return slices.DeleteFunc(slices.Clone(c.prefixes), func(prefix string) bool { return !c.words.takes(prefix, a, own) })
}

// reaches are what trusted callers may do, apart from resources of AWS.
func (c *composer) reaches() []reach {
	n := c.readNamed()
	if n.all {
		c.everything = true
		return []reach{{
			word: "All", actions: every(c.prefixes), resources: []string{everything}, owners: []party{anyone},
			what: "may reach every resource, whoever owns it, as resources says", sources: []string{pageEndpointPolicy},
		}}
	}
	g := &groups{}
	narrowed := map[string]bool{}
	for _, a := range n.patterns {
		owners := []party{anyone}
		if a.open() {
			owners = c.owners
		}
		takers := c.takers(a, false)
		g.add(takers, owners, a.String())
		if len(owners) == 1 && len(owners[0].tests) == 0 && len(takers) > 0 {
			c.exempt = append(c.exempt, a.String())
		}
		for _, prefix := range takers {
			narrowed[prefix] = true
		}
	}
	for _, t := range n.targets {
		takers := c.takers(t.arn, true)
		owners := []party{anyone}
		switch {
		case t.account != "":
			owners = []party{owner(t.account)}
		case t.open():
			owners = c.owners
		}
		for _, text := range c.words.below(t.arn) {
			g.add(takers, owners, text)
			if !t.open() && len(takers) > 0 {
				c.exempt = append(c.exempt, text)
			}
		}
		if t.open() && t.account != "" {
			c.alsoOwners = append(c.alsoOwners, t.account)
		}
		for _, prefix := range takers {
			narrowed[prefix] = true
		}
	}
	return append(c.unnamed(narrowed, n.complete), append(g.reaches(), c.withoutResource(narrowed, n.complete)...)...)
}

// unnamed is what may be done with services of which nothing was named: all that belongs to
// the trusted. If the list is to be complete there is no such service, or it is a fault.
func (c *composer) unnamed(narrowed map[string]bool, complete bool) []reach {
	var open []string
	sound := len(c.faults) == 0 // else a pattern may be missing because it could not be read
	for _, s := range c.Services {
		if slices.ContainsFunc(s.Prefixes, func(p string) bool { return narrowed[p] }) {
			continue
		}
		if complete {
			if !slices.ContainsFunc(s.Prefixes, func(p string) bool { _, none := c.words.withoutResource(p); return !none }) {
				continue
			}
			if sound {
				c.faults.add(Resources, whole, "No pattern belongs to %s, so no resource of it could be reached. Add one, or leave the service or the list out.", quote(s.Key))
			}
			continue
		}
		open = append(open, s.Prefixes...)
	}
	if len(open) == 0 {
		return nil
	}
	c.byOwner = append(c.byOwner, open...)
	return []reach{{
		actions: every(sorted(open)), resources: []string{everything}, owners: c.owners,
		what: "may reach resources of {owner}", sources: []string{pageDataPerimeter, pageConditionKeys},
	}}
}

// withoutResource allows, where ARNs narrow what is reached, the actions that ARNs never
// match. They reach nobody's resource.
func (c *composer) withoutResource(narrowed map[string]bool, complete bool) []reach {
	var names []string
	for _, s := range c.Services {
		for _, prefix := range s.Prefixes {
			if narrowed[prefix] || complete {
				found, _ := c.words.withoutResource(prefix)
				names = append(names, found...)
				if !c.words.ActionsKnown(prefix) {
					c.unlisted = append(c.unlisted, prefix)
				}
			}
		}
	}
	names = slices.DeleteFunc(sorted(names), func(name string) bool {
		prefix, _, _ := strings.Cut(name, ":")
		return slices.Contains(c.byOwner, prefix)
	})
	if len(names) == 0 {
		return nil
	}
	return []reach{{
		word: "NoResource", actions: names, resources: []string{everything}, owners: []party{anyone},
		what: "may call the actions that take no resource, which no ARN matches", sources: []string{pageAuthorization},
	}}
}

// every is all actions of the prefixes.
func every(prefixes []string) []string {
	out := make([]string, len(prefixes))
	for i, p := range prefixes {
		out[i] = p + ":*"
	}
	return out
}

// groups puts patterns together that the same actions may reach on the same condition.
type groups struct {
	keys []string
	by   map[string]*reach
}

func (g *groups) add(prefixes []string, owners []party, pattern string) {
	if len(prefixes) == 0 {
		return // it belongs to the policy of another endpoint
	}
	key := strings.Join(prefixes, " ") + " " + owners[0].text
	if g.by == nil {
		g.by = map[string]*reach{}
	}
	r := g.by[key]
	if r == nil {
		r = &reach{word: "Named", actions: every(prefixes), owners: owners, sources: []string{pageEndpointPolicy}}
		r.what = "may reach the resources named by ARN"
		if len(owners[0].tests) > 0 {
			r.word = "NamedOf"
			r.what += ", if they belong to {owner}"
			r.sources = append(r.sources, pageDataPerimeter)
		}
		g.by[key] = r
		g.keys = append(g.keys, key)
	}
	r.resources = append(r.resources, pattern)
}

func (g *groups) reaches() []reach {
	var out []reach
	for _, key := range sorted(g.keys) {
		r := g.by[key]
		r.resources = sorted(r.resources)
		out = append(out, *r)
	}
	return out
}
