package provider

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/corpus"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
)

// policyGate is a stack in which the policy of an endpoint becomes known only at apply.
const policyGate = `
terraform {
  required_providers {
    vpce = { source = "vpce-tools/vpce" }
  }
}

variable "account" {
  type = string
}

variable "policy" {
  type    = string
  default = null
}

resource "terraform_data" "account" {
  input = var.account
}

locals {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow", Principal = "*", Action = "s3:*", Resource = "*"
      Condition = { StringEquals = {
        "aws:PrincipalAccount" = terraform_data.account.output
        "aws:ResourceAccount"  = terraform_data.account.output
      } }
    }]
  })
}

resource "vpce_policy_guardrail" "this" {
  region  = "us-east-1"
  trusted = { account_ids = ["111111111111"] }
  endpoints = {
    s3 = {
      service_name      = "com.amazonaws.us-east-1.s3"
      vpc_endpoint_type = "Gateway"
      policy            = coalesce(var.policy, local.policy)
    }
  }
}

# Stands for what creates the endpoint.
resource "terraform_data" "endpoint" {
  depends_on = [vpce_policy_guardrail.this]
}

output "passed" {
  value = vpce_policy_guardrail.this.passed
}
`

// A policy that plan cannot see is judged at apply, before anything that depends on it.
func TestPolicyGuardrailStopsAtApplyWhatDependsOnIt(t *testing.T) {
	t.Parallel()
	work := written(t, policyGate)
	strange, ours := []string{"-var", "account=222222222222"}, []string{"-var", "account=111111111111"}
	plan := work.must(t, true, nil, append([]string{"plan"}, strange...), "Checks Wait For Apply: POL-001", "POL-001 (s3): the policy is not known yet")
	if !regexp.MustCompile(`passed\s+= \(known after apply\)`).MatchString(plan) {
		t.Errorf("passed is told at plan:\n%s", plan)
	}
	work.must(t, false, nil, append([]string{"apply", "-auto-approve"}, strange...), "Error: POL-602 (s3): ", "Error: POL-604 (s3): ", "Statement 1 allows it.")
	if made := work.must(t, true, nil, []string{"state", "list"}); strings.Contains(made, "terraform_data.endpoint") {
		t.Errorf("made are:\n%s", made)
	}
	work.must(t, true, nil, append([]string{"apply", "-auto-approve"}, ours...), "passed = true")
	work.must(t, true, nil, append([]string{"plan", "-detailed-exitcode"}, ours...), "No changes.")
}

// A rule about a change speaks while the change is planned, and leaves nothing behind.
func TestPolicyChangesLeaveNothingBehind(t *testing.T) {
	t.Parallel()
	work := written(t, policyGate)
	policy := func(text string) []string {
		return []string{"-var", "account=111111111111", "-var", "policy=" + text}
	}
	work.must(t, true, nil, append([]string{"apply", "-auto-approve"}, policy(closedPolicy)...))
	other := policy(strings.ReplaceAll(closedPolicy, ": ", ":"))
	work.must(t, true, nil, append([]string{"apply", "-auto-approve"}, other...), "passed = true")
	if out := work.must(t, true, nil, append([]string{"plan", "-detailed-exitcode"}, other...), "No changes."); strings.Contains(out, "POL-612") {
		t.Errorf("the change is over, and still told:\n%s", out)
	}
}

// asked is a case of the corpus as policy_evaluate takes it.
type asked struct {
	Name     string         `json:"name"`
	Policy   string         `json:"policy"`
	Request  map[string]any `json:"request"`
	Decision eval.Decision  `json:"decision"`
}

