// Package certificate checks proofs that a finite problem has no solution. It is small and
// shares no code with the search that finds the proofs, so that a fault in the search
// cannot hide itself.
//
// A problem has variables with finitely many values and clauses, of which each says that at
// least one of its variables lies in a set. A proof is a tree of steps:
//
//	narrow(c, l)   every other literal of clause c is false by now, so literal l must hold
//	conflict(c)    every literal of clause c is false by now: this branch is closed
//	empty(v)       variable v has no value left: this branch is closed
//	split(c)       one branch for each literal of clause c, in which it is the first to hold
package certificate

import (
	"errors"
	"fmt"
)

// Problem is what a proof is about.
type Problem struct {
	// Values is the number of values of every variable.
	Values []int
	// Clauses must all hold.
	Clauses []Clause
}

// Clause holds if one of its literals does.
type Clause []Literal

// Literal says that a variable has one of the values marked. Values beyond the end are not
// marked.
type Literal struct {
	Variable int
	Values   []bool
}

// Kind says what a step does.
type Kind uint8

// The kinds of steps.
const (
	Narrow Kind = iota + 1
	Conflict
	Empty
	Split
)

// Step is one step of a proof.
type Step struct {
	Kind Kind
	// Clause is the number of the clause it uses, Literal the one that must hold.
	Clause, Literal int
	// Variable is the one without values.
	Variable int
	// Branches are the proofs of the branches of a split.
	Branches []Proof
}

// Proof is a sequence of steps of which the last one closes the branch.
type Proof []Step

// Check reports why the proof does not show that the problem has no solution; nil if it does.
func Check(p Problem, proof Proof) error {
	domains := make([][]bool, len(p.Values))
	for v, n := range p.Values {
		domains[v] = make([]bool, n)
		for i := range domains[v] {
			domains[v][i] = true
		}
	}
	return p.check(domains, proof)
}

var errOpen = errors.New("the proof ends and the branch is open")

func (p Problem) check(domains [][]bool, proof Proof) error {
	for _, s := range proof {
		if s.Kind != Empty && (s.Clause < 0 || s.Clause >= len(p.Clauses)) {
			return fmt.Errorf("there is no clause %d", s.Clause)
		}
		switch s.Kind {
		case Narrow:
			if s.Literal < 0 || s.Literal >= len(p.Clauses[s.Clause]) {
				return fmt.Errorf("clause %d has no literal %d", s.Clause, s.Literal)
			}
			for i, l := range p.Clauses[s.Clause] {
				if i != s.Literal && possible(domains, l) {
					return fmt.Errorf("clause %d: literal %d may still hold", s.Clause, i)
				}
			}
			keep(domains, p.Clauses[s.Clause][s.Literal], true)
		case Conflict:
			for i, l := range p.Clauses[s.Clause] {
				if possible(domains, l) {
					return fmt.Errorf("clause %d: literal %d may still hold", s.Clause, i)
				}
			}
			return nil
		case Empty:
			if s.Variable < 0 || s.Variable >= len(domains) {
				return fmt.Errorf("there is no variable %d", s.Variable)
			}
			for _, in := range domains[s.Variable] {
				if in {
					return fmt.Errorf("variable %d has values left", s.Variable)
				}
			}
			return nil
		case Split:
			return p.split(domains, p.Clauses[s.Clause], s.Branches)
		default:
			return fmt.Errorf("there is no step of kind %d", s.Kind)
		}
	}
	return errOpen
}

func (p Problem) split(domains [][]bool, c Clause, branches []Proof) error {
	if len(branches) != len(c) {
		return fmt.Errorf("a clause of %d literals has %d branches", len(c), len(branches))
	}
	for i, branch := range branches {
		inside := make([][]bool, len(domains))
		for v := range domains {
			inside[v] = append([]bool(nil), domains[v]...)
		}
		for j, l := range c[:i+1] {
			keep(inside, l, j == i)
		}
		if err := p.check(inside, branch); err != nil {
			return err
		}
	}
	return nil
}

// possible reports whether the literal may hold.
func possible(domains [][]bool, l Literal) bool {
	for value, in := range domains[l.Variable] {
		if in && value < len(l.Values) && l.Values[value] {
			return true
		}
	}
	return false
}

// keep drops the values for which the literal is not what is wanted.
func keep(domains [][]bool, l Literal, wanted bool) {
	for value := range domains[l.Variable] {
		if (value < len(l.Values) && l.Values[value]) != wanted {
			domains[l.Variable][value] = false
		}
	}
}
