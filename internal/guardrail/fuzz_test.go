package guardrail_test

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/guardrail"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// FuzzJudge gives the guardrails any object at all. They answer, or say what they cannot use;
// they never panic, and the same input gives the same answer.
func FuzzJudge(f *testing.F) {
	text, err := os.ReadFile("testdata/scenarios.json")
	if err != nil {
		f.Fatal(err)
	}
	var all []scenario
	if err := json.Unmarshal(text, &all); err != nil {
		f.Fatal(err)
	}
	for _, s := range all {
		f.Add([]byte(s.Inputs), []byte(s.Prior))
	}
	facts, err := catalog.Embedded()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, inputs, prior []byte) {
		in, err := tree.FromJSON(inputs)
		if err != nil {
			return
		}
		before, _ := tree.FromJSON(prior)
		region, known := facts.Region(in.Text("region").Or("us-east-1"))
		if !known {
			return
		}
		request := guardrail.Request{Catalog: facts, Region: region, Guards: rules.Guards(), Inputs: in, Prior: before}
		first, errs := guardrail.Judge(request)
		second, again := guardrail.Judge(request)
		if diff := cmp.Diff(fmt.Sprint(errs), fmt.Sprint(again)); diff != "" {
			t.Fatalf("errors differ from run to run:\n%s", diff)
		}
		if diff := cmp.Diff(first, second); diff != "" {
			t.Fatalf("answers differ from run to run:\n%s", diff)
		}
	})
}
