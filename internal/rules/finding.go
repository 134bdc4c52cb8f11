// Package rules holds what every judgement shares: what a rule is, how a broken rule
// is reported, and how the caller moves severities.
//
// A check looks a rule up in the rule book, says what it found and where, and collects
// the answer in a [Report]. There are three outcomes, never two: a finding, silence
// (the rule holds), or an entry saying what kept the rule from being checked.
package rules

import (
	"cmp"
	"slices"
	"strings"
)

// Severity says what a broken rule means for the plan.
type Severity uint8

// The zero Severity means "the severity of the rule".
const (
	// Error is a design that AWS refuses or through which no traffic can flow.
	Error Severity = iota + 1
	// Warning is a design that works but is insecure, fragile or costly.
	Warning
	// Info is something the reader of a correct design should know.
	Info
	// Off takes a rule out of scope: it is neither judged nor listed as not checked.
	Off
)

// Severities lists the words a caller may use, worst first.
func Severities() []string { return []string{"error", "warning", "info", "off"} }

// String is the word used in configurations and outputs.
func (s Severity) String() string {
	if s < Error || s > Off {
		return ""
	}
	return Severities()[s-1]
}

// ParseSeverity reads a word of [Severities].
func ParseSeverity(word string) (Severity, bool) {
	i := slices.Index(Severities(), word)
	return Severity(i + 1), i >= 0 //nolint:gosec // i+1 lies between 0 and 4
}

// Finding is one fault, or one reminder, about one target.
type Finding struct {
	// Rule is the id of the broken rule, such as GW-03.
	Rule string
	// Related lists ids of other rules that the same fault breaks.
	Related []string
	// Severity is the rule's own unless the check or the caller moved it.
	Severity Severity
	// Reminder marks what the reader of a correct design should know; else it is a fault.
	Reminder bool
	// Target is the caller's own key for the thing judged.
	Target string
	// Attribute is the path of the input at fault, written as in the configuration.
	Attribute string
	// Summary is the rule's title: stable, without values.
	Summary string
	// Detail says what was found, where, and why it matters.
	Detail string
	// Fix says what to do.
	Fix string
	// Source is the page that states the rule.
	Source string
	// Line and Column locate the fault in a policy document; zero elsewhere.
	Line, Column int
}

// NotChecked says that a rule could not be judged, and what was missing.
type NotChecked struct {
	// Rule is the id of the rule.
	Rule string
	// Target is the caller's key; empty when a whole input is missing.
	Target string
	// Reason is what was unknown or not given.
	Reason string
}

// Report collects the outcome of a run. The zero value is ready to use.
type Report struct {
	findings   []Finding
	notChecked []NotChecked
}

// Add records a broken rule. Severity, summary, fix and source come from the rule book
// where f leaves them empty. An id that the book does not know is a programming error.
func (r *Report) Add(f Finding) {
	rule := MustLookup(f.Rule)
	if f.Severity == 0 {
		f.Severity = rule.Severity
	}
	f.Summary = cmp.Or(f.Summary, rule.Title)
	f.Fix = cmp.Or(f.Fix, rule.Fix)
	f.Source = cmp.Or(f.Source, rule.Source)
	f.Related = slices.Sorted(slices.Values(f.Related))
	r.findings = append(r.findings, f)
}

// Remind records what the reader of a correct design should know about a rule.
func (r *Report) Remind(f Finding) {
	f.Severity = Info
	f.Reminder = true
	r.Add(f)
}

// Skip records that a rule was not checked. The same words twice are reported once.
func (r *Report) Skip(rule, target, reason string) {
	r.notChecked = append(r.notChecked, NotChecked{Rule: MustLookup(rule).ID, Target: target, Reason: reason})
}

// Merge appends everything another report holds.
func (r *Report) Merge(other Report) {
	r.findings = append(r.findings, other.findings...)
	r.notChecked = append(r.notChecked, other.notChecked...)
}

// Findings returns what was found, sorted by severity, rule, target, attribute, place and
// detail. The same fault twice is reported once.
func (r *Report) Findings() []Finding {
	out := slices.Clone(r.findings)
	slices.SortStableFunc(out, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.Severity, b.Severity),
			strings.Compare(a.Rule, b.Rule),
			strings.Compare(a.Target, b.Target),
			strings.Compare(a.Attribute, b.Attribute),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
			strings.Compare(a.Detail, b.Detail),
		)
	})
	return slices.CompactFunc(out, sameFault)
}

// sameFault reports whether two findings say the same about the same place.
func sameFault(a, b Finding) bool {
	return a.Rule == b.Rule && a.Target == b.Target && a.Attribute == b.Attribute &&
		a.Line == b.Line && a.Column == b.Column && a.Detail == b.Detail
}

// NotChecked returns what could not be judged, each once, sorted by rule, target and reason.
func (r *Report) NotChecked() []NotChecked {
	out := slices.Clone(r.notChecked)
	slices.SortFunc(out, func(a, b NotChecked) int {
		return cmp.Or(
			strings.Compare(a.Rule, b.Rule),
			strings.Compare(a.Target, b.Target),
			strings.Compare(a.Reason, b.Reason),
		)
	})
	return slices.Compact(out)
}
