package guides_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/vpce-tools/terraform-provider-vpce/internal/guardrail"
	"github.com/vpce-tools/terraform-provider-vpce/internal/guides"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

const perimeter = "data-perimeter.md"

// proofParts are the marked parts of the guides about policies.
func proofParts(t *testing.T) map[string]string {
	t.Helper()
	parts, err := guides.ProofParts(embedded(t))
	if err != nil {
		t.Fatal(err)
	}
	wrong, _ := judged(t)
	parts["perimeter-wrong"] = guides.Diagnostics(wrong.Findings)
	return parts
}

func TestProofsAreAsTheGuideSays(t *testing.T) {
	t.Parallel()
	c := embedded(t)
	for _, p := range guides.Proofs() {
		policy, err := guides.Document(p.Policy)
		if err != nil {
			t.Fatalf("%s%s: %v", p.Name, p.Title, err)
		}
		for _, asked := range p.Asked {
			t.Run(p.Name+p.Title+" "+asked.Question, func(t *testing.T) {
				t.Parallel()
				answer, err := asked.Answer(c, policy)
				if err != nil {
					t.Fatal(err)
				}
				if answer.Verdict != asked.Verdict {
					t.Errorf("%s, want %s: %s", answer.Verdict, asked.Verdict, answer.Explanation)
				}
				if (answer.Witness != nil) != (asked.Verdict == prove.Counterexample) {
					t.Fatalf("a witness of %s: %v", answer.Verdict, answer.Witness)
				}
				if answer.Witness == nil {
					return
				}
				result, err := eval.Evaluate(policy, *answer.Witness, match.Semantics{})
				if err != nil || result.Decision != asked.Decision {
					t.Errorf("the witness is %s, want %s: %v", result.Decision, asked.Decision, err)
				}
			})
		}
	}
}

// TestEveryQuestionHasAMeaning counts the rows of the generated tables.
func TestEveryQuestionHasAMeaning(t *testing.T) {
	t.Parallel()
	questions, err := guides.Questions()
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		text string
		rows int
	}{
		"questions": {questions, len(prove.Kinds())},
		"facts":     {guides.LinkFacts(), len(prove.Facts())},
		"readings":  {guides.Readings(), len(match.Switches())},
	} {
		if got := strings.Count(tc.text, "\n"); got != tc.rows+2 {
			t.Errorf("%s: %d lines, want %d", name, got, tc.rows+2)
		}
	}
}

