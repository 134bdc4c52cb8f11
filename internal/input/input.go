// Package input says what is wrong with a caller's input, and where, without knowing Terraform.
//
// Errors are for input that cannot be used. A usable input that makes a bad design is
// judged instead, by a finding.
package input

import (
	"fmt"
	"slices"
	"strings"
)

// Error is one thing wrong with the input.
type Error struct {
	// Path leads to the attribute at fault.
	Path Path
	// Text says what was found, what is allowed and what to do.
	Text string
}

func (e Error) Error() string { return e.Path.String() + ": " + e.Text }

// Path leads from the configuration's root to a value.
type Path []Step

// Step is one step of a path.
//
//sumtype:decl
type Step interface{ step() string }

// Attribute is a step to an attribute of an object.
type Attribute string

// Key is a step to an element of a map.
type Key string

// Index is a step to an element of a list.
type Index int

// Element is a step to a text in a set.
type Element string

func (a Attribute) step() string { return "." + string(a) }
func (k Key) step() string       { return fmt.Sprintf("[%q]", string(k)) }
func (i Index) step() string     { return fmt.Sprintf("[%d]", int(i)) }
func (e Element) step() string   { return fmt.Sprintf("[%q]", string(e)) }

// At starts a path at a root attribute.
func At(attribute string) Path { return Path{Attribute(attribute)} }

// Attribute goes on to an attribute of the object.
func (p Path) Attribute(name string) Path { return p.with(Attribute(name)) }

// Key goes on to an element of the map.
func (p Path) Key(key string) Path { return p.with(Key(key)) }

// Index goes on to an element of the list.
func (p Path) Index(i int) Path { return p.with(Index(i)) }

// Element goes on to a text in the set.
func (p Path) Element(text string) Path { return p.with(Element(text)) }

func (p Path) with(s Step) Path { return append(slices.Clip(p), s) }

// String writes the path as a configuration would: endpoints["s3"].subnet_ids.
func (p Path) String() string {
	var b strings.Builder
	for _, s := range p {
		b.WriteString(s.step())
	}
	return strings.TrimPrefix(b.String(), ".")
}

// Errors collects what is wrong. The zero value is ready to use.
type Errors []Error

// Add records an error at a path.
func (e *Errors) Add(p Path, format string, args ...any) {
	*e = append(*e, Error{Path: p, Text: fmt.Sprintf(format, args...)})
}
