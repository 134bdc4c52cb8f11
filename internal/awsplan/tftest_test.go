//go:build awsplan

package awsplan_test

import (
	"bytes"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// changesNothing ends the names of runs whose plan must be empty.
const changesNothing = "changes_nothing"

// said is what the tests read of a line of "terraform test -json -verbose".
type said struct {
	Type    string `json:"type"`
	Run     string `json:"@testrun"`
	TestRun struct {
		Progress string `json:"progress"`
		Status   string `json:"status"`
	} `json:"test_run"`
	Diagnostic struct {
		Severity string `json:"severity"`
		Summary  string `json:"summary"`
		Detail   string `json:"detail"`
	} `json:"diagnostic"`
	Plan struct {
		ResourceChanges []change          `json:"resource_changes"`
		OutputChanges   map[string]action `json:"output_changes"`
	} `json:"test_plan"`
}

type change struct {
	Address string `json:"address"`
	Change  action `json:"change"`
}

type action struct {
	Actions []string `json:"actions"`
}

// empty reports whether nothing is done; reading a data source is nothing.
func (a action) empty() bool {
	return slices.Equal(a.Actions, []string{"no-op"}) || slices.Equal(a.Actions, []string{"read"})
}

// runTests runs the *.tftest.hcl files of a directory. Every run must pass, and those that
// say so by their name must have planned nothing.
func runTests(t *testing.T, work string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Getenv("TF_ACC_TERRAFORM_PATH"), "test", "-json", "-verbose")
	cmd.Dir = work
	cmd.Env = append(os.Environ(), "CHECKPOINT_DISABLE=1", "AWS_EC2_METADATA_DISABLED=true")
	var problems strings.Builder
	cmd.Stderr = &problems
	out, failed := cmd.Output()
	passed, planned := 0, map[string]bool{}
	for line := range bytes.Lines(out) {
		var s said
		if err := decoder(line).Decode(&s); err != nil {
			t.Fatalf("terraform test: %v in %s%s", err, line, problems.String())
		}
		switch {
		case s.Type == "diagnostic" && s.Diagnostic.Severity == "error":
			t.Errorf("%s: %s: %s", s.Run, s.Diagnostic.Summary, s.Diagnostic.Detail)
		case s.Type == "test_run" && s.TestRun.Progress == "complete" && s.TestRun.Status == "pass":
			passed++
			planned[s.Run] = planned[s.Run] || !strings.HasSuffix(s.Run, changesNothing)
		case s.Type == "test_plan" && strings.HasSuffix(s.Run, changesNothing):
			planned[s.Run] = true
			for _, c := range s.Plan.ResourceChanges {
				if !c.Change.empty() {
					t.Errorf("%s plans %q for %s", s.Run, c.Change.Actions, c.Address)
				}
			}
			for name, output := range s.Plan.OutputChanges {
				if !output.empty() {
					t.Errorf("%s plans %q for output %s", s.Run, output.Actions, name)
				}
			}
		}
	}
	for run, seen := range planned {
		if !seen {
			t.Errorf("%s shows no plan, so nothing is known of its changes", run)
		}
	}
	if failed != nil || passed == 0 {
		t.Errorf("terraform test: %d runs passed, %v\n%s", passed, failed, problems.String())
	}
}
