package config

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// tf09: replacing the default security group by association fails on the next apply.
var tf09 = rule.Rule{
	ID: "TF-09", Severity: rule.Warning, Needs: []string{"endpoint_associations"},
	Title:  "Replacing the default security group by association fails on the next apply",
	Why:    "replace_default_association finds no default group left to replace when it is applied again.",
	Fix:    "Give the security groups to the endpoint itself when it is created.",
	Source: page.AWSProvider + "issues/27100",
	Check:  checkReplacedDefault,
}

// checkReplacedDefault finds associations that replace the default security group.
func checkReplacedDefault(c *rule.Case) {
	takes := slices.ContainsFunc(c.Endpoints.Or(nil), func(e *plan.Endpoint) bool {
		return e.TakesSecurityGroups() || e.Type.IsUnknown()
	})
	if !takes && c.Associations.IsAbsent() && !c.Endpoints.IsUnknown() {
		return
	}
	if !c.Need("", "endpoint_associations ({} says that there are none)", c.Associations) {
		return
	}
	for _, a := range c.Associations.Or(nil) {
		if c.Settled(a.Key, "replace_default_association", a.ReplaceDefault) && a.ReplaceDefault.Or(false) {
			c.Fault(a.Key, a.At.Attribute("replace_default_association"), "The association replaces the default security group of the endpoint%s. Applied again, it finds no default group left to replace and fails.", named(a))
		}
	}
}

// named names the endpoint of an association, where it is known.
func named(a plan.Association) string {
	if a.Endpoint == nil {
		return ""
	}
	return fmt.Sprintf(" %q", a.Endpoint.Key)
}
