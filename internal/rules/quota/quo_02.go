package quota

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/quota"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// quo02: gateway endpoints per VPC must stay within the quota.
var quo02 = rule.Rule{
	ID: "QUO-02", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "Gateway endpoints per VPC must stay within the quota",
	Why:    "The default is 255, and AWS refuses the next one.",
	Fix:    "Use fewer gateway endpoints with more route tables each.",
	Source: page.EndpointQuotas,
	Check:  gatewaysInVPC.check,
}

var gatewaysInVPC = endpointQuota{
	name: quota.GatewaysPerVPC, what: "gateway endpoints", kind: gateways, place: inVPC,
}
