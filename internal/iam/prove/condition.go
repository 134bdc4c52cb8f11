package prove

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// holds is the condition as a literal: the symbolic twin of match.Test.Holds.
func (s *system) holds(t *test) literal {
	if t.operator.Base == ast.Null {
		return s.null(t)
	}
	if t.key.many {
		return s.holdsForSeveral(t)
	}
	return s.holdsForOne(t)
}

// null decides Null by trying both states.
func (s *system) null(t *test) literal {
	present := t.whole.Holds(match.NewContext(map[string][]string{t.key.name: {"present"}}))
	absent := t.whole.Holds(match.Context{})
	l := s.absent(t.key)
	switch {
	case present && absent:
		return certainly(true)
	case absent:
		return l
	case present:
		return s.not(l)
	}
	return certainly(false)
}

// withoutKey says whether the test holds where the key is absent.
func (t *test) withoutKey() bool { return t.whole.Holds(match.Context{}) }

// blank returns the atom of the empty text, which ForAllValues does not count.
func (t *test) blank() symbolic.Set {
	d := &t.key.domain
	if t.operator.Set != ast.ForAllValues || d.space == nil {
		return symbolic.NewSet(d.len())
	}
	return d.ofText(d.space.in(d.space.exactly("")))
}

// holdsForOne decides a test about a key that has one value.
func (s *system) holdsForOne(t *test) literal {
	if len(t.open) > 0 {
		return s.holdsOpen(t)
	}
	n := t.key.domain.len()
	in := t.fits()
	switch t.operator.Set {
	case ast.NoSet:
		if t.empty && (!t.operator.Base.Negated() || s.semantics.EmptyNegatedNever) {
			in = symbolic.NewSet(n)
		}
	case ast.ForAllValues:
		if t.empty {
			in = symbolic.NewSet(n)
		}
		in = in.Or(t.blank())
	case ast.ForAnyValue:
		if t.empty {
			in = symbolic.NewSet(n)
		}
	}
	return s.value(t.key, in, t.withoutKey())
}

// matched says that the one value of a key matches a value of the test, or that one of its
// variables makes it so. It implies that the key is present.
func (s *system) matched(t *test) literal {
	d := &t.key.domain
	some := []literal{s.value(t.key, d.ofText(d.space.in(t.list)), false)}
	for _, o := range t.open {
		some = append(some, s.relate(t.key, o))
	}
	return s.or(some...)
}

// holdsOpen is holdsForOne for tests with variables.
func (s *system) holdsOpen(t *test) literal {
	fits := s.matched(t)
	if t.operator.Base.Negated() {
		fits = s.and(s.not(fits), s.not(s.absent(t.key)))
	}
	some := []literal{fits}
	if t.operator.Set == ast.ForAllValues {
		some = append(some, s.value(t.key, t.blank(), false))
	}
	if t.withoutKey() {
		some = append(some, s.absent(t.key))
	}
	return s.or(some...)
}

// holdsForSeveral decides a test about a key that may have several values.
func (s *system) holdsForSeveral(t *test) literal {
	n := len(t.key.contains)
	if len(t.open) > 0 {
		return s.holdsAnyhow(t)
	}
	in := t.fits()
	some := func(atoms symbolic.Set) literal { return s.meets(t.key, atoms) }
	none := func(atoms symbolic.Set) literal { return s.not(s.meets(t.key, atoms)) }
	var present literal
	switch t.operator.Set {
	case ast.ForAllValues:
		if t.empty {
			in = symbolic.NewSet(n)
		}
		present = none(in.Or(t.blank()).Not(n))
	case ast.ForAnyValue:
		if t.empty {
			in = symbolic.NewSet(n)
		}
		present = some(in)
	case ast.NoSet:
		present = s.holdsPlain(t, in)
	}
	return s.or(s.and(s.not(s.absent(t.key)), present), s.and(s.absent(t.key), certainly(t.withoutKey())))
}

// holdsPlain decides an operator without a set prefix. What it makes of a list is not
// documented; for a key that is no list by its type, one value is compared as usual.
func (s *system) holdsPlain(t *test, in symbolic.Set) literal {
	list := certainly(false)
	if s.semantics.PlainOnSets {
		if t.operator.Base.Negated() {
			list = s.not(s.meets(t.key, in.Not(len(t.key.contains))))
		} else {
			list = s.meets(t.key, in)
		}
	}
	if match.Multivalued(t.key.name) {
		return list
	}
	one := s.meets(t.key, in)
	if t.empty {
		one = certainly(t.operator.Base.Negated() && !s.semantics.EmptyNegatedNever)
	}
	several := s.severalValues(t.key)
	return s.or(s.and(several, list), s.and(s.not(several), one))
}

// severalValues says that a key holds more than one value.
func (s *system) severalValues(k *key) literal {
	if k.several != none {
		return s.yes(k.several)
	}
	k.several = s.truth()
	several := s.yes(k.several)
	for a, v := range k.contains {
		var others []literal
		for b, w := range k.contains {
			if a == b {
				continue
			}
			others = append(others, s.yes(w))
			if a < b {
				s.require(noFact, several, s.not(s.yes(v)), s.not(s.yes(w)))
			}
		}
		if s.alone(k, a) {
			s.implies(noFact, several, append(others, s.not(s.yes(v)))...)
		}
	}
	s.implies(noFact, several, s.not(s.absent(k)))
	return several
}

// alone reports whether an atom is a single text, so that it cannot give two values.
func (s *system) alone(k *key, atom int) bool {
	if k.domain.space == nil || len(k.domain.scales) > 0 {
		return false
	}
	_, single := k.domain.space.single(k.domain.atoms[atom].text)
	return single
}

// holdsAnyhow stands for a test of which only is known when it holds for an absent key. The
// same test is the same literal wherever it stands.
func (s *system) holdsAnyhow(t *test) literal {
	id := fmt.Sprintf("%s %s %q", t.operator, t.key.name, t.written)
	if l, known := s.met[id]; known {
		return l
	}
	s.rough = append(s.rough, "a policy variable stands in a test of "+t.key.shown+", which may hold several values")
	l := s.yes(s.truth())
	s.met[id] = l
	if t.withoutKey() {
		s.implies(noFact, s.absent(t.key), l)
	} else {
		s.implies(noFact, s.absent(t.key), s.not(l))
	}
	return l
}
