package rules

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"
)

// Overrides says which severity the caller gives to which rules. The zero value moves nothing.
type Overrides struct {
	// entries are tried in order; the first whose pattern matches decides.
	entries []override
}

type override struct {
	pattern  string
	severity Severity
}

// OverrideError says why one entry of rule_severity cannot be used.
type OverrideError struct {
	// Key is the entry's key as the caller wrote it.
	Key string
	// Detail says what is wrong with the entry and what is allowed.
	Detail string
}

// Error gives the detail.
func (e OverrideError) Error() string { return e.Detail }

// ParseOverrides reads rule_severity: keys are rule ids or globs with * and ?, values are
// words of [Severities]. The entries without an error can be used.
func ParseOverrides(words map[string]string) (Overrides, []OverrideError) {
	var parsed Overrides
	var problems []OverrideError
	for _, key := range slices.Sorted(maps.Keys(words)) {
		if !namesRule(key) {
			problems = append(problems, OverrideError{Key: key, Detail: unknownRule(key)})
			continue
		}
		severity, ok := ParseSeverity(words[key])
		if !ok {
			problems = append(problems, OverrideError{Key: key, Detail: unknownSeverity(key, words[key])})
			continue
		}
		parsed.entries = append(parsed.entries, override{pattern: key, severity: severity})
	}
	slices.SortFunc(parsed.entries, byPrecedence)
	return parsed, problems
}

// byPrecedence puts the longest pattern first, at equal length an id before a glob.
func byPrecedence(a, b override) int {
	return cmp.Or(
		cmp.Compare(len(b.pattern), len(a.pattern)),
		cmp.Compare(globRank(a.pattern), globRank(b.pattern)),
		strings.Compare(a.pattern, b.pattern),
	)
}

// globRank is 1 for a glob and 0 for an id.
func globRank(pattern string) int {
	if strings.ContainsAny(pattern, "*?") {
		return 1
	}
	return 0
}

// Merge puts a resource's own overrides over those of the provider: where an own pattern
// matches a rule, it decides, however long the provider's pattern is.
func (o Overrides) Merge(own Overrides) Overrides {
	return Overrides{entries: slices.Concat(own.entries, o.entries)}
}

// Severity returns what the caller says about a rule, and whether the caller says anything.
func (o Overrides) Severity(rule string) (Severity, bool) {
	for _, entry := range o.entries {
		if matches(entry.pattern, rule) {
			return entry.severity, true
		}
	}
	return 0, false
}

// Apply moves the severity of faults. Reminders stay [Info]. What a rule that is [Off]
// found or left unchecked is dropped.
func (o Overrides) Apply(r Report) Report {
	var moved Report
	for _, f := range r.findings {
		severity, said := o.Severity(f.Rule)
		if said && severity == Off {
			continue
		}
		if said && !f.Reminder {
			f.Severity = severity
		}
		moved.findings = append(moved.findings, f)
	}
	for _, n := range r.notChecked {
		if severity, _ := o.Severity(n.Rule); severity != Off {
			moved.notChecked = append(moved.notChecked, n)
		}
	}
	return moved
}

// matches reports whether a pattern that passed namesRule covers a rule id.
func matches(pattern, rule string) bool {
	ok, err := path.Match(pattern, rule)
	return err == nil && ok
}
