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
	j := &judge{Plan: p, words: words, owned: facts, needs: &needs{}, known: map[question]Result{}}
	subjects := j.subjects()
	for _, s := range subjects {
		j.subject(s)
	}
	j.uncompared(subjects)
	j.uncarried(subjects)
	j.changes(subjects)
	return j.Result, nil
}

// judge carries one run.
type judge struct {
	*plan.Plan
	Result
	words *vocabulary.Vocabulary
	owned *owned.Book
	// needs are found once for all policies.
	needs *needs
	// known are answers to questions that were asked before, of another endpoint with the
	// same policy.
	known map[question]Result
}

// subject is one policy.
type subject struct {
	// target is the caller's key, at the path of the policy.
	target string
	at     input.Path
	text   plan.Text
	// endpoint is the endpoint that has the policy; nil for one that belongs to none given.
	endpoint *plan.Endpoint
	// open says what about the endpoint is not known yet, where it decides how the policy is
	// read; empty if nothing is.
	open string
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
		if _, besides := documents[e.Key]; !besides && !e.Gone() && !j.Policies.Documents.IsUnknown() {
			out = append(out, subject{target: e.Key, at: e.Path("policy"), text: e.Policy, endpoint: e, open: j.open(e)})
		}
	}
	for _, key := range sortedKeys(documents) {
		s := subject{target: key, at: input.At("policies").Key(key), text: documents[key], endpoint: byKey[key]}
		switch {
		case j.Endpoints.IsUnknown():
			s.open = "endpoints is not known yet"
		case s.endpoint != nil:
			s.open = j.open(s.endpoint)
		}
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b subject) int { return compare(a.target, b.target) })
	return out
}

// open says what about an endpoint is not known yet, where it decides how a policy is read.
func (j *judge) open(e *plan.Endpoint) string {
	switch {
	case e.Type.IsUnknown():
		return "vpc_endpoint_type is not known yet"
	case e.Service.Kind == plan.Undecided && e.ServiceName.IsUnknown():
		return "service_name is not known yet"
	case e.Service.Kind == plan.Own && j.ownerOpen(e.Service.Endpoint):
		return "the owner of the service is not known yet"
	}
	return ""
}

// ownerOpen reports whether an endpoint service may yet turn out to be one of AWS.
func (j *judge) ownerOpen(s *plan.EndpointService) bool {
	if s != nil {
		return s.Owner.IsUnknown() || s.PolicySupported.IsUnknown()
	}
	return j.EndpointServices.IsUnknown() || slices.ContainsFunc(j.EndpointServices.Or(nil), func(s *plan.EndpointService) bool { return s.ServiceName.IsUnknown() })
}

// subject judges one policy.
func (j *judge) subject(s subject) {
	if s.endpoint != nil && s.text.IsAbsent() && s.endpoint.Is(catalog.GatewayLoadBalancer, catalog.Resource, catalog.ServiceNetwork) {
		return // there is nothing that a policy could be about
	}
	options := j.options(s)
	text, given := s.text.Get()
	switch {
	case s.text.IsUnknown():
		j.later("POL-001", s.target, "the policy is not known yet, so no rule about it is judged")
		return
	case s.open != "":
		j.early(s, options)
		return
	case !given:
		j.take(lint.Omitted(options), s)
		if !powerless(options) {
			j.omitted(s)
		}
		return
	}
	parsed := parse.Parse(text)
	linted := lint.Parsed(text, parsed, options)
	j.take(linted, s)
	if parsed.Document == nil {
		j.missing("POL-602", s.target, "the policy cannot be read, so nothing about it is proved")
		return
	}
	if powerless(options) {
		return // POL-610 says so
	}
	j.prove(s, text, parsed.Document, linted.Findings)
}

// powerless reports whether no policy has any effect on the endpoint.
func powerless(o lint.Options) bool {
	return o.ForeignService || o.PolicySupported != nil && !*o.PolicySupported
}

// early judges a policy of an endpoint of which not enough is known yet: what is wrong with
// the policy on every endpoint that it may be.
func (j *judge) early(s subject, o lint.Options) {
	j.later("POL-602", s.target, s.open+", so nothing about the policy is proved")
	text, given := s.text.Get()
	if !given {
		return
	}
	o.ForeignService, o.PolicySupported = false, nil
	var found []rule.Finding
	var unchecked []rule.NotChecked
	for _, kind := range []lint.EndpointType{lint.Gateway, lint.Interface} {
		o.EndpointType = kind
		linted := lint.Text(text, o)
		if kind == lint.Gateway {
			found = linted.Findings
		}
		found = slices.DeleteFunc(found, func(f rule.Finding) bool {
			return !slices.ContainsFunc(linted.Findings, func(other rule.Finding) bool {
				return f.Rule == other.Rule && f.Line == other.Line && f.Column == other.Column
			})
		})
		for _, n := range linted.NotChecked {
			n.Target, n.Later = s.target, true
			if !slices.Contains(unchecked, n) {
				unchecked = append(unchecked, n)
			}
		}
	}
	j.take(lint.Result{Findings: found, NotChecked: unchecked}, s)
}

// options tell the linter what is known about the endpoint.
func (j *judge) options(s subject) lint.Options {
	o := lint.Options{
		Target: s.target, Attribute: s.at.String(), Region: j.Region.Code, Partition: j.Region.Partition,
		Trusted: j.Policies.Trusted.IsGiven(), PolicyRequired: j.restricts(),
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
	o.EndpointID, o.VPCID, o.Region = e.ID.Or(""), e.VPCID.Or(""), e.HomeRegion().Or("")
	switch e.Service.Kind {
	case plan.AWS:
		o.Service = e.Service.Key
		if e.Service.Offer.IsAbsent() && e.Service.Entry != nil {
			o.PolicySupported = e.Service.Entry.PolicySupported
		}
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

// restricts reports whether the caller states that a policy must restrict something.
func (j *judge) restricts() bool {
	anonymous, said := j.Policies.AllowAnonymous.Get()
	return j.Stated.RequirePolicy.Or(false) || said && !anonymous
}

// take keeps what the linter found, each at the path of the policy.
func (j *judge) take(r lint.Result, s subject) {
	for _, f := range r.Findings {
		f.At = s.at
		j.Found = append(j.Found, f)
	}
	for _, n := range r.NotChecked {
		n.Target = s.target
		j.NotChecked = append(j.NotChecked, n)
	}
}

func (j *judge) later(id, target, reason string) {
	j.NotChecked = append(j.NotChecked, rule.NotChecked{Rule: id, Target: target, Reason: reason, Later: true})
}

func (j *judge) missing(id, target, reason string) {
	j.NotChecked = append(j.NotChecked, rule.NotChecked{Rule: id, Target: target, Reason: reason})
}