// TestThePerimeterHolds judges both policies of the guide with the guardrail it prints.
func TestThePerimeterHolds(t *testing.T) {
	t.Parallel()
	wrong, right := judged(t)
	if diff := cmp.Diff([]string{"POL-604", "POL-609"}, faults(wrong)); diff != "" || wrong.Passed {
		t.Errorf("the wrong policy (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string(nil), faults(right)); diff != "" || !right.Passed {
		t.Errorf("the mended policy, not checked %v:\n%s", right.NotChecked, diff)
	}
	if !slices.ContainsFunc(right.Findings, func(f rules.Finding) bool { return f.Rule == "POL-603" && f.Severity == rules.Info }) {
		t.Error("the guide tells of the reminder about unsigned requests, which is not given")
	}
	mended, err := guides.Document(policiesOf(t)[1])
	if err != nil {
		t.Fatal(err)
	}
	asked := guides.Asked{Question: `{"kind": "principal_outside", "service": "s3", "trusted": {"organization_ids": ["o-a1b2c3d4e5"]}}`}
	if answer, err := asked.Answer(embedded(t), mended); err != nil || answer.Verdict != prove.Counterexample || answer.AllowedBy != 1 {
		t.Errorf("the guide says that the function sees the statement about image layers: %s %v", answer.Explanation, err)
	}
}

// faults are the rules with findings that a plan shows.
func faults(r *guardrail.Result) []string {
	var out []string
	for _, f := range r.Findings {
		if f.Severity == rules.Error || f.Severity == rules.Warning {
			out = append(out, f.Rule)
		}
	}
	return out
}

// judged judges the first and the second policy of the page by the guardrail of its first
// configuration.
func judged(t *testing.T) (wrong, right *guardrail.Result) {
	t.Helper()
	configuration := ""
	for _, b := range blocks(pages(t)[perimeter]) {
		if b.language == "terraform" && configuration == "" {
			configuration = b.text
		}
	}
	c := embedded(t)
	results := make([]*guardrail.Result, 2)
	for i, policy := range policiesOf(t) {
		in := inputs(t, configuration, policy)
		region, known := c.Region(in.Text("region").Or(""))
		if !known {
			t.Fatalf("%q is not a Region", in.Text("region").Or(""))
		}
		result, errs := guardrail.Judge(guardrail.Request{Catalog: c, Region: region, Guards: []rules.Guard{rules.PolicyGuard}, Inputs: in})
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		results[i] = result
	}
	return results[0], results[1]
}

// policiesOf are the policies of the page: a wrong one and a mended one.
func policiesOf(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, b := range blocks(pages(t)[perimeter]) {
		if b.language == "json" {
			out = append(out, b.text)
		}
	}
	if len(out) != 2 {
		t.Fatalf("%s has %d policies, want a wrong one and a mended one", perimeter, len(out))
	}
	return out
}

// inputs reads the arguments of the one resource of a configuration, with the policy in place
// of the file that it names.
func inputs(t *testing.T, configuration, policy string) tree.Value {
	t.Helper()
	body := parsed(t, configuration)
	locals := map[string]hclsyntax.Expression{}
	members := map[string]tree.Value{}
	for _, block := range body.Blocks {
		if block.Type == "locals" {
			for name, attribute := range block.Body.Attributes {
				locals[name] = attribute.Expr
			}
		}
	}
	for _, block := range body.Blocks {
		if block.Type == "resource" {
			for name, attribute := range block.Body.Attributes {
				members[name] = valueOf(t, attribute.Expr, locals, policy)
			}
		}
	}
	return tree.MapOf(members)
}

func parsed(t *testing.T, configuration string) *hclsyntax.Body {
	t.Helper()
	file, diags := hclsyntax.ParseConfig([]byte(configuration), "snippet.tf", hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatalf("%v in\n%s", diags, configuration)
	}
	body, ok := file.Body.(*hclsyntax.Body)
	if !ok {
		t.Fatalf("a body of type %T", file.Body)
	}
	return body
}

// valueOf reads the few kinds of expressions that the guide needs.
func valueOf(t *testing.T, e hclsyntax.Expression, locals map[string]hclsyntax.Expression, policy string) tree.Value {
	t.Helper()
	switch e := e.(type) {
	case *hclsyntax.ObjectConsExpr:
		members := map[string]tree.Value{}
		for _, item := range e.Items {
			name, diags := item.KeyExpr.Value(nil)
			if diags.HasErrors() {
				t.Fatal(diags)
			}
			members[name.AsString()] = valueOf(t, item.ValueExpr, locals, policy)
		}
		return tree.MapOf(members)
	case *hclsyntax.TupleConsExpr:
		var elements []tree.Value
		for _, element := range e.Exprs {
			elements = append(elements, valueOf(t, element, locals, policy))
		}
		return tree.ListOf(elements)
	case *hclsyntax.FunctionCallExpr:
		if e.Name == "file" {
			return tree.Text(policy)
		}
	case *hclsyntax.ScopeTraversalExpr:
		if name, ok := e.Traversal[len(e.Traversal)-1].(hcl.TraverseAttr); ok && e.Traversal.RootName() == "local" {
			return valueOf(t, locals[name.Name], locals, policy)
		}
	case *hclsyntax.TemplateExpr, *hclsyntax.LiteralValueExpr:
		value, diags := e.Value(nil)
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		if value.Type().FriendlyName() == "bool" {
			return tree.Flag(value.True())
		}
		return tree.Text(value.AsString())
	}
	t.Fatalf("%s: an expression that is not read here: %T", e.Range(), e)
	return tree.Value{}
}

// TestSnippetsAboutPoliciesParse parses every configuration and policy of the guides about
// policies, and looks for the attributes that they name.
func TestSnippetsAboutPoliciesParse(t *testing.T) {
	t.Parallel()
	known := served(t).text
	for _, name := range []string{"proving-policies.md", perimeter} {
		page := pages(t)[name]
		for _, b := range blocks(page) {
			switch b.language {
			case "terraform":
				parsed(t, b.text)
			case "json":
				if !json.Valid([]byte(b.text)) {
					t.Errorf("%s: no JSON:\n%s", name, b.text)
				}
			}
		}
		for _, m := range attributeName.FindAllStringSubmatch(page, -1) {
			if !strings.Contains(known, m[1]) && !slices.Contains(notOurs, m[1]) {
				t.Errorf("%s: %q is no attribute", name, m[1])
			}
		}
	}
}
