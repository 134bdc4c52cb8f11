//go:build awsplan

package awsplan_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFaultsFailThePlanAllAtOnce plans examples with faults laid over them. Every fault is an
// error of the same plan; the examples as they are have none.
func TestFaultsFailThePlanAllAtOnce(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][]string{
		"guardrails":     {"DNS-13 (ecr.dkr)", "GW-03 (s3)", "IF-16 (ecr.api)", "REG-01 (kms)"},
		"data-perimeter": {"POL-602 (s3/gateway)", "POL-603 (s3/gateway)", "POL-604 (s3/gateway)", "POL-609 (s3/gateway)"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			work := workspace(t, filepath.Join(examples, name))
			text, err := os.ReadFile(filepath.Join("testdata", "faults", name+"_override.tf"))
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(work, "faults_override.tf"), text, 0o600); err != nil {
				t.Fatal(err)
			}
			terraform(t, work, "init", "-input=false", "-no-color")
			cmd := exec.CommandContext(t.Context(), os.Getenv("TF_ACC_TERRAFORM_PATH"), "plan", "-input=false", "-no-color", "-lock=false")
			cmd.Dir = work
			cmd.Env = append(os.Environ(), "CHECKPOINT_DISABLE=1", "AWS_EC2_METADATA_DISABLED=true")
			out, err := cmd.CombinedOutput()
			if err == nil {
				t.Fatalf("a plan with faults succeeds:\n%s", out)
			}
			var got []string
			for _, match := range regexp.MustCompile(`Error: ([A-Z]+-\d+ \([^)]*\))`).FindAllStringSubmatch(string(out), -1) {
				got = append(got, match[1])
			}
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("errors (-want +got):\n%s\n%s", diff, out)
			}
		})
	}
}
