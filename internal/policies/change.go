package policies

import (
	"maps"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/lint"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// changes compares each policy with the one that was judged before.
func (j *judge) changes(subjects []subject) {
	if j.Prior == nil {
		return
	}
	before := j.Prior.Policies.Documents.Or(nil)
	texts := map[string]plan.Text{}
	for _, e := range j.Prior.Endpoints.Or(nil) {
		texts[e.Key] = e.Policy
	}
	maps.Copy(texts, before)
	for _, s := range subjects {
		old, had := texts[s.target].Get()
		text, has := s.text.Get()
		_, apart := before[s.target]
		switch {
		case !had:
		case s.endpoint != nil && s.at.String() == s.endpoint.Path("policy").String() && s.text.IsAbsent() && s.endpoint.ID.IsAbsent() && !apart:
			// In a resource object the argument keeps the old text, so only a configuration shows
			// it; and a policy of a resource of its own is reset with that resource.
			j.change("POL-613", s, "The policy was removed from the configuration; the endpoint keeps the one it has.")
		case has && old != text && j.same(old, text, s):
			j.change("POL-612", s, "The text of the policy changed, and it lets the same through as before.")
		}
	}
}

// same reports whether two policies are known to let the same through.
func (j *judge) same(old, text string, s subject) bool {
	a, b := parse.Parse(old).Document, parse.Parse(text).Document
	if a == nil || b == nil {
		return false
	}
	q := j.base(s)
	q.Kind, q.Reference = prove.Equivalent, a
	answer, err := prove.Ask(b, q)
	return err == nil && answer.Verdict == prove.Proved
}

func (j *judge) change(id string, s subject, detail string) {
	known, _ := lint.Lookup(id)
	j.Changes = append(j.Changes, rule.Finding{
		Rule: id, Severity: known.Severity, Target: s.target, At: s.at, Attribute: s.at.String(),
		Summary: known.Title, Detail: detail, Fix: known.Fix, Source: known.Source,
	})
}
