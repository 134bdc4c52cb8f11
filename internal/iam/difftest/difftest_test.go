package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
)

// standIn answers as the simulator would if it had these faults and no others.
type standIn struct{ on faults }

func (s standIn) ask(c testCase) (answer, error) {
	d, err := c.document()
	if err != nil {
		return answer{}, err
	}
	p, err := newReplay(c.request(), s.on)
	if err != nil {
		return answer{}, err
	}
	return answer{Decision: p.decide(d)}, nil
}

// compare has a stand-in decide cases.
func compare(t *testing.T, cases uint64, s asker) *report {
	t.Helper()
	r := newReport()
	for i := range cases {
		c := generate(1, i)
		a, err := s.ask(c)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.add(c, a); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

func TestCasesComeAgain(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for i := range uint64(500) {
		first, err := generate(1, i).line()
		if err != nil {
			t.Fatal(err)
		}
		second, _ := generate(1, i).line()
		if !bytes.Equal(first, second) {
			t.Fatalf("case %d is another the second time", i)
		}
		seen[string(first)] = true
	}
	if len(seen) < 490 {
		t.Errorf("500 cases, only %d different ones", len(seen))
	}
}

// Every decision is frequent, and every difference is explained. That includes that the
// replay without faults always says what the evaluator says.
func TestAllFaultsTogetherAreExplained(t *testing.T) {
	t.Parallel()
	r := compare(t, 3000, standIn{all})
	var out bytes.Buffer
	r.write(&out)
	if r.unexplained > 0 || r.refused > 0 || r.same == r.cases || !strings.Contains(out.String(), "DOC-2") {
		t.Errorf("%s", &out)
	}
	for _, d := range []eval.Decision{eval.Allowed, eval.ExplicitDeny, eval.ImplicitDeny} {
		if r.decisions[d] < r.cases/5 {
			t.Errorf("%s only %d times in %d", d, r.decisions[d], r.cases)
		}
	}
}

// The requests are ones that can be, and the policies use the whole language.
func TestCasesCoverTheLanguage(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for i := range uint64(6000) {
		c := generate(1, i)
		if errs := c.request().Validate(); len(errs) > 0 {
			t.Fatalf("case %d: %v", i, errs)
		}
		d, err := c.document()
		if err != nil {
			t.Fatalf("case %d: %v", i, err)
		}
		seen[c.Request.Principal] = true
		for _, s := range d.Statements {
			note(seen, s)
		}
	}
	for _, base := range ast.Bases() {
		for _, o := range []ast.Operator{{Base: base}, {Base: base, Set: ast.ForAllValues}, {Base: base, Set: ast.ForAnyValue}, {Base: base, IfExists: true}} {
			if (base != ast.Null || !o.IfExists) && !seen[o.String()] {
				t.Errorf("no case has %s", o)
			}
		}
	}
	for _, name := range append([]string{"NotPrincipal", "NotAction", "NotResource", "AWS", "Service", "Federated", "CanonicalUser"}, callers...) {
		if !seen[name] {
			t.Errorf("no case has %s", name)
		}
	}
}

// note writes down what a statement uses.
func note(seen map[string]bool, s *ast.Statement) {
	seen["NotPrincipal"] = seen["NotPrincipal"] || s.NotPrincipal != nil
	seen["NotAction"] = seen["NotAction"] || s.NotAction != nil
	seen["NotResource"] = seen["NotResource"] || s.NotResource != nil
	if who, ok := s.Principal.(*ast.PrincipalMap); ok {
		for _, g := range who.Groups {
			seen[string(g.Kind)] = true
		}
	}
	if s.Condition != nil {
		for _, b := range s.Condition.Blocks {
			seen[b.Name] = true
		}
	}
}

// The sample of a fault shows it and no other.
func TestSamples(t *testing.T) {
	t.Parallel()
	if err := askSamples(standIn{all}); err != nil {
		t.Error(err)
	}
	for f := range faultCount {
		e := f.catalogue()
		if e.rule == "" || e.status == "" || !strings.HasSuffix(e.sentence, ".") {
			t.Errorf("fault %d has no entry", f)
		}
		if err := askSamples(standIn{all.without(f)}); err == nil || !strings.Contains(err.Error(), e.sentence) {
			t.Errorf("without %q: %v", e.sentence, err)
		}
	}
	if faultCount.catalogue() != (entry{}) {
		t.Error("the count of the faults has an entry")
	}
}

// perverse denies what others allow if there is a condition with ForAllValues.
type perverse struct{}

func (perverse) ask(c testCase) (answer, error) {
	a, err := standIn{all}.ask(c)
	line, _ := c.line()
	if a.Decision == eval.Allowed && bytes.Contains(line, []byte(`"ForAllValues:`)) {
		a.Decision = eval.ExplicitDeny
	}
	return a, err
}

func TestWhatIsNotExplainedIsReduced(t *testing.T) {
	t.Parallel()
	r := compare(t, 500, perverse{})
	if r.smallest == nil {
		t.Fatal("everything is explained")
	}
	e, err := reduce(*r.smallest, perverse{})
	if err != nil {
		t.Fatal(err)
	}
	statements, _ := e.testCase.Policy["Statement"].([]any)
	var out bytes.Buffer
	writeExample(&out, e)
	if len(statements) != 1 || !strings.Contains(out.String(), "ForAllValues:") || !strings.Contains(out.String(), "the simulator explicit_deny") {
		t.Errorf("%s", &out)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	wild := started()
	wild.statement()["Action"] = "s*:GetObject"
	const why = "policy.errors; Statement[0].Action: Service can only contain letters, numbers, and hyphens"
	for _, c := range []struct {
		testCase testCase
		answer   answer
		refused  bool
	}{
		{wild, answer{Refused: why}, true},
		{started(), answer{Refused: why}, false},
		{wild, answer{Refused: "thrown: oh"}, false},
		{started(), answer{Decision: eval.Allowed, Ignored: []string{"aws:x"}}, false},
	} {
		v, err := judge(c.testCase, c.answer)
		if err != nil || v.refused != c.refused || (v.surprise == "") != c.refused {
			t.Errorf("%+v: %+v, %v", c.answer, v, err)
		}
	}
}

func TestTheOtherProgram(t *testing.T) {
	t.Parallel()
	if err := run(&bytes.Buffer{}, 1, 1, nil); err == nil {
		t.Error("no program is needed")
	}
	if err := run(&bytes.Buffer{}, 1, 1, []string{"/nonexistent/program"}); err == nil {
		t.Error("a program that does not exist answers")
	}
	// cat gives back the case, which is no answer; true gives nothing.
	for _, program := range []string{"cat", "true"} {
		if err := run(&bytes.Buffer{}, 1, 1, []string{program}); err == nil {
			t.Errorf("%s answers", program)
		}
	}
	if !slices.Contains(others, ast.Null) || slices.Contains(others, ast.DateEquals) {
		t.Error("the operators for any key are others than said")
	}
}
