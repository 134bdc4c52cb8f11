package policies

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/lint"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/vocabulary"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// Asking is what may be asked about a policy, and what the questions need.
type Asking struct {
	// Question holds what all questions share.
	Question prove.Question
	// Kinds are the questions; empty asks all that apply.
	Kinds []prove.Kind
	// Required and Forbidden are the access of must_allow and access_not_granted.
	Required, Forbidden map[string]prove.Access
	// Service and Region are for the linter.
	Service, Region string
	// Type is the endpoint's type; empty means that answers must hold for all.
	Type lint.EndpointType
	// Trusted says that somebody was named as trusted.
	Trusted bool
	// PolicySupported says whether endpoints for the service take a policy; nil is not known.
	PolicySupported *bool
}

// AskingNames are the members of an object that [ReadAsking] reads.
func AskingNames() []string {
	return []string{
		"allow_aws_service_principals", "assumptions", "forbidden", "kind", "reference_policy", "region", "required",
		"resources", "service", "trusted", "vpc_endpoint_type",
	}
}

// ReadAsking gives what a caller asks its meaning. at leads to the object; empty is the root.
func ReadAsking(c *catalog.Catalog, v tree.Value, at input.Path) (Asking, input.Errors) {
	var errs input.Errors
	here := func(name string) input.Path {
		if len(at) == 0 {
			return input.At(name)
		}
		return at.Attribute(name)
	}
	for name, kind := range map[string]tree.Kind{
		"allow_aws_service_principals": tree.Bool, "kind": tree.String, "reference_policy": tree.String, "region": tree.String,
		"service": tree.String, "vpc_endpoint_type": tree.String,
	} {
		plan.Expect(v.At(name), here(name), &errs, kind)
	}
	a := Asking{Region: v.Text("region").Or("")}
	trusted := plan.ReadTrusted(v.At("trusted"), here("trusted"), &errs)
	t, given := trusted.Get()
	a.Trusted = given
	a.Question = prove.Question{
		Trusted: trustedOf(t), AllowServices: v.Flag("allow_aws_service_principals").Or(false),
		Assumptions: plan.ReadAssumptions(v.At("assumptions"), here("assumptions"), &errs).Or(nil),
		Resources:   plan.ReadTexts(v.At("resources"), here("resources"), &errs),
	}
	a.Required = accessOf(plan.ReadAccess(v.At("required"), here("required"), &errs).Or(nil))
	a.Forbidden = accessOf(plan.ReadAccess(v.At("forbidden"), here("forbidden"), &errs).Or(nil))
	a.endpoint(c, v, here, &errs)
	if text, given := v.At("reference_policy").RawText(); given {
		a.Question.Reference = readDocument(text, here("reference_policy"), &errs)
	}
	slices.SortStableFunc(errs, func(a, b input.Error) int { return compare(a.Path.String(), b.Path.String()) })
	return a, errs
}

// endpoint reads what is known about the endpoint.
func (a *Asking) endpoint(c *catalog.Catalog, v tree.Value, here func(string) input.Path, errs *input.Errors) {
	switch word := v.Text("vpc_endpoint_type").Or(""); word {
	case "":
	case string(catalog.Gateway):
		a.Type, a.Question.Endpoints = lint.Gateway, []match.Endpoint{match.Gateway}
	case string(catalog.Interface):
		a.Type, a.Question.Endpoints = lint.Interface, []match.Endpoint{match.Interface}
	default:
		errs.Add(here("vpc_endpoint_type"), "%q is neither Gateway nor Interface; leave it out for an answer that holds for both.", word)
	}
	if a.Region != "" {
		if region, known := c.Region(a.Region); known {
			a.Question.Partition = region.Partition
		} else {
			errs.Add(here("region"), "%s.", c.UnknownRegion(a.Region))
		}
	}
	if word, given := v.Text("service").Get(); given {
		refs, err := c.Resolve(word)
		switch {
		case err != nil:
			errs.Add(here("service"), "%s.", err)
		case len(refs) > 1:
			keys := make([]string, len(refs))
			for i, ref := range refs {
				keys[i] = ref.Key
			}
			errs.Add(here("service"), "%q stands for %s; name one of them.", word, strings.Join(keys, ", "))
		default:
			a.Service, a.Question.Service = refs[0].Key, refs[0].Key
			if entry, known := c.Service(refs[0].Key); known {
				a.PolicySupported = entry.PolicySupported
			}
		}
	}
}

