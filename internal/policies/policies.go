// Package policies judges endpoint policies: as they are written, by the linter, and for
// every possible request, by the prover. What it finds has the rule ids POL-nnn.
//
//	findings := policies.Judge(p) // p is a plan.Plan
//	findings.Found, findings.Changes, findings.NotChecked
package policies

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/lint"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/owned"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/vocabulary"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// Result is what was found in the policies of a plan.
type Result struct {
	// Found are findings about the policies as they are.
	Found []rule.Finding
	// Changes compare a policy with the one that was judged before.
	Changes []rule.Finding
	// NotChecked is what could not be judged.
	NotChecked []rule.NotChecked
}

// Judge judges every policy of a plan: those of endpoints, and those given besides.
func Judge(p *plan.Plan) (Result, error) {
	words, err := vocabulary.Embedded()
	if err != nil {
		return Result{}, err
	}
	facts, err := owned.Embedded()
	if err != nil {
		return Result{}, err
	}
	j := &judge{Plan: p, words: words, owned: facts, known: map[question][]rule.Finding{}}
	for _, s := range j.subjects() {
		j.subject(s)
	}
	j.changes()
	return j.Result, nil
}

// judge carries one run.
type judge struct {
	*plan.Plan
	Result
	words *vocabulary.Vocabulary
	owned *owned.Book
	// known are answers to questions that were asked before, of another endpoint with the
	// same policy.
	known map[question][]rule.Finding
}

// subject is one policy.
type subject struct {
	// target is the caller's key, at the path of the policy.
	target string
	at     input.Path
	text   plan.Text
	// endpoint is the endpoint that has the policy; nil for one that belongs to none given.
	endpoint *plan.Endpoint
	// partial says that something about the endpoint is not known yet.
	partial bool
}

// subjects are the policies to judge. A document given besides takes the place of that of the
// endpoint under the same key.
func (j *judge) subjects() []subject {
	documents := j.Policies.Documents.Or(nil)
	var out []subject
	if j.Policies.Documents.IsUnknown() {
		j.later("POL-001", "", "policies is not known yet")
	}
	if j.Endpoints.IsUnknown() {
		j.later("POL-001", "", "endpoints is not known yet")
	}
	if j.Endpoints.IsAbsent() && j.Policies.Documents.IsAbsent() {
		j.missing("POL-001", "", "neither endpoints nor policies is given")
	}
	byKey := map[string]*plan.Endpoint{}
	for _, e := range j.Endpoints.Or(nil) {
		byKey[e.Key] = e
		if _, besides := documents[e.Key]; !besides && !e.Gone() {
			out = append(out, subject{target: e.Key, at: e.Path("policy"), text: e.Policy, endpoint: e, partial: e.Type.IsUnknown()})
		}
	}
	for _, key := range sortedKeys(documents) {
		out = append(out, subject{target: key, at: input.At("policies").Key(key), text: documents[key], endpoint: byKey[key]})
	}
	slices.SortStableFunc(out, func(a, b subject) int { return compare(a.target, b.target) })
	return out
}

// subject judges one policy.
func (j *judge) subject(s subject) {
	if s.endpoint != nil && s.endpoint.Is(catalog.GatewayLoadBalancer) && s.text.IsAbsent() {
		return // there is nothing that a policy could be about
	}
	options := j.options(s)
	text, given := s.text.Get()
	switch {
	case s.text.IsUnknown():
		j.later("POL-001", s.target, "the policy is not known yet, so no rule about it is judged")
		return
	case !given:
		j.take(lint.Omitted(options), s)
		return
	}
	parsed := parse.Parse(text)
	j.take(lint.Parsed(text, parsed, options), s)
	if parsed.Document == nil {
		j.missing("POL-602", s.target, "the policy cannot be read, so nothing about it is proved")
		return
	}
	if options.ForeignService || options.PolicySupported != nil && !*options.PolicySupported {
		return // no policy has any effect there, which POL-610 says
	}
	j.prove(s, text, parsed.Document)
}

// options tell the linter what is known about the endpoint.
func (j *judge) options(s subject) lint.Options {
	o := lint.Options{
		Target: s.target, Attribute: s.at.String(), Region: j.Region.Code, Partition: j.Region.Partition,
		Trusted: j.Policies.Trusted.IsGiven(), PolicyRequired: j.Stated.RequirePolicy.Or(false),
		Reminders: s.text.IsGiven(), Vocabulary: j.words,
	}
	e := s.endpoint
	if e == nil {
		return o
	}
	switch {
	case e.Is(catalog.Gateway):
		o.EndpointType = lint.Gateway
	case e.Type.IsGiven():
		o.EndpointType = lint.Interface
	}
	o.EndpointID, o.VPCID = e.ID.Or(""), e.VPCID.Or("")
	switch e.Service.Kind {
	case plan.AWS:
		o.Service = e.Service.Key
		if offer, known := e.Service.Offer.Get(); known {
			o.PolicySupported = offer.PolicySupported
		}
	case plan.Own:
		o.ForeignService = e.Service.Endpoint == nil || e.Service.Endpoint.Owner.Or("") != plan.Amazon
		if e.Service.Endpoint != nil && e.Service.Endpoint.PolicySupported.IsGiven() {
			supported := e.Service.Endpoint.PolicySupported.Or(false)
			o.PolicySupported = &supported
		}
	case plan.Undecided, plan.Lattice, plan.Mesh:
	}
	return o
}

// take keeps what the linter found, each at the path of the policy.
func (j *judge) take(r lint.Result, s subject) {
	for _, f := range r.Findings {
		f.At = s.at
		j.Found = append(j.Found, f)
	}
	for _, n := range r.NotChecked {
		n.Target, n.Later = s.target, s.partial
		j.NotChecked = append(j.NotChecked, n)
	}
}

func (j *judge) later(id, target, reason string) {
	j.NotChecked = append(j.NotChecked, rule.NotChecked{Rule: id, Target: target, Reason: reason, Later: true})
}

func (j *judge) missing(id, target, reason string) {
	j.NotChecked = append(j.NotChecked, rule.NotChecked{Rule: id, Target: target, Reason: reason})
}
