package region

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg19: the prefix of a service name must be the one AWS uses.
var reg19 = rule.Rule{
	ID: "REG-19", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "The prefix of a service name must be the one AWS uses",
	Why:    "Not every service name starts with com.amazonaws. A name with the wrong prefix does not exist.",
	Fix:    "Use the name as the catalogue gives it.",
	Source: page.Services,
	Check:  checkPrefix,
}

// checkPrefix finds names whose prefix is not the one that AWS uses; those of China are REG-20.
func checkPrefix(c *rule.Case) {
	spellings(c, func(e *plan.Endpoint, s spelling) {
		if !s.china {
			judgeSpelling(c, e, s, prefix)
		}
	})
}
