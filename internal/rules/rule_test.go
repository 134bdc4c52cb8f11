package rules_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// familySizes is written out, so that a rule cannot be lost or added by accident.
var familySizes = map[string]int{
	"REG": 29, "ACC": 23, "GW": 26, "IF": 16, "SG": 6, "DNS": 17, "DEP": 8,
	"GWLB": 9, "LAT": 9, "QUO": 13, "HUB": 18, "COST": 11, "TF": 13,
}

func TestBookHoldsEveryNumberOfEveryFamily(t *testing.T) {
	t.Parallel()
	want := map[string]bool{}
	for family, size := range familySizes {
		for number := 1; number <= size; number++ {
			want[fmt.Sprintf("%s-%02d", family, number)] = true
		}
	}
	got := map[string]bool{}
	for _, rule := range rules.All() {
		if !strings.HasPrefix(rule.ID, "POL-") { // the numbers of policy rules have gaps
			got[rule.ID] = true
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rule ids (-want +got):\n%s", diff)
	}
}

// The ids stand in configurations, so each must be told once in the source.
func TestFamiliesHoldNoIDTwice(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, family := range rules.Families() {
		for _, rule := range family.Rules {
			if seen[rule.ID] || !strings.HasPrefix(rule.ID, family.Prefix+"-") {
				t.Errorf("%s is in the book twice, or in the wrong family", rule.ID)
			}
			seen[rule.ID] = true
		}
	}
}

func TestEveryRuleIsComplete(t *testing.T) {
	t.Parallel()
	for _, rule := range rules.All() {
		t.Run(rule.ID, func(t *testing.T) {
			t.Parallel()
			for _, problem := range problemsOf(rule) {
				t.Error(problem)
			}
		})
	}
}

// problemsOf lists what a rule lacks to be shown to a reader.
func problemsOf(rule rules.Rule) []string {
	var problems []string
	require := func(holds bool, problem string) {
		if !holds {
			problems = append(problems, problem)
		}
	}
	require(rule.Severity == rules.Error || rule.Severity == rules.Warning || rule.Severity == rules.Info,
		"the severity must be error, warning or info")
	require(rule.Title != "" && !strings.HasSuffix(rule.Title, "."), "the title must be given, without a full stop")
	require(len(rule.Title) <= 100, "the title must fit one line")
	require(strings.HasSuffix(rule.Why, "."), "why must be sentences")
	require(strings.HasSuffix(rule.Fix, "."), "the fix must be a sentence")
	for _, text := range []string{rule.Title, rule.Why, rule.Fix} {
		require(!strings.ContainsAny(text, "\n\t`") && !strings.Contains(text, "  "), "texts must be plain and of one line")
	}
	source, err := url.Parse(rule.Source)
	require(err == nil && source.Scheme == "https" && source.Host != "" && source.Path != "", "the source must be an https address")
	require(!rule.Policy || rule.Severity == rules.Error, "a policy rule must be an error")
	decided := 0
	for _, decides := range []bool{rule.Check != nil, rule.Unseen != "", rule.Elsewhere != ""} {
		if decides {
			decided++
		}
	}
	require(decided == 1, "exactly one of check, unseen and elsewhere says who judges the rule")
	for _, need := range rule.Needs {
		require(slices.Contains(plan.Names(), need), "needs "+need+", which is no input")
	}
	require(rule.Unseen == "" || strings.HasSuffix(rule.Unseen, "."), "why nobody sees it must be a sentence")
	return problems
}

func TestProblemsOfAnEmptyRuleAreSeen(t *testing.T) {
	t.Parallel()
	if got := len(problemsOf(rules.Rule{Policy: true})); got != 7 {
		t.Errorf("an empty rule has %d problems, want 7: %q", got, problemsOf(rules.Rule{Policy: true}))
	}
}

func TestTitlesAreDistinct(t *testing.T) {
	t.Parallel()
	byTitle := map[string]string{}
	for _, rule := range rules.All() {
		if other, taken := byTitle[rule.Title]; taken {
			t.Errorf("%s and %s have the same title %q", other, rule.ID, rule.Title)
		}
		byTitle[rule.Title] = rule.ID
	}
}

func TestLookup(t *testing.T) {
	t.Parallel()
	if rule, ok := rules.Lookup("GW-03"); !ok || rule.ID != "GW-03" {
		t.Errorf("Lookup(GW-03) = %q, %v", rule.ID, ok)
	}
	for _, id := range []string{"", "GW-00", "GW-27", "gw-03", "POL-999"} {
		if _, ok := rules.Lookup(id); ok {
			t.Errorf("Lookup(%q) finds a rule", id)
		}
	}
}

func TestMustLookupPanicsOnAnUnknownRule(t *testing.T) {
	t.Parallel()
	defer func() {
		if recover() == nil {
			t.Error("MustLookup does not panic")
		}
	}()
	rules.MustLookup("GW-99")
}