func accessOf(in map[string]plan.Access) map[string]prove.Access {
	if in == nil {
		return nil
	}
	out := map[string]prove.Access{}
	for name, a := range in {
		out[name] = prove.Access{Actions: a.Actions, Resources: a.Resources, Principals: a.Principals, Context: a.Context}
	}
	return out
}

// readDocument parses a policy, or says why there is none.
func readDocument(text string, at input.Path, errs *input.Errors) *ast.Document {
	parsed := parse.Parse(text)
	if parsed.Document == nil {
		errs.Add(at, "The policy cannot be used: %s", strings.ReplaceAll(parsed.Err().Error(), "\n", " "))
	}
	return parsed.Document
}

// Apply are the questions that can be asked with what was given.
func (a Asking) Apply() []prove.Kind {
	if len(a.Kinds) > 0 {
		return a.Kinds
	}
	kinds := []prove.Kind{prove.AnonymousAccess, prove.NothingAllowed, prove.DeadStatements}
	if a.Trusted {
		kinds = append(kinds, prove.PrincipalOutside, prove.ResourceOutside)
	}
	if a.Question.Reference != nil {
		kinds = append(kinds, prove.NoNewAccess, prove.LostAccess, prove.Equivalent)
	}
	if len(a.Required) > 0 {
		kinds = append(kinds, prove.MustAllow)
	}
	if len(a.Forbidden) > 0 {
		kinds = append(kinds, prove.AccessNotGranted)
	}
	return kinds
}

// Lacks says what a question needs that was not given; empty if nothing.
func (a Asking) Lacks(kind prove.Kind) string {
	switch kind {
	case prove.PrincipalOutside, prove.ResourceOutside:
		if !a.Trusted {
			return "trusted"
		}
	case prove.NoNewAccess, prove.LostAccess, prove.Equivalent:
		if a.Question.Reference == nil {
			return "reference_policy"
		}
	case prove.MustAllow:
		return a.lacksFor("required", a.Required)
	case prove.AccessNotGranted:
		return a.lacksFor("forbidden", a.Forbidden)
	case prove.AnonymousAccess, prove.NothingAllowed, prove.DeadStatements:
	}
	return ""
}

// lacksFor says what a question about access needs besides; without the trusted, access of
// theirs would be nobody's, and anything would be true of it.
func (a Asking) lacksFor(name string, access map[string]prove.Access) string {
	if len(access) == 0 {
		return name
	}
	for _, x := range access {
		if !a.Trusted && slices.Contains(x.Principals, "trusted") {
			return "trusted"
		}
	}
	return ""
}

// Ask asks one question about a policy.
func (a Asking) Ask(document *ast.Document, kind prove.Kind) (prove.Answer, error) {
	if lacking := a.Lacks(kind); lacking != "" {
		return prove.Answer{}, fmt.Errorf("the question %s needs %s, which is not given", kind, lacking)
	}
	words, err := vocabulary.Embedded()
	if err != nil {
		return prove.Answer{}, err
	}
	q := a.Question
	q.Kind, q.Vocabulary = kind, words
	switch kind {
	case prove.MustAllow:
		q.Access = a.Required
	case prove.AccessNotGranted:
		q.Access = a.Forbidden
	case prove.PrincipalOutside, prove.ResourceOutside, prove.AnonymousAccess, prove.NothingAllowed,
		prove.NoNewAccess, prove.LostAccess, prove.Equivalent, prove.DeadStatements:
	}
	return prove.Ask(document, q)
}

// Lint lints a policy with what is known about its endpoint.
func (a Asking) Lint(target, attribute, text string) (lint.Result, error) {
	words, err := vocabulary.Embedded()
	if err != nil {
		return lint.Result{}, err
	}
	return lint.Text(text, lint.Options{
		Target: target, Attribute: attribute, EndpointType: a.Type, Service: a.Service, Region: a.Region, PolicySupported: a.PolicySupported,
		Partition: a.Question.Partition, Trusted: a.Trusted, Vocabulary: words,
	}), nil
}
