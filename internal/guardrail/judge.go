// Package guardrail judges a plan against rules, all of them in one run, and says whether it
// passes.
//
//	result, errs := guardrail.Judge(guardrail.Request{Catalog: facts, Region: region, Guards: …, Inputs: in})
//	result.Passed // nothing failed, and nothing was left unchecked
package guardrail

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/policies"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// Request is what is to be judged, and by which guardrails.
type Request struct {
	// Catalog holds the facts, Region is the Region of the endpoints.
	Catalog *catalog.Catalog
	Region  catalog.Region
	// Guards are the guardrails whose rules are judged.
	Guards []rules.Guard
	// Inputs are the inputs by their names.
	Inputs tree.Value
	// Prior are the inputs that the guardrail judged before; null on its first run.
	Prior tree.Value
	// Overrides move severities and take rules out of scope.
	Overrides rules.Overrides
	// Ignore are findings that the caller accepts.
	Ignore []Ignore
}

// Ignore accepts what a rule finds about some targets.
type Ignore struct {
	// Rule is the id of the rule, Target a pattern with * and ? of the caller's keys.
	Rule, Target string
	// Reason says why it is accepted.
	Reason string
}

// Ignored is a finding that was accepted.
type Ignored struct {
	rules.Finding
	// Reason is that of the entry of ignore.
	Reason string
}

// Result is the judgement.
type Result struct {
	// Findings are sorted by severity, rule and target; those accepted are not among them.
	Findings []rules.Finding
	// Changes are findings about the change itself. They are shown, never stored: the next
	// plan would differ from this one.
	Changes []rules.Finding
	// Ignored are the findings that were accepted.
	Ignored []Ignored
	// NotChecked is what could not be judged.
	NotChecked []rules.NotChecked
	// Passed says that nothing failed and that nothing in scope was left unchecked.
	Passed bool
	// Waiting says that something could not be judged because it is not known yet.
	Waiting bool
}

// Judge runs every rule of the guardrails, or says what makes the input unusable.
func Judge(q Request) (*Result, input.Errors) {
	p, errs := Read(q.Catalog, q.Region, q.Inputs)
	if errs = append(errs, checkIgnore(q.Ignore)...); len(errs) > 0 {
		return nil, errs
	}
	if q.Prior.Given() {
		// What could not be read then is not compared now.
		if prior, errs := Read(q.Catalog, q.Region, q.Prior); len(errs) == 0 {
			p.Prior = prior
		}
	}
	return judge(q, p)
}

func judge(q Request, p *plan.Plan) (*Result, input.Errors) {
	var report, changes rules.Report
	if slices.Contains(q.Guards, rules.PolicyGuard) {
		judged, err := policies.Judge(p)
		if err != nil {
			return nil, input.Errors{{Path: input.At("policies"), Text: err.Error()}}
		}
		report.Take(judged.Found, judged.NotChecked)
		changes.Take(judged.Changes, nil)
	}
	for _, guard := range q.Guards {
		for _, r := range rules.Of(guard) {
			if severity, said := q.Overrides.Severity(r.ID); said && severity == rules.Off {
				continue
			}
			findings, notChecked := rule.Judge(&r, p)
			report.Take(nil, notChecked)
			for _, f := range findings {
				// A reminder is about the plan as it is, not about the change.
				if r.Change && !f.Reminder {
					changes.Take([]rules.Finding{f}, nil)
				} else {
					report.Take([]rules.Finding{f}, nil)
				}
			}
		}
	}
	report, changes = q.Overrides.Apply(report), q.Overrides.Apply(changes)
	result := &Result{Changes: changes.Findings(), NotChecked: gather(report.NotChecked())}
	result.accept(q, report.Findings())
	result.Waiting = slices.ContainsFunc(result.NotChecked, func(n rules.NotChecked) bool { return n.Later })
	result.Passed = len(result.NotChecked) == 0 &&
		!slices.ContainsFunc(result.Findings, func(f rules.Finding) bool { return f.Severity == rules.Error })
	return result, nil
}

