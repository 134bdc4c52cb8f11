package provider

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// show reports every finding, and what waits for apply.
func (r *guardrailRun) show(diags *diag.Diagnostics) {
	if r.result == nil {
		diags.AddWarning("Checks Wait For Apply: All", fmt.Sprintf("The region of this vpce_%s is not known yet, so nothing was judged. All of it is judged at apply, before anything that depends on the guardrail.", r.name))
		return
	}
	said := map[string]int{}
	for _, f := range slices.Concat(r.result.Findings, r.result.Changes) {
		r.showFinding(f, said, diags)
	}
	r.showWaiting(diags)
}

// showErrors reports what must stop an apply.
func (r *guardrailRun) showErrors(diags *diag.Diagnostics) {
	said := map[string]int{}
	for _, f := range r.result.Findings {
		if f.Severity == rules.Error && !r.report {
			r.showFinding(f, said, diags)
		}
	}
}

// showFinding reports one finding at the attribute at fault. The summary carries rule and
// target, and a number where these are not enough, because Terraform shows of warnings with
// one summary only the first.
func (r *guardrailRun) showFinding(f rules.Finding, said map[string]int, diags *diag.Diagnostics) {
	summary := fmt.Sprintf("%s: %s", f.Rule, f.Summary)
	if f.Target != "" {
		summary = fmt.Sprintf("%s (%s): %s", f.Rule, f.Target, f.Summary)
	}
	if said[summary]++; said[summary] > 1 {
		summary = fmt.Sprintf("%s (%d)", summary, said[summary])
	}
	at := frameworkPath(f.At)
	switch {
	case f.Severity == rules.Error && !r.report:
		diags.AddAttributeError(at, summary, findingText(f))
	case f.Severity == rules.Error || f.Severity == rules.Warning:
		diags.AddAttributeWarning(at, summary, findingText(f))
	}
}

// findingText tells what was found, where, why it matters, how to mend it, and where that is written.
func findingText(f rules.Finding) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s\n\nWhere: %s", f.Detail, f.Attribute)
	if f.Line > 0 {
		fmt.Fprintf(&out, ", line %d, column %d", f.Line, f.Column)
	}
	out.WriteString("\n")
	if rule, known := rules.Lookup(f.Rule); known {
		fmt.Fprintf(&out, "Why: %s\n", rule.Why)
	}
	fmt.Fprintf(&out, "Fix: %s\n", f.Fix)
	if len(f.Related) > 0 {
		fmt.Fprintf(&out, "Related: %s\n", strings.Join(f.Related, ", "))
	}
	fmt.Fprintf(&out, "Rule: %s, %s", f.Rule, f.Source)
	return out.String()
}

// waitingShown is how many unchecked rules a warning tells one by one.
const waitingShown = 20

// showWaiting says once what is judged only at apply.
func (r *guardrailRun) showWaiting(diags *diag.Diagnostics) {
	var lines, ids []string
	for _, n := range r.result.NotChecked {
		if !n.Later {
			continue
		}
		if !slices.Contains(ids, n.Rule) {
			ids = append(ids, n.Rule)
		}
		line := fmt.Sprintf("  %s: %s", n.Rule, n.Reason)
		if n.Target != "" {
			line = fmt.Sprintf("  %s (%s): %s", n.Rule, n.Target, n.Reason)
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 {
		return
	}
	if more := len(lines) - waitingShown; more > 0 {
		lines = append(lines[:waitingShown], fmt.Sprintf("  … and %d more", more))
	}
	diags.AddWarning("Checks Wait For Apply: "+strings.Join(ids, ", "),
		fmt.Sprintf("These rules need values that are not known yet. They are judged at apply, before anything that depends on this vpce_%s:\n\n%s", r.name, strings.Join(lines, "\n")))
}
