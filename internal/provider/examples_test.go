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
	for folder := range folders {
		name, err := filepath.Rel(examplesDir, folder)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(name, "aws"+string(filepath.Separator)) {
			continue
		}
		planned++
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if out, err := plan(t, folder); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
	if planned < 10 {
		t.Errorf("only %d examples were found", planned)
	}
}

// plan copies a folder and plans it against a provider built for this run.
func plan(t *testing.T, folder string) (string, error) {
	t.Helper()
	cli := builtProvider(t)
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, terraformPath(t), "plan", "-input=false", "-no-color", "-lock=false")
	command.Dir = dir
	command.Env = append(os.Environ(), "TF_CLI_CONFIG_FILE="+cli, "AWS_REGION=", "AWS_DEFAULT_REGION=", "CHECKPOINT_DISABLE=1")
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
