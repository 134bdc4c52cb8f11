package quota

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/quota"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// quo04: resource endpoints per VPC must stay within the quota.
var quo04 = rule.Rule{
	ID: "QUO-04", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "Resource endpoints per VPC must stay within the quota",
	Why:    "The default is 200. AWS refuses the next one.",
	Fix:    "Raise the quota and set quotas.resource_endpoints_per_vpc, or use a service network.",
	Source: page.EndpointQuotas,
	Check:  resourcesInVPC.check,
}

var resourcesInVPC = endpointQuota{
	name: quota.ResourcesPerVPC, what: "resource endpoints", kind: ofTypes(catalog.Resource), place: inVPC,
}
