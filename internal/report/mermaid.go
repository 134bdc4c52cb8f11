package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/vpce-tools/terraform-provider-vpce/internal/design"
)

// Mermaid draws the design as a flowchart: the VPC with its zones, subnets and route tables,
// the endpoints in them, and what they lead to. What would not be readable is put together, and
// the diagram says so. The same design gives the same bytes.
func Mermaid(d *design.Design) string {
	s := sketchOf(d)
	for l := range atAll {
		if c := s.draw(l); c.fits() {
			return c.String()
		}
	}
	return s.draw(atAll).String()
}

// drawer draws one sketch at one level.
type drawer struct {
	*sketch
	level detail
	chart chart
	// tables, subnets and endpoints are the bunches, tableIn and subnetIn say where each went.
	tables, subnets, endpoints []bunch
	tableIn, subnetIn          []int
	// drawn are the edges that are there already, cut says that a list was cut.
	drawn map[edge]bool
	cut   bool
}

func (s *sketch) draw(l detail) *chart {
	d := &drawer{sketch: s, level: l, drawn: map[edge]bool{}}
	d.tables, d.tableIn = bunches(len(s.tables), func(i int) string { return s.tableKey(l, i) })
	d.subnets, d.subnetIn = bunches(len(s.subnets), func(i int) string { return s.subnetKey(l, i, d.tableIn) })
	d.endpoints, _ = bunches(len(s.endpoints), func(i int) string { return s.endpointKey(l, i, d.subnetIn, d.tableIn) })
	d.drawVPC()
	d.drawZones()
	d.drawTables()
	d.drawNAT()
	d.drawEndpoints()
	d.drawTargets()
	d.drawCallers()
	d.drawNote()
	return &d.chart
}

func (d *drawer) edge(from, arrow, text, to string) {
	e := edge{from, arrow, text, to}
	if !d.drawn[e] {
		d.drawn[e] = true
		d.chart.edges = append(d.chart.edges, e)
	}
}

// list are lines with names; long lists have two names in a line, and an end.
func (d *drawer) list(names []string) []string {
	most := d.level.names()
	var end []string
	if len(names) > most {
		d.cut = true
		end = []string{fmt.Sprintf("and %d more", len(names)-most)}
		names = names[:most]
	}
	long := slices.ContainsFunc(names, func(name string) bool { return utf8.RuneCountInString(name) > maxLabel/2-1 })
	if len(names) <= shownNames || long {
		return slices.Concat(names, end)
	}
	var out []string
	for pair := range slices.Chunk(names, 2) {
		out = append(out, strings.Join(pair, ", "))
	}
	return append(out, end...)
}

// drawNote says what was put together.
func (d *drawer) drawNote() {
	lines := []string{"Drawn in short"}
	for _, f := range []struct {
		noun       string
		all, boxes int
	}{
		{"subnet", len(d.sketch.subnets), len(d.subnets)},
		{"route table", len(d.sketch.tables), len(d.tables)},
		{"endpoint", len(d.sketch.endpoints), len(d.endpoints)},
	} {
		if d.level > everything && f.boxes < f.all {
			lines = append(lines, fmt.Sprintf("%s in %s", counted(f.all, f.noun), boxes(f.boxes)))
		}
	}
	if d.level >= byZone {
		lines = append(lines, "not every line holds for", "all that is in a box")
	}
	if d.cut {
		lines = append(lines, "long lists have an end")
	}
	switch {
	case len(lines) > 1:
		d.chart.notes = append(d.chart.notes, node{id: "note", shape: noteShape, lines: lines})
	case d.chart.nodes() == 0:
		d.chart.inside = append(d.chart.inside, node{id: "note", shape: noteShape, lines: []string{"no endpoints"}})
	}
}

func boxes(n int) string {
	if n == 1 {
		return "1 box"
	}
	return fmt.Sprintf("%d boxes", n)
}

func subnetID(g int) string   { return fmt.Sprint("subnet", g) }
func tableID(g int) string    { return fmt.Sprint("table", g) }
func endpointID(g int) string { return fmt.Sprint("endpoint", g) }
