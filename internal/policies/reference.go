package policies

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// uncompared tells of references to which there is no policy.
func (j *judge) uncompared(subjects []subject) {
	for _, key := range sortedKeys(j.Policies.References.Or(nil)) {
		switch {
		case slices.ContainsFunc(subjects, func(s subject) bool { return s.target == key }):
		case j.Endpoints.IsUnknown() || j.Policies.Documents.IsUnknown():
			j.later("POL-611", key, "whether there is a policy of this key to compare is not known yet")
		default:
			j.missing("POL-611", key, "reference_policies has this key, and neither endpoints nor policies has it")
		}
	}
}

// reference is the document to compare with, if there is one.
func (p *proof) reference() (*ast.Document, string) {
	given := p.Policies.References.Or(nil)[p.target]
	text, known := given.Get()
	switch {
	case given.IsUnknown() || p.Policies.References.IsUnknown():
		p.later("POL-611", p.target, "the reference policy is not known yet")
		return nil, ""
	case !known:
		return nil, ""
	}
	parsed := parse.Parse(text)
	if parsed.Document == nil {
		p.add("POL-611", prove.Answer{AllowedBy: -1}, rule.Error, "The reference policy cannot be read, so nothing can be compared with it: %s", parsed.Err())
		unread := &p.findings[len(p.findings)-1]
		unread.At = input.At("reference_policies").Key(p.target)
		unread.Attribute, unread.Fix = unread.At.String(), "Mend the text of the reference policy, or leave it out."
	}
	return parsed.Document, text
}

// compare asks whether the policy lets more through than the reference.
func (p *proof) compare(reference *ast.Document) {
	q := p.with(prove.NoNewAccess)
	q.Reference = reference
	if answer := p.ask("POL-611", p.document, q); answer.Verdict == prove.Counterexample {
		p.add("POL-611", answer, rule.Error, "%s", answer.Explanation)
	}
}
