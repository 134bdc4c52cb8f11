package ast

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// At is the place of a node: where its text begins, and the way to it from the root. The
// zero At belongs to a node that was never written.
type At struct {
	// Line and Column count from 1; a column is one character, whatever its bytes.
	Line, Column int
	// Offset counts bytes from 0.
	Offset int
	// Path leads from the root of the document to the node.
	Path *Path
}

// Where returns the place itself, so that every node that embeds At has the method.
func (a At) Where() At { return a }

// Written reports whether the node stands in a text.
func (a At) Written() bool { return a.Line > 0 }

// String names the place for a reader: line 4, column 5 (Statement[0].Action).
func (a At) String() string {
	var parts []string
	if a.Written() {
		parts = append(parts, fmt.Sprintf("line %d, column %d", a.Line, a.Column))
	}
	if path := a.Path.String(); path != "" {
		if len(parts) > 0 {
			path = "(" + path + ")"
		}
		parts = append(parts, path)
	}
	return strings.Join(parts, " ")
}

// Path is the way from the root to a node. It is a list linked upwards, so that a step
// costs the same however deep it leads. The nil Path is the root.
type Path struct {
	up    *Path
	name  string
	index int
}

// Key goes on to a member of an object.
func (p *Path) Key(name string) *Path { return &Path{up: p, name: name, index: -1} }

// Index goes on to an element of a list, counted from 0.
func (p *Path) Index(i int) *Path { return &Path{up: p, index: i} }

// longestName bounds the names quoted in a path, which come from the text.
const longestName = 128

// String writes the path: Statement[1].Condition.StringEquals["aws:PrincipalOrgID"][0].
func (p *Path) String() string {
	var steps []string
	for ; p != nil; p = p.up {
		steps = append(steps, p.step())
	}
	var b strings.Builder
	for _, step := range slices.Backward(steps) {
		b.WriteString(step)
	}
	return strings.TrimPrefix(b.String(), ".")
}

func (p *Path) step() string {
	switch {
	case p.index >= 0:
		return "[" + strconv.Itoa(p.index) + "]"
	case plainName(p.name):
		return "." + p.name
	case len(p.name) > longestName:
		return "[" + strconv.Quote(strings.ToValidUTF8(p.name[:longestName], "")+"…") + "]"
	}
	return "[" + strconv.Quote(p.name) + "]"
}

// plainName reports whether a name needs no quotes in a path.
func plainName(name string) bool {
	for _, r := range name {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') {
			return false
		}
	}
	return name != "" && len(name) <= longestName
}
