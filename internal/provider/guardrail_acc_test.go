package provider

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// gate is a stack in which what breaks a rule becomes known only at apply: the route tables of
// a gateway endpoint, of which there are none.
const gate = `
terraform {
  required_providers {
    vpce = { source = "vpce-tools/vpce" }
  }
}

variable "tables" {
  type = list(string)
}

variable "mode" {
  type    = string
  default = "enforce"
}

variable "more" {
  type    = map(any)
  default = {}
}

resource "terraform_data" "tables" {
  input = var.tables
}

resource "vpce_endpoint_guardrail" "this" {
  region = "us-east-1"
  mode   = var.mode
  endpoints = merge({
    s3 = {
      service_name      = "com.amazonaws.us-east-1.s3"
      vpc_endpoint_type = "Gateway"
      route_table_ids   = terraform_data.tables.output
    }
  }, var.more)
}

# Stands for what creates the endpoints.
resource "terraform_data" "endpoint" {
  depends_on = [vpce_endpoint_guardrail.this]
}
`

// written makes a folder with one configuration.
func written(t *testing.T, text string) folder {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "main.tf"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return folder(dir)
}

// must runs Terraform and holds whether it succeeds and what it says.
func (f folder) must(t *testing.T, succeed bool, environment []string, arguments []string, says ...string) string {
	t.Helper()
	out, err := f.run(t, environment, append(arguments, "-no-color")...)
	if (err == nil) != succeed {
		t.Fatalf("terraform %s: %v, want success %v\n%s", strings.Join(arguments, " "), err, succeed, out)
	}
	flat := strings.Join(strings.Fields(strings.ReplaceAll(out, "│", " ")), " ")
	for _, part := range says {
		if !strings.Contains(flat, part) {
			t.Errorf("terraform %s does not say %q:\n%s", strings.Join(arguments, " "), part, out)
		}
	}
	return out
}

// What plan cannot see stops at apply, before anything that depends on the guardrail.
func TestGateStopsAtApplyWhatDependsOnIt(t *testing.T) {
	t.Parallel()
	work := written(t, gate)
	work.must(t, true, nil, []string{"plan", "-var", "tables=[]"}, "Checks Wait For Apply: ", "GW-02 (s3)")
	work.must(t, false, nil, []string{"apply", "-auto-approve", "-var", "tables=[]"}, "Error: GW-02 (s3): ")
	if made := work.must(t, true, nil, []string{"state", "list"}); strings.Contains(made, "terraform_data.endpoint") || !strings.Contains(made, "terraform_data.tables") {
		t.Errorf("made are:\n%s", made)
	}
}

// A plan after an apply is empty, and a stack with a fault can be destroyed.
func TestGuardrailedStackLivesAndDies(t *testing.T) {
	t.Parallel()
	work := written(t, gate)
	good := []string{"-var", `tables=["rtb-1"]`}
	work.must(t, true, nil, append([]string{"apply", "-auto-approve"}, good...))
	work.must(t, true, nil, append([]string{"plan", "-detailed-exitcode"}, good...), "No changes.")

	// The fault comes with an edit; now the refresh before the destruction fails.
	bad := append(good, "-var", `more={sqs={service_name="com.amazonaws.us-east-1.sqs"}}`)
	work.must(t, false, nil, append([]string{"plan"}, bad...), "Error: IF-16 (sqs): ")
	work.must(t, false, nil, append([]string{"destroy", "-auto-approve"}, bad...), "Error: IF-16 (sqs): ")
	work.must(t, false, []string{"VPCE_GUARDRAILS=off"}, append([]string{"plan"}, bad...), "VPCE_GUARDRAILS is", "it may be report")
	work.must(t, true, []string{"VPCE_GUARDRAILS=report"}, append([]string{"destroy", "-auto-approve"}, bad...), "Destroy complete!")
}

// In report mode the stack is made, and the plan after it is empty although there are findings.
func TestReportModeKeepsPlansEmpty(t *testing.T) {
	t.Parallel()
	work := written(t, gate)
	arguments := []string{"-var", `tables=["rtb-1"]`, "-var", "mode=report", "-var", `more={sqs={service_name="com.amazonaws.us-east-1.sqs"}}`}
	work.must(t, true, nil, append([]string{"apply", "-auto-approve"}, arguments...), "Warning: IF-16 (sqs): ")
	work.must(t, true, nil, append([]string{"plan", "-detailed-exitcode"}, arguments...), "No changes.", "Warning: IF-16 (sqs): ")
}

// A rule about a change speaks while the change is planned, and leaves nothing behind.
func TestRulesAboutAChangeLeaveNothingBehind(t *testing.T) {
	t.Parallel()
	work := written(t, gate)
	endpoint := func(name string) []string {
		return []string{"-var", `tables=["rtb-1"]`, "-var", `more={kms={service_name="com.amazonaws.us-east-1.` + name + `",vpc_endpoint_type="Interface",subnet_ids=["subnet-1"],security_group_ids=["sg-1"]}}`}
	}
	work.must(t, true, nil, append([]string{"apply", "-auto-approve"}, endpoint("kms")...))
	work.must(t, true, nil, append([]string{"apply", "-auto-approve"}, endpoint("sqs")...), "Warning: TF-03 (kms): ")
	if out := work.must(t, true, nil, append([]string{"plan", "-detailed-exitcode"}, endpoint("sqs")...), "No changes."); strings.Contains(out, "TF-03") {
		t.Errorf("the change is over, and still told:\n%s", out)
	}
}
