package lint

import (
	"iter"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// variableRules are about policy variables such as ${aws:username}.
var variableRules = []entry{
	{Rule: rule.Rule{
		ID: "POL-501", Severity: rule.Error,
		Title:  "Policy variables need Version 2012-10-17",
		Why:    "In the older language the text is compared letter by letter and matches no request that was meant.",
		Fix:    `Write "Version": "2012-10-17" at the beginning of the policy.`,
		Source: pageVariables,
	}, check: variableVersion},
	{Rule: rule.Rule{
		ID: "POL-502", Severity: rule.Error,
		Title:  "Policy variables stand in conditions and in the last part of an ARN only",
		Why:    "Elsewhere AWS refuses them or takes them for plain text.",
		Fix:    "Write the text itself. A value that Terraform knows is put in with ${…} in the configuration, not in the JSON.",
		Source: pageVariables,
	}, check: variablePlace},
	{Rule: rule.Rule{
		ID: "POL-503", Severity: rule.Error,
		Title:  "The operator takes no policy variable",
		Why:    "Only String, Arn and Bool operators replace variables; elsewhere the text is no value that could match.",
		Fix:    "Write the value itself, or compare by a String operator.",
		Source: pageVariables,
	}, check: variableOperator},
	{Rule: rule.Rule{
		ID: "POL-504", Severity: rule.Error,
		Title:  "A policy variable must be well formed",
		Why:    "AWS refuses the policy, or compares the text letter by letter.",
		Fix:    "Write ${key} or ${key, 'default'}, with one space after the comma and nowhere else.",
		Source: pageChecks,
	}, check: variableForm},
	{Rule: rule.Rule{
		ID: "POL-505", Severity: rule.Error,
		Title:  "A policy variable names a key with one value",
		Why:    "A key that does not exist, or that can have several values, is never put in, so the text matches nothing.",
		Fix:    "Name a condition key with a single value, such as aws:PrincipalAccount.",
		Source: pageVariables,
	}, check: variableKey},
	{Rule: rule.Rule{
		ID: "POL-506", Severity: rule.Warning,
		Title:  "aws:username should have a default",
		Why:    "Only IAM users have that key. Requests of roles, which is what most workloads are, never match.",
		Fix:    "Use aws:userid or a tag of the caller, or give a default: ${aws:username, 'none'}.",
		Source: pageVariables,
	}, check: variableUsername},
}

// holder is a text in which variables may stand.
type holder struct {
	ast.At
	text string
	// resource is the entry of Resource or NotResource, test the condition it stands in.
	resource *resource
	test     *test
}

// holders goes over resources and condition values that hold a ${.
func (s *subject) holders() iter.Seq[holder] {
	return func(yield func(holder) bool) {
		for r := range s.resources() {
			if variable(r.Value) && !yield(holder{At: r.At, text: r.Value, resource: r}) {
				return
			}
		}
		for _, t := range s.tests {
			for _, v := range t.Values {
				if text := v.Text(); variable(text) && !yield(holder{At: v.Where(), text: text, test: t}) {
					return
				}
			}
		}
	}
}

// replaces reports whether variables are replaced in the holder if the version allows it.
func (h holder) replaces() bool {
	return h.test == nil || !h.test.known || h.test.operator.Base.Variables()
}

// first returns the place of the first ${ of a text.
func (p *pass) first(place ast.At, text string) ast.At {
	return p.text.inside(place, strings.Index(text, "${"), "${")
}

func variableVersion(p *pass) {
	if p.document.Variables() {
		return
	}
	for h := range p.holders() {
		if h.replaces() {
			p.report(p.first(h.At, h.text), "%s holds a policy variable, and the policy is not of Version %s.", quote(h.text), ast.Version2012)
		}
	}
}

func variablePlace(p *pass) {
	for _, st := range p.statements {
		for _, action := range st.actions {
			if variable(action.Value) {
				p.report(p.first(action.At, action.Value), "The action %s holds a policy variable.", quote(action.Value))
			}
		}
	}
	for n := range p.principals() {
		if variable(n.Value) {
			p.report(p.first(n.At, n.Value), "The principal %s holds a policy variable.", quote(n.Value))
		}
	}
	for _, t := range p.tests {
		if variable(t.Key) {
			p.report(p.first(t.At, t.Key), "The condition key %s holds a policy variable.", quote(t.Key))
		}
	}
	if !p.document.Variables() {
		return
	}
	for h := range p.holders() {
		if h.resource != nil {
			p.earlyVariable(h)
		}
	}
}

// earlyVariable reports a variable before the last part of an ARN.
func (p *pass) earlyVariable(h holder) {
	tokens, _ := pattern.Parse(h.text, pattern.Syntax{Variables: true})
	colons := 0
	for _, token := range tokens {
		switch t := token.(type) {
		case pattern.Literal:
			colons += strings.Count(string(t), ":")
		case pattern.Variable:
			if colons < arnResource {
				p.report(p.text.inside(h.At, t.Offset, "${"), "The variable %s stands before the last part of the ARN.", quote(t.Key))
				return
			}
		case pattern.AnyRun, pattern.AnyOne:
		}
	}
}

func variableOperator(p *pass) {
	for h := range p.holders() {
		if !h.replaces() {
			p.report(p.first(h.At, h.text), "%s holds a policy variable; the operator is %s.", quote(h.text), h.test.block.Name)
		}
	}
}

func variableForm(p *pass) {
	if !p.document.Variables() {
		return
	}
	for h := range p.holders() {
		if !h.replaces() {
			continue
		}
		_, faults := pattern.Parse(h.text, pattern.Syntax{Variables: true})
		for _, f := range faults {
			p.report(p.text.inside(h.At, f.Offset, f.Text), "In %s %s.", quote(f.Text), f.Problem)
		}
	}
}

// variables goes over the variables that are replaced, each with its place.
func (p *pass) variables() iter.Seq2[pattern.Variable, ast.At] {
	return func(yield func(pattern.Variable, ast.At) bool) {
		if !p.document.Variables() {
			return
		}
		for h := range p.holders() {
			if !h.replaces() {
				continue
			}
			tokens, _ := pattern.Parse(h.text, pattern.Syntax{Variables: true})
			for _, v := range tokens.Variables() {
				if !yield(v, p.text.inside(h.At, v.Offset, "${")) {
					return
				}
			}
		}
	}
}

func variableKey(p *pass) {
	if !p.needWords() {
		return
	}
	for v, place := range p.variables() {
		exists, judged := p.words.KeyKnown(v.Key)
		_, several := p.keyType(v.Key)
		prefix, _, prefixed := strings.Cut(v.Key, ":")
		switch {
		case several:
			p.report(place, "%s can have several values.", quote(v.Key))
		case exists:
		case !prefixed, judged:
			p.add(fault{
				at: place, text: "No condition key known on " + p.words.AsOf() + " is called " + quote(v.Key) + ".",
				fix: didYouMean(p.words.NearestKeys(v.Key)),
			})
		default:
			p.skip("The condition keys of " + quote(prefix) + " are not known.")
		}
	}
}

func variableUsername(p *pass) {
	for v, place := range p.variables() {
		if strings.EqualFold(v.Key, "aws:username") && !v.HasDefault {
			p.report(place, "The variable has no default.")
		}
	}
}
