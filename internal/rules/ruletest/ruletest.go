// Package ruletest runs the cases that lie beside the rules. Each rule has a file of cases in
// testdata, named after its id: inputs as a guardrail takes them, and what the rule must say.
//
//	{"cases": [
//	  {"name": "…", "inputs": {…}},
//	  {"name": "…", "inputs": {…}, "findings": [{"target": "s3", "attribute": "endpoints[\"s3\"].…", "detail": "…"}]},
//	  {"name": "…", "inputs": {…}, "not_checked": [{"target": "", "reason": "…"}]}
//	]}
//
// Beside the cases themselves every rule is held to what no rule may do: pass in silence when
// an input it needs is missing, or when a value that made it speak is not known yet.
package ruletest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/guardrail"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree/treetest"
)

// File holds the cases of one rule.
type File struct {
	Cases []Case `json:"cases"`
}

// Case is one input and what the rule must say about it.
type Case struct {
	// Name says what the case shows.
	Name string `json:"name"`
	// Inputs are those of a guardrail; region is us-east-1 if left out.
	Inputs json.RawMessage `json:"inputs"`
	// Prior are the inputs that the guardrail judged before, for rules about a change.
	Prior json.RawMessage `json:"prior"`
	// Findings are all findings, in the order in which the rule makes them.
	Findings []Finding `json:"findings"`
	// NotChecked is everything that the rule could not judge.
	NotChecked []NotChecked `json:"not_checked"`
}

// Finding is what a finding must be; detail is a part of its text.
type Finding struct {
	Target    string   `json:"target"`
	Attribute string   `json:"attribute"`
	Severity  string   `json:"severity"`
	Related   []string `json:"related"`
	Detail    string   `json:"detail"`
}

// NotChecked is what an unchecked rule must say; reason is a part of its text.
type NotChecked struct {
	Target string `json:"target"`
	Reason string `json:"reason"`
	Later  bool   `json:"later"`
}

