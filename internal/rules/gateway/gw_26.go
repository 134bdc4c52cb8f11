package gateway

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw26: without an endpoint the traffic to AWS still stays on the AWS network.
var gw26 = rule.Rule{
	ID: "GW-26", Severity: rule.Info,
	Title:  "Without an endpoint the traffic to AWS still stays on the AWS network",
	Why:    "Traffic from a VPC to an AWS service uses public addresses but does not leave the AWS network, except to and from China. The reasons for an endpoint are subnets without a way out, NAT charges and policy control.",
	Fix:    "Weigh the endpoint by these reasons.",
	Source: page.VPCQuestions,
	Unseen: "It says what happens without an endpoint, which is a reason for or against a design and not a fault in one.",
}
