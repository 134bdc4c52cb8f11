package rules

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Rule is what the provider, its documentation and its tests know about one rule.
type Rule struct {
	// ID is the stable name, a family and a number: GW-03.
	ID string
	// Title states the rule in one line, without a full stop.
	Title string
	// Severity is what a fault against the rule weighs.
	Severity Severity
	// Policy marks a rule that is judged only if the caller stated the policy it enforces.
	Policy bool
	// DocumentationOnly marks a rule whose breach no configuration shows: it may explain an
	// answer, but is never judged.
	DocumentationOnly bool
	// Why says what goes wrong when the rule is broken.
	Why string
	// Fix says what to do, for the case that the check knows nothing better.
	Fix string
	// Source is the address of the page that states the rule.
	Source string
}

// book indexes the families once, on first use.
var book = sync.OnceValue(func() map[string]Rule {
	m := map[string]Rule{}
	for _, family := range families() {
		for _, rule := range family.rules {
			m[rule.ID] = rule
		}
	}
	return m
})

// Lookup returns the rule with that id.
func Lookup(id string) (Rule, bool) {
	rule, ok := book()[id]
	return rule, ok
}

// MustLookup returns the rule with that id; a check that names an unknown rule is a bug.
func MustLookup(id string) Rule {
	rule, ok := Lookup(id)
	if !ok {
		panic(fmt.Sprintf("rule %q is not in the rule book", id))
	}
	return rule
}

// All returns every rule, sorted by id.
func All() []Rule {
	out := make([]Rule, 0, len(book()))
	for _, rule := range book() {
		out = append(out, rule)
	}
	slices.SortFunc(out, func(a, b Rule) int { return strings.Compare(a.ID, b.ID) })
	return out
}
