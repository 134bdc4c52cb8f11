package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/agext/levenshtein"
)

const (
	policyPrefix = "POL-"
	// nearestCount and nearestDistance bound what is proposed for a misspelt id.
	nearestCount    = 3
	nearestDistance = 3
)

// namesRule reports whether a key of rule_severity can match a rule.
func namesRule(key string) bool {
	if strings.Trim(key, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-*?") != "" {
		return false
	}
	return slices.ContainsFunc(All(), func(r Rule) bool { return matches(key, r.ID) })
}

// unknownRule explains a key that matches no rule.
func unknownRule(key string) string {
	detail := fmt.Sprintf("%q matches no rule, so the entry would change nothing.", key)
	switch near := nearestKeys(strings.ToUpper(key)); {
	case strings.HasPrefix(strings.ToUpper(key), policyPrefix):
		detail += " Ids of policy rules have three digits, such as POL-101."
	case len(near) > 0:
		detail += " The nearest are " + strings.Join(near, ", ") + "."
	}
	return detail + " Give the id of a rule, such as GW-03, or a pattern with * and ?, such as SG-*."
}

// unknownSeverity explains a value that is no severity.
func unknownSeverity(key, word string) string {
	return fmt.Sprintf("The severity of %q is %q, which is not one of %s.", key, word, strings.Join(Severities(), ", "))
}

// nearestKeys returns the ids closest to a misspelt id, or the families closest to a
// misspelt pattern, nearest first.
func nearestKeys(key string) []string {
	type candidate struct {
		key      string
		distance int
	}
	var near []candidate
	params := levenshtein.NewParams().MaxCost(nearestDistance)
	for _, right := range rightKeys(strings.ContainsAny(key, "*?")) {
		if d := levenshtein.Distance(key, right, params); d <= nearestDistance {
			near = append(near, candidate{key: right, distance: d})
		}
	}
	slices.SortStableFunc(near, func(a, b candidate) int { return cmp.Compare(a.distance, b.distance) })
	keys := make([]string, 0, nearestCount)
	for _, c := range near[:min(nearestCount, len(near))] {
		keys = append(keys, c.key)
	}
	return keys
}

// rightKeys lists what may be proposed: the pattern of every family, or every id.
func rightKeys(patterns bool) []string {
	var keys []string
	if patterns {
		for _, family := range Families() {
			keys = append(keys, family.Prefix+"-*")
		}
		return keys
	}
	for _, rule := range All() {
		keys = append(keys, rule.ID)
	}
	return keys
}
