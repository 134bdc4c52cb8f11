package prove

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove/search"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// literal says that a variable of the search has one of some values, or is constant.
type literal struct {
	search.Literal
	constant constant
}

type constant uint8

const (
	varies constant = iota
	always
	never
)

func certainly(holds bool) literal {
	if holds {
		return literal{constant: always}
	}
	return literal{constant: never}
}

func (s *system) is(variable int, in symbolic.Set) literal {
	switch n := in.Count(); n {
	case 0:
		return certainly(false)
	case s.problem.Size(variable):
		return certainly(true)
	}
	return literal{Literal: search.Literal{Variable: variable, In: in}}
}

// yes says that a variable of two values is true.
func (s *system) yes(variable int) literal { return s.is(variable, symbolic.SetOf(2, 1)) }

func (s *system) not(l literal) literal {
	switch l.constant {
	case always:
		return certainly(false)
	case never:
		return certainly(true)
	case varies:
	}
	return s.is(l.Variable, l.In.Not(s.problem.Size(l.Variable)))
}

// truth makes a variable that is true or false.
func (s *system) truth() int { return s.problem.Variable(2) }

// or returns a literal that holds if one of the given ones does. Where they speak of several
// variables it is a variable of its own.
func (s *system) or(all ...literal) literal {
	parts, holds := s.merged(all)
	switch {
	case holds:
		return certainly(true)
	case len(parts) == 0:
		return certainly(false)
	case len(parts) == 1:
		return parts[0]
	}
	v := s.yes(s.truth())
	s.require(noFact, append([]literal{s.not(v)}, parts...)...)
	for _, p := range parts {
		s.require(noFact, v, s.not(p))
	}
	return v
}

func (s *system) and(all ...literal) literal {
	negated := make([]literal, len(all))
	for i, l := range all {
		negated[i] = s.not(l)
	}
	return s.not(s.or(negated...))
}

// merged returns one literal for each variable, or that one of them holds whatever happens.
func (s *system) merged(all []literal) (parts []literal, holds bool) {
	for _, l := range all {
		switch l.constant {
		case always:
			return nil, true
		case never:
			continue
		case varies:
		}
		i := slices.IndexFunc(parts, func(p literal) bool { return p.Variable == l.Variable })
		if i < 0 {
			parts = append(parts, l)
			continue
		}
		if parts[i] = s.is(l.Variable, parts[i].In.Or(l.In)); parts[i].constant == always {
			return nil, true
		}
	}
	return parts, false
}

// clause makes a clause of literals; false if it holds anyway.
func (s *system) clause(tag fact, some []literal) (search.Clause, bool) {
	parts, holds := s.merged(some)
	if holds {
		return search.Clause{}, false
	}
	c := search.Clause{Tag: int(tag), Any: make([]search.Literal, len(parts))}
	for i, p := range parts {
		c.Any[i] = p.Literal
	}
	return c, true
}

// require adds the clause that one of the literals holds, because of a fact.
func (s *system) require(because fact, some ...literal) {
	if c, matters := s.clause(because, some); matters {
		s.problem.Add(c)
	}
}

// implies requires that if one literal holds, one of the others does.
func (s *system) implies(because fact, condition literal, some ...literal) {
	s.require(because, append([]literal{s.not(condition)}, some...)...)
}
