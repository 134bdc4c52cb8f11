package search

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove/certificate"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// Proof returns the proof of a search that found that there is no solution, with every step
// left out on which nothing rests, and the tags of the clauses it uses, sorted.
func (p *Problem) Proof(r Result) (proof certificate.Proof, tags []int) {
	t := &trimmer{Problem: p, code: r.proof}
	proof, _ = t.read()
	seen := map[int]bool{}
	t.tags(proof, seen)
	for tag := range seen {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	return proof, tags
}

// Certificate returns the problem in the form in which proofs are checked.
func (p *Problem) Certificate() certificate.Problem {
	c := certificate.Problem{Values: slices.Clone(p.sizes)}
	for _, clause := range p.clauses {
		literals := make(certificate.Clause, len(clause.Any))
		for i, l := range clause.Any {
			values := make([]bool, p.sizes[l.Variable])
			for v := range l.In.All() {
				values[v] = true
			}
			literals[i] = certificate.Literal{Variable: l.Variable, Values: values}
		}
		c.Clauses = append(c.Clauses, literals)
	}
	return c
}

// trimmer reads the steps of a search and keeps those that matter. A step matters if a later
// one looks at the variable it narrows.
type trimmer struct {
	*Problem
	code []int32
	at   int
}

func (t *trimmer) next() int {
	t.at++
	return int(t.code[t.at-1])
}

// read reads a branch and returns what matters of it, and the variables on which that looks.
func (t *trimmer) read() (certificate.Proof, symbolic.Set) {
	var narrowed []certificate.Step
	for {
		var last certificate.Proof
		var needed symbolic.Set
		switch t.next() {
		case opNarrow:
			clause := t.next()
			narrowed = append(narrowed, certificate.Step{Kind: certificate.Narrow, Clause: clause, Literal: t.next()})
			continue
		case opConflict:
			clause := t.next()
			last, needed = certificate.Proof{{Kind: certificate.Conflict, Clause: clause}}, t.variables(clause)
		case opEmpty:
			variable := t.next()
			last, needed = certificate.Proof{{Kind: certificate.Empty, Variable: variable}}, symbolic.SetOf(len(t.sizes), variable)
		case opSplit:
			last, needed = t.split(t.next())
		}
		return t.keep(narrowed, last, needed), needed
	}
}

// split reads the branches of a split. A branch that closes without what the split says
// closes all of them.
func (t *trimmer) split(clause int) (certificate.Proof, symbolic.Set) {
	all := certificate.Step{Kind: certificate.Split, Clause: clause}
	needed := t.variables(clause)
	said := symbolic.NewSet(len(t.sizes))
	var alone certificate.Proof
	var aloneNeeds symbolic.Set
	for _, l := range t.clauses[clause].Any {
		said.Add(l.Variable)
		branch, looks := t.read()
		if alone == nil && !looks.Meets(said) {
			alone, aloneNeeds = branch, looks
		}
		needed = needed.Or(looks)
		all.Branches = append(all.Branches, branch)
	}
	if alone != nil {
		return alone, aloneNeeds
	}
	return certificate.Proof{all}, needed
}

// keep puts those narrowings before the end of a branch on which it rests, and adds to
// needed the variables on which they rest themselves.
func (t *trimmer) keep(narrowed []certificate.Step, last certificate.Proof, needed symbolic.Set) certificate.Proof {
	var kept []certificate.Step
	for _, s := range slices.Backward(narrowed) {
		if !needed.Has(t.clauses[s.Clause].Any[s.Literal].Variable) {
			continue
		}
		kept = append(kept, s)
		for _, l := range t.clauses[s.Clause].Any {
			needed.Add(l.Variable)
		}
	}
	slices.Reverse(kept)
	return append(kept, last...)
}

func (t *trimmer) variables(clause int) symbolic.Set {
	s := symbolic.NewSet(len(t.sizes))
	for _, l := range t.clauses[clause].Any {
		s.Add(l.Variable)
	}
	return s
}

func (t *trimmer) tags(proof certificate.Proof, seen map[int]bool) {
	for _, s := range proof {
		if s.Kind != certificate.Empty {
			seen[t.clauses[s.Clause].Tag] = true
		}
		for _, b := range s.Branches {
			t.tags(b, seen)
		}
	}
}
