package provider

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
)

// workedExample matches a configuration of the guide that is planned as it is written, and
// the answer printed below it.
var workedExample = regexp.MustCompile("(?s)<!-- planned as written: ([^\n]*) -->\n```terraform\n(.*?)```\n\n```console\nfindings = \\[\n(.*?)\\]\nroute_tables = \\[\n(.*?)\\]\n```")

// TestRouteTableGuideAnswersAsPrinted applies the worked examples of the guide and compares
// the answers with those it prints.
func TestRouteTableGuideAnswersAsPrinted(t *testing.T) {
	t.Parallel()
	guide := routeTableGuide(t)
	examples := workedExample.FindAllStringSubmatch(guide, -1)
	if marked := strings.Count(guide, "planned as written:"); len(examples) != marked || marked == 0 {
		t.Fatalf("%d of %d worked examples have the form that this test reads", len(examples), marked)
	}
	for _, m := range examples {
		t.Run(m[1], func(t *testing.T) {
			t.Parallel()
			acceptance(t, resource.TestCase{Steps: []resource.TestStep{{
				Config: m[2],
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownOutputValue("findings", printed(t, m[3])),
					statecheck.ExpectKnownOutputValue("route_tables", printed(t, m[4])),
				},
			}}})
		})
	}
}

// TestRouteTableGuideShowsTheExamples holds that what the guide shows of examples/aws stands
// there, line by line.
func TestRouteTableGuideShowsTheExamples(t *testing.T) {
	t.Parallel()
	shown := regexp.MustCompile("(?s)<!-- planned beside hashicorp/aws: ([^\n]*) -->\n```terraform\n(.*?)```").FindAllStringSubmatch(routeTableGuide(t), -1)
	if len(shown) == 0 {
		t.Fatal("the guide shows no example")
	}
	for _, m := range shown {
		text, err := os.ReadFile(filepath.Join("..", "..", m[1], "main.tf"))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(m[2], "\n") {
			if !strings.Contains(squeezed(string(text)), squeezed(line)) {
				t.Errorf("%s does not contain %q", m[1], line)
			}
		}
	}
}

func squeezed(text string) string { return strings.Join(strings.Fields(text), " ") }

func routeTableGuide(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "templates", "guides", "route-tables.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// printed reads a list as Terraform prints it.
func printed(t *testing.T, text string) knownvalue.Check {
	t.Helper()
	var checks []knownvalue.Check
	for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		value, err := strconv.Unquote(strings.TrimSuffix(strings.TrimSpace(line), ","))
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		checks = append(checks, knownvalue.StringExact(value))
	}
	return knownvalue.ListExact(checks)
}
