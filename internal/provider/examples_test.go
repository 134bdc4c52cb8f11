package provider

import (
	"context"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// examplesDir holds what the documentation shows. The configurations under aws need
// hashicorp/aws and are planned by `make test-aws`.
const examplesDir = "../../examples"

// TestEveryExampleIsPlanned plans each folder of examples with the real binary and the
// provider as users get it, so that no page can show what does not work.
func TestEveryExampleIsPlanned(t *testing.T) {
	t.Parallel()
	folders := map[string]bool{}
	err := filepath.WalkDir(examplesDir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".tf") {
			folders[filepath.Dir(path)] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	planned := 0
	tested := 0
	for folder := range folders {
		name, err := filepath.Rel(examplesDir, folder)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(name, "aws"+string(filepath.Separator)) {
			continue
		}
		planned++
		_, err = os.Stat(filepath.Join(folder, "tests"))
		hasTests := err == nil
		if hasTests {
			tested++
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			work := workspace(t, folder)
			if out, err := work.run(t, nil, "plan", "-input=false", "-no-color", "-lock=false"); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
			if !hasTests {
				return
			}
			if out, err := work.run(t, nil, "test", "-no-color"); err != nil || strings.Contains(out, "Success! 0 passed") {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
	if tested == 0 {
		t.Error("no example with tests was found")
	}
	if planned < 10 {
		t.Errorf("only %d examples were found", planned)
	}
}

// folder is a copy of a configuration that Terraform may write to.
type folder string

// workspace copies a folder, for runs against a provider built for this test run.
func workspace(t *testing.T, source string) folder {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(source)); err != nil {
		t.Fatal(err)
	}
	return folder(dir)
}

// run calls Terraform and returns what it says.
func (f folder) run(t *testing.T, environment []string, arguments ...string) (string, error) {
	t.Helper()
	cli := builtProvider(t)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, terraformPath(t), arguments...)
	command.Dir = string(f)
	command.Env = append(append(os.Environ(), "TF_CLI_CONFIG_FILE="+cli, "AWS_REGION=", "AWS_DEFAULT_REGION=", "CHECKPOINT_DISABLE=1"), environment...)
	out, err := command.CombinedOutput()
	return string(out), err
}

// terraformPath finds the binary, as plugin-testing does.
func terraformPath(t *testing.T) string {
	t.Helper()
	if path := os.Getenv("TF_ACC_TERRAFORM_PATH"); path != "" {
		return path
	}
	path, err := exec.LookPath("terraform")
	if err != nil {
		t.Fatal("no terraform in PATH and TF_ACC_TERRAFORM_PATH is not set: run `make test`, which gets one")
	}
	return path
}

var build = struct {
	once sync.Once
	cli  string
	err  error
	out  []byte
}{}

// builtProvider builds the provider once and returns a CLI configuration that points at it.
func builtProvider(t *testing.T) string {
	t.Helper()
	build.once.Do(func() {
		var dir string
		if dir, build.err = os.MkdirTemp("", "vpce"); build.err != nil { //nolint:usetesting // it outlives the test that makes it
			return
		}
		if build.out, build.err = exec.Command("go", "build", "-o", filepath.Join(dir, "terraform-provider-vpce"), "../..").CombinedOutput(); build.err != nil {
			return
		}
		build.cli = filepath.Join(dir, "terraformrc")
		text := "provider_installation {\n  dev_overrides {\n    \"vpce-tools/vpce\" = \"" + filepath.ToSlash(dir) + "\"\n  }\n  direct {}\n}\n"
		build.err = os.WriteFile(build.cli, []byte(text), 0o600)
	})
	if build.err != nil {
		t.Fatalf("building the provider: %v\n%s", build.err, build.out)
	}
	return build.cli
}

// TestMain removes what builtProvider made.
func TestMain(m *testing.M) {
	code := m.Run()
	if build.cli != "" {
		_ = os.RemoveAll(filepath.Dir(build.cli)) // a leftover in the temporary folder harms nobody
	}
	os.Exit(code)
}
