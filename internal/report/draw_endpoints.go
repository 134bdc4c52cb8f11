package report

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
)

func (d *drawer) drawEndpoints() {
	for g, members := range d.endpoints {
		id := endpointID(g)
		d.chart.inside = append(d.chart.inside, d.endpointNode(id, members))
		for _, i := range members {
			for _, table := range d.sketch.endpoints[i].tables {
				d.edge(tableID(d.tableIn[table]), arrow, "", id)
			}
			for _, subnet := range d.sketch.endpoints[i].subnets {
				d.edge(subnetID(d.subnetIn[subnet]), thick, "", id)
			}
		}
	}
}

func (d *drawer) endpointNode(id string, members bunch) node {
	first := d.sketch.endpoints[members[0]]
	n := node{id: id, shape: interfaceShape}
	if first.Type == catalog.Gateway {
		n.shape = gatewayShape
	}
	kind := string(first.Type) + " endpoint"
	if d.level == atAll && first.Type != catalog.Gateway {
		kind = "endpoint"
	}
	if len(members) == 1 {
		n.lines = []string{kind, first.key}
	} else {
		n.lines = append([]string{counted(len(members), kind)},
			d.list(mapped(members, func(i int) string { return d.sketch.endpoints[i].key }))...)
	}
	if d.level <= byTable {
		if len(first.Ports) > 0 {
			n.lines = append(n.lines, ports(first.Ports))
		}
		if first.missing != "" {
			n.lines = append(n.lines, first.missing)
		}
	} else if later := d.unplaced(members); later > 0 {
		n.lines = append(n.lines, fmt.Sprintf("%d of them attached to nothing known yet", later))
	}
	return n
}

// unplaced counts the endpoints that are attached to nothing.
func (d *drawer) unplaced(members bunch) int {
	n := 0
	for _, i := range members {
		if d.sketch.endpoints[i].missing != "" {
			n++
		}
	}
	return n
}

func ports(list []int) string {
	texts := mapped(list, func(port int) string { return fmt.Sprint(port) })
	return "TCP " + shortened(texts, 4)
}

// maxOwnTargets is up to how many endpoints of a box have a target each.
const maxOwnTargets = 3

// drawTargets shows what the endpoints lead to: a box for each service of a few, and of those that
// two boxes of endpoints lead to; one box for the many.
func (d *drawer) drawTargets() {
	reached := map[string]int{}
	for _, members := range d.endpoints {
		for _, key := range d.services(members) {
			reached[key]++
		}
	}
	ids := map[string]string{}
	for g, members := range d.endpoints {
		rest := map[string]bool{}
		for _, i := range members {
			e := d.sketch.endpoints[i]
			key := serviceKey(e)
			if d.level >= byZone || len(members) > maxOwnTargets && reached[key] < 2 {
				rest[key] = true
				continue
			}
			if ids[key] == "" {
				ids[key] = fmt.Sprint("service", len(ids))
				d.chart.targets = append(d.chart.targets, node{id: ids[key], shape: targetShape, lines: d.targetLines(e)})
			}
			d.edge(endpointID(g), arrow, "", ids[key])
		}
		if len(rest) > 0 {
			id := fmt.Sprint("services", g)
			lines := []string{counted(len(rest), "service")}
			if region := d.sketch.endpoints[members[0]].ServiceRegion.Or(d.d.Region.Code); d.level <= byTable && region != "" {
				lines = append(lines, "in "+region)
			}
			d.chart.targets = append(d.chart.targets, node{id: id, shape: targetShape, lines: lines})
			d.edge(endpointID(g), arrow, "", id)
		}
	}
}

// services are what some endpoints lead to, each once.
func (d *drawer) services(members bunch) []string {
	out := mapped(members, func(i int) string { return serviceKey(d.sketch.endpoints[i]) })
	slices.Sort(out)
	return slices.Compact(out)
}

func serviceKey(e attached) string { return fmt.Sprintf("%q %q", e.Service, e.ServiceRegion.Or("")) }

func (d *drawer) targetLines(e attached) []string {
	lines := []string{"Service " + e.Service}
	if text, given := firstText(e.ServiceName, e.ResourceConfigurationARN, e.ServiceNetworkARN).Get(); given {
		lines = append(lines, text)
	}
	if region := e.ServiceRegion.Or(""); region != "" && region != d.d.Region.Code {
		lines = append(lines, "in "+region)
	}
	return lines
}

// drawCallers shows who may come in from outside, and by which ports.
func (d *drawer) drawCallers() {
	for c, from := range d.callers {
		id := fmt.Sprint("caller", c)
		lines := append([]string{from.name}, d.list(from.cidrs)...)
		d.chart.outside = append(d.chart.outside, node{id: id, shape: callerShape, lines: lines})
		for g, members := range d.endpoints {
			var open []int
			served := false
			for _, i := range members {
				if e := d.sketch.endpoints[i]; slices.Contains(e.Callers, from.key) {
					served, open = true, append(open, e.Ports...)
				}
			}
			slices.Sort(open)
			switch open = slices.Compact(open); {
			case len(open) > 0:
				d.edge(id, arrow, ports(open), endpointID(g))
			case served:
				d.edge(id, arrow, "", endpointID(g))
			}
		}
	}
}
