package rules_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

var update = flag.Bool("update", false, "rewrite the guide from the rule book")

func TestGuideIsTheRenderedRuleBook(t *testing.T) {
	t.Parallel()
	golden := filepath.Join("..", "..", "templates", "guides", "rules.md")
	got := rules.Guide()
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("the guide differs from the rule book; run the test with -update (-guide +book):\n%s", diff)
	}
}

func TestGuideTellsEachRuleOnce(t *testing.T) {
	t.Parallel()
	guide := rules.Guide()
	for _, rule := range rules.All() {
		if n := strings.Count(guide, "\n### "+rule.ID+": "); n != 1 {
			t.Errorf("%s has %d headings in the guide, want 1", rule.ID, n)
		}
	}
}

func TestGuideBeginsWithFrontMatter(t *testing.T) {
	t.Parallel()
	want := "---\npage_title: \"Rules\"\nsubcategory: \"\"\ndescription: |-\n"
	if !strings.HasPrefix(rules.Guide(), want) {
		t.Errorf("the guide begins with %q, want %q", rules.Guide()[:len(want)], want)
	}
}
