package config

import (
	"fmt"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// tf03: names that become known at apply may replace endpoints.
var tf03 = rule.Rule{
	ID: "TF-03", Severity: rule.Warning, Change: true,
	Title:  "Names that become known at apply may replace endpoints",
	Why:    "service_name, service_region, vpc_id and vpc_endpoint_type cannot change in place. A name read from a data source that waits for apply makes Terraform plan a replacement.",
	Fix:    "Compute the name statically, for instance with provider::vpce::service_name.",
	Source: page.AWSProvider + "issues/25568",
	Check:  checkReplacement,
}

// checkReplacement compares what forces replacement with what the guardrail saw before.
func checkReplacement(c *rule.Case) {
	if c.Prior == nil {
		return
	}
	before := map[string]*plan.Endpoint{}
	for _, e := range c.Prior.Endpoints.Or(nil) {
		before[e.Key] = e
	}
	for _, e := range c.Judged() {
		if was := before[e.Key]; was != nil {
			judgeReplacement(c, was, e)
		}
	}
}

// judgeReplacement says why an endpoint will or may be replaced.
func judgeReplacement(c *rule.Case, was, e *plan.Endpoint) {
	var at, unknown, changed []string
	for _, a := range []struct {
		name     string
		from, to plan.Text
	}{
		{"service_name", was.ServiceName, e.ServiceName},
		{"service_region", was.HomeRegion(), e.HomeRegion()},
		{"vpc_id", was.VPCID, e.VPCID},
		{"vpc_endpoint_type", word(was.Type), word(e.Type)},
	} {
		from, to := a.from.Or(""), a.to.Or("")
		switch {
		case a.from.IsUnknown() || a.from == a.to:
			continue
		case a.to.IsUnknown():
			unknown = append(unknown, a.name)
		case a.from.IsGiven() && a.to.IsGiven():
			changed = append(changed, fmt.Sprintf("%s goes from %q to %q", a.name, from, to))
		default:
			continue // written now or no longer, which by itself changes nothing
		}
		at = append(at, a.name)
	}
	if len(at) == 0 {
		return
	}
	if len(unknown) > 0 {
		changed = append(changed, fmt.Sprintf("%s was known before and is known only at apply now", strings.Join(unknown, ", ")))
	}
	c.Add(rule.Finding{
		Target: e.Key, At: e.Path(at[0]), Fix: fixOf(unknown),
		Detail: fmt.Sprintf("Of the endpoint %q, %s. None of this can change in place, so Terraform plans to replace the endpoint.", e.Key, strings.Join(changed, ", and ")),
	})
}

// fixOf is for a change that is meant; one that comes from a value not known yet has the fix
// of the rule.
func fixOf(unknown []string) string {
	if len(unknown) > 0 {
		return ""
	}
	return "If this is meant, expect connections through the endpoint to break while it is replaced; else take the change back."
}

// word reads a type as text.
func word(t maybe.Value[catalog.EndpointType]) plan.Text {
	if v, given := t.Get(); given {
		return maybe.Of(string(v))
	}
	return maybe.Unknown[string]()
}
