package symbolic

import (
	"encoding/binary"
	"iter"
	"math/bits"
	"slices"
)

// Set is a set of atoms, which are numbered from zero. All sets that are used together must
// be made for the same number of atoms.
type Set []uint64

const wordBits = 64

// NewSet returns the empty set for that many atoms.
func NewSet(atoms int) Set { return make(Set, (atoms+wordBits-1)/wordBits) }

// FullSet returns the set of all of that many atoms.
func FullSet(atoms int) Set {
	s := NewSet(atoms)
	s.fill(atoms)
	return s
}

func (s Set) fill(atoms int) {
	for i := range s {
		s[i] = ^uint64(0)
	}
	if rest := atoms % wordBits; rest != 0 {
		s[len(s)-1] = 1<<rest - 1
	}
}

// SetOf returns a set for that many atoms with the given ones in it.
func SetOf(atoms int, members ...int) Set {
	s := NewSet(atoms)
	for _, m := range members {
		s.Add(m)
	}
	return s
}

// Add puts an atom into the set.
func (s Set) Add(atom int) { s[atom/wordBits] |= 1 << (atom % wordBits) }

// Remove takes an atom out of the set.
func (s Set) Remove(atom int) { s[atom/wordBits] &^= 1 << (atom % wordBits) }

// Has reports whether an atom is in the set.
func (s Set) Has(atom int) bool { return s[atom/wordBits]&(1<<(atom%wordBits)) != 0 }

// Empty reports whether nothing is in the set.
func (s Set) Empty() bool {
	for _, w := range s {
		if w != 0 {
			return false
		}
	}
	return true
}

// Count returns how many atoms are in the set.
func (s Set) Count() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// First returns the smallest atom in the set; -1 if there is none.
func (s Set) First() int {
	for i, w := range s {
		if w != 0 {
			return i*wordBits + bits.TrailingZeros64(w)
		}
	}
	return -1
}

// All goes through the atoms of the set, the smallest first.
func (s Set) All() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, w := range s {
			for ; w != 0; w &= w - 1 {
				if !yield(i*wordBits + bits.TrailingZeros64(w)) {
					return
				}
			}
		}
	}
}

// Clone returns a copy.
func (s Set) Clone() Set { return slices.Clone(s) }

// Equal reports whether both sets have the same atoms.
func (s Set) Equal(other Set) bool { return slices.Equal(s, other) }

// And returns the atoms that are in both sets.
func (s Set) And(other Set) Set {
	r := make(Set, len(s))
	for i := range s {
		r[i] = s[i] & other[i]
	}
	return r
}

// Or returns the atoms that are in either set.
func (s Set) Or(other Set) Set {
	r := make(Set, len(s))
	for i := range s {
		r[i] = s[i] | other[i]
	}
	return r
}

// Not returns the atoms, out of that many, that are not in the set.
func (s Set) Not(atoms int) Set {
	r := FullSet(atoms)
	for i := range r {
		r[i] &^= s[i]
	}
	return r
}

// Meets reports whether the sets have an atom in common.
func (s Set) Meets(other Set) bool {
	for i := range s {
		if s[i]&other[i] != 0 {
			return true
		}
	}
	return false
}

// Within reports whether every atom of the set is in the other.
func (s Set) Within(other Set) bool {
	for i := range s {
		if s[i]&^other[i] != 0 {
			return false
		}
	}
	return true
}

// appendKey appends bytes that are the same for equal sets only.
func (s Set) appendKey(b []byte) []byte {
	for _, w := range s {
		b = binary.LittleEndian.AppendUint64(b, w)
	}
	return b
}
