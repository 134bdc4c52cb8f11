package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// detail is how much the diagram shows; from level to level more is put into one box.
type detail int

const (
	// everything has a box for each subnet and route table, and one for endpoints that are
	// attached to the same.
	everything detail = iota
	// alike puts together subnets and tables that nothing in the diagram tells apart.
	alike
	// byTable puts together subnets of one zone and one table, whatever endpoints they hold.
	byTable
	// byZone has a box for each zone, and one for each endpoint type.
	byZone
	// atAll has one box for everything of a kind, so its size has a bound.
	atAll
)

// What a person can take in at a glance; far below the limits of Mermaid, which are 500 edges
// and 50,000 characters.
const (
	fewNodes = 60
	fewEdges = 120
	fewChars = 20000
)

// fits reports whether a chart is small enough.
func (c *chart) fits() bool {
	return c.nodes() <= fewNodes && len(c.edges) <= fewEdges && len(c.String()) <= fewChars
}

// names is how many names a list of this level holds.
func (l detail) names() int {
	switch l {
	case everything:
		return 40
	case alike, byTable:
		return 12
	case byZone:
		return 6
	case atAll:
	}
	return 3
}

// bunch is what shares a box: indexes into the sketch.
type bunch []int

// bunches groups n things by key, in the order of first mention, and says where each went.
func bunches(n int, key func(int) string) (groups []bunch, of []int) {
	at := map[string]int{}
	of = make([]int, n)
	for i := range n {
		k := key(i)
		g, seen := at[k]
		if !seen {
			g = len(groups)
			at[k] = g
			groups = append(groups, nil)
		}
		groups[g] = append(groups[g], i)
		of[i] = g
	}
	return groups, of
}

// tableKey tells route tables apart.
func (s *sketch) tableKey(l detail, i int) string {
	switch l {
	case everything:
		return fmt.Sprint(i)
	case alike, byTable:
		var gateways []int
		for g, e := range s.endpoints {
			if slices.Contains(e.tables, i) {
				gateways = append(gateways, g)
			}
		}
		return fmt.Sprint(gateways, s.isMain(i), s.throughNAT(i))
	case byZone, atAll:
	}
	return ""
}

// subnetKey tells subnets apart; tableOf says into which bunch each table went.
func (s *sketch) subnetKey(l detail, i int, tableOf []int) string {
	n := s.subnets[i]
	zoneKey, _ := zone(n)
	table := plan.None
	if t := s.tableOf(n); t != plan.None {
		table = tableOf[t]
	}
	shared := fmt.Sprintf("%q %d %t %s %s", zoneKey, table, n.ThroughMain, tableGap(n), clients(n))
	switch l {
	case everything:
		return fmt.Sprint(i)
	case alike:
		var held []int
		for e := range s.endpoints {
			if slices.Contains(s.endpoints[e].subnets, i) {
				held = append(held, e)
			}
		}
		return fmt.Sprint(shared, held)
	case byTable:
		return shared
	case byZone:
		return zoneKey
	case atAll:
	}
	return ""
}

// endpointKey tells endpoints apart; subnetOf and tableOf say into which bunch each went.
func (s *sketch) endpointKey(l detail, i int, subnetOf, tableOf []int) string {
	e := s.endpoints[i]
	switch l {
	case everything, alike, byTable:
		return fmt.Sprintf("%q %v %v %q %q %v", e.Type, into(e.subnets, subnetOf), into(e.tables, tableOf), e.missing, e.ServiceRegion.Or(""), e.Ports)
	case byZone:
		return fmt.Sprintf("%q %t", e.Type, e.missing == "")
	case atAll:
	}
	return fmt.Sprint(e.Type == catalog.Gateway)
}

// into are the bunches of some things, each once, sorted.
func into(items, of []int) []int {
	out := mapped(items, func(i int) int { return of[i] })
	slices.Sort(out)
	return slices.Compact(out)
}

// tableOf is the table that a subnet uses, or None.
func (s *sketch) tableOf(n plan.Subnet) int {
	if n.Table < 0 || n.Table >= len(s.d.Network.Tables) {
		return plan.None
	}
	return n.Table
}

// isMain reports whether a table is the main one; one that only an endpoint names is not.
func (s *sketch) isMain(table int) bool {
	return table == s.d.Network.Main && table < len(s.d.Network.Tables)
}

// throughNAT reports whether a table's default route leads to a NAT gateway.
func (s *sketch) throughNAT(table int) bool {
	return slices.ContainsFunc(s.tables[table].Routes, func(r plan.Route) bool {
		return strings.HasPrefix(r.TargetAttribute, "nat_gateway") && r.IsDefault()
	})
}

// clients says whether callers live in a subnet.
func clients(n plan.Subnet) string {
	switch isClient, given := n.Client.Get(); {
	case n.Client.IsUnknown():
		return "callers " + later
	case given && isClient:
		return "callers"
	case given:
		return "no callers"
	case n.Listed:
		return "callers" // the default of the input
	}
	return ""
}

// tableGap says why no line leads from a subnet to a table.
func tableGap(n plan.Subnet) string {
	switch {
	case n.Table >= 0:
		return ""
	case n.TableLater:
		return "route table " + later
	case n.TableMissing != "":
		return "route table " + notKnown
	}
	return ""
}
