package gateway

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw02: A gateway endpoint needs at least one route table.
var gw02 = rule.Rule{
	ID: "GW-02", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "A gateway endpoint needs at least one route table",
	Why:    "The endpoint works through routes that AWS puts into associated tables. With none it carries nothing.",
	Fix:    "Give route_table_ids, or route_tables for tables that are still to be created.",
	Source: page.Gateway,
	Check:  checkSomeTable,
}

// checkSomeTable finds gateway endpoints without a route table. One that was meant to be an
// interface endpoint is GW-11.
func checkSomeTable(c *rule.Case) {
	s := surveyed(c)
	for _, e := range s.judged {
		if len(e.RouteTables.Items) > 0 || e.Inline.RouteTables.Count > 0 || meantInterface(e) {
			continue
		}
		if reason, later := s.unsettled(e); reason != "" {
			s.skip(e.Key, reason, later)
			continue
		}
		c.Add(rule.Finding{
			Target: e.Key, At: e.Path("route_table_ids"), Fix: s.tablesToGive(e),
			Detail: fmt.Sprintf("The %s gateway endpoint has no route table, so no subnet reaches %s through it.", e.Service.Key, e.Service.Key),
		})
	}
}

// tablesToGive names the tables that the client subnets use, where they are known; empty
// leaves the fix of the rule.
func (s *survey) tablesToGive(e *plan.Endpoint) string {
	var tables []string
	for _, subnet := range s.Network.Subnets {
		if subnet.Listed && subnet.Table != plan.None && subnet.Client.Or(false) && !elsewhere(e, subnet) {
			tables = append(tables, s.Network.Tables[subnet.Table].Key)
		}
	}
	if len(tables) == 0 {
		return ""
	}
	return fmt.Sprintf("Give route_table_ids, or route_tables. The client subnets use %s.", list(tables))
}
