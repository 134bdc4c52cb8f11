package eval

import "strings"

// Checks returns what AWS checks, each by itself, for one call on a resource that stands for
// others: an S3 access point for its bucket, a multi-region access point for its access
// points. Behind names these others; the key of an object goes along. The first check is
// the request itself.
func Checks(r Request, behind ...string) []Request {
	const object = "/object/"
	checks := []Request{r}
	_, key, hasKey := strings.Cut(r.Resource, object)
	for _, arn := range behind {
		also := r
		also.Resource = arn
		switch {
		case hasKey && strings.Contains(arn, ":accesspoint/"):
			also.Resource += object + key
		case hasKey:
			also.Resource += "/" + key
		}
		checks = append(checks, also)
	}
	return checks
}

// EvaluateAll decides a call that needs several checks: it is allowed if each of them is,
// and denied explicitly if one of them is. The results are those of the checks; without any
// check nothing is allowed.
func (p *Policy) EvaluateAll(checks []Request) (Decision, []Result, error) {
	if len(checks) == 0 {
		return ImplicitDeny, nil, nil
	}
	decision := Allowed
	var results []Result
	for _, check := range checks {
		result, err := p.Evaluate(check)
		if err != nil {
			return "", nil, err
		}
		results = append(results, result)
		if decision != ExplicitDeny && result.Decision != Allowed {
			decision = result.Decision
		}
	}
	return decision, results, nil
}
