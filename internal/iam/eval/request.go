package eval

import (
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
)

// Request is one call through an endpoint: one action on one resource.
type Request struct {
	// Principal is the ARN of the caller, the name of a service, or anonymous.
	Principal string
	// Action is service and action, such as s3:GetObject.
	Action string
	// Resource is an ARN, or * for an action without resources.
	Resource string
	// Context holds the condition keys of the request. Keys have no case.
	Context map[string][]string
	// Endpoint is the type of the endpoint; by itself an interface endpoint.
	Endpoint match.Endpoint
	// CanonicalUser is the canonical user id of the caller, which only Amazon S3 knows.
	CanonicalUser string
}

// WithFacts returns the request with the context keys that follow from caller and resource,
// where the context does not have them: aws:PrincipalArn, aws:PrincipalAccount,
// aws:PrincipalIsAWSService, aws:username, aws:PrincipalServiceName, aws:ResourceAccount. A
// role session shows no path, so the ARN of its role is given without one.
func (r Request) WithFacts() Request {
	facts := map[string]string{}
	if caller, err := match.NewCaller(r.Principal); err == nil {
		factsOf(caller, facts)
	}
	if account := accountOf(r.Resource); account != "" {
		facts["aws:ResourceAccount"] = account
	}
	given := match.NewContext(r.Context)
	context := maps.Clone(r.Context)
	if context == nil {
		context = map[string][]string{}
	}
	for key, value := range facts {
		if len(given.Get(key)) == 0 {
			context[key] = []string{value}
		}
	}
	r.Context = context
	return r
}

func factsOf(c match.Caller, facts map[string]string) {
	switch {
	case c.Kind == match.Anonymous:
		facts["aws:PrincipalAccount"] = match.AnonymousName
	case c.Kind == match.ServicePrincipal:
		facts["aws:PrincipalIsAWSService"] = "true"
		facts["aws:PrincipalServiceName"] = c.Text
	case c.InAccount():
		facts["aws:PrincipalIsAWSService"] = "false"
		facts["aws:PrincipalAccount"] = c.Account
		facts["aws:PrincipalArn"] = c.PrincipalARN()
	}
	if c.Kind == match.User {
		facts["aws:username"] = c.Name
	}
}

// accountOf returns the account in an ARN, nothing if it has none.
func accountOf(arn string) string {
	segments := strings.SplitN(arn, ":", 6)
	if len(segments) == 6 && match.IsAccount(segments[4]) {
		return segments[4]
	}
	return ""
}

// sortedKeys returns the keys of the context in order.
func (r Request) sortedKeys() []string { return slices.Sorted(maps.Keys(r.Context)) }
