package quota

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/quota"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// quo05: service-network endpoints per VPC must stay within the quota.
var quo05 = rule.Rule{
	ID: "QUO-05", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "Service-network endpoints per VPC must stay within the quota",
	Why:    "The default is 50. AWS refuses the next one.",
	Fix:    "Raise the quota and set quotas.service_network_endpoints_per_vpc, or merge service networks.",
	Source: page.EndpointQuotas,
	Check:  serviceNetworksInVPC.check,
}

var serviceNetworksInVPC = endpointQuota{
	name: quota.ServiceNetworksPerVPC, what: "service-network endpoints", kind: ofTypes(catalog.ServiceNetwork), place: inVPC,
}
