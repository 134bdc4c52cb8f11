package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestStartWritesRuleCasesAndPlace(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	folder := filepath.Join(root, "internal", "rules", "gateway")
	if err := os.MkdirAll(filepath.Join(folder, "testdata"), 0o750); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"gw_08.go": "package gateway\n", "gw_09.go": "package gateway\n",
		"gateway.go": "package gateway\n\nfunc Rules() []rule.Rule {\n\treturn []rule.Rule{\n\t\tgw08, gw09,\n\t}\n}\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	files, err := start(root, "GW", "A rule of a test")
	if err != nil {
		t.Fatal(err)
	}
	for i, part := range []string{`ID: "GW-10"`, `"not checked"`, "gw08, gw09, gw10,\n"} {
		text, err := os.ReadFile(files[i])
		if err != nil || !strings.Contains(string(text), part) {
			t.Errorf("%s has no %q (%v):\n%s", files[i], part, err, text)
		}
	}
}

func TestStartRefusesWhatItCannotUse(t *testing.T) {
	t.Parallel()
	for _, c := range [][2]string{{"", "x"}, {"GW", ""}, {"GW", "With a stop."}, {"XY", "No such family"}} {
		if _, err := start(t.TempDir(), c[0], c[1]); err == nil {
			t.Errorf("%q is taken", c)
		}
	}
}
