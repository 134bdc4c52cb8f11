package cost

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// cost10: traffic between zones through an interface endpoint is not charged apart.
var cost10 = rule.Rule{
	ID: "COST-10", Severity: rule.Info,
	Title:     "Traffic between zones through an interface endpoint is not charged apart",
	Why:       "Since April 2022 AWS does not bill transfer between zones of a Region for traffic through PrivateLink.",
	Fix:       "Leave that transfer out of the estimate.",
	Source:    "https://github.com/aws/aws-eks-best-practices/pull/618",
	Elsewhere: "`vpce_cost`",
}
