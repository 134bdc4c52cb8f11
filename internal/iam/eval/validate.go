package eval

import (
	"strings"
	"unicode/utf8"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
)

// Validate names everything in a request that is malformed or that no request through an
// endpoint can have. Evaluate does without it: it decides impossible requests as well, as
// the prover must be able to ask about them.
func (r Request) Validate() input.Errors {
	var errs input.Errors
	caller, err := match.NewCaller(r.Principal)
	if err != nil {
		errs.Add(input.At("principal"), "%.100q is not a caller: %s.", r.Principal, err)
	}
	if service, name, found := strings.Cut(r.Action, ":"); !found || !word(service, "-") || !word(name, "") {
		errs.Add(input.At("action"), "%.100q is not an action. Write one service and one action without wildcards, such as s3:GetObject.", r.Action)
	}
	validateResource(&errs, r.Resource)
	r.validateContext(&errs)
	if err == nil {
		r.validateFacts(&errs, caller)
	}
	return errs
}

// word reports whether a text is letters and digits, and perhaps some other characters.
func word(text, others string) bool {
	return text != "" && strings.Trim(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"+others) == ""
}

func validateResource(errs *input.Errors, resource string) {
	segments := strings.SplitN(resource, ":", 6)
	switch {
	case resource == match.NoResource:
	case len(segments) < 6 || segments[0] != "arn" || segments[1] == "" || segments[2] == "" || segments[5] == "" || !utf8.ValidString(resource):
		errs.Add(input.At("resource"), "%.100q is not an ARN such as arn:aws:s3:::bucket/key. Write \"*\" for an action without resources.", resource)
	case strings.ContainsAny(strings.Join(segments[:5], ""), "*?"):
		// The last part may hold both characters: they are allowed in object keys.
		errs.Add(input.At("resource"), "%.100q has a wildcard. A request names one resource; only policies have wildcards.", resource)
	}
}

func (r Request) validateContext(errs *input.Errors) {
	seen := map[string]string{}
	for _, key := range r.sortedKeys() {
		at := input.At("context").Key(key)
		prefix, name, found := strings.Cut(key, ":")
		if !found || prefix == "" || name == "" || !utf8.ValidString(key) {
			errs.Add(at, "It is not a condition key such as aws:PrincipalOrgID.")
		}
		if other, twice := seen[match.Key(key)]; twice {
			errs.Add(at, "It is the same key as %q: condition keys have no case.", other)
		}
		seen[match.Key(key)] = key
		for i, value := range r.Context[key] {
			if !utf8.ValidString(value) {
				errs.Add(at.Index(i), "The value is not UTF-8.")
			}
		}
	}
}
