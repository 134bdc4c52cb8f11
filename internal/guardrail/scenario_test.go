package guardrail_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/guardrail"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// scenario is an end-to-end case with the right answer: every error, and of the rest what must
// be among it.
type scenario struct {
	Name       string          `json:"name"`
	Why        string          `json:"why"`
	Guards     []rules.Guard   `json:"guards"`
	Inputs     json.RawMessage `json:"inputs"`
	Prior      json.RawMessage `json:"prior"`
	Errors     []string        `json:"errors"`
	Also       []string        `json:"also"`
	NotChecked []string        `json:"not_checked"`
	Changes    []string        `json:"changes"`
}

func TestScenarios(t *testing.T) {
	t.Parallel()
	runAll(t, "testdata/scenarios.json")
}

func TestPolicyScenarios(t *testing.T) {
	t.Parallel()
	runAll(t, "testdata/policy_scenarios.json")
}

func runAll(t *testing.T, file string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []scenario
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	facts, err := catalog.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		t.Run(s.Name, func(t *testing.T) {
			t.Parallel()
			s.run(t, facts)
		})
	}
}

func (s scenario) run(t *testing.T, facts *catalog.Catalog) {
	t.Helper()
	in := parse(t, s.Inputs)
	region, _ := facts.Region(in.Text("region").Or(""))
	result, errs := guardrail.Judge(guardrail.Request{Catalog: facts, Region: region, Guards: s.Guards, Inputs: in, Prior: parse(t, s.Prior)})
	if len(errs) > 0 {
		t.Fatalf("unusable input: %v", errs)
	}
	errors, told := []string{}, []string{}
	for _, f := range result.Findings {
		told = append(told, fmt.Sprintf("%s %s %s", f.Severity, f.Rule, f.Target))
		if f.Severity == rules.Error {
			errors = append(errors, f.Rule+" "+f.Target)
		}
	}
	slices.Sort(errors)
	slices.Sort(s.Errors)
	if diff := cmp.Diff(s.Errors, errors); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
		for _, f := range result.Findings {
			t.Logf("%s %s %s: %s", f.Severity, f.Rule, f.Target, f.Detail)
		}
	}
	contain(t, told, s.Also)
	var unchecked, changes []string
	for _, n := range result.NotChecked {
		unchecked = append(unchecked, n.Rule+" "+n.Target)
	}
	for _, f := range result.Changes {
		changes = append(changes, fmt.Sprintf("%s %s %s", f.Severity, f.Rule, f.Target))
	}
	contain(t, unchecked, s.NotChecked)
	if diff := cmp.Diff(s.Changes, changes); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
}

func contain(t *testing.T, got, want []string) {
	t.Helper()
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("no %q in %q", w, got)
		}
	}
}

func parse(t *testing.T, text json.RawMessage) tree.Value {
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
