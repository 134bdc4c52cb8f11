package gateway

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw05: client subnets should not depend on the main route table.
var gw05 = rule.Rule{
	ID: "GW-05", Severity: rule.Warning, Needs: []string{"endpoints", "subnets"},
	Title:  "Client subnets should not depend on the main route table",
	Why:    "When another table becomes the main one, subnets without an association move with it and lose the endpoint without notice.",
	Fix:    "Associate each client subnet explicitly with its route table.",
	Source: page.SubnetRouteTables,
	Check:  checkMainTable,
}

// checkMainTable names the client subnets that reach a gateway endpoint only because their
// table is the main one.
func checkMainTable(c *rule.Case) {
	endpoints := surveyed(c).here()
	if len(endpoints) == 0 || !c.Need("", "subnets", c.Network.SubnetsGiven) {
		return
	}
	var implicit []plan.Subnet
	for _, s := range c.Network.Subnets {
		client, known := s.Client.Get()
		foreign := !slices.ContainsFunc(endpoints, func(e *plan.Endpoint) bool { return !elsewhere(e, s) })
		switch {
		case !s.Listed || foreign || known && !client:
		case s.Table == plan.None && s.TableLater:
			c.Later(s.Key, "%s", s.TableMissing)
		case s.Table == plan.None:
			c.Missing(s.Key, "%s", s.TableMissing)
		case s.ThroughMain && !known:
			c.Later(s.Key, "whether the subnet has clients is not known yet")
		case s.ThroughMain:
			implicit = append(implicit, s)
		}
	}
	if len(implicit) == 0 {
		return
	}
	var names []string
	for _, s := range implicit {
		names = append(names, s.Key)
	}
	c.Fault(endpoints[0].Key, implicit[0].At.Attribute("route_table"), "The client subnets %s use the route table %q only because it is the main one. Whoever makes another table the main one takes them off the endpoint without a word.", list(names), c.Network.Tables[c.Network.Main].Key)
}
