package region

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg16: some service names carry no Region.
var reg16 = rule.Rule{
	ID: "REG-16", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "A service name must carry its Region, or none, as AWS writes it",
	Why:    "Most names carry their Region; those of IAM, of Route 53 and of multi-Region access points have no such part. A name built the other way does not exist.",
	Fix:    "Use the name as the catalogue gives it.",
	Source: page.Services,
	Check:  checkRegionPart,
}

// checkRegionPart finds names with a Region too many, and names that lack theirs.
func checkRegionPart(c *rule.Case) {
	spellings(c, func(e *plan.Endpoint, s spelling) {
		if s.slip == regionPart {
			c.Add(rule.Finding{
				Target: e.Key, At: e.Path("service_name"),
				Detail: fmt.Sprintf("%q does not exist; AWS writes the name as %q.", s.written, s.right),
				Fix:    fmt.Sprintf("Set service_name to %q.", s.right),
			})
		}
	})
}
