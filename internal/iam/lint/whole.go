package lint

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// wholeRules are about the policy as a whole, as far as it can be seen without proof.
var wholeRules = []entry{
	{Rule: rule.Rule{
		ID: "POL-601", Severity: rule.Warning,
		Title:  "A policy should not allow everything",
		Why:    "Anybody can then use the endpoint to reach any resource of the service, those of other accounts included. That is what AWS's default policy does.",
		Fix:    "Allow the callers and the resources of your organisation only; data source vpce_policy_document writes such a policy.",
		Source: pageEndpointPolicy,
	}, security: true, check: fullAccess, whole: true},
	{Rule: rule.Rule{
		ID: "POL-605", Severity: rule.Error,
		Title:  "A policy must allow something",
		Why:    "What no statement allows is refused, so a policy of Deny statements alone stops all traffic.",
		Fix:    "Add a statement that allows what may pass; with \"Action\": \"*\" and \"Resource\": \"*\" the Deny statements are the only limits.",
		Source: pageOnlyDeny,
	}, check: nothingAllowed, whole: true},
	{Rule: rule.Rule{
		ID: "POL-610", Severity: rule.Error,
		Title:  "A policy needs a service that takes endpoint policies",
		Why:    "Endpoints of some AWS services, and of all services of others, give full access whatever the policy says.",
		Fix:    "Leave the policy out, and limit access where the service itself allows it.",
		Source: pageServices,
	}, check: policyUnsupported},
	{Rule: rule.Rule{
		ID: "POL-614", Severity: rule.Info,
		Title:  "A new policy takes some minutes to be in force",
		Why:    "Until then the old one decides, and connections that are open may be cut.",
		Fix:    "Wait before testing, and change policies in quiet hours.",
		Source: pageEndpointPolicy,
	}, check: takesMinutes},
	{Rule: rule.Rule{
		ID: "POL-615", Severity: rule.Info,
		Title:  "An endpoint policy is a filter and grants nothing",
		Why:    "A request must also be allowed by the policies of the caller and of the resource.",
		Fix:    "Look at those policies too where access is missing.",
		Source: pageEndpointPolicy,
	}, check: onlyFilters},
}

func fullAccess(p *pass) {
	for _, st := range p.statements {
		if st.Effect == ast.Deny {
			return // what is left of the access is for the prover
		}
	}
	for _, st := range p.statements {
		if st.Effect == ast.Allow && st.everyone() && len(st.tests) == 0 && p.everyAction(st) &&
			!st.notTarget && slices.ContainsFunc(st.resources, (*resource).all) {
			p.add(fault{
				at: st.At, text: "The statement allows everybody everything, and nothing denies any of it.",
				severity: p.against(p.options.Trusted || p.options.PolicyRequired),
			})
			return
		}
	}
}

// everyAction reports whether the statement is about every action that passes the endpoint.
func (p *pass) everyAction(st *statement) bool {
	if st.notAction {
		return false
	}
	has := func(pattern string) bool {
		return slices.ContainsFunc(st.actions, func(a ast.String) bool { return strings.EqualFold(a.Value, pattern) })
	}
	if has("*") || has("*:*") {
		return true
	}
	if p.words == nil || p.options.Service == "" {
		return false
	}
	carried, known := p.words.EndpointPrefixes(p.options.Service)
	// The first prefix is the service's own; others are those of its side lines.
	return known && len(carried) > 0 && has(carried[0]+":*")
}

func nothingAllowed(p *pass) {
	for _, st := range p.statements {
		if st.Effect != ast.Deny {
			return
		}
	}
	if len(p.statements) > 0 {
		p.report(p.statements[0].At, "No statement has the effect Allow.")
	}
}

func policyUnsupported(p *pass) {
	switch supported := p.options.PolicySupported; {
	case p.options.ForeignService:
		p.add(fault{at: p.document.At, text: "The endpoint leads to a service that is not AWS's own.", unquoted: true})
	case supported == nil:
		p.skip("Whether the service takes endpoint policies is not known.")
	case !*supported:
		service := "The service"
		if p.options.Service != "" {
			service += " " + p.options.Service
		}
		p.add(fault{at: p.document.At, text: service + " takes no endpoint policy.", unquoted: true})
	}
}

func takesMinutes(p *pass) { p.remind() }

func onlyFilters(p *pass) { p.remind() }

// remind says what holds for every policy, to readers who asked for it.
func (p *pass) remind() {
	if p.options.Reminders {
		p.add(fault{text: p.rule.Why, severity: rule.Info, reminder: true})
	}
}
