package lint

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// Result is what was found.
type Result struct {
	// Findings are sorted by severity, rule and place. They are complete: summary, fix and
	// source are filled in.
	Findings []rule.Finding
	// NotChecked holds at most one entry for each rule, sorted by rule.
	NotChecked []rule.NotChecked
}

const (
	// mostFindings bounds what one rule lists of one text.
	mostFindings = 100
	// longestPolicy is the number of characters up to which a policy is looked at element by
	// element. It leaves room to see what a policy that is too long consists of.
	longestPolicy = 4 * parse.Limit
)

// Text lints the text of a policy.
func Text(text string, o Options) Result {
	return Parsed(text, parse.Parse(text), o)
}

// Parsed lints a policy that was parsed already; text is what it was parsed from.
func Parsed(text string, parsed *parse.Result, o Options) Result {
	l := &linter{text: newSource(text), options: o}
	l.structure(parsed)
	document, unread := readable(parsed)
	subject := newSubject(document, o)
	for i := range catalogue() {
		r := &catalogue()[i]
		if r.check == nil {
			continue
		}
		p := &pass{linter: l, subject: subject, rule: r}
		switch {
		case unread != "":
			p.skip(unread)
		case r.whole && parsed.Document == nil:
			p.skip("The policy has faults that AWS refuses; what it does as a whole is not defined.")
		default:
			r.check(p)
		}
		p.close()
	}
	return l.result()
}

// readable returns the document to look at, or why there is none.
func readable(parsed *parse.Result) (document *ast.Document, unread string) {
	if parsed.Partial == nil || slices.ContainsFunc(parsed.Problems, func(p parse.Problem) bool { return p.Code == parse.InvalidJSON }) {
		return &ast.Document{}, "The text could not be read as JSON."
	}
	if parsed.Characters > longestPolicy {
		return &ast.Document{}, fmt.Sprintf("The policy is more than %d times as long as AWS takes.", longestPolicy/parse.Limit)
	}
	return parsed.Partial, ""
}

// Omitted tells what it means that an endpoint has no policy of its own. Of services that are not
// AWS's nobody is asked for one.
func Omitted(o Options) Result {
	l := &linter{text: newSource(""), options: o}
	p := &pass{linter: l, subject: newSubject(ast.Default(), o), rule: byID()["POL-601"]}
	if !o.ForeignService && (o.PolicySupported == nil || *o.PolicySupported) {
		p.add(fault{text: "No policy is given, so the endpoint has AWS's default policy.", severity: p.against(o.Trusted || o.PolicyRequired)})
	}
	return l.result()
}

// linter collects what the rules find in one text.
type linter struct {
	text       *source
	options    Options
	findings   []rule.Finding
	notChecked []rule.NotChecked
}

// result sorts what was found.
func (l *linter) result() Result {
	slices.SortStableFunc(l.findings, func(a, b rule.Finding) int {
		return cmp.Or(
			cmp.Compare(a.Severity, b.Severity),
			strings.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
			strings.Compare(a.Detail, b.Detail),
		)
	})
	slices.SortFunc(l.notChecked, func(a, b rule.NotChecked) int { return strings.Compare(a.Rule, b.Rule) })
	return Result{Findings: l.findings, NotChecked: l.notChecked}
}
