// Package maybe carries the three states of an input from the edge to a rule: given,
// absent, or not known yet. It lets a rule answer "not checked" without knowing Terraform.
package maybe

// Value is an input that may be given, absent or unknown. The zero Value is absent.
type Value[T any] struct {
	value T
	state state
}

type state uint8

const (
	absent state = iota
	given
	unknown
)

// Of returns a given value.
func Of[T any](v T) Value[T] { return Value[T]{value: v, state: given} }

// Absent returns an input that was not given.
func Absent[T any]() Value[T] { return Value[T]{} }

// Unknown returns an input that will be known later.
func Unknown[T any]() Value[T] { return Value[T]{state: unknown} }

// Get returns the value and whether it is given.
func (v Value[T]) Get() (T, bool) { return v.value, v.state == given }

// Or returns the value if given, else the fallback.
func (v Value[T]) Or(fallback T) T {
	if v.state == given {
		return v.value
	}
	return fallback
}

// Known reports whether the value is given or certainly absent.
func (v Value[T]) Known() bool { return v.state != unknown }

// IsGiven reports whether the value is given.
func (v Value[T]) IsGiven() bool { return v.state == given }

// IsAbsent reports whether the input was certainly not given.
func (v Value[T]) IsAbsent() bool { return v.state == absent }

// IsUnknown reports whether the value will be known later.
func (v Value[T]) IsUnknown() bool { return v.state == unknown }
