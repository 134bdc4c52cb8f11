package eval

import (
	"fmt"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
)

// validateFacts names context keys that contradict the caller or the way through an
// endpoint. An answer about such a request would be an answer about nothing.
func (r Request) validateFacts(errs *input.Errors, caller match.Caller) {
	for _, key := range r.sortedKeys() {
		if len(r.Context[key]) == 0 {
			continue
		}
		if why := contradiction(match.Key(key), r.Context[key], caller); why != "" {
			errs.Add(input.At("context").Key(key), "%s", why)
		}
	}
}

// contradiction says why a request cannot have a key or its values; nothing if it can.
func contradiction(key string, values []string, caller match.Caller) string {
	if key == "aws:sourceip" {
		return "No request through an endpoint has aws:SourceIp. The address of the caller is in aws:VpcSourceIp."
	}
	if caller.Kind == match.Anonymous && signedOnly(key) {
		return "An anonymous request does not have this key."
	}
	expected := ""
	switch key {
	case "aws:principalaccount":
		expected = caller.Account
		if caller.Kind == match.Anonymous {
			expected = match.AnonymousName
		}
	case "aws:principalarn":
		if caller.InAccount() && (len(values) != 1 || !fitsARN(values[0], caller)) {
			return fmt.Sprintf("It is not the ARN of the caller, which is %s. A session of a role has the ARN of the role.", caller.PrincipalARN())
		}
	case "aws:principalisawsservice":
		expected = fmt.Sprint(caller.Kind == match.ServicePrincipal)
	case "aws:principalservicename":
		if caller.Kind != match.ServicePrincipal {
			return "Only calls of AWS services by themselves have this key."
		}
		expected = caller.Text
	}
	if expected != "" && (len(values) != 1 || !strings.EqualFold(values[0], expected)) {
		return fmt.Sprintf("For this caller it is %q.", expected)
	}
	return ""
}

// fitsARN reports whether a value of aws:PrincipalArn is one the caller can have. The path
// of a role cannot be told from its session.
func fitsARN(value string, caller match.Caller) bool {
	c, err := match.NewCaller(value)
	return err == nil && (value == caller.PrincipalARN() ||
		caller.Kind == match.RoleSession && c.Kind == match.Role &&
			c.Partition == caller.Partition && c.Account == caller.Account && c.Name == caller.Name)
}

// signedOnly reports whether only signed requests have a key.
func signedOnly(key string) bool {
	switch key {
	case "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths", "aws:principalisawsservice",
		"aws:principalservicename", "aws:principalservicenameslist", "aws:username", "aws:tokenissuetime",
		"aws:multifactorauthpresent", "aws:multifactorauthage":
		return true
	}
	return strings.HasPrefix(key, "aws:principaltag/")
}
