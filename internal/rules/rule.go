package rules

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// book indexes the families once, on first use.
var book = sync.OnceValue(func() map[string]Rule {
	m := map[string]Rule{}
	for _, family := range Families() {
		for _, rule := range family.Rules {
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
