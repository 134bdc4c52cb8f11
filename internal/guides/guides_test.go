package guides_test

import (
	"flag"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/guides"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

var update = flag.Bool("update", false, "render the marked parts of the guides anew")

const folder = "../../templates/guides"

// pages returns the text of every guide by file name.
func pages(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.md"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no guide in %s: %v", folder, err)
	}
	out := map[string]string{}
	for _, file := range files {
		out[filepath.Base(file)] = read(t, file)
	}
	return out
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func embedded(tb testing.TB) *catalog.Catalog {
	tb.Helper()
	c, err := catalog.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func TestMarkedPartsFollowFromTheFacts(t *testing.T) {
	t.Parallel()
	c, anchors := embedded(t), guides.Anchors(pages(t))
	parts := map[string]string{
		"workloads": guides.Workloads(c), "inventory": guides.Inventory(c), "knowledge": guides.Knowledge(c),
		"sources": guides.Sources(c), "prices": guides.Prices(price.Embedded()), "price-sources": guides.PriceSources(),
	}
	maps.Copy(parts, proofParts(t))
	for name, page := range pages(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			links, err := guides.Links(page, anchors)
			if err != nil {
				t.Fatal(err)
			}
			parts := withPart(parts, "links", links)
			want, err := guides.Fill(page, parts)
			if err != nil {
				t.Fatal(err)
			}
			if *update && page != want {
				if err := os.WriteFile(filepath.Join(folder, name), []byte(want), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(page, want); diff != "" {
				t.Errorf("the guide is stale; run make generate (-page +facts):\n%s", diff)
			}
			if links != "" && !strings.Contains(page, "<!-- links:begin -->") {
				t.Error("the guide links rules as [GW-03] and has no marked part \"links\" to define them")
			}
		})
	}
}

func withPart(parts map[string]string, name, text string) map[string]string {
	out := maps.Clone(parts)
	out[name] = text
	return out
}

func TestEveryFactIsCounted(t *testing.T) {
	t.Parallel()
	c := embedded(t)
	for name, tc := range map[string]struct {
		text  string
		lines int
	}{
		"a row for each workload":   {guides.Workloads(c), len(c.WorkloadNames()) + 2},
		"a row for each price item": {guides.Prices(price.Embedded()), len(price.Items()) + 2 + 6 + 3},
		"a row for each source":     {guides.PriceSources(), len(price.Sources()) + 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := strings.Count(tc.text, "\n"); got != tc.lines {
				t.Errorf("%d lines, want %d:\n%s", got, tc.lines, tc.text)
			}
		})
	}
}

func TestFill(t *testing.T) {
	t.Parallel()
	parts := map[string]string{"a": "new\n"}
	for name, tc := range map[string]struct{ page, want, fault string }{
		"a page without marks stays":       {"x\n", "x\n", ""},
		"what stands between the marks":    {"x\n<!-- a:begin -->\nold\n<!-- a:end -->\ny\n", "x\n<!-- a:begin -->\n\nnew\n\n<!-- a:end -->\ny\n", ""},
		"a mark twice is filled twice":     {"<!-- a:begin -->\n<!-- a:end -->\n<!-- a:begin -->\n<!-- a:end -->", "<!-- a:begin -->\n\nnew\n\n<!-- a:end -->\n<!-- a:begin -->\n\nnew\n\n<!-- a:end -->", ""},
		"a part that nothing renders":      {"<!-- b:begin -->\n<!-- b:end -->", "", "nothing renders"},
		"a mark that never ends":           {"<!-- a:begin -->\nold", "", "never ends"},
		"an end of another name is no end": {"<!-- a:begin -->\n<!-- b:end -->", "", "never ends"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := guides.Fill(tc.page, parts)
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
			if (err != nil) != (tc.fault != "") || err != nil && !strings.Contains(err.Error(), tc.fault) {
				t.Errorf("error %v, want %q", err, tc.fault)
			}
		})
	}
}

func TestLinks(t *testing.T) {
	t.Parallel()
	anchors := guides.Anchors(map[string]string{
		"rules-gw.md": "## GW-17: The Principal of a policy must be \\*\n", "rules-if.md": "## IF-16: vpc\\_endpoint\\_type's value: set\n",
	})
	want := map[string]string{"GW-17": "rules-gw.md#gw-17-the-principal-of-a-policy-must-be-", "IF-16": "rules-if.md#if-16-vpc_endpoint_types-value-set"}
	if diff := cmp.Diff(want, anchors); diff != "" {
		t.Error(diff)
	}
	links, err := guides.Links("See [IF-16] and [GW-17], [IF-16].\n\n[GW-18]: rules.md#an-old-definition\n", anchors)
	if diff := cmp.Diff("[GW-17]: rules-gw.md#gw-17-the-principal-of-a-policy-must-be-\n[IF-16]: rules-if.md#if-16-vpc_endpoint_types-value-set\n", links); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if _, err := guides.Links("See [GW-99].", anchors); err == nil {
		t.Error("a rule that does not exist was linked")
	}
}
