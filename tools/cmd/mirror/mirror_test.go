package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func binary(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "terraform-provider-vpce")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestInstall(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		platform, file string
	}{
		"the file carries the version": {platform: "linux_amd64", file: "terraform-provider-vpce_v1.2.3"},
		"on Windows it ends in .exe":   {platform: "windows_amd64", file: "terraform-provider-vpce_v1.2.3.exe"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := t.TempDir()
			for _, build := range []string{"first", "second"} {
				if err := install(binary(t, build), root, "1.2.3", test.platform); err != nil {
					t.Fatal(err)
				}
			}
			for _, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
				path := filepath.Join(root, host, "vpce-tools/vpce/1.2.3", test.platform, test.file)
				content, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if string(content) != "second" {
					t.Errorf("%s holds %q, want the second build", path, content)
				}
				if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o100 == 0 {
					t.Errorf("%s cannot be run: %v %v", path, info, err)
				}
			}
		})
	}
}

func TestInstallRefusesMissingArguments(t *testing.T) {
	t.Parallel()
	if err := install(binary(t, "x"), t.TempDir(), "", "linux_amd64"); err == nil {
		t.Error("no version, and no error")
	}
	if err := install("/does/not/exist", t.TempDir(), "1.0.0", "linux_amd64"); err == nil {
		t.Error("no binary, and no error")
	}
}

func TestWriteConfig(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	own, other := filepath.Join(dir, "own ${x} [1]"), filepath.Join(dir, "other")
	if err := install(binary(t, "x"), own, "1.0.0", "linux_amd64"); err != nil {
		t.Fatal(err)
	}
	for _, extra := range []string{"registry.terraform.io/hashicorp/aws/5.100.0/linux_amd64", "unrelated"} {
		if err := os.MkdirAll(filepath.Join(other, extra), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(dir, "terraform.tfrc")
	if err := writeConfig(path, own, "", other); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := `provider_installation {
  filesystem_mirror {
    path    = "DIR/own $${x} [1]"
    include = ["registry.opentofu.org/vpce-tools/vpce", "registry.terraform.io/vpce-tools/vpce"]
  }
  filesystem_mirror {
    path    = "DIR/other"
    include = ["registry.terraform.io/hashicorp/aws"]
  }
  direct {
    exclude = ["registry.opentofu.org/vpce-tools/vpce", "registry.terraform.io/vpce-tools/vpce", "registry.terraform.io/hashicorp/aws"]
  }
}
`
	if diff := cmp.Diff(want, strings.ReplaceAll(string(got), dir, "DIR")); diff != "" {
		t.Errorf("configuration (-want +got):\n%s", diff)
	}
}

func TestWriteConfigRefusesAnEmptyMirror(t *testing.T) {
	t.Parallel()
	empty := t.TempDir()
	err := writeConfig(filepath.Join(empty, "terraform.tfrc"), empty)
	if err == nil || !strings.Contains(err.Error(), empty) {
		t.Errorf("got %v, want an error that names %s", err, empty)
	}
}