// accept moves what the caller ignores out of the findings, and finds entries that ignore nothing.
func (r *Result) accept(q Request, findings []rules.Finding) {
	used := make([]bool, len(q.Ignore))
	for _, f := range findings {
		i := slices.IndexFunc(q.Ignore, func(i Ignore) bool { return i.matches(f) })
		if i < 0 {
			r.Findings = append(r.Findings, f)
			continue
		}
		used[i] = true
		r.Ignored = append(r.Ignored, Ignored{Finding: f, Reason: q.Ignore[i].Reason})
	}
	for i, entry := range q.Ignore {
		open := slices.ContainsFunc(r.NotChecked, func(n rules.NotChecked) bool { return n.Rule == entry.Rule })
		if severity, said := q.Overrides.Severity(UnusedIgnore); used[i] || open || said && severity == rules.Off || !q.judges(entry.Rule) {
			continue
		}
		var unused rules.Report
		unused.Add(rules.Finding{
			Rule: UnusedIgnore, Target: entry.Rule, At: input.At("ignore").Index(i), Attribute: input.At("ignore").Index(i).String(),
			Detail: fmt.Sprintf("The entry for %s and %q accepts nothing: the rule has no finding there.", entry.Rule, entry.Target),
		})
		moved := q.Overrides.Apply(unused)
		r.Findings = append(r.Findings, moved.Findings()...)
	}
	slices.SortStableFunc(r.Findings, func(a, b rules.Finding) int { return cmp.Compare(a.Severity, b.Severity) })
}

// UnusedIgnore is the rule that an entry of ignore must match something.
const UnusedIgnore = "TF-13"

// judges reports whether a rule is among those that the request runs.
func (q Request) judges(id string) bool {
	severity, said := q.Overrides.Severity(id)
	return (!said || severity != rules.Off) && slices.ContainsFunc(q.Guards, func(g rules.Guard) bool {
		return slices.ContainsFunc(rules.Of(g), func(r rules.Rule) bool { return r.ID == id }) || g == rules.PolicyGuard && strings.HasPrefix(id, "POL-")
	})
}

func (i Ignore) matches(f rules.Finding) bool {
	if i.Rule != f.Rule {
		return false
	}
	ok, err := path.Match(globbed(i.Target), globbed(f.Target))
	return err == nil && ok
}

// globbed keeps the slash of endpoint keys from ending what a * covers.
func globbed(text string) string { return strings.ReplaceAll(text, "/", "\x00") }

// checkIgnore refuses entries that could not match anything.
func checkIgnore(entries []Ignore) input.Errors {
	var errs input.Errors
	for i, entry := range entries {
		at := input.At("ignore").Index(i)
		if _, known := rules.Lookup(entry.Rule); !known {
			errs.Add(at.Attribute("rule"), "%q is not the id of a rule, such as GW-03; the guide Rules lists them.", entry.Rule)
		}
		if _, err := path.Match(globbed(entry.Target), ""); err != nil || entry.Target == "" {
			errs.Add(at.Attribute("target"), "%q is not a pattern of your keys; * stands for any text and ? for one character.", entry.Target)
		}
		if strings.TrimSpace(entry.Reason) == "" {
			errs.Add(at.Attribute("reason"), "A reason is needed: it is what an auditor reads later.")
		}
	}
	return errs
}

// gathered is how many targets a reason is told for one by one.
const gathered = 5

// gather tells what is missing for many targets once.
func gather(all []rules.NotChecked) []rules.NotChecked {
	type same struct {
		rule, reason string
		later        bool
	}
	groups := map[same][]string{}
	for _, n := range all {
		k := same{n.Rule, n.Reason, n.Later}
		groups[k] = append(groups[k], n.Target)
	}
	var out []rules.NotChecked
	for k := range maps.Keys(groups) {
		targets := groups[k]
		if len(targets) <= gathered {
			for _, target := range targets {
				out = append(out, rules.NotChecked{Rule: k.rule, Target: target, Reason: k.reason, Later: k.later})
			}
			continue
		}
		out = append(out, rules.NotChecked{
			Rule: k.rule, Reason: fmt.Sprintf("%s (%d times: %s, …)", k.reason, len(targets), strings.Join(targets[:gathered], ", ")), Later: k.later,
		})
	}
	slices.SortFunc(out, func(a, b rules.NotChecked) int {
		return cmp.Or(strings.Compare(a.Rule, b.Rule), strings.Compare(a.Target, b.Target), strings.Compare(a.Reason, b.Reason))
	})
	return out
}
