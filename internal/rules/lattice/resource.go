package lattice

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// led is a resource endpoint and what it leads to.
type led struct {
	*plan.Endpoint
	configuration *plan.ResourceConfiguration
}

// resources are the resource endpoints whose resource configuration is given. Of the others
// the rule is not checked.
func resources(c *rule.Case) []led {
	var out []led
	for _, e := range c.Of(catalog.Resource) {
		switch {
		case e.Service.Resource != nil:
			out = append(out, led{e, e.Service.Resource})
		case e.ResourceConfigurationARN.IsUnknown():
			c.Later(e.Key, "resource_configuration_arn is not known yet")
		case c.Need("", "resource_configurations", c.ResourceConfigurations):
			c.Missing(e.Key, "resource_configurations has no entry for it")
		}
	}
	return out
}

// gateway is the resource gateway; the rule is not checked without it.
func (l led) gateway(c *rule.Case) (plan.ResourceGateway, bool) {
	if !c.Need(l.Key, l.attribute("resource_gateway"), l.configuration.Gateway) {
		return plan.ResourceGateway{}, false
	}
	return l.configuration.Gateway.Or(plan.ResourceGateway{}), true
}

// attribute writes an attribute of the resource configuration as in a configuration.
func (l led) attribute(name string) string {
	return fmt.Sprintf("resource_configurations[%q].%s", l.configuration.Key, name)
}
