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

	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// What a rule, a finding and a severity are is said by package rule; these are the same.
type (
	// Rule is what is known about one rule.
	Rule = rule.Rule
	// Severity says what a broken rule means for the plan.
	Severity = rule.Severity
	// Guard names a guardrail.
	Guard = rule.Guard
	// Finding is one fault, or one reminder, about one target.
	Finding = rule.Finding
	// NotChecked says that a rule could not be judged, and what was missing.
	NotChecked = rule.NotChecked
)

// The severities, worst first.
const (
	Error   = rule.Error
	Warning = rule.Warning
	Info    = rule.Info
	Off     = rule.Off
)

// The guardrails, and who judges what data sources decide.
const (
	Nobody        = rule.Nobody
	RegionGuard   = rule.RegionGuard
	AccountGuard  = rule.AccountGuard
	EndpointGuard = rule.EndpointGuard
	PolicyGuard   = rule.PolicyGuard
)

// Severities lists the words a caller may use, worst first.
func Severities() []string { return rule.Severities() }

// ParseSeverity reads a word of [Severities].
func ParseSeverity(word string) (Severity, bool) { return rule.ParseSeverity(word) }

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

// Take appends findings and unchecked rules that are complete already.
func (r *Report) Take(findings []Finding, notChecked []NotChecked) {
	r.findings = append(r.findings, findings...)
	r.notChecked = append(r.notChecked, notChecked...)
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
