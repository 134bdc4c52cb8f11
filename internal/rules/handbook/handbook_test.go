package handbook_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/handbook"
)

var update = flag.Bool("update", false, "rewrite the rule pages from the rules and their cases")

func pages(t *testing.T) []handbook.Page {
	t.Helper()
	all, err := handbook.Pages("..")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestPagesAreThoseOfTheDocumentation(t *testing.T) {
	t.Parallel()
	for _, page := range pages(t) {
		golden := filepath.Join("..", "..", "..", "templates", "guides", page.Name)
		if *update {
			if err := os.WriteFile(golden, []byte(page.Text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), page.Text); diff != "" {
			t.Errorf("%s differs from the rules; run the test with -update (-page +rules):\n%s", page.Name, diff)
		}
	}
}

func TestEachRuleIsToldOnce(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	for _, page := range pages(t) {
		text.WriteString(page.Text)
	}
	for _, rule := range rules.All() {
		if n := strings.Count(text.String(), "\n## "+rule.ID+": "); n != 1 {
			t.Errorf("%s has %d headings, want 1", rule.ID, n)
		}
		shown := strings.Count(text.String(), "| ["+rule.ID+"](")
		if shown != 1 {
			t.Errorf("%s has %d lines in the overview, want 1", rule.ID, shown)
		}
	}
}

func TestPagesBeginWithFrontMatter(t *testing.T) {
	t.Parallel()
	for _, page := range pages(t) {
		if !strings.HasPrefix(page.Text, "---\npage_title: \"Rules") {
			t.Errorf("%s begins with %q", page.Name, page.Text[:40])
		}
	}
}
