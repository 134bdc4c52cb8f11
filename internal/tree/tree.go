// Package tree is an input as the caller wrote it, before it has a meaning: texts, numbers,
// lists and maps of which each part may be given, null, or not known yet.
//
// Adapters turn what they receive into a [Value], whatever it is (typed objects, dynamic
// values, JSON), and the domain reads it from there, so that every way in has one reader.
//
//	v.At("vpc").Text("id")                       // given, absent or unknown
//	tree.Members(v.At("subnets"), readSubnet)    // the same of a map
package tree

import (
	"math/big"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
)

// Kind says what a value is.
type Kind uint8

// The kinds. The zero Value is Null.
const (
	Null Kind = iota
	Unknown
	String
	Bool
	Number
	List
	Map
)

// Value is one value and everything inside it. It is immutable.
type Value struct {
	kind    Kind
	text    string
	flag    bool
	number  *big.Float
	list    []Value
	members map[string]Value
}

// NotKnown is a value that will be known later.
func NotKnown() Value { return Value{kind: Unknown} }

// Text makes a string.
func Text(s string) Value { return Value{kind: String, text: s} }

// Flag makes a bool.
func Flag(b bool) Value { return Value{kind: Bool, flag: b} }

// Num makes a number; it keeps every digit.
func Num(f *big.Float) Value { return Value{kind: Number, number: f} }

// ListOf makes a list, a set or a tuple.
func ListOf(elements []Value) Value { return Value{kind: List, list: elements} }

// MapOf makes a map or an object.
func MapOf(members map[string]Value) Value { return Value{kind: Map, members: members} }

// Kind says what the value is.
func (v Value) Kind() Kind { return v.kind }

// Given reports whether there is a value, and it is known.
func (v Value) Given() bool { return v.kind != Null && v.kind != Unknown }

// Known reports whether nothing in the value, however deep, is still to become known.
func (v Value) Known() bool {
	if v.kind == Unknown {
		return false
	}
	for _, element := range v.list {
		if !element.Known() {
			return false
		}
	}
	for _, member := range v.members {
		if !member.Known() {
			return false
		}
	}
	return true
}

// At returns a member. Of what is not known yet no member is; of what is not there all are null.
func (v Value) At(name string) Value {
	if v.kind == Unknown {
		return v
	}
	return v.members[name]
}

// Members returns the members of a map by their names; nil for anything else.
func (v Value) Members() map[string]Value { return v.members }

// Elements returns the elements of a list; nil for anything else.
func (v Value) Elements() []Value { return v.list }

// AsText reads a string. An empty one is absent: hashicorp/aws writes it for null.
func (v Value) AsText() maybe.Value[string] {
	switch {
	case v.kind == Unknown:
		return maybe.Unknown[string]()
	case v.kind == String && v.text != "":
		return maybe.Of(v.text)
	}
	return maybe.Absent[string]()
}

// AsFlag reads a bool.
func (v Value) AsFlag() maybe.Value[bool] {
	switch v.kind {
	case Unknown:
		return maybe.Unknown[bool]()
	case Bool:
		return maybe.Of(v.flag)
	}
	return maybe.Absent[bool]()
}

// AsNumber reads a number.
func (v Value) AsNumber() maybe.Value[*big.Float] {
	switch {
	case v.kind == Unknown:
		return maybe.Unknown[*big.Float]()
	case v.kind == Number && v.number != nil:
		return maybe.Of(v.number)
	}
	return maybe.Absent[*big.Float]()
}

// AsWhole reads a whole number. One with a fraction is absent.
func (v Value) AsWhole() maybe.Value[int64] {
	f := v.AsNumber()
	if f.IsUnknown() {
		return maybe.Unknown[int64]()
	}
	if number, given := f.Get(); given {
		if n, accuracy := number.Int64(); accuracy == big.Exact {
			return maybe.Of(n)
		}
	}
	return maybe.Absent[int64]()
}

// AsTexts reads a list of strings.
func (v Value) AsTexts() maybe.Value[[]maybe.Value[string]] { return Elements(v, Value.AsText) }

// Text reads a member that is a string.
func (v Value) Text(name string) maybe.Value[string] { return v.At(name).AsText() }

// Flag reads a member that is a bool.
func (v Value) Flag(name string) maybe.Value[bool] { return v.At(name).AsFlag() }

// Whole reads a member that is a whole number.
func (v Value) Whole(name string) maybe.Value[int64] { return v.At(name).AsWhole() }

// Texts reads a member that is a list of strings.
func (v Value) Texts(name string) maybe.Value[[]maybe.Value[string]] { return v.At(name).AsTexts() }

// Elements reads a list with one reader for its elements.
func Elements[T any](v Value, read func(Value) T) maybe.Value[[]T] {
	switch v.kind {
	case Unknown:
		return maybe.Unknown[[]T]()
	case List:
		out := make([]T, len(v.list))
		for i, element := range v.list {
			out[i] = read(element)
		}
		return maybe.Of(out)
	}
	return maybe.Absent[[]T]()
}

// Members reads a map with one reader for its members.
func Members[T any](v Value, read func(Value) T) maybe.Value[map[string]T] {
	switch v.kind {
	case Unknown:
		return maybe.Unknown[map[string]T]()
	case Map:
		out := make(map[string]T, len(v.members))
		for name, member := range v.members {
			out[name] = read(member)
		}
		return maybe.Of(out)
	}
	return maybe.Absent[map[string]T]()
}

// RawText returns a string as it is written, an empty one too; false for anything else.
func (v Value) RawText() (string, bool) { return v.text, v.kind == String }
