package search_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove/certificate"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove/search"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

func anyProblem(t *rapid.T) *search.Problem {
	sizes := rapid.SliceOfN(rapid.IntRange(1, 4), 1, 5).Draw(t, "sizes")
	p := search.New(sizes)
	for range rapid.IntRange(0, 14).Draw(t, "clauses") {
		c := search.Clause{Tag: rapid.IntRange(0, 3).Draw(t, "tag")}
		for range rapid.IntRange(0, 4).Draw(t, "literals") {
			v := rapid.IntRange(0, len(sizes)-1).Draw(t, "variable")
			in := symbolic.NewSet(sizes[v])
			for x := range sizes[v] {
				if rapid.Bool().Draw(t, "in") {
					in.Add(x)
				}
			}
			c.Any = append(c.Any, search.Literal{Variable: v, In: in})
		}
		p.Add(c)
	}
	return p
}

// solutions counts them one by one, within the domains given; nil means all.
func solutions(p *search.Problem, domains []symbolic.Set) (n, all int) {
	point := make([]int, p.Variables())
	var walk func(v int)
	walk = func(v int) {
		if v < len(point) {
			for x := range p.Size(v) {
				if domains == nil || domains[v].Has(x) {
					point[v] = x
					walk(v + 1)
				}
			}
			return
		}
		all++
		for _, c := range p.Clauses() {
			holds := false
			for _, l := range c.Any {
				holds = holds || l.In.Has(point[l.Variable])
			}
			if !holds {
				return
			}
		}
		n++
	}
	walk(0)
	return n, all
}

func TestSearchAgreesWithTryingEverything(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := anyProblem(t)
		r := p.Solve(search.Budget{})
		n, _ := solutions(p, nil)
		switch r.Outcome {
		case search.Found:
			if good, all := solutions(p, r.Domains); n == 0 || all == 0 || good != all {
				t.Fatalf("%d of %d points of the answer are solutions; there are %d", good, all, n)
			}
		case search.None:
			if n != 0 {
				t.Fatalf("no solution found, there are %d", n)
			}
			proof, _ := p.Proof(r)
			if err := certificate.Check(p.Certificate(), proof); err != nil {
				t.Fatalf("the proof does not hold: %v", err)
			}
		case search.GaveUp:
			t.Fatal("gave up")
		}
	})
}

// A proof from which a step is taken away is refused or, if the step did not matter, still
// right; one about a problem that has solutions is always refused.
func TestTheCheckerRefusesWhatIsNoProof(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, q := anyProblem(t), anyProblem(t)
		r := p.Solve(search.Budget{})
		if r.Outcome != search.None {
			return
		}
		proof, _ := p.Proof(r)
		if n, _ := solutions(q, nil); n > 0 {
			if certificate.Check(q.Certificate(), proof) == nil {
				t.Fatal("the proof of another problem is accepted")
			}
		}
		if certificate.Check(p.Certificate(), proof[:len(proof)-1]) == nil {
			t.Fatal("an unfinished proof is accepted")
		}
	})
}

func TestTagsNameWhatAProofRestsOn(t *testing.T) {
	t.Parallel()
	is := func(v, x int) search.Literal { return search.Literal{Variable: v, In: symbolic.SetOf(2, x)} }
	p := search.New([]int{2, 2, 2})
	p.Add(
		search.Clause{Tag: 1, Any: []search.Literal{is(2, 0)}}, // of no account
		search.Clause{Tag: 2, Any: []search.Literal{is(0, 0), is(1, 0)}},
		search.Clause{Tag: 3, Any: []search.Literal{is(0, 1)}},
		search.Clause{Tag: 4, Any: []search.Literal{is(1, 1)}},
	)
	r := p.Solve(search.Budget{})
	proof, tags := p.Proof(r)
	if len(tags) != 3 || tags[0] != 2 || certificate.Check(p.Certificate(), proof) != nil {
		t.Errorf("tags %v, proof %v", tags, proof)
	}
}

// Pigeons that do not fit their holes need exponentially many splits: the budget ends it.
func TestTheBudgetEndsASearch(t *testing.T) {
	t.Parallel()
	const pigeons, holes = 12, 11
	sizes := make([]int, pigeons)
	for i := range sizes {
		sizes[i] = holes
	}
	p := search.New(sizes)
	for hole := range holes {
		elsewhere := symbolic.SetOf(holes, hole).Not(holes)
		for a := range pigeons {
			for b := range a {
				p.Add(search.Clause{Any: []search.Literal{{Variable: a, In: elsewhere}, {Variable: b, In: elsewhere}}})
			}
		}
	}
	if r := p.Solve(search.Budget{Steps: 100_000}); r.Outcome != search.GaveUp {
		t.Errorf("ended with %v", r.Outcome)
	}
}
