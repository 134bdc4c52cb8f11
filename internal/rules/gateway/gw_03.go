package gateway

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw03: every client subnet's effective route table must be associated.
var gw03 = rule.Rule{
	ID: "GW-03", Severity: rule.Error, Needs: []string{"endpoints", "subnets"},
	Title:  "Every client subnet's effective route table must be associated",
	Why:    "A subnet uses the table it is associated with, else the main table of the VPC. Clients in a subnet whose table lacks the endpoint's route do not use the endpoint.",
	Fix:    "Add the subnet's effective route table to the endpoint, or mark the subnet with client = false.",
	Source: page.SubnetRouteTables,
	Check:  checkClientTables,
}

// checkClientTables compares, for each service, the tables of its gateway endpoints in this
// VPC with those that the client subnets really use.
func checkClientTables(c *rule.Case) {
	s := surveyed(c)
	for _, e := range s.here() {
		if !s.isFirst(e) {
			continue
		}
		if !c.Need("", "subnets", c.Network.SubnetsGiven) {
			return
		}
		served, reason, later := s.served(e)
		if reason != "" {
			s.skip(e.Key, reason, later)
			continue
		}
		if len(served) > 0 { // without any it is GW-02
			judgeClients(c, e, served)
		}
	}
}

// judgeClients names the client subnets whose table is not among those served.
func judgeClients(c *rule.Case, e *plan.Endpoint, served []int) {
	var left []string
	more := 0
	for _, s := range c.Network.Subnets {
		client, known := s.Client.Get()
		switch {
		case !s.Listed || known && !client || elsewhere(e, s):
		case !known:
			c.Later(s.Key, "whether the subnet has clients is not known yet")
		case s.Table == plan.None && s.TableLater:
			c.Later(s.Key, "%s", s.TableMissing)
		case s.Table == plan.None:
			c.Missing(s.Key, "%s", s.TableMissing)
		case slices.Contains(served, s.Table):
		case len(left) == most:
			more++
		default:
			left = append(left, fmt.Sprintf("%q (%s route table %q)", s.Key, through(s), c.Network.Tables[s.Table].Key))
		}
	}
	names := strings.Join(left, ", ")
	if more > 0 {
		names = fmt.Sprintf("%s and %d more", names, more)
	}
	if len(left) > 0 {
		c.Fault(e.Key, e.Path("route_table_ids"), "The %s gateway endpoint does not serve the client subnets %s.", e.Service.Key, names)
	}
}

// through says how a subnet comes to its table.
func through(s plan.Subnet) string {
	if s.ThroughMain {
		return "through the main"
	}
	return "by its"
}
