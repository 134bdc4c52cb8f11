package placement

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// if13: the bandwidth of an interface endpoint is limited per zone.
var if13 = rule.Rule{
	ID: "IF-13", Severity: rule.Info, Unseen: "How much traffic an endpoint carries is in no argument of it.",
	Title:  "The bandwidth of an interface endpoint is limited per zone",
	Why:    "Each zone starts at 10 Gbps and scales to 100 Gbps; DynamoDB endpoints also have a limit of 50,000 requests per second.",
	Fix:    "Spread heavy clients over zones or endpoints.",
	Source: page.EndpointQuotas,
}
