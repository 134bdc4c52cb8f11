package region

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg20: in China the prefix differs by service and Region.
var reg20 = rule.Rule{
	ID: "REG-20", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "In China the prefix differs by service and Region",
	Why:    "Some services of the China Regions need cn.com.amazonaws, others com.amazonaws, and the two Regions differ. A name with the wrong one does not exist.",
	Fix:    "Use the name as the catalogue gives it for that Region.",
	Source: "https://github.com/aws/aws-cdk/issues/9864",
	Check:  checkChinaPrefix,
}

// checkChinaPrefix finds names of the China Regions that are written otherwise there.
func checkChinaPrefix(c *rule.Case) {
	spellings(c, func(e *plan.Endpoint, s spelling) {
		if s.china {
			judgeSpelling(c, e, s, prefix)
		}
	})
}
