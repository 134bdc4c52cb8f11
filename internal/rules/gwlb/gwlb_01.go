package gwlb

import (
	"fmt"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gwlb01: A Gateway Load Balancer endpoint takes exactly one subnet.
var gwlb01 = rule.Rule{
	ID: "GWLB-01", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "A Gateway Load Balancer endpoint takes exactly one subnet",
	Why:    "AWS refuses none or several, and the subnet cannot be changed later.",
	Fix:    "Give one subnet, and one endpoint for each Availability Zone.",
	Source: page.GWLBEndpoints,
	Check:  checkSubnet,
}

// checkSubnet counts the subnets of each endpoint, those of associations included.
func checkSubnet(c *rule.Case) {
	for _, e := range c.Of(catalog.GatewayLoadBalancer) {
		subnets := e.Subnets
		at := e.Path("subnet_ids")
		switch {
		case subnets.Least > 1:
			c.Fault(e.Key, at, "The endpoint has %d subnets%s, and it takes exactly one.", subnets.Least, named(c, subnets.Items))
		case subnets.Empty():
			c.Fault(e.Key, at, "The endpoint has no subnet, and it takes exactly one.")
		case subnets.Open && !exactlyOne(c, e):
			c.Later(e.Key, "its subnets are not all known yet")
		}
	}
}

// exactlyOne reports whether an endpoint has one subnet of which only the id is not known.
func exactlyOne(c *rule.Case, e *plan.Endpoint) bool {
	return e.Subnets.Count == 1 && e.Inline.Subnets.Open && len(c.Associations.Or(nil)) == 0 && !c.Associations.IsUnknown()
}

// named lists subnets in brackets, as far as they are known.
func named(c *rule.Case, subnets []int) string {
	if len(subnets) == 0 {
		return ""
	}
	names := make([]string, len(subnets))
	for i, s := range subnets {
		names[i] = fmt.Sprintf("%q", c.Network.Subnets[s].Key)
	}
	return " (" + strings.Join(names, ", ") + ")"
}
