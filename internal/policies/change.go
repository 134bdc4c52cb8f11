package policies

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/lint"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// changes compares each policy with the one that was judged before.
func (j *judge) changes() {
	if j.Prior == nil {
		return
	}
	before := map[string]*plan.Endpoint{}
	for _, e := range j.Prior.Endpoints.Or(nil) {
		before[e.Key] = e
	}
	for _, e := range j.Endpoints.Or(nil) {
		was := before[e.Key]
		if was == nil {
			continue
		}
		old, had := was.Policy.Get()
		text, has := e.Policy.Get()
		switch {
		case had && e.Policy.IsAbsent() && e.ID.IsAbsent():
			// In a resource object the argument keeps the old text, so only a configuration shows it.
			j.change("POL-613", e, "The policy was removed from the configuration; the endpoint keeps the one it has.")
		case had && has && old != text && j.same(old, text, e):
			j.change("POL-612", e, "The text of the policy changed, and it lets the same through as before.")
		}
	}
}

// same reports whether two policies are known to let the same through.
func (j *judge) same(old, text string, e *plan.Endpoint) bool {
	a, b := parse.Parse(old).Document, parse.Parse(text).Document
	if a == nil || b == nil {
		return false
	}
	q := j.base(subject{endpoint: e})
	q.Kind, q.Reference = prove.Equivalent, a
	answer, err := prove.Ask(b, q)
	return err == nil && answer.Verdict == prove.Proved
}

func (j *judge) change(id string, e *plan.Endpoint, detail string) {
	known, _ := lint.Lookup(id)
	j.Changes = append(j.Changes, rule.Finding{
		Rule: id, Severity: known.Severity, Target: e.Key, At: e.Path("policy"), Attribute: e.Path("policy").String(),
		Summary: known.Title, Detail: detail, Fix: known.Fix, Source: known.Source,
	})
}
