package ast

import "strconv"

// Value is one value of a condition: [String], [Number] or [Bool], as written.
//
//sumtype:decl
type Value interface {
	Where() At
	// Text is the value as conditions compare it: the text of a string, the digits of a
	// number as written, true or false.
	Text() string
	value()
}

// String is a text.
type String struct {
	At
	Value string
}

// Number is a number, kept as written: 10.50 stays 10.50.
type Number struct {
	At
	Literal string
}

// Bool is a truth value without quotes.
type Bool struct {
	At
	Value bool
}

// Text returns the text itself.
func (s String) Text() string { return s.Value }

// Text returns the number as written.
func (n Number) Text() string { return n.Literal }

// Text returns true or false.
func (b Bool) Text() string { return strconv.FormatBool(b.Value) }

func (String) value() {}
func (Number) value() {}
func (Bool) value()   {}
