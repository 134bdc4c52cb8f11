package cost

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// cost05: the S3 gateway endpoint saves most of the cost of image pulls.
var cost05 = rule.Rule{
	ID: "COST-05", Severity: rule.Info,
	Title:     "The S3 gateway endpoint saves most of the cost of image pulls",
	Why:       "Image layers are S3 traffic, so ECR interface endpoints alone may never pay for themselves.",
	Fix:       "Add the S3 gateway endpoint first.",
	Source:    "https://github.com/Smana/cloud-native-ref/issues/1945",
	Elsewhere: "`vpce_cost`",
}
