package region

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg21: the parts of a service name are separated by dots.
var reg21 = rule.Rule{
	ID: "REG-21", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "A service name must have its dots and dashes where AWS has them",
	Why:    "Names such as ecr.dkr are written with a dot, others such as kinesis-streams with a dash. The same name with the other sign does not exist.",
	Fix:    "Write the service part as the catalogue gives it.",
	Source: "https://github.com/aws-samples/aws-vpc-builder-cdk/issues/30",
	Check:  checkSeparators,
}

// checkSeparators finds names in which dots and dashes are mixed up.
func checkSeparators(c *rule.Case) {
	spellings(c, func(e *plan.Endpoint, s spelling) {
		if s.slip == separator {
			judgeSpelling(c, e, s, separator)
		}
	})
}
