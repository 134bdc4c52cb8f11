//go:build awsplan

package awsplan_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/awsplan"
)

const examples = "../../examples/aws"

// offline is laid over each provider "aws" of the example, by its alias: no account, no call to AWS.
const offline = `provider "aws" {
  %s
  access_key                  = "not-a-key"
  secret_key                  = "not-a-key"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}
`

// expectation is a file of testdata; the package comment explains it.
type expectation struct {
	Outputs   map[string]any `json:"outputs"`
	Resources map[string]any `json:"resources"`
	Counts    map[string]int `json:"counts"`
}

// planned is what the tests read of "terraform show -json".
type planned struct {
	PlannedValues struct {
		Outputs map[string]struct {
			Value any `json:"value"`
		} `json:"outputs"`
	} `json:"planned_values"`
	ResourceChanges []struct {
		Address string `json:"address"`
		Mode    string `json:"mode"`
		Type    string `json:"type"`
		Change  struct {
			After any `json:"after"`
		} `json:"change"`
	} `json:"resource_changes"`
}

func TestExamples(t *testing.T) {
	t.Parallel()
	if os.Getenv("TF_ACC_TERRAFORM_PATH") == "" || os.Getenv("TF_CLI_CONFIG_FILE") == "" {
		t.Fatal(`TF_ACC_TERRAFORM_PATH and TF_CLI_CONFIG_FILE must say where Terraform and the two providers are: run "make test-aws"`)
	}
	directories, err := filepath.Glob(filepath.Join(examples, "*", "main.tf"))
	if err != nil || len(directories) == 0 {
		t.Fatalf("no %s/*/main.tf: %v", examples, err)
	}
	for _, file := range directories {
		source := filepath.Dir(file)
		t.Run(filepath.Base(source), func(t *testing.T) {
			t.Parallel()
			work := workspace(t, source)
			terraform(t, work, "init", "-input=false", "-no-color")
			name := filepath.Base(source)
			if tests, _ := filepath.Glob(filepath.Join(work, "*.tftest.hcl")); len(tests) > 0 {
				runTests(t, work)
				if _, err := os.Stat(expectationOf(name)); errors.Is(err, fs.ErrNotExist) {
					return
				}
			}
			terraform(t, work, "plan", "-input=false", "-no-color", "-lock=false", "-out=plan.bin")
			shown := terraform(t, work, "show", "-json", "plan.bin")
			var got planned
			if err := decoder(shown).Decode(&got); err != nil {
				t.Fatal(err)
			}
			compare(t, expected(t, name), got)
		})
	}
}

// An expectation without its example would never be compared with anything.
func TestEveryExpectationHasAnExample(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no expectation in testdata: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		if _, err := os.Stat(filepath.Join(examples, name, "main.tf")); err != nil {
			t.Errorf("%s expects the plan of an example that is not there: %v", file, err)
		}
	}
}

// TestModule runs the tests of the example that takes guardrails into a module.
func TestModule(t *testing.T) {
	t.Parallel()
	work := copied(t, "../../examples/module-with-guardrails")
	terraform(t, work, "init", "-input=false", "-no-color")
	runTests(t, work)
}

// copied is a copy of a configuration.
func copied(t *testing.T, source string) string {
	t.Helper()
	work := t.TempDir()
	if err := os.CopyFS(work, os.DirFS(source)); err != nil {
		t.Fatal(err)
	}
	// Left behind by someone who tried the example in place.
	for _, leftover := range []string{".terraform", ".terraform.lock.hcl", "terraform.tfstate"} {
		if err := os.RemoveAll(filepath.Join(work, leftover)); err != nil {
			t.Fatal(err)
		}
	}
	return work
}

// workspace copies a configuration and switches off what would call AWS.
func workspace(t *testing.T, source string) string {
	t.Helper()
	work := copied(t, source)
	text, err := os.ReadFile(filepath.Join(work, "main.tf"))
	if err != nil {
		t.Fatal(err)
	}
	override := fmt.Sprintf(offline, "")
	for _, alias := range regexp.MustCompile(`(?m)^\s*alias\s*=\s*"\w+"$`).FindAllString(string(text), -1) {
		override += fmt.Sprintf(offline, strings.TrimSpace(alias))
	}
	if err := os.WriteFile(filepath.Join(work, "offline_override.tf"), []byte(override), 0o600); err != nil {
		t.Fatal(err)
	}
	return work
}

// terraform runs one command and returns its standard output; a failure shows all of it.
func terraform(t *testing.T, work string, arguments ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Getenv("TF_ACC_TERRAFORM_PATH"), arguments...)
	cmd.Dir = work
	cmd.Env = append(os.Environ(), "CHECKPOINT_DISABLE=1", "AWS_EC2_METADATA_DISABLED=true")
	var out, problems strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &problems
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %s: %v\n%s%s", filepath.Base(cmd.Path), strings.Join(arguments, " "), err, out.String(), problems.String())
	}
	return []byte(out.String())
}

func expectationOf(name string) string { return filepath.Join("testdata", name+".json") }

func expected(t *testing.T, name string) expectation {
	t.Helper()
	text, err := os.ReadFile(expectationOf(name))
	if err != nil {
		t.Fatalf("examples/aws/%s has no expectation: %v", name, err)
	}
	var want expectation
	strict := decoder(text)
	// A misspelt key would expect nothing and always hold.
	strict.DisallowUnknownFields()
	if err := strict.Decode(&want); err != nil {
		t.Fatalf("testdata/%s.json: %v", name, err)
	}
	if len(want.Outputs)+len(want.Resources)+len(want.Counts) == 0 {
		t.Fatalf("testdata/%s.json expects nothing", name)
	}
	return want
}

// decoder keeps numbers as they are written.
func decoder(text []byte) *json.Decoder {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	return decoder
}

func compare(t *testing.T, want expectation, got planned) {
	t.Helper()
	outputs, resources, counts := map[string]any{}, map[string]any{}, map[string]int{}
	for name, output := range got.PlannedValues.Outputs {
		outputs[name] = output.Value
	}
	for _, change := range got.ResourceChanges {
		resources[change.Address] = change.Change.After
		if _, counted := want.Counts[change.Type]; counted && change.Mode == "managed" {
			counts[change.Type]++
		}
	}
	for _, line := range append(
		awsplan.Missing("output", anyMap(want.Outputs), outputs),
		awsplan.Missing("resource", anyMap(want.Resources), resources)...,
	) {
		t.Error(line)
	}
	for kind, count := range want.Counts {
		if diff := cmp.Diff(count, counts[kind]); diff != "" {
			t.Errorf("number of planned %s (-want +got):\n%s", kind, diff)
		}
	}
}

// anyMap turns a missing part of an expectation into one that asks for nothing.
func anyMap(m map[string]any) map[string]any {
	if m == nil {
		return map[string]any{}
	}
	return m
}
