package account

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc23: resource policies can demand that requests come through the endpoint.
var acc23 = rule.Rule{
	ID: "ACC-23", Severity: rule.Info, Guard: rule.EndpointGuard,
	Title:  "Resource policies can demand that requests come through the endpoint",
	Why:    "Conditions such as aws:SourceVpce and aws:SourceVpc bind a resource to the endpoint or VPC. A denial on them also locks out the console.",
	Fix:    "Except the roles that must work from elsewhere before such a denial is applied.",
	Source: page.GatewayS3,
	Check:  checkDenials,
}

// checkDenials reminds of denials that bind a resource to endpoints, and so lock out whoever works
// from elsewhere.
func checkDenials(c *rule.Case) {
	if !c.Settled("", "resource_policies", c.ResourcePolicies) {
		return
	}
	policies := c.ResourcePolicies.Or(nil)
	for _, key := range slices.Sorted(maps.Keys(policies)) {
		text, given := policies[key].Get()
		if !given {
			c.Settled(key, "the policy", policies[key])
			continue
		}
		keys, ok := denials(text)
		if !ok {
			c.Missing(key, "the policy is not a JSON object")
		}
		if len(keys) > 0 {
			c.Remind(key, input.At("resource_policies").Key(key), "The policy denies by %s whatever does not come through an endpoint or VPC, and excepts nobody: the console and whoever works from elsewhere are locked out too.", strings.Join(keys, ", "))
		}
	}
}

// endpointKeys are the condition keys that tell an endpoint, its VPC or its account.
var endpointKeys = []string{"aws:sourcevpce", "aws:sourcevpc", "aws:sourcevpcarn", "aws:vpceaccount", "aws:vpceorgid", "aws:vpceorgpaths"}

// exceptions are the condition keys by which a denial excepts somebody.
var exceptions = []string{"aws:principalarn", "aws:userid", "aws:principaltag/", "aws:principalisawsservice", "aws:calledvia"}

// denials lists the condition keys by which a policy denies without an exception.
func denials(text string) (keys []string, ok bool) {
	var policy struct{ Statement json.RawMessage }
	if json.Unmarshal([]byte(text), &policy) != nil {
		return nil, false
	}
	var statements []statement
	if json.Unmarshal(policy.Statement, &statements) != nil {
		var one statement
		if json.Unmarshal(policy.Statement, &one) != nil {
			return nil, false
		}
		statements = []statement{one}
	}
	for _, s := range statements {
		keys = append(keys, s.denies()...)
	}
	slices.Sort(keys)
	return slices.Compact(keys), true
}

// statement is what matters here of a statement of a policy.
type statement struct {
	Effect       string
	NotPrincipal json.RawMessage
	Condition    map[string]map[string]json.RawMessage
}

// denies lists the keys of endpoints by which the statement denies; none if it excepts somebody.
func (s statement) denies() []string {
	if s.Effect != "Deny" || s.NotPrincipal != nil {
		return nil
	}
	var out []string
	for _, keys := range s.Condition {
		for key := range keys {
			lower := strings.ToLower(key)
			if slices.ContainsFunc(exceptions, func(e string) bool { return lower == e || strings.HasSuffix(e, "/") && strings.HasPrefix(lower, e) }) {
				return nil
			}
			if slices.Contains(endpointKeys, lower) {
				out = append(out, key)
			}
		}
	}
	return out
}
