package guides_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/overlay"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
	"github.com/vpce-tools/terraform-provider-vpce/internal/provider"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// schema is what the guides may name: attributes by data source or resource, and functions.
type schema struct {
	attributes map[string][]string
	functions  []string
	text       string
}

func served(t *testing.T) schema {
	t.Helper()
	// The request has no content, so none is given.
	got, err := provider.Server("test")().GetProviderSchema(t.Context(), nil)
	if err != nil || len(got.Diagnostics) > 0 {
		t.Fatal(err, got)
	}
	text, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	out := schema{attributes: map[string][]string{}, text: string(text)}
	for name, s := range got.DataSourceSchemas {
		for _, attribute := range s.Block.Attributes {
			out.attributes[name] = append(out.attributes[name], attribute.Name)
		}
	}
	for name, s := range got.ResourceSchemas {
		for _, attribute := range s.Block.Attributes {
			out.attributes[name] = append(out.attributes[name], attribute.Name)
		}
	}
	for name := range got.Functions {
		out.functions = append(out.functions, name)
	}
	return out
}

var (
	typeName      = regexp.MustCompile(`\bvpce_[a-z_]+`)
	functionName  = regexp.MustCompile(`provider::vpce::([a-z_]+)`)
	dataReference = regexp.MustCompile(`data\.(vpce_[a-z_]+)\.[a-z_]+\.([a-z_]+)`)
	attributeName = regexp.MustCompile("`([a-z]+(?:_[a-z]+)+)`")
	ruleName      = regexp.MustCompile(`\b([A-Z]+)-([0-9]{2})\b`)
)

func TestGuidesNameOnlyWhatExists(t *testing.T) {
	t.Parallel()
	exists, families := served(t), map[string]bool{}
	for _, rule := range rules.All() {
		family, _, _ := strings.Cut(rule.ID, "-")
		families[family] = true
	}
	for name, page := range pages(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page := strings.ReplaceAll(page, `\_`, "_")
			for _, found := range typeName.FindAllString(page, -1) {
				if _, ok := exists.attributes[found]; !ok {
					t.Errorf("%q is neither a data source nor a resource", found)
				}
			}
			for _, m := range functionName.FindAllStringSubmatch(page, -1) {
				if !slices.Contains(exists.functions, m[1]) {
					t.Errorf("%q is not a function", m[0])
				}
			}
			for _, m := range dataReference.FindAllStringSubmatch(page, -1) {
				if !slices.Contains(exists.attributes[m[1]], m[2]) {
					t.Errorf("%q names no attribute of %s", m[0], m[1])
				}
			}
			for _, m := range ruleName.FindAllStringSubmatch(page, -1) {
				if _, ok := rules.Lookup(m[0]); families[m[1]] && !ok {
					t.Errorf("%q is not a rule", m[0])
				}
			}
		})
	}
}

// notOurs are words in code font that belong to Terraform or to hashicorp/aws.
var notOurs = []string{"aws_vpc_endpoint", "depends_on", "enable_dns_hostnames", "enable_dns_support", "for_each"}

// TestGuidesNameAttributesByTheirNames looks for every word_of_several_parts in code font in
// the schema, the schema of the facts files, the workloads and the price items.
func TestGuidesNameAttributesByTheirNames(t *testing.T) {
	t.Parallel()
	known := served(t).text + string(overlay.Schema()) + fmt.Sprint(embedded(t).WorkloadNames(), price.Items(), notOurs)
	for _, name := range append(written, "common-beliefs.md", "common-beliefs-ko.md") {
		for _, m := range attributeName.FindAllStringSubmatch(pages(t)[name], -1) {
			if !strings.Contains(known, m[1]) {
				t.Errorf("%s: %q is no attribute, workload or price item", name, m[1])
			}
		}
	}
}

var (
	relativeLink = regexp.MustCompile(`\]\(((?:\.\./)?[a-z][a-z_/-]*\.md)?(#[^)]+)?\)`)
	headline     = regexp.MustCompile(`(?m)^#{1,4} (.*)$`)
)

// TestLinksLeadSomewhere follows the links to other guides, to headings of the same page and
// to the pages that are generated for data sources, resources and functions.
func TestLinksLeadSomewhere(t *testing.T) {
	t.Parallel()
	exists, all := served(t), pages(t)
	targets := map[string]bool{"../index.md": true}
	for name := range all {
		targets[name] = true
	}
	for name := range exists.attributes {
		short := strings.TrimPrefix(name, "vpce_")
		targets["../data-sources/"+short+".md"], targets["../resources/"+short+".md"] = true, true
	}
	for _, name := range exists.functions {
		targets["../functions/"+name+".md"] = true
	}
	for name, page := range all {
		headings := map[string]bool{}
		for _, m := range headline.FindAllStringSubmatch(page, -1) {
			headings["#"+strings.ReplaceAll(strings.ToLower(m[1]), " ", "-")] = true
		}
		for _, m := range relativeLink.FindAllStringSubmatch(page, -1) {
			if m[1] != "" && !targets[m[1]] {
				t.Errorf("%s links to %s, which does not exist", name, m[1])
			}
			if m[1] == "" && m[2] != "" && !headings[m[2]] {
				t.Errorf("%s links to its own %s, which is no heading", name, m[2])
			}
		}
	}
}
