package policies

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/owned"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/vocabulary"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// Asker proves something about policies of endpoints for rules of other families. Endpoints
// with one policy are answered once.
type Asker struct {
	judge *judge
	known map[asked]Result
}

// asked is a question about a policy.
type asked struct {
	what string
	question
}

// AskerFor prepares questions about a plan in which these are trusted; absent is not given.
func AskerFor(p *plan.Plan, trusted maybe.Value[plan.Trusted]) (*Asker, error) {
	words, err := vocabulary.Embedded()
	if err != nil {
		return nil, err
	}
	facts, err := owned.Embedded()
	if err != nil {
		return nil, err
	}
	copied := *p
	copied.Policies.Trusted = trusted
	return &Asker{judge: &judge{Plan: &copied, words: words, owned: facts, needs: &needs{}}, known: map[asked]Result{}}, nil
}

// Outside finds callers and resources outside of the trusted that an endpoint's policy lets
// through: POL-602, POL-603, POL-604.
func (a *Asker) Outside(e *plan.Endpoint) Result {
	return a.about("outside", e, (*proof).outsiders)
}

// FullAccess finds a policy that lets everything through: POL-601.
func (a *Asker) FullAccess(e *plan.Endpoint) Result {
	return a.about("full access", e, func(p *proof) {
		if p.letsAll() {
			p.add("POL-601", prove.Answer{AllowedBy: -1}, 0, "The policy lets every request through.")
		}
	})
}

// Blocked finds what of a fact about AWS's own resources an endpoint's policy does not let
// through: POL-609.
func (a *Asker) Blocked(e *plan.Endpoint, needed owned.Resource) Result {
	return a.about("blocked "+needed.ID, e, func(p *proof) {
		p.mustAllow(needed.ID, accessTo(needed, p.Policies.Trusted.IsGiven()), 0, "")
	})
}

// Needed are the resources of AWS that the services and workloads of the plan need in the
// policies of endpoints for a service, and the facts of which no source names the resources.
func (a *Asker) Needed(service string) (resources []owned.Resource, unknown []owned.Fact) {
	services, workloads := a.judge.wanted()
	region := a.judge.Region
	for _, r := range a.judge.owned.For(services, workloads, region.Code, region.Partition) {
		if r.EndpointService == service {
			resources = append(resources, r)
		}
	}
	for _, f := range a.judge.owned.Unknown(services, workloads, region.Code, region.Partition) {
		if slices.Contains(f.EndpointServices, service) {
			unknown = append(unknown, f)
		}
	}
	return resources, unknown
}

// about asks once about each policy; the answer is told of the endpoint at hand.
func (a *Asker) about(what string, e *plan.Endpoint, ask func(*proof)) Result {
	s := subject{target: e.Key, at: e.Path("policy"), text: e.Policy, endpoint: e}
	text := e.Policy.Or("")
	p := &proof{judge: &judge{Plan: a.judge.Plan, words: a.judge.words, owned: a.judge.owned, needs: a.judge.needs}, subject: s, text: text}
	p.base = p.judge.base(s)
	q := asked{what: what, question: p.question("")}
	result, known := a.known[q]
	if !known {
		parsed := parse.Parse(text)
		if p.document = parsed.Document; p.document == nil {
			p.missing("POL-001", e.Key, "the policy cannot be read: "+parsed.Err().Error())
		} else {
			ask(p)
		}
		result = Result{Found: p.findings, NotChecked: p.NotChecked}
		a.known[q] = result
	}
	result = Result{Found: retold(result.Found, s), NotChecked: slices.Clone(result.NotChecked)}
	for i := range result.NotChecked {
		result.NotChecked[i].Target = s.target
	}
	return result
}
