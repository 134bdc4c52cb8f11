package region

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// settledTarget reports whether it is known of which service a target is, be it of one that the
// facts do not know. A target of which neither service nor ARN decides that waits for one of them.
func settledTarget(c *rule.Case, t plan.Target) bool {
	if t.Service != "" {
		return true
	}
	if parts := strings.SplitN(t.ARN.Or(""), ":", 6); len(parts) == 6 {
		if refs, err := c.Catalog.Resolve(parts[2]); err != nil || len(refs) == 0 {
			return true
		}
	}
	c.Later(t.Key, "the service of the target is not known yet")
	return false
}
