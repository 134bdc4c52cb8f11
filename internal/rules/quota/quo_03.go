package quota

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/quota"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// quo03: interface and Gateway Load Balancer endpoints per VPC must stay within the quota.
var quo03 = rule.Rule{
	ID: "QUO-03", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "Interface and Gateway Load Balancer endpoints per VPC must stay within the quota",
	Why:    "The default is 50 for both kinds together. AWS refuses the next one.",
	Fix:    "Raise the quota and set quotas.interface_endpoints_per_vpc, or move endpoints to a hub.",
	Source: page.EndpointQuotas,
	Check:  interfacesInVPC.check,
}

// interfacesInVPC counts both kinds together. Where both are there, that is GWLB-09 too.
var interfacesInVPC = endpointQuota{
	name: quota.InterfacesPerVPC, what: "interface and Gateway Load Balancer endpoints",
	kind: ofTypes(catalog.Interface, catalog.GatewayLoadBalancer), place: inVPC,
	related: func(endpoints []*plan.Endpoint) []string {
		balancers := 0
		for _, e := range endpoints {
			if e.Is(catalog.GatewayLoadBalancer) {
				balancers++
			}
		}
		if balancers == 0 || balancers == len(endpoints) {
			return nil
		}
		return []string{"GWLB-09"}
	},
}
