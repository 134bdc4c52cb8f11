package gateway

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw16: conditions on aws:SourceIp do not match through the endpoint.
var gw16 = rule.Rule{
	ID: "GW-16", Severity: rule.Error,
	Title:     "Conditions on aws:SourceIp do not match through the endpoint",
	Why:       "Through the endpoint the service no longer sees public source addresses, so such a condition stops matching.",
	Fix:       "Use aws:SourceVpce, aws:SourceVpc or aws:VpcSourceIp instead.",
	Source:    page.GatewayS3,
	Elsewhere: "nothing yet: it reads the text of policies",
}
