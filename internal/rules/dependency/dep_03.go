package dependency

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dep03: the first pull through a pull-through cache needs a way out.
var dep03 = rule.Rule{
	ID: "DEP-03", Severity: rule.Warning,
	Title:  "The first pull through a pull-through cache needs a way out",
	Why:    "ECR fetches the image from the upstream registry on the first pull, which endpoints do not carry.",
	Fix:    "Make the first pull from a network with a NAT gateway, or keep one.",
	Source: page.ECR,
	Unseen: "Whether an image comes through a pull-through cache, and for the first time, stands in no input.",
}
