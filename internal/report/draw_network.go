package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

func (d *drawer) drawVPC() {
	title := "VPC"
	id := firstText(d.d.VPC.ID, d.d.Network.VPCID)
	if text, given := id.Get(); given {
		title += " " + text
	}
	if cidrs := plan.Known(d.d.VPC.CIDRBlocks); len(cidrs) > 0 {
		title += ", " + shortened(cidrs, 2)
	}
	d.chart.vpc = title
}

func (d *drawer) drawZones() {
	at := map[string]int{}
	for g, members := range d.subnets {
		first := d.sketch.subnets[members[0]]
		key, title := zone(first)
		if d.level == atAll {
			key, title = "", "Availability Zones"
		}
		// A zone without a key is told apart by its title, which no key can be taken for.
		key = fmt.Sprintf("%q %q", key, title)
		z, seen := at[key]
		if !seen {
			z = len(d.chart.zones)
			at[key] = z
			d.chart.zones = append(d.chart.zones, box{id: fmt.Sprint("zone", z), title: title})
		}
		d.chart.zones[z].nodes = append(d.chart.zones[z].nodes, d.subnetNode(g, members))
	}
	slices.SortStableFunc(d.chart.zones, func(a, b box) int { return cmp.Compare(a.title, b.title) })
}

func (d *drawer) subnetNode(g int, members bunch) node {
	first := d.sketch.subnets[members[0]]
	n := node{id: subnetID(g), shape: subnetShape}
	if clients(first) == "callers" {
		n.shape = clientShape
	}
	if len(members) == 1 {
		n.lines = []string{"Subnet " + first.Key}
		if cidr := firstText(first.CIDRBlock, first.IPv6CIDRBlock); cidr.IsGiven() {
			n.lines = append(n.lines, cidr.Or(""))
		}
	} else {
		n.lines = append([]string{counted(len(members), "subnet")},
			d.list(mapped(members, func(i int) string { return d.sketch.subnets[i].Key }))...)
	}
	// Further up the members need not agree.
	if len(members) == 1 || d.level <= byTable {
		for _, line := range []string{clients(first), tableGap(first)} {
			if line != "" {
				n.lines = append(n.lines, line)
			}
		}
	} else {
		n.shape = subnetShape
	}
	return n
}

func (d *drawer) drawTables() {
	for g, members := range d.tables {
		n := node{id: tableID(g), shape: tableShape}
		switch {
		case len(members) > 1:
			n.lines = append([]string{counted(len(members), "route table")},
				d.list(mapped(members, func(i int) string { return d.sketch.tables[i].Key }))...)
		case d.isMain(members[0]):
			n.lines = []string{"Main route table", d.sketch.tables[members[0]].Key}
		default:
			n.lines = []string{"Route table", d.sketch.tables[members[0]].Key}
		}
		d.chart.inside = append(d.chart.inside, n)
	}
	for g, members := range d.subnets {
		stated := map[int]bool{} // by table: whether a subnet uses it other than as the main one
		for _, i := range members {
			n := d.sketch.subnets[i]
			if table := d.tableOf(n); table != plan.None {
				to := d.tableIn[table]
				stated[to] = stated[to] || !n.ThroughMain
			}
		}
		for _, to := range slices.Sorted(maps.Keys(stated)) {
			style := dashed
			if stated[to] {
				style = arrow
			}
			d.edge(subnetID(g), style, "", tableID(to))
		}
	}
}

// drawNAT shows what was left on NAT, and the tables whose default route leads there.
func (d *drawer) drawNAT() {
	if len(d.d.LeftOnNAT) == 0 {
		return
	}
	d.chart.inside = append(d.chart.inside, node{
		id: "nat", shape: natShape, lines: append([]string{"NAT gateway", "left on it:"}, d.list(d.d.LeftOnNAT)...),
	})
	for g, members := range d.tables {
		if slices.ContainsFunc(members, d.throughNAT) {
			d.edge(tableID(g), arrow, "", "nat")
		}
	}
}
