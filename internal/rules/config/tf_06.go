package config

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// tf06: A lookup by service name must also give the type.
var tf06 = rule.Rule{
	ID: "TF-06", Severity: rule.Error,
	Title:  "A lookup by service name must also give the type",
	Why:    "S3 and DynamoDB have the same service name for both types, so a lookup without the type finds two or the wrong one.",
	Fix:    "Set service_type in the data source.",
	Source: "https://github.com/eksctl-io/eksctl/issues/3214",
	Unseen: "What a data source is asked is not among the values that a guardrail gets.",
}
