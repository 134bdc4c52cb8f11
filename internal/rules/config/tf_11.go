package config

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// tf11: the vpc-endpoints module ignores some settings.
var tf11 = rule.Rule{
	ID: "TF-11", Severity: rule.Warning,
	Title:  "The vpc-endpoints module ignores some settings",
	Why:    "Version 6.6.0 of terraform-aws-modules/vpc drops subnet_ids of Gateway Load Balancer endpoints, and looks for dns_record_ip_type one level too deep.",
	Fix:    "Use module_endpoints of the design, which is written for that module, or aws_vpc_endpoint itself.",
	Source: "https://github.com/terraform-aws-modules/terraform-aws-vpc/issues/1271",
	Unseen: "Whether a module creates the endpoints is not among the values that a guardrail gets.",
}
