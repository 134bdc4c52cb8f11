// Package search finds values for finite variables that satisfy clauses, or a proof that
// there are none. A clause says that at least one of its variables lies in a set of values.
//
//	p := search.New([]int{2, 3})
//	p.Add(search.Clause{Any: []search.Literal{{Variable: 0, In: symbolic.SetOf(2, 1)}}})
//	p.Solve(search.Budget{}) // variable 0 is 1
//
// A literal that is certain satisfies its clause, one that is impossible drops out, and the
// last one left must hold, which may decide other clauses. Where nothing follows any more
// the shortest open clause is split: its first literal holds, or that one fails and the
// second holds, and so on. The branches share no solution and leave none out.
package search

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// Literal says that a variable has one of the values of a set.
type Literal struct {
	Variable int
	In       symbolic.Set
}

// Clause holds if one of its literals does.
type Clause struct {
	Any []Literal
	// Tag is the caller's mark, by which a proof tells what it rests on.
	Tag int
}

// Problem is a set of variables and the clauses that hold between them.
type Problem struct {
	sizes   []int
	offsets []int // of each variable's words in a state
	words   int
	clauses []Clause
}

// New returns a problem with variables of that many values and no clauses.
func New(sizes []int) *Problem {
	p := &Problem{sizes: sizes, offsets: make([]int, len(sizes))}
	for v, n := range sizes {
		p.offsets[v] = p.words
		p.words += len(symbolic.NewSet(n))
	}
	return p
}

// Add adds clauses. Their sets must not be changed afterwards.
func (p *Problem) Add(clauses ...Clause) { p.clauses = append(p.clauses, clauses...) }

// Variable adds a variable.
func (p *Problem) Variable(size int) int {
	p.sizes = append(p.sizes, size)
	p.offsets = append(p.offsets, p.words)
	p.words += len(symbolic.NewSet(size))
	return len(p.sizes) - 1
}

// With returns a problem that also has these clauses and leaves p as it is.
func (p *Problem) With(clauses ...Clause) *Problem {
	q := *p
	q.clauses = append(slices.Clip(p.clauses), clauses...)
	return &q
}

// Size returns the number of values of a variable.
func (p *Problem) Size(variable int) int { return p.sizes[variable] }

// Variables returns the number of variables.
func (p *Problem) Variables() int { return len(p.sizes) }

// Clauses returns the clauses in the order added.
func (p *Problem) Clauses() []Clause { return p.clauses }

// Budget bounds a search by the clauses it looks at, not by time, so that the same problem
// always ends in the same way. Zero means the default.
type Budget struct{ Steps int }

// DefaultSteps is the default budget.
const DefaultSteps = 2_000_000

// Outcome is how a search ended.
type Outcome uint8

// The outcomes of a search.
const (
	// GaveUp is a search that used up its budget.
	GaveUp Outcome = iota
	// Found is a search that found a solution.
	Found
	// None is a search that proved that there is no solution.
	None
)

// Result is what a search found.
type Result struct {
	Outcome Outcome
	// Domains holds for every variable the values it may have: each choice of one value for
	// every variable is a solution.
	Domains []symbolic.Set
	// Splits is how often a clause had to be split, Steps how often one was looked at.
	Splits, Steps int

	proof []int32
}

// Solve searches for a solution.
func (p *Problem) Solve(budget Budget) Result {
	limit := budget.Steps
	if limit <= 0 {
		limit = DefaultSteps
	}
	s := &solver{Problem: p, limit: limit}
	domains := make([]uint64, p.words)
	for v, n := range p.sizes {
		if n == 0 {
			return Result{Outcome: None, proof: []int32{opEmpty, int32(v)}}
		}
		copy(domains[p.offsets[v]:], symbolic.FullSet(n))
	}
	r := Result{Outcome: s.branch(domains)}
	r.Splits, r.Steps = s.splits, s.steps
	switch r.Outcome {
	case Found:
		r.Domains = make([]symbolic.Set, len(p.sizes))
		for v := range p.sizes {
			r.Domains[v] = symbolic.Set(s.solution[p.offsets[v]:p.end(v)])
		}
	case None:
		r.proof = s.proof
	case GaveUp:
	}
	return r
}

func (p *Problem) end(v int) int {
	if v+1 < len(p.offsets) {
		return p.offsets[v+1]
	}
	return p.words
}

// solver is one search.
type solver struct {
	*Problem
	limit, steps, splits int

	proof    []int32
	solution []uint64
}

// The steps of a proof, as they are written down one after another.
const (
	opNarrow   = iota // clause, literal
	opConflict        // clause
	opEmpty           // variable
	opSplit           // clause, and then the branches
)

// truth is what the domains say about a literal.
type truth uint8

const (
	impossible truth = iota
	open
	certain
)

func (s *solver) truth(domains []uint64, l *Literal) truth {
	d := domains[s.offsets[l.Variable]:]
	meets, leaves := uint64(0), uint64(0)
	for i, w := range l.In {
		meets |= d[i] & w
		leaves |= d[i] &^ w
	}
	switch {
	case meets == 0:
		return impossible
	case leaves == 0:
		return certain
	}
	return open
}

// keep drops the values of a variable that are, or are not, in the literal's set.
func (s *solver) keep(domains []uint64, l *Literal, in bool) {
	d := domains[s.offsets[l.Variable]:]
	for i, w := range l.In {
		if in {
			d[i] &= w
		} else {
			d[i] &^= w
		}
	}
}

// branch decides what the domains, which it changes, leave open.
func (s *solver) branch(domains []uint64) Outcome {
	shortest, closed := s.propagate(domains)
	switch {
	case closed:
		return None
	case s.steps > s.limit:
		return GaveUp
	case shortest < 0:
		s.solution = domains
		return Found
	}
	s.splits++
	s.proof = append(s.proof, opSplit, int32(shortest))
	inside := make([]uint64, len(domains))
	for i := range s.clauses[shortest].Any {
		l := &s.clauses[shortest].Any[i]
		copy(inside, domains)
		if s.truth(domains, l) == impossible {
			// The proof has a branch for it all the same, which is closed at once.
			s.proof = append(s.proof, opEmpty, int32(l.Variable))
			continue
		}
		s.keep(inside, l, true)
		switch s.branch(inside) {
		case Found:
			return Found
		case GaveUp:
			return GaveUp
		case None:
		}
		s.keep(domains, l, false)
	}
	return None
}

// propagate draws all conclusions that need no guess. It returns the open clause with the
// fewest literals left, -1 if every clause holds, or that the branch is closed.
func (s *solver) propagate(domains []uint64) (shortest int, closed bool) {
	for again := true; again; {
		again = false
		shortest = -1
		fewest := 0
		for c := range s.clauses {
			if s.steps > s.limit {
				return -1, false
			}
			left, n, holds := s.look(domains, c)
			switch {
			case holds:
			case n == 0:
				s.proof = append(s.proof, opConflict, int32(c))
				return -1, true
			case n == 1:
				s.proof = append(s.proof, opNarrow, int32(c), int32(left))
				s.keep(domains, &s.clauses[c].Any[left], true)
				again = true
			case shortest < 0 || n < fewest:
				shortest, fewest = c, n
			}
		}
	}
	return shortest, false
}

// look returns whether a clause holds, else how many of its literals may still hold and one
// of them.
func (s *solver) look(domains []uint64, c int) (left, n int, holds bool) {
	s.steps++
	literals := s.clauses[c].Any
	for i := range literals {
		switch s.truth(domains, &literals[i]) {
		case certain:
			return 0, 0, true
		case open:
			left = i
			n++
		case impossible:
		}
	}
	return left, n, false
}
