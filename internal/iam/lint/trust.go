package lint

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// trustRules are about conditions that say whom to trust.
var trustRules = []entry{
	{Rule: rule.Rule{
		ID: "POL-416", Severity: rule.Warning,
		Title:  "A key should not be compared with itself",
		Why:    "The variable is replaced by the value of the same request, so the test is the same for everybody and keeps nobody out.",
		Fix:    "Write the value that is meant, such as the id of your organisation.",
		Source: pageVariables,
	}, security: true, check: comparedWithItself},
	{Rule: rule.Rule{
		ID: "POL-432", Severity: rule.Warning,
		Title:  "A Deny about callers should let AWS services through",
		Why:    "Requests that a service makes with its own principal belong to no account or organisation of yours, so such a Deny stops them.",
		Fix:    "Add \"BoolIfExists\": {\"aws:PrincipalIsAWSService\": \"false\"} to the statement.",
		Source: pageDataPerimeter,
	}, check: servicesShutOut},
	{Rule: rule.Rule{
		ID: "POL-436", Severity: rule.Warning,
		Title:  "A tag of the caller is no proof of who it is",
		Why:    "Every account can put any tag on its own users and roles, so the tag alone lets strangers in.",
		Fix:    "Add a condition on aws:PrincipalOrgID or aws:PrincipalAccount to the statement.",
		Source: pageDataPerimeter,
	}, security: true, check: tagAlone},
}

// serviceCallKey says whether a service makes the request with its own principal.
const serviceCallKey = "aws:principalisawsservice"

func comparedWithItself(p *pass) {
	if !p.document.Variables() {
		return // POL-501
	}
	for _, t := range p.tests {
		if !t.known || !t.operator.Base.Variables() {
			continue
		}
		for _, v := range t.Values {
			tokens, _ := pattern.Parse(v.Text(), pattern.Syntax{Variables: true})
			if all := tokens.Variables(); len(tokens) == 1 && len(all) == 1 && strings.EqualFold(all[0].Key, t.Key) {
				p.add(fault{
					at: v.Where(), text: quote(t.Key) + " is compared with its own value.",
					severity: p.against(p.options.Trusted && (callerKeys[t.key] || ownerKeys[t.key])),
				})
			}
		}
	}
}

func servicesShutOut(p *pass) {
	services := map[string]bool{serviceCallKey: true, "aws:principalservicename": true, "aws:principalservicenameslist": true}
	belongs := map[string]bool{"aws:principalorgid": true, "aws:principalorgpaths": true, "aws:principalaccount": true}
	for _, st := range p.statements {
		told := false
		for _, t := range st.tests {
			switch {
			case t.key == serviceCallKey && t.texts():
				p.add(fault{
					at: t.At, text: quote(t.Key) + " is a truth value, compared by " + t.block.Name + ".",
					why: "A text is compared letter by letter, so any other spelling of the value fails.",
					fix: "Use Bool or BoolIfExists for it.",
				})
			case st.Effect == ast.Deny && belongs[t.key] && t.known && t.operator.Base.Negated() && !st.testsKey(services) && !told:
				told = true
				p.report(t.At, "The statement denies every caller that is not of %s.", quote(t.Key))
			}
		}
	}
}

func tagAlone(p *pass) {
	for _, st := range p.statements {
		if st.Effect != ast.Allow || !st.everyone() || st.testsKey(callerKeys) {
			continue
		}
		for _, t := range st.tests {
			if strings.HasPrefix(t.key, "aws:principaltag/") && t.positive() {
				p.add(fault{
					at: t.At, text: "The statement asks for " + quote(t.Key) + " and for nothing else that says whose the caller is.",
					severity: p.against(p.options.Trusted),
				})
				break
			}
		}
	}
}
