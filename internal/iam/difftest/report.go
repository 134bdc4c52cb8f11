package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
)

// verdict is what came of one case.
type verdict struct {
	ours eval.Decision
	// refused says that the simulator takes no service prefix with a wildcard.
	refused bool
	// needed are the faults without which the answer of the simulator is not explained.
	needed faults
	// surprise says what is not explained, nothing if all is.
	surprise string
}

// judge explains the answer of the simulator.
func judge(c testCase, a answer) (verdict, error) {
	d, err := c.document()
	if err != nil {
		return verdict{}, err
	}
	r := c.request()
	result, err := eval.Evaluate(d, r, match.Semantics{})
	if err != nil {
		return verdict{}, err
	}
	v := verdict{ours: result.Decision}
	decide := func(on faults) eval.Decision {
		p, err := newReplay(r, on)
		if err != nil {
			return ""
		}
		return p.decide(d)
	}
	switch own := decide(0); {
	case own != v.ours:
		v.surprise = fmt.Sprintf("the evaluator says %s, and so should the replay without faults, which says %s", v.ours, own)
	case len(a.Ignored) > 0:
		v.surprise = "the simulator leaves out " + strings.Join(a.Ignored, ", ")
	case a.Decision == "" && refusesPrefix(d, a):
		v.refused = true
	case a.Decision == "":
		v.surprise = "the simulator refuses it: " + a.Refused
	case decide(all) != a.Decision:
		v.surprise = fmt.Sprintf("the evaluator says %s, the simulator %s, and with the known faults it would be %s", v.ours, a.Decision, decide(all))
	case v.ours != a.Decision:
		v.needed = explain(decide, a.Decision)
	}
	return v, nil
}

// explain returns a smallest set of faults that gives the answer: one if one is enough, else
// what remains of all when none can be left out.
func explain(decide func(faults) eval.Decision, want eval.Decision) faults {
	for f := range faultCount {
		if decide(faults(0).with(f)) == want {
			return faults(0).with(f)
		}
	}
	needed := all
	needed.each(func(f fault) {
		if decide(needed.without(f)) == want {
			needed = needed.without(f)
		}
	})
	return needed
}

// refusesPrefix reports whether a document has what the simulator refuses: an action with a
// wildcard in its service prefix, which AWS does not say the meaning of (ACT-2).
func refusesPrefix(d *ast.Document, a answer) bool {
	return strings.Contains(a.Refused, "Service can only contain letters") && slices.ContainsFunc(d.Statements, func(s *ast.Statement) bool {
		what, _ := s.What()
		return slices.ContainsFunc(what.Texts(), func(text string) bool {
			prefix, _, found := strings.Cut(text, ":")
			return found && strings.ContainsAny(prefix, "*?")
		})
	})
}

// report counts what came of the cases.
type report struct {
	cases, same, refused, unexplained, several int
	decisions                                  map[eval.Decision]int
	by                                         [faultCount]int
	smallest                                   *testCase
	size                                       int
}

func newReport() *report { return &report{decisions: map[eval.Decision]int{}} }

// add counts a case.
func (r *report) add(c testCase, a answer) error {
	v, err := judge(c, a)
	if err != nil {
		return err
	}
	r.cases++
	r.decisions[v.ours]++
	switch {
	case v.surprise != "":
		r.unexplained++
		if line, err := c.line(); err == nil && (r.smallest == nil || len(line) < r.size) {
			r.smallest, r.size = &c, len(line)
		}
	case v.refused:
		r.refused++
	case v.needed == 0:
		r.same++
	default:
		count := 0
		v.needed.each(func(f fault) { r.by[f]++; count++ })
		if count > 1 {
			r.several++
		}
	}
	return nil
}

// write prints the counts, most frequent first.
func (r *report) write(out io.Writer) {
	fmt.Fprintf(out, "%d cases: %d allowed, %d explicitly denied, %d denied because nothing allows them\n", r.cases,
		r.decisions[eval.Allowed], r.decisions[eval.ExplicitDeny], r.decisions[eval.ImplicitDeny])
	differ := r.cases - r.same - r.refused - r.unexplained
	fmt.Fprintf(out, "%d with the same decision, %d with another one that is explained (%d of them by several entries together), %d refused, %d not explained\n\n",
		r.same, differ, r.several, r.refused, r.unexplained)
	order := make([]fault, 0, faultCount)
	for f := range faultCount {
		order = append(order, f)
	}
	slices.SortStableFunc(order, func(a, b fault) int { return r.by[b] - r.by[a] })
	for _, f := range order {
		e := f.catalogue()
		fmt.Fprintf(out, "%6d  %-13s %-26s %s\n", r.by[f], e.status, e.rule, e.sentence)
	}
	fmt.Fprintf(out, "%6d  %-13s %-26s %s\n", r.refused, open, "ACT-2", "It refuses a wildcard in the service prefix of an action.")
}

// writeExample prints a case that is not explained.
func writeExample(out io.Writer, e example) {
	policy, _ := json.MarshalIndent(e.testCase.Policy, "", "  ")
	request, _ := json.MarshalIndent(e.testCase.Request, "", "  ")
	fmt.Fprintf(out, "\nNot explained: %s.\npolicy: %s\nrequest: %s\n", e.surprise, policy, request)
}
