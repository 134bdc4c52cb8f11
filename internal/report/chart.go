package report

import (
	"fmt"
	"strings"
)

// chart is a flowchart before it is text. Ids are our own; only labels hold a caller's text.
type chart struct {
	// outside stand left of the VPC, inside in it, beside its zones.
	outside, inside []node
	vpc             string
	zones           []box
	targets, notes  []node
	edges           []edge
}

// node is a box with lines of text.
type node struct {
	id    string
	shape shape
	lines []string
}

// shape is how a kind of node is drawn; it is the name of its class too.
type shape string

const (
	subnetShape    shape = "subnet"
	clientShape    shape = "client"
	tableShape     shape = "table"
	gatewayShape   shape = "gateway"
	interfaceShape shape = "interface"
	callerShape    shape = "caller"
	targetShape    shape = "service"
	natShape       shape = "nat"
	noteShape      shape = "note"
)

// box is a zone with its subnets.
type box struct {
	id    string
	title string
	nodes []node
}

// edge is a line between two nodes.
type edge struct {
	from, arrow, text, to string
}

const (
	arrow  = "-->"
	dashed = "-.->"
	thick  = "==="
)

// nodes counts the nodes and boxes.
func (c *chart) nodes() int {
	n := len(c.outside) + len(c.inside) + len(c.targets) + len(c.notes)
	for _, z := range c.zones {
		n += 1 + len(z.nodes)
	}
	return n
}

// settings keep names and ranges in one line, since Mermaid wraps labels early, and dashed lines
// dashed, which the look called neo draws as whole ones where lines cross.
const settings = `%%{init: {"look": "classic", "flowchart": {"wrappingWidth": 420}}}%%` + "\n"

// String writes the chart as Mermaid.
func (c *chart) String() string {
	var b strings.Builder
	b.WriteString(settings + "flowchart LR\n")
	writeNodes(&b, "  ", c.outside)
	writeBox(&b, "  ", "vpc", c.vpc, func() {
		for _, z := range c.zones {
			writeBox(&b, "    ", z.id, z.title, func() { writeNodes(&b, "      ", z.nodes) })
		}
		writeNodes(&b, "    ", c.inside)
	})
	writeNodes(&b, "  ", c.targets)
	writeNodes(&b, "  ", c.notes)
	for _, e := range c.edges {
		text := ""
		if e.text != "" {
			text = "|" + quoted([]string{e.text}) + "|"
		}
		fmt.Fprintf(&b, "  %s %s%s %s\n", e.from, e.arrow, text, e.to)
	}
	c.writeStyles(&b)
	return b.String()
}

func writeBox(b *strings.Builder, indent, id string, title string, body func()) {
	fmt.Fprintf(b, "%ssubgraph %s[%s]\n", indent, id, quoted([]string{title}))
	body()
	fmt.Fprintf(b, "%send\n", indent)
}

func writeNodes(b *strings.Builder, indent string, nodes []node) {
	for _, n := range nodes {
		left, right := n.shape.brackets()
		fmt.Fprintf(b, "%s%s%s%s%s\n", indent, n.id, left, quoted(n.lines), right)
	}
}

func (s shape) brackets() (left, right string) {
	switch s {
	case tableShape:
		return "[[", "]]"
	case gatewayShape:
		return "{{", "}}"
	case interfaceShape, callerShape, targetShape, natShape:
		return "(", ")"
	case subnetShape, clientShape, noteShape:
	}
	return "[", "]"
}

func quoted(lines []string) string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = label(line, i == 0)
	}
	return `"` + strings.Join(out, "<br/>") + `"`
}

// styles give fill, line and text each, so that a diagram reads alike on light and on dark pages.
func styles() []struct{ class, style string } {
	return []struct{ class, style string }{
		{"vpc", "fill:#f8fafc,stroke:#64748b,color:#0f172a"},
		{"zone", "fill:#eef2f7,stroke:#94a3b8,color:#0f172a,stroke-dasharray:4 3"},
		{string(subnetShape), "fill:#ffffff,stroke:#64748b,color:#0f172a"},
		{string(clientShape), "fill:#dbeafe,stroke:#1d4ed8,color:#0f172a"},
		{string(tableShape), "fill:#ede9fe,stroke:#6d28d9,color:#1e1b4b"},
		{string(gatewayShape), "fill:#dcfce7,stroke:#15803d,color:#052e16"},
		{string(interfaceShape), "fill:#fef3c7,stroke:#b45309,color:#451a03"},
		{string(callerShape), "fill:#fce7f3,stroke:#be185d,color:#500724"},
		{string(targetShape), "fill:#ffedd5,stroke:#c2410c,color:#431407"},
		{string(natShape), "fill:#e5e7eb,stroke:#4b5563,color:#111827"},
		{string(noteShape), "fill:#fefce8,stroke:#a16207,color:#422006,stroke-dasharray:2 2"},
	}
}

// writeStyles writes the classes in use. Lines are of a grey that is seen on white and on black.
func (c *chart) writeStyles(b *strings.Builder) {
	members := map[string][]string{"vpc": {"vpc"}}
	for _, z := range c.zones {
		members["zone"] = append(members["zone"], z.id)
		for _, n := range z.nodes {
			members[string(n.shape)] = append(members[string(n.shape)], n.id)
		}
	}
	for _, list := range [][]node{c.outside, c.inside, c.targets, c.notes} {
		for _, n := range list {
			members[string(n.shape)] = append(members[string(n.shape)], n.id)
		}
	}
	for _, s := range styles() {
		if ids := members[s.class]; len(ids) > 0 {
			// A class may not be named like an id or a word of Mermaid.
			fmt.Fprintf(b, "  classDef %sStyle %s\n  class %s %sStyle\n", s.class, s.style, strings.Join(ids, ","), s.class)
		}
	}
	if len(c.edges) == 0 {
		return
	}
	b.WriteString("  linkStyle default stroke:#64748b\n")
	// Mermaid draws some dashed lines as whole ones, so the dashes are asked for by style too.
	var broken []string
	for i, e := range c.edges {
		if e.arrow == dashed {
			broken = append(broken, fmt.Sprint(i))
		}
	}
	if len(broken) > 0 {
		fmt.Fprintf(b, "  linkStyle %s stroke:#64748b,stroke-dasharray:4 3\n", strings.Join(broken, ","))
	}
}