// corpusCases are the requests of the corpus that a caller can ask about: those that can be
// made, under the standard reading, and that hold what the function fills in besides.
func corpusCases(t *testing.T) []asked {
	t.Helper()
	cases, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	var out []asked
	for _, c := range cases {
		for i, r := range c.Requests {
			if c.Document == nil || r.Semantics != (match.Semantics{}) || len(r.Validate()) > 0 {
				continue
			}
			filled, err := eval.Evaluate(c.Document, r.WithFacts(), match.Semantics{})
			if err != nil {
				t.Fatal(err)
			}
			if filled.Decision != r.Expected {
				continue // the case is about a key that the function fills in
			}
			context := map[string]any{}
			for key, values := range r.Context {
				context[key] = values
			}
			out = append(out, asked{
				Name: fmt.Sprintf("%s, %s, request %d", filepath.Base(c.File), c.Name, i), Policy: c.Text, Decision: r.Expected,
				Request: map[string]any{
					"principal": r.Principal, "action": r.Action, "resource": r.Resource, "context": context,
					"vpc_endpoint_type": r.Endpoint.String(), "canonical_user": r.CanonicalUser,
				},
			})
		}
	}
	if len(out) < 400 {
		t.Fatalf("only %d cases can be asked about", len(out))
	}
	return out
}

// TestCorpusWithTerraform decides the corpus that all parts of the policy language are tested
// with through the real binary, and what Terraform makes of arguments that are not known yet,
// surplus or wrong.
func TestCorpusWithTerraform(t *testing.T) {
	t.Parallel()
	text, err := json.Marshal(corpusCases(t))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "cases.json")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	const policy = `
locals {
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "*" }] })
  request = { principal = "arn:aws:iam::111111111111:role/app", action = "s3:GetObject", resource = "arn:aws:s3:::b/k" }
}
`
	acceptance(t, resource.TestCase{
		TerraformVersionChecks: []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_8_0)},
		Steps: []resource.TestStep{
			{
				Config: fmt.Sprintf(`
locals { cases = jsondecode(file(%q)) }
output "wrong" {
  value = [for c in local.cases : c.name if provider::vpce::policy_evaluate(c.policy, c.request).decision != c.decision]
}
`, file),
				ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownOutputValue("wrong", knownvalue.ListExact([]knownvalue.Check{}))},
			},
			{
				Config:      policy + `output "x" { value = provider::vpce::policy_lint(local.policy, {}, {}) }`,
				ExpectError: regexp.MustCompile(`2\s+options\s+were\s+given`),
			},
			{
				Config:      policy + `output "x" { value = provider::vpce::policy_evaluate(local.policy, merge(local.request, { acton = "x" })) }`,
				ExpectError: regexp.MustCompile(`did\s+you\s+mean\s+"action"\?`),
			},
			{
				Config: policy + `
resource "terraform_data" "later" { input = "s3:GetObject" }
output "decision" { value = provider::vpce::policy_evaluate(local.policy, merge(local.request, { action = terraform_data.later.output })).decision }
output "findings" { value = length(provider::vpce::policy_lint(local.policy, { service = "s3", region = "us-east-1" })) }
output "verdict"  { value = provider::vpce::policy_prove(local.policy, { kind = "principal_outside", trusted = { account_ids = ["111111111111"] } }).verdict }
output "more"     { value = provider::vpce::policy_compare(provider::vpce::policy_minify(local.policy), local.policy).new_access.verdict }
`,
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectUnknownOutputValue("decision")}},
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownOutputValue("decision", knownvalue.StringExact("allowed")),
					statecheck.ExpectKnownOutputValue("findings", knownvalue.Int64Exact(0)),
					statecheck.ExpectKnownOutputValue("verdict", knownvalue.StringExact("counterexample")),
					statecheck.ExpectKnownOutputValue("more", knownvalue.StringExact("proved")),
				},
			},
		},
	})
}

// The corpus is decided alike without Terraform, where a wrong answer is told with its reason.
func TestPolicyEvaluateDecidesTheCorpus(t *testing.T) {
	t.Parallel()
	for _, c := range corpusCases(t) {
		request := values{}
		for name, value := range c.Request {
			if name == "context" {
				context := values{}
				maps.Copy(context, value.(map[string]any))
				value = context
			}
			request[name] = value
		}
		got, problem := ask(t, "policy_evaluate", c.Policy, request)
		if problem != nil {
			t.Errorf("%s: %s", c.Name, problem.Text)
			continue
		}
		if decision := at(t, got, "decision"); decision != string(c.Decision) {
			t.Errorf("%s: %v, want %s: %v", c.Name, decision, c.Decision, at(t, got, "explanation"))
		}
	}
}
