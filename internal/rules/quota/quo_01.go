package quota

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/quota"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// quo01: gateway endpoints per Region must stay within the quota.
var quo01 = rule.Rule{
	ID: "QUO-01", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "Gateway endpoints per Region must stay within the quota",
	Why:    "The default is 20 in an account and Region. AWS refuses the next one.",
	Fix:    "Raise the quota and set quotas.gateway_endpoints_per_region, or use fewer endpoints.",
	Source: page.EndpointQuotas,
	Check:  gatewaysInRegion.check,
}

// gatewaysInRegion counts gateway endpoints, those of other VPCs included.
var gatewaysInRegion = endpointQuota{
	name: quota.GatewaysPerRegion, what: "gateway endpoints", kind: gateways, place: inRegion,
}
