package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/go-version"
)

func has(path string) func(context.Context) (string, error) {
	return func(context.Context) (string, error) { return path, nil }
}

func lacks(reason string) func(context.Context) (string, error) {
	return func(context.Context) (string, error) { return "", errors.New(reason) }
}

// versions pretends that the last element of a path is the program's name and version.
func versions(_ context.Context, path string) (program, error) {
	name, v, ok := strings.Cut(filepath.Base(path), "-")
	if !ok {
		return program{}, errors.New("does not run")
	}
	return program{path: path, version: version.Must(version.NewVersion(v)), tofu: name == "tofu"}, nil
}

func TestFind(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		search search
		want   string
		err    string
		log    []string
	}{
		"the first program that is new enough wins": {
			search: search{sources: []source{{name: "path", get: has("/a/terraform-1.11.4")}, {name: "download", get: has("/b/terraform-1.14.3")}}},
			want:   "/a/terraform-1.11.4",
			log:    []string{"terraform: path: /a/terraform-1.11.4 (1.11.4)"},
		},
		"one that is too old is named and passed over": {
			search: search{sources: []source{{name: "path", get: has("/a/terraform-1.7.5")}, {name: "modules", get: has("/b/terraform-1.8.5")}}},
			want:   "/b/terraform-1.8.5",
			log:    []string{"terraform: path: /a/terraform-1.7.5 is version 1.7.5, older than 1.8.0", "terraform: modules: /b/terraform-1.8.5 (1.8.5)"},
		},
		"one that cannot be had or does not run is passed over": {
			search: search{sources: []source{{name: "path", get: lacks("none")}, {name: "earlier", get: has("/a/broken")}, {name: "download", get: has("/b/terraform-1.9.0")}}},
			want:   "/b/terraform-1.9.0",
			log:    []string{"terraform: path: none", "terraform: earlier: does not run", "terraform: download: /b/terraform-1.9.0 (1.9.0)"},
		},
		"one that the user named is not replaced by another": {
			search: search{sources: []source{{name: "named", final: true, get: has("/a/terraform-1.5.0")}, {name: "path", get: has("/b/terraform-1.9.0")}}},
			err:    "older than 1.8.0",
			log:    []string{"terraform: named: /a/terraform-1.5.0 is version 1.5.0, older than 1.8.0"},
		},
		"OpenTofu is taken where it will do": {
			search: search{sources: []source{{name: "path", get: has("/a/tofu-1.8.0")}}},
			want:   "/a/tofu-1.8.0",
			log:    []string{"terraform: path: /a/tofu-1.8.0 (1.8.0)"},
		},
		"OpenTofu is passed over where only Terraform will do": {
			search: search{product: terraform, sources: []source{{name: "path", get: has("/a/tofu-1.8.0")}, {name: "download", get: has("/b/terraform-1.9.0")}}},
			want:   "/b/terraform-1.9.0",
			log:    []string{"terraform: path: /a/tofu-1.8.0 is OpenTofu, and only Terraform can do this", "terraform: download: /b/terraform-1.9.0 (1.9.0)"},
		},
		"nothing at all is an error that says what is needed": {
			search: search{sources: []source{{name: "path", get: lacks("none")}}},
			err:    "no Terraform or OpenTofu 1.8.0 or newer could be had",
			log:    []string{"terraform: path: none"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var log strings.Builder
			test.search.inspect, test.search.log = versions, &log
			got, err := test.search.find(t.Context())
			if (err == nil) != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) {
				t.Fatalf("error %v, want %q", err, test.err)
			}
			if got.path != test.want {
				t.Errorf("found %q, want %q", got.path, test.want)
			}
			if diff := cmp.Diff(test.log, strings.Split(strings.TrimSpace(log.String()), "\n")); diff != "" {
				t.Errorf("log (-want +got):\n%s", diff)
			}
		})
	}
}

// fake writes a program that answers "version -json" with the given text, if it is asked
// with an empty CLI configuration: a missing one makes OpenTofu print a warning first.
func fake(t *testing.T, name, answer string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	script := "#!/bin/sh\n[ \"$1 $2\" = 'version -json' ] && [ -n \"$CHECKPOINT_DISABLE\" ] && [ \"$TF_CLI_CONFIG_FILE\" = " + os.DevNull + " ] && echo '" + answer + "'\n"
	if err := os.WriteFile(path, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestInspect(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		name, answer string
		version      string
		tofu         bool
	}{
		"Terraform says its version":            {name: "terraform", answer: `{"terraform_version":"1.11.4","platform":"linux_amd64"}`, version: "1.11.4"},
		"OpenTofu is known by its program name": {name: "tofu", answer: `{"terraform_version":"1.12.6"}`, version: "1.12.6", tofu: true},
		"an answer that is not JSON is refused": {name: "terraform", answer: `Terraform v1.11.4`},
		"an answer with no version is refused":  {name: "terraform", answer: `{}`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := fake(t, test.name, test.answer)
			got, err := inspect(t.Context(), path)
			if test.version == "" {
				if err == nil {
					t.Fatalf("got %v, want an error", got)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got.path != path || got.version.String() != test.version || got.tofu != test.tofu {
				t.Errorf("got %+v, want version %s, tofu %v", got, test.version, test.tofu)
			}
		})
	}
}

func TestSave(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		program     program
		environment string
	}{
		"Terraform needs the namespace":                        {program: program{path: "/a/terraform"}, environment: "TF_ACC_PROVIDER_NAMESPACE=vpce-tools\n"},
		"OpenTofu needs the name of its registry host as well": {program: program{path: "/a/tofu", tofu: true}, environment: "TF_ACC_PROVIDER_NAMESPACE=vpce-tools TF_ACC_PROVIDER_HOST=registry.opentofu.org\n"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if err := test.program.save(dir); err != nil {
				t.Fatal(err)
			}
			got := map[string]string{}
			for _, file := range []string{"terraform.path", "terraform.env"} {
				text, err := os.ReadFile(filepath.Join(dir, file))
				if err != nil {
					t.Fatal(err)
				}
				got[file] = string(text)
			}
			want := map[string]string{"terraform.path": test.program.path + "\n", "terraform.env": test.environment}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSourcesEndWithGoAlone(t *testing.T) {
	t.Parallel()
	for _, product := range []wanted{either, terraform, tofu} {
		all := sources(t.TempDir(), product)
		if last := all[len(all)-1].name; !strings.Contains(last, "go install") {
			t.Errorf("%s: the last source is %q, want the one that needs nothing but Go", product, last)
		}
		for _, s := range all {
			if product == terraform && strings.Contains(s.name, "tofu") || product == tofu && strings.Contains(s.name, "hashicorp") {
				t.Errorf("source %q offers a program where only %s will do", s.name, product)
			}
		}
	}
}
