package policies

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/owned"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// required asks whether what must pass does: what the caller requires, and resources of AWS
// without which services and workloads fail.
func (p *proof) required() {
	if p.Policies.Required.IsUnknown() {
		p.later("POL-609", "", "required is not known yet")
	}
	access := p.Policies.Required.Or(nil)
	for _, name := range sortedKeys(access) {
		a := access[name]
		p.mustAllow(name, prove.Access{Actions: a.Actions, Resources: a.Resources, Principals: a.Principals, Context: a.Context}, rule.Error,
			fmt.Sprintf("required[%q] must pass.", name))
	}
	needed, open := p.needed()
	if open != "" {
		p.later("POL-609", "", open)
	}
	for _, f := range p.needs.nameless {
		if f.Required && slices.Contains(f.EndpointServices, p.base.Service) {
			p.missing("POL-609", p.target, fmt.Sprintf("what runs here needs the resources of AWS %q, and no source names them in %s", f.ID, p.Region.Code))
		}
	}
	for _, r := range needed {
		if r.EndpointService != p.base.Service || !r.Required {
			continue
		}
		if p.Policies.Trusted.IsUnknown() && !r.AnyCaller {
			p.later("POL-609", p.target, "trusted is not known yet")
			continue
		}
		p.mustAllow(r.ID, accessTo(r, p.Policies.Trusted.IsGiven()), 0,
			fmt.Sprintf("What runs here needs the resources of AWS %q.", r.ID))
	}
}

// uncarried tells of required access that comes through none of the endpoints, so that what
// was asked about their policies says nothing about it.
func (j *judge) uncarried(subjects []subject) {
	access := j.Policies.Required.Or(nil)
	for _, name := range sortedKeys(access) {
		carried := func(s subject) bool { return j.carries(s, access[name].Actions) }
		if len(subjects) > 0 && !j.Endpoints.IsUnknown() && !slices.ContainsFunc(subjects, carried) {
			j.missing("POL-609", "", fmt.Sprintf("no endpoint is known to carry an action of required[%q]", name))
		}
	}
}

// carries reports whether one of these actions may come through the endpoint of a policy.
func (j *judge) carries(s subject, actions []string) bool {
	if s.endpoint == nil || s.open != "" || !s.endpoint.Service.IsAWS() || len(actions) == 0 {
		return true
	}
	prefixes, known := j.words.EndpointPrefixes(s.endpoint.Service.Key)
	return !known || slices.ContainsFunc(actions, func(action string) bool {
		prefix, _, _ := strings.Cut(action, ":")
		return strings.ContainsAny(prefix, "*?") || slices.ContainsFunc(prefixes, func(p string) bool { return strings.EqualFold(p, prefix) })
	})
}

// accessTo is the access to resources of AWS that must pass.
func accessTo(r owned.Resource, trusted bool) prove.Access {
	callers := []string{"trusted"}
	if r.AnyCaller || !trusted {
		callers = []string{"*"}
	}
	return prove.Access{Actions: r.Actions, Resources: r.ResourceARNs, Principals: callers}
}

// mustAllow asks whether access passes.
func (p *proof) mustAllow(name string, access prove.Access, severity rule.Severity, why string) {
	if reason, waits := p.unasked(name, access); reason != "" {
		if waits {
			p.later("POL-609", p.target, reason)
		} else {
			p.missing("POL-609", p.target, reason)
		}
		return
	}
	q := p.with(prove.MustAllow)
	q.Access = map[string]prove.Access{name: p.throughHere(access)}
	q.Trusted = trustedOf(p.Policies.Trusted.Or(plan.Trusted{}))
	if answer := p.ask("POL-609", p.document, q); answer.Verdict == prove.Counterexample {
		p.add("POL-609", answer, severity, "%s %s", why, answer.Explanation)
	}
}

// unasked says why it cannot be asked whether access passes, or not yet.
func (p *proof) unasked(name string, access prove.Access) (reason string, waits bool) {
	if slices.Contains(access.Principals, "trusted") {
		if p.Policies.Trusted.IsUnknown() {
			return "trusted is not known yet", true
		}
		if p.Policies.Trusted.IsAbsent() {
			return fmt.Sprintf("required[%q] speaks of the trusted, and trusted is not given", name), false
		}
	}
	if e := p.endpoint; e != nil && p.mentionsEndpoint() && (e.ID.IsUnknown() || e.VPCID.IsUnknown()) {
		return "the policy speaks of ids, and that of the endpoint or of its VPC is not known yet", true
	}
	return "", false
}

// throughHere adds to access what is known of every request through the endpoint at hand, if
// the policy may ask for it.
func (p *proof) throughHere(access prove.Access) prove.Access {
	if p.endpoint == nil || !p.mentionsEndpoint() {
		return access
	}
	context := map[string][]string{}
	for key, value := range map[string]plan.Text{"aws:SourceVpc": p.endpoint.VPCID, "aws:SourceVpce": p.endpoint.ID} {
		if id, known := value.Get(); known {
			context[key] = []string{id}
		}
	}
	for key, values := range access.Context {
		maps.DeleteFunc(context, func(other string, _ []string) bool { return strings.EqualFold(key, other) })
		context[key] = values
	}
	access.Context = context
	return access
}