// Load reads the cases of a rule.
func Load(dir, id string) (File, error) {
	text, err := os.ReadFile(filepath.Join(dir, id+".json")) //nolint:gosec // the tests name it
	if err != nil {
		return File{}, err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	var f File
	if err := decoder.Decode(&f); err != nil {
		return File{}, fmt.Errorf("%s: %w", id, err)
	}
	return f, nil
}

// Run runs the cases of every rule that a guardrail judges, from the package's testdata.
func Run(t *testing.T, rules []rule.Rule) {
	t.Helper()
	facts, err := catalog.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for i := range rules {
		if rules[i].Check == nil {
			continue
		}
		t.Run(rules[i].ID, func(t *testing.T) {
			t.Parallel()
			f, err := Load("testdata", rules[i].ID)
			if err != nil {
				t.Fatal(err)
			}
			s := &suite{facts: facts, rule: &rules[i]}
			s.outcomes(t, f)
			for _, c := range f.Cases {
				t.Run(c.Name, func(t *testing.T) { s.run(t, c) })
			}
		})
	}
}

type suite struct {
	facts *catalog.Catalog
	rule  *rule.Rule
}

// outcomes holds that a rule is seen to pass, to speak, and to be left unchecked.
func (s *suite) outcomes(t *testing.T, f File) {
	t.Helper()
	var passes, speaks, unchecked int
	for _, c := range f.Cases {
		switch {
		case len(c.NotChecked) > 0:
			unchecked++
		case len(c.Findings) > 0:
			speaks++
		default:
			passes++
		}
	}
	if passes == 0 || speaks == 0 || unchecked == 0 && !s.rule.Change {
		t.Errorf("%d cases pass, %d find something, %d are not checked; at least one of each is needed", passes, speaks, unchecked)
	}
}

// run judges one case, and what follows from it.
func (s *suite) run(t *testing.T, c Case) {
	t.Helper()
	in, prior := value(t, c.Inputs), value(t, c.Prior)
	findings, notChecked, errs := s.judge(in, prior)
	if len(errs) > 0 {
		t.Fatalf("unusable input: %v", errs)
	}
	if got, want := len(findings), len(c.Findings); got != want {
		t.Fatalf("%d findings, want %d:\n%s", got, want, tell(findings))
	}
	for i, want := range c.Findings {
		compare(t, findings[i], want)
	}
	s.compareNotChecked(t, notChecked, c.NotChecked)
	if len(c.Findings) == 0 {
		return
	}
	s.withoutNeeds(t, in, prior)
	if !s.rule.Change {
		s.withUnknowns(t, in, prior, len(findings))
	}
}

func (s *suite) judge(in, prior tree.Value) ([]rule.Finding, []rule.NotChecked, input.Errors) {
	code := in.Text("region").Or("us-east-1")
	region, known := s.facts.Region(code)
	if !known {
		var errs input.Errors
		errs.Add(input.At("region"), "%s", code)
		return nil, nil, errs
	}
	p, errs := guardrail.Read(s.facts, region, in)
	if len(errs) > 0 {
		return nil, nil, errs
	}
	if prior.Given() {
		if p.Prior, errs = guardrail.Read(s.facts, region, prior); len(errs) > 0 {
			return nil, nil, errs
		}
	}
	findings, notChecked := rule.Judge(s.rule, p)
	return findings, notChecked, nil
}

func compare(t *testing.T, got rule.Finding, want Finding) {
	t.Helper()
	if got.Target != want.Target || got.Attribute != want.Attribute {
		t.Errorf("finding about %q at %s, want %q at %s", got.Target, got.Attribute, want.Target, want.Attribute)
	}
	if want.Severity != "" && got.Severity.String() != want.Severity {
		t.Errorf("severity %s, want %s", got.Severity, want.Severity)
	}
	if !slices.Equal(slices.Sorted(slices.Values(got.Related)), slices.Sorted(slices.Values(want.Related))) {
		t.Errorf("related %v, want %v", got.Related, want.Related)
	}
	if want.Detail == "" || !strings.Contains(got.Detail, want.Detail) {
		t.Errorf("detail %q, want %q in it", got.Detail, want.Detail)
	}
	root, _, _ := strings.Cut(strings.SplitN(got.Attribute, "[", 2)[0], ".")
	if !slices.Contains(plan.Names(), root) {
		t.Errorf("%q begins with no input of a guardrail", got.Attribute)
	}
	if !strings.HasSuffix(got.Detail, ".") {
		t.Errorf("detail %q is not made of sentences", got.Detail)
	}
}

func (s *suite) compareNotChecked(t *testing.T, got []rule.NotChecked, want []NotChecked) {
	t.Helper()
	got = slices.Compact(got)
	if len(got) != len(want) {
		t.Fatalf("not checked %v, want %v", got, want)
	}
	for i, w := range want {
		if g := got[i]; g.Target != w.Target || w.Reason == "" || !strings.Contains(g.Reason, w.Reason) || g.Later != w.Later {
			t.Errorf("not checked %+v, want %+v", g, w)
		}
	}
}

// withoutNeeds takes away each input that the rule says it needs.
func (s *suite) withoutNeeds(t *testing.T, in, prior tree.Value) {
	t.Helper()
	for _, need := range s.rule.Needs {
		if !in.At(need).Given() {
			continue // one of several ways to say the same
		}
		members := maps.Clone(in.Members())
		delete(members, need)
		findings, notChecked, errs := s.judge(tree.MapOf(members), prior)
		if len(errs) == 0 && len(findings) == 0 && len(notChecked) == 0 {
			t.Errorf("without %s, which it needs, the rule passes", need)
		}
	}
}

// withUnknowns makes each value of the input unknown in turn. The rule must find as much as
// before, or say that it did not look.
func (s *suite) withUnknowns(t *testing.T, in, prior tree.Value, found int) {
	t.Helper()
	for _, at := range treetest.Places(in) {
		if len(at) == 1 && at[0] == "region" {
			continue // a guardrail refuses a Region that is not known yet
		}
		findings, notChecked, errs := s.judge(treetest.Hide(in, at), prior)
		if len(errs) == 0 && len(findings) < found && len(notChecked) == 0 {
			t.Errorf("with %s not known yet, the rule falls silent", strings.Join(at, "."))
		}
	}
}

func value(t *testing.T, text json.RawMessage) tree.Value {
	t.Helper()
	if text == nil {
		return tree.Value{}
	}
	v, err := tree.FromJSON(text)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func tell(findings []rule.Finding) string {
	var out strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&out, "%s %q at %s: %s %v\n", f.Severity, f.Target, f.Attribute, f.Detail, f.Related)
	}
	return out.String()
}
