package policies

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// nothing finds a policy that lets nothing through, where the linter did not.
func (p *proof) nothing() {
	if answer := p.ask("POL-605", p.document, p.with(prove.NothingAllowed)); answer.Verdict == prove.Proved && !p.told("POL-605") {
		p.add("POL-605", prove.Answer{AllowedBy: -1}, rule.Error, "No request at all passes: %s", answer.Explanation)
	}
}

// told reports whether a breach of a rule was found in this policy.
func (p *proof) told(id string) bool {
	is := func(f rule.Finding) bool { return f.Rule == id }
	return slices.ContainsFunc(p.linted, is) || slices.ContainsFunc(p.findings, is)
}

// dead finds statements that make no difference. Of a policy that lets nothing through that is
// said already.
func (p *proof) dead() {
	if p.told("POL-605") {
		return
	}
	answer := p.ask("POL-606", p.document, p.with(prove.DeadStatements))
	for _, d := range answer.Dead {
		at := prove.Answer{AllowedBy: d.Statement}
		switch d.Why {
		case prove.Contradiction:
			p.add("POL-608", at, 0, "Statement %d matches no request: its parts contradict each other.", d.Statement+1)
		case prove.Shadowed:
			p.add("POL-607", at, 0, "Statement %d allows nothing that is not denied by another one.", d.Statement+1)
		case prove.Redundant:
			p.add("POL-606", at, 0, "Without statement %d the policy lets the same through.", d.Statement+1)
		}
	}
}

// leaks names the rules about single statements that explain why an outsider gets in or out.
func leaks(id string, allowing *ast.Statement, document *ast.Document) []string {
	if id != "POL-602" && id != "POL-604" {
		return nil
	}
	var out []string
	if resources, not := allowing.Which(); id == "POL-604" && !not && resources != nil && slices.ContainsFunc(resources.Items, func(r ast.String) bool { return r.Value == "*" }) {
		out = append(out, "POL-312")
	}
	onTrust(allowing, func(o ast.Operator) {
		if o.IfExists {
			out = append(out, "POL-413")
		}
		if o.Base.Negated() {
			out = append(out, "POL-414")
		}
	})
	for _, s := range document.Statements {
		if s.Effect == ast.Deny {
			onTrust(s, func(o ast.Operator) {
				if !o.Base.Negated() {
					out = append(out, "POL-415")
				}
			})
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// onTrust visits the operators of a statement that are on keys of trust.
func onTrust(s *ast.Statement, visit func(ast.Operator)) {
	if s.Condition == nil {
		return
	}
	for _, block := range s.Condition.Blocks {
		operator, known := block.Operator()
		for _, test := range block.Tests {
			if known && trustKey(test.Key) {
				visit(operator)
			}
		}
	}
}

// trustKey reports whether a condition key says whose a caller or resource is.
func trustKey(key string) bool {
	switch strings.ToLower(key) {
	case "aws:principalorgid", "aws:principalorgpaths", "aws:principalaccount", "aws:principalarn",
		"aws:resourceorgid", "aws:resourceorgpaths", "aws:resourceaccount", "s3:resourceaccount":
		return true
	}
	return false
}
