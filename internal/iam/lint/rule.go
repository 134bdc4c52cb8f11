package lint

import (
	"slices"
	"strings"
	"sync"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// entry is one rule of the catalogue.
type entry struct {
	rule.Rule
	// security marks a rule about who can do more than was meant. Its faults are errors where
	// they contradict what the owner stated.
	security bool
	// elsewhere says who judges the rule and why, where that is not the linter.
	elsewhere string
	// codes are the problems of the parser that breach the rule.
	codes []parse.Code
	// check looks for breaches; nil for a rule that is judged elsewhere or by the parser.
	check func(*pass)
	// whole marks a check that is about all statements together, which makes no sense while
	// some of them cannot be read.
	whole bool
}

// family groups rules about one part of a policy.
type family struct {
	name  string
	rules []entry
}

// families lists the catalogue in the order in which it is read.
func families() []family {
	return []family{
		{"Structure and syntax", structureRules},
		{"Principals", principalRules},
		{"Actions", actionRules},
		{"Resources", slices.Concat(resourceRules, resourceTypeRules, bucketRules)},
		{"Conditions", slices.Concat(operatorRules, keyRules, valueRules, networkRules, trustRules)},
		{"Variables", variableRules},
		{"The policy as a whole", slices.Concat(wholeRules, proofRules)},
	}
}

// catalogue lists every rule once, sorted by id.
var catalogue = sync.OnceValue(func() []entry {
	var all []entry
	for _, f := range families() {
		all = append(all, f.rules...)
	}
	slices.SortFunc(all, func(a, b entry) int { return strings.Compare(a.ID, b.ID) })
	return all
})

// byID finds a rule of the catalogue.
var byID = sync.OnceValue(func() map[string]*entry {
	m := map[string]*entry{}
	for i, r := range catalogue() {
		m[r.ID] = &catalogue()[i]
	}
	return m
})

// Family is a group of rules about one part of a policy, as the documentation shows it.
type Family struct {
	// Name says what the rules are about.
	Name string
	// Rules are sorted by id.
	Rules []rule.Rule
}

// Families returns the whole catalogue, those rules included that are proved elsewhere.
func Families() []Family {
	var out []Family
	for _, f := range families() {
		group := Family{Name: f.name}
		for _, r := range f.rules {
			group.Rules = append(group.Rules, r.Rule)
		}
		slices.SortFunc(group.Rules, func(a, b rule.Rule) int { return strings.Compare(a.ID, b.ID) })
		out = append(out, group)
	}
	return out
}

// Rules returns the whole catalogue, sorted by id.
func Rules() []rule.Rule {
	out := make([]rule.Rule, 0, len(catalogue()))
	for _, r := range catalogue() {
		out = append(out, r.Rule)
	}
	return out
}

// Lookup returns the rule with that id.
func Lookup(id string) (rule.Rule, bool) {
	r, ok := byID()[id]
	if !ok {
		return rule.Rule{}, false
	}
	return r.Rule, true
}

// Elsewhere says who judges a rule that the linter leaves alone, and why; false for the
// rules it judges.
func Elsewhere(id string) (string, bool) {
	r, ok := byID()[id]
	if !ok || r.elsewhere == "" {
		return "", false
	}
	return r.elsewhere, true
}
