package account

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc17: the S3 policy must allow the bucket that holds ECR image layers.
var acc17 = rule.Rule{
	ID: "ACC-17", Severity: rule.Error,
	Title:     "The S3 policy must allow the bucket that holds ECR image layers",
	Why:       "ECR keeps layers in a bucket of AWS. A policy that allows own accounts or buckets only makes every image pull fail.",
	Fix:       "Allow s3:GetObject on the layer bucket of the Region in a statement without account condition.",
	Source:    page.ECR,
	Elsewhere: "nothing yet: it reads the text of policies",
}
