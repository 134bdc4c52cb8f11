package gateway

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw04: associating a route table moves every subnet that uses it.
var gw04 = rule.Rule{
	ID: "GW-04", Severity: rule.Warning, Needs: []string{"endpoints", "subnets"},
	Title:  "Associating a route table moves every subnet that uses it",
	Why:    "The route serves all subnets of the table; with the main table these are all subnets without an association of their own.",
	Fix:    "Check that each of these subnets may use the endpoint, or give the clients a table of their own.",
	Source: page.SubnetRouteTables,
	Check:  checkMovedSubnets,
}

// move is a route table that gateway endpoints are associated with, or must be.
type move struct {
	// services are those of the endpoints that have the table, wanted those of the endpoints
	// that lack it, for the clients named.
	services, wanted, clients []string
	// by is the first of these endpoints.
	by *plan.Endpoint
}

// note keeps the first endpoint that has the table, or lacks it.
func (m *move) note(e *plan.Endpoint) {
	if m.by == nil {
		m.by = e
	}
}

// checkMovedSubnets looks at every table of the gateway endpoints, and at those that their
// clients need.
func checkMovedSubnets(c *rule.Case) {
	s := surveyed(c)
	endpoints := s.here()
	if len(endpoints) == 0 || !c.Need("", "subnets", c.Network.SubnetsGiven) {
		return
	}
	moves := make([]move, len(c.Network.Tables))
	for _, e := range endpoints {
		for _, i := range e.RouteTables.Items {
			moves[i].services = append(moves[i].services, e.Service.Key)
			moves[i].note(e)
		}
		if reason, later := s.unsettled(e); reason != "" {
			s.skip(e.Key, reason, later)
		} else if s.isFirst(e) {
			s.wantedMoves(e, moves)
		}
	}
	found := false
	for i, m := range moves {
		if len(m.services)+len(m.wanted) > 0 {
			found = true
			s.judgeMove(i, m)
		}
	}
	if found {
		s.skipUndecidedSubnets(endpoints)
	}
}

// wantedMoves adds the tables of client subnets that no endpoint of a service has (GW-03).
func (s *survey) wantedMoves(e *plan.Endpoint, moves []move) {
	served, reason, _ := s.served(e)
	if reason != "" || len(served) == 0 {
		return
	}
	for _, subnet := range s.Network.Subnets {
		i := subnet.Table
		if !subnet.Listed || i == plan.None || !subnet.Client.Or(false) || elsewhere(e, subnet) || slices.Contains(served, i) {
			continue
		}
		moves[i].wanted, moves[i].clients = append(moves[i].wanted, e.Service.Key), append(moves[i].clients, subnet.Key)
		moves[i].note(e)
	}
}

// judgeMove names the subnets that move with a table without anybody having asked for it.
func (s *survey) judgeMove(i int, m move) {
	t := s.Network.Tables[i]
	var implicit, others []string
	for _, u := range t.Subnets {
		switch subnet := s.Network.Subnets[u]; {
		case subnet.ThroughMain:
			implicit = append(implicit, subnet.Key)
		case !subnet.Client.Or(true):
			others = append(others, subnet.Key)
		}
	}
	what := fmt.Sprintf("Associating it with the %s", endpointsFor(m.services))
	if len(m.services) == 0 {
		what = fmt.Sprintf("The client subnets %s need it associated with the %s, and that", list(m.clients), endpointsFor(m.wanted))
	}
	if len(implicit) > 0 {
		s.Fault(m.by.Key, m.by.Path("route_table_ids"), "Route table %q is the main table. %s moves every subnet without an association of its own: %s and any that is not listed here.", t.Key, what, list(implicit))
	}
	if len(others) > 0 {
		s.Fault(m.by.Key, m.by.Path("route_table_ids"), "Route table %q also serves the subnets %s, which hold no clients. %s moves their traffic too.", t.Key, list(others), what)
	}
}

// skipUndecidedSubnets names the subnets that may be among those that move.
func (s *survey) skipUndecidedSubnets(endpoints []*plan.Endpoint) {
	for _, subnet := range s.Network.Subnets {
		switch {
		case !subnet.Listed || !slices.ContainsFunc(endpoints, func(e *plan.Endpoint) bool { return !elsewhere(e, subnet) }):
		case subnet.Table == plan.None:
			s.skip(subnet.Key, subnet.TableMissing, subnet.TableLater)
		case subnet.Client.IsUnknown():
			s.Later(subnet.Key, "whether the subnet has clients is not known yet")
		}
	}
}
