package symbolic

import "slices"

// Order says how the values of a line compare and what lies between them.
type Order[T any] struct {
	// Compare is negative if a comes before b, zero if they are equal.
	Compare func(a, b T) int
	// Before, After and Between return a value on that side of the given ones; false if
	// there is none.
	Before, After func(a T) (T, bool)
	Between       func(a, b T) (T, bool)
	// Any returns a value of a line on which nothing is marked.
	Any func() T
}

// Line is an ordered domain, such as numbers or instants, split at marked points: every
// point is an atom, and so is every stretch between two of them, before the first and behind
// the last.
//
//	 gap 0    point 0   gap 1    point 1   gap 2
//	────────────●──────────────────●───────────────
//	atom 0    atom 1    atom 2   atom 3    atom 4
//
// A gap in which no value lies is left out, so atoms are numbered along the line but not
// always in this way.
type Line[T any] struct {
	order  Order[T]
	points []T
	// places are the atoms by their number above: even numbers are gaps.
	places []int
	values []T
}

// SplitLine marks the points on a line. They may be given in any order and repeated.
func SplitLine[T any](order Order[T], points []T) *Line[T] {
	l := &Line[T]{order: order, points: slices.Clone(points)}
	slices.SortStableFunc(l.points, order.Compare)
	l.points = slices.CompactFunc(l.points, func(a, b T) bool { return order.Compare(a, b) == 0 })
	for place := range 2*len(l.points) + 1 {
		if v, ok := l.value(place); ok {
			l.places = append(l.places, place)
			l.values = append(l.values, v)
		}
	}
	return l
}

// value returns a value at a place of the drawing above.
func (l *Line[T]) value(place int) (T, bool) {
	i := place / 2
	switch {
	case place%2 == 1:
		return l.points[i], true
	case len(l.points) == 0:
		return l.order.Any(), true
	case i == 0:
		return l.order.Before(l.points[0])
	case i == len(l.points):
		return l.order.After(l.points[i-1])
	}
	return l.order.Between(l.points[i-1], l.points[i])
}

// Len returns the number of atoms.
func (l *Line[T]) Len() int { return len(l.places) }

// Value returns a value of an atom.
func (l *Line[T]) Value(atom int) T { return l.values[atom] }

// Side says where values lie, seen from a point.
type Side uint8

// The sides of a point.
const (
	Below Side = 1 << iota
	At
	Above
)

// In returns the atoms on the given sides of a point, which must be one of the marked.
func (l *Line[T]) In(point T, sides Side) Set {
	i, _ := slices.BinarySearchFunc(l.points, point, l.order.Compare)
	s := NewSet(len(l.places))
	for atom, place := range l.places {
		side := At
		switch {
		case place < 2*i+1:
			side = Below
		case place > 2*i+1:
			side = Above
		}
		if sides&side != 0 {
			s.Add(atom)
		}
	}
	return s
}
