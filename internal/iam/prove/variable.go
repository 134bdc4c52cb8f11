package prove

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// equality says that two keys hold the same value.
type equality struct {
	a, b *key
	same int // the variable
}

// relation says that the value of a key, or the resource, matches a value with variables.
// It is a variable of the search that implies what is known of it: the witness must make it
// true or false.
type relation struct {
	key   *key // nil for the resource
	open  *open
	holds int
}

// variables registers the keys whose values stand in a pattern.
func (s *system) variables(p pattern.Pattern) {
	for _, v := range p.Variables() {
		s.key(v.Key)
	}
}

// alike returns the key that a value compares a key with, as a whole and letter by letter;
// nil if it does something else.
func (s *system) alike(k *key, o *open) *key {
	if len(o.pattern) != 1 || k.many {
		return nil
	}
	v, ok := o.pattern[0].(pattern.Variable)
	if !ok || v.HasDefault || match.Multivalued(v.Key) {
		return nil
	}
	other := s.key(v.Key)
	plain := o.base == ast.StringEquals || o.base == ast.StringLike && !s.semantics.WildcardsInValues
	if other == k && o.base.Family() == ast.StringFamily {
		return other // every text matches itself, even if it is read as a pattern
	}
	if !plain || other.many || k.ofCaller || other.ofCaller || len(other.scaled) > 0 || len(k.scaled) > 0 {
		return nil
	}
	if k.form != other.form && (k.form == boolForm || other.form == boolForm) {
		return nil
	}
	return other
}

// shareSpaces gives keys that are compared one space, so that each value of one is a value
// of the other. It runs before the spaces are split.
func (s *system) shareSpaces() {
	for _, k := range slices.Clone(s.order) {
		for _, t := range k.tests {
			for _, o := range t.open {
				if other := s.alike(k, o); other != nil && other != k {
					s.share(k, other)
				}
			}
		}
	}
}

func (s *system) share(a, b *key) {
	from, to := s.space(b), s.space(a)
	if from == to {
		return
	}
	// A space of accounts or organisations keeps its shape only among its own.
	account := func(f form) bool { return f == accountForm || f == callerAccountForm }
	switch {
	case a.form == b.form:
	case account(a.form) && account(b.form) && s.facts.on(valueFormats):
		to.universe = callerAccountForm.universe()
	default:
		// Each key keeps to its own form; the texts of the space can have either.
		s.keepForm(from)
		s.keepForm(to)
		to.universe.Shape, to.universe.Only = nil, nil
	}
	to.universe.Samples = slices.Concat(to.universe.Samples, from.universe.Samples)
	moved := make([]int, len(from.lists))
	ids := make([]string, len(from.lists))
	for id, i := range from.byID {
		ids[i] = id
	}
	for i, id := range ids {
		moved[i] = to.list(id, func() symbolic.List { return from.lists[i] })
	}
	for _, k := range s.order {
		if k.domain.space != from {
			continue
		}
		k.domain.space = to
		for _, t := range k.tests {
			if t.list != none {
				t.list = moved[t.list]
			}
			for _, o := range t.open {
				o.list = moved[o.list]
			}
		}
	}
	for name, g := range s.groups {
		if g == from {
			s.groups[name] = to
		}
	}
	s.spaces = slices.DeleteFunc(s.spaces, func(x *space) bool { return x == from })
	for i, e := range s.embeddings {
		if e.of == from {
			s.embeddings[i].of = to
		}
		if e.in == from {
			s.embeddings[i].in = to
		}
	}
}

// keepForm turns the shape of a space into a list, which the values of its keys must be in.
func (s *system) keepForm(sp *space) {
	if sp.universe.Shape == nil {
		return
	}
	for _, k := range s.order {
		if k.domain.space == sp && k.shape == "" {
			f := k.form
			if sp == s.groups["accounts"] {
				f = callerAccountForm // which all keys of this space have
			}
			k.shape = fmt.Sprintf("form %d", f)
			sp.list(k.shape, func() symbolic.List { return sp.universe.Shape })
		}
	}
}

// relate returns the literal that the value of a key matches a value with variables.
func (s *system) relate(k *key, o *open) literal {
	if other := s.alike(k, o); other != nil {
		if other == k {
			return s.not(s.absent(k))
		}
		return s.yes(s.equal(k, other))
	}
	return s.relation(k, o)
}

// equal returns the variable that says that two keys hold the same value. Whether they can
// is decided by their atoms, except where an atom is a single text.
func (s *system) equal(a, b *key) int {
	if byName(a, b) > 0 {
		a, b = b, a
	}
	for _, e := range s.equalities {
		if e.a == a && e.b == b {
			return e.same
		}
	}
	e := equality{a, b, s.truth()}
	s.equalities = append(s.equalities, e)
	same := s.yes(e.same)
	s.implies(noFact, same, s.not(s.absent(a)))
	s.implies(noFact, same, s.not(s.absent(b)))
	for atom := range a.domain.space.texts.Len() {
		inA, inB := s.valueOf(a, atom), s.valueOf(b, atom)
		s.implies(noFact, same, s.not(inA), inB)
		s.implies(noFact, same, s.not(inB), inA)
		if _, single := a.domain.space.single(atom); single {
			s.require(noFact, same, s.not(inA), s.not(inB))
		}
	}
	s.transitive(e)
	return e.same
}

// valueOf says that a key holds a text of an atom of its space.
func (s *system) valueOf(k *key, text int) literal {
	return s.value(k, k.domain.ofText(symbolic.SetOf(k.domain.space.texts.Len(), text)), false)
}

// transitive closes a new equality with those that share a key with it.
func (s *system) transitive(e equality) {
	for _, f := range slices.Clone(s.equalities) {
		for _, pair := range [][2]*key{{f.a, f.b}, {f.b, f.a}} {
			for _, own := range [][2]*key{{e.a, e.b}, {e.b, e.a}} {
				if pair[0] != own[0] || pair[1] == own[1] {
					continue
				}
				third := s.equal(pair[1], own[1])
				x, y, z := s.yes(e.same), s.yes(f.same), s.yes(third)
				s.require(noFact, s.not(x), s.not(y), z)
				s.require(noFact, s.not(x), s.not(z), y)
				s.require(noFact, s.not(y), s.not(z), x)
			}
		}
	}
}

// relation makes the variable of a value with variables.
func (s *system) relation(k *key, o *open) literal {
	for _, r := range s.relations {
		if r.key == k && r.open.list == o.list {
			return s.yes(r.holds)
		}
	}
	r := relation{key: k, open: o, holds: s.truth()}
	s.relations = append(s.relations, r)
	holds := s.yes(r.holds)
	at := func(list int) literal {
		if k == nil {
			return s.resourceIn(list)
		}
		return s.value(k, k.domain.ofText(k.domain.space.in(list)), false)
	}
	s.implies(noFact, holds, at(o.list))
	for _, v := range o.pattern.Variables() {
		if v.HasDefault {
			continue
		}
		if match.Multivalued(v.Key) {
			return certainly(false)
		}
		s.implies(noFact, holds, s.not(s.absent(s.key(v.Key))))
	}
	return holds
}
