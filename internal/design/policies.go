package design

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/compose"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/vocabulary"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// policies gives endpoints their policies: those of service_options, else one that keeps to
// the trusted, where somebody is named as trusted.
func (m *maker) policies() input.Errors {
	trusted, stated := m.plan.Policies.Trusted.Get()
	var errs input.Errors
	for _, key := range sortedKeys(m.Endpoints) {
		e := m.Endpoints[key]
		switch given := m.policyOf(e); {
		case !given.IsAbsent():
			e.Policy = given
		case m.plan.Policies.Trusted.IsUnknown() && m.takesPolicy(e):
			e.Policy = maybe.Unknown[string]()
			e.Reasons = append(e.Reasons, keepsToTrusted)
		case stated && m.takesPolicy(e):
			m.compose(e, trusted, &errs)
		}
	}
	return errs
}

const keepsToTrusted = "Its policy keeps to the trusted, and lets through what runs here needs of AWS's own resources."

// policyOf is the policy that service_options have for an endpoint.
func (m *maker) policyOf(e *Endpoint) plan.Text {
	for _, word := range sortedKeys(m.order.policies) {
		if slices.Contains(m.wishes(word, m.order.recommend.Options[word].ServiceRegion), m.wishOf[e.Key]) {
			return m.order.policies[word]
		}
	}
	return plan.Text{}
}

// takesPolicy reports whether an endpoint is one for a service of AWS that is known to take a
// policy.
func (m *maker) takesPolicy(e *Endpoint) bool {
	supported := m.answer.Endpoints[e.Key].PolicySupported
	return supported != nil && *supported && m.entry(e) == nil && (e.Type == catalog.Gateway || e.Type == catalog.Interface)
}

// compose writes the policy of one endpoint.
func (m *maker) compose(e *Endpoint, trusted plan.Trusted, errs *input.Errors) {
	words, err := vocabulary.Embedded()
	if err != nil {
		errs.Add(input.At("trusted"), "%s", err)
		return
	}
	key := e.Service
	if service, known := m.q.Catalog.Service(key); known {
		key = cmp.Or(service.FIPSOf, key)
	}
	prefixes, known := words.EndpointPrefixes(key)
	if !known {
		m.report.Skip("POL-601", e.Key, "no policy is written, because the actions of the service are not known")
		return
	}
	region := m.Region
	if home, known := m.q.Catalog.Region(e.ServiceRegion.Or("")); known {
		region = home
	}
	in := compose.Input{
		Services: []compose.Service{{Key: key, Prefixes: prefixes}}, Region: region.Code, Partition: region.Partition,
		Endpoints: []match.Endpoint{match.Interface}, Beside: m.services(),
		Trusted: prove.Trusted{Organizations: trusted.Organizations, Accounts: trusted.Accounts, Paths: trusted.Paths, Members: trusted.Members},
	}
	if e.Type == catalog.Gateway {
		in.Endpoints = []match.Endpoint{match.Gateway}
	}
	for _, w := range m.plan.Workloads.Or(nil) {
		in.Workloads = append(in.Workloads, w.Name)
	}
	made, err := compose.Compose(in)
	var faults compose.Faults
	switch {
	case errors.As(err, &faults):
		for _, f := range faults {
			errs.Add(placeOf(f), "%s", f.Text)
		}
	case err != nil:
		errs.Add(input.At("trusted"), "%s", err)
	default:
		e.Policy = maybe.Of(made.JSON)
		e.Reasons = append(e.Reasons, keepsToTrusted)
		for _, refused := range made.Refused {
			why := strings.ReplaceAll(refused.Why, "in a source policy document", "in a policy of your own (policy in service_options)")
			m.step(Consumer, "The policy of %s refuses %s. %s", e.Key, strings.Join(refused.Actions, ", "), why)
		}
		for _, missing := range made.Missing {
			m.report.Skip("POL-609", e.Key, fmt.Sprintf("the policy may refuse %s: no source names it in %s", strings.ToLower(missing.Title[:1])+missing.Title[1:], region.Code))
		}
	}
}

// placeOf leads to the input that a fault is about.
func placeOf(f compose.Fault) input.Path {
	root, member, nested := strings.Cut(string(f.Field), ".")
	at := input.At(root)
	if nested {
		at = at.Attribute(member)
	}
	if f.Index >= 0 {
		at = at.Index(f.Index)
	}
	return at
}

// services are the keys of all services of AWS that the design serves.
func (m *maker) services() []string {
	var out []string
	for _, key := range sortedKeys(m.answer.Endpoints) {
		if service := m.answer.Endpoints[key].Service; m.entryNamed(service) == nil && !slices.Contains(out, service) {
			out = append(out, service)
		}
	}
	return out
}
