package lint_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/lint"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/vocabulary"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// words is the embedded vocabulary.
func words(t testing.TB) lint.Vocabulary {
	t.Helper()
	v, err := vocabulary.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// marker stands in the policies of cases before each place where a finding is expected.
const marker = "§"

// withoutPlace names cases whose finding is about no place of the policy.
const withoutPlace = "fires without a place"

// lintCase is a policy and what one rule says about it.
type lintCase struct {
	rule   string
	name   string
	policy string
	// options without a vocabulary get the embedded one.
	options lint.Options
	// severity and says are what each expected finding weighs and tells; zero is the rule's
	// own severity, and any words.
	severity rule.Severity
	says     string
	// why is what the finding says in the place of the rule's own reason.
	why string
}

// unquoted are the rules whose findings are about the whole policy and quote no place.
var unquoted = map[string]bool{"POL-003": true, "POL-610": true}

// cases lists those of all families.
func cases() []lintCase {
	return slices.Concat(structureCases, principalCases, actionCases, resourceCases, operatorCases,
		keyCases, valueCases, networkCases, trustCases, variableCases, wholeCases)
}

type place struct{ line, column int }

// places takes the markers out of a policy and returns where they stood.
func places(marked string) (policy string, at []place) {
	line, column := 1, 1
	var b strings.Builder
	for _, r := range marked {
		switch {
		case string(r) == marker:
			at = append(at, place{line, column})
			continue
		case r == '\n':
			line, column = line+1, 0
		}
		b.WriteRune(r)
		column++
	}
	return b.String(), at
}

func TestCases(t *testing.T) {
	t.Parallel()
	for _, c := range cases() {
		t.Run(c.rule+"/"+c.name, func(t *testing.T) {
			t.Parallel()
			policy, want := places(c.policy)
			if c.name == withoutPlace {
				want = []place{{}}
			}
			o := c.options
			if o.Vocabulary == nil {
				o.Vocabulary = words(t)
			}
			var got []place
			result := lint.Text(policy, o)
			for _, f := range result.Findings {
				if f.Rule == c.rule {
					got = append(got, place{f.Line, f.Column})
					checkFinding(t, c, policy, f)
				}
			}
			slices.SortFunc(got, func(a, b place) int { return (a.line-b.line)*1_000_000 + a.column - b.column })
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(place{})); diff != "" {
				t.Errorf("places of %s in %s (-want +got):\n%s\n%v", c.rule, policy, diff, result)
			}
		})
	}
}

// checkFinding holds a finding to what every finding must tell.
func checkFinding(t *testing.T, c lintCase, policy string, f rule.Finding) {
	t.Helper()
	rule, ok := lint.Lookup(f.Rule)
	severity := rule.Severity
	if c.severity != 0 {
		severity = c.severity
	}
	if !ok || f.Severity != severity || f.Summary != rule.Title || f.Source != rule.Source || f.Fix == "" {
		t.Errorf("incomplete finding, or not of severity %s: %+v", severity, f)
	}
	why := rule.Why
	if c.why != "" {
		why = c.why
	}
	if !strings.Contains(f.Detail, c.says) || !strings.Contains(f.Detail, why) {
		t.Errorf("the detail %q does not say %q and %q", f.Detail, c.says, why)
	}
	if f.Line > 0 && !unquoted[c.rule] && !strings.Contains(f.Detail, fmt.Sprintf("Line %d", f.Line)) {
		t.Errorf("the detail %q does not quote line %d of %s", f.Detail, f.Line, policy)
	}
	if strings.ContainsAny(f.Detail+f.Fix, "\n\t") || !utf8.ValidString(f.Detail) {
		t.Errorf("the detail %q is not plain text of one line", f.Detail)
	}
}

// catalogueIDs are those of the catalogue of findings, written out so that none gets lost.
func catalogueIDs() []string {
	var ids []string
	for _, span := range [][2]int{{1, 18}, {101, 112}, {201, 209}, {301, 317}, {401, 436}, {501, 506}, {601, 615}} {
		for n := span[0]; n <= span[1]; n++ {
			ids = append(ids, fmt.Sprintf("POL-%03d", n))
		}
	}
	return ids
}

// elsewhere lists the rules that the linter does not judge.
var elsewhere = map[string]string{
	"POL-208": "prover", "POL-312": "prover", "POL-413": "prover", "POL-414": "prover", "POL-415": "prover",
	"POL-602": "prover", "POL-603": "prover", "POL-604": "prover", "POL-606": "prover", "POL-607": "prover",
	"POL-608": "prover", "POL-609": "prover", "POL-611": "prover", "POL-612": "guardrail", "POL-613": "guardrail",
}

func TestEveryIDHasARule(t *testing.T) {
	t.Parallel()
	var got []string
	for _, r := range lint.Rules() {
		got = append(got, r.ID)
	}
	if diff := cmp.Diff(catalogueIDs(), got); diff != "" {
		t.Errorf("rules (-want +got):\n%s", diff)
	}
	var grouped []string
	for _, family := range lint.Families() {
		if family.Name == "" || len(family.Rules) == 0 {
			t.Errorf("an empty family %q", family.Name)
		}
		for _, rule := range family.Rules {
			grouped = append(grouped, rule.ID)
		}
	}
	slices.Sort(grouped)
	if diff := cmp.Diff(got, grouped); diff != "" {
		t.Errorf("families (-rules +families):\n%s", diff)
	}
}

// TestEveryRuleIsTried demands a case that fires and one that stays silent for each rule,
// but for those judged elsewhere, which must say by whom.
func TestEveryRuleIsTried(t *testing.T) {
	t.Parallel()
	fires, silent := map[string]bool{}, map[string]bool{}
	for _, c := range cases() {
		if strings.Contains(c.policy, marker) || c.name == withoutPlace {
			fires[c.rule] = true
		} else {
			silent[c.rule] = true
		}
	}
	for _, id := range catalogueIDs() {
		by, left := elsewhere[id]
		reason, said := lint.Elsewhere(id)
		if left != said || left && !strings.Contains(reason, by) {
			t.Errorf("%s is judged by %q, the catalogue says %q", id, by, reason)
		}
		if !left && (!fires[id] || !silent[id]) {
			t.Errorf("%s: a case that fires %v, one that is silent %v", id, fires[id], silent[id])
		}
		if left && (fires[id] || silent[id]) {
			t.Errorf("%s has cases, though it is judged elsewhere", id)
		}
	}
	if _, said := lint.Elsewhere("GW-01"); said {
		t.Error("a rule of another family is judged elsewhere")
	}
	if _, ok := lint.Lookup("GW-01"); ok {
		t.Error("a rule of another family is found")
	}
}

// TestEveryRuleIsComplete asks the same of these rules as of those in the rule book.
func TestEveryRuleIsComplete(t *testing.T) {
	t.Parallel()
	titles := map[string]string{}
	for _, r := range lint.Rules() {
		if r.Severity < rule.Error || r.Severity > rule.Info {
			t.Errorf("%s has the severity %q", r.ID, r.Severity)
		}
		if r.Title == "" || len(r.Title) > 100 || strings.HasSuffix(r.Title, ".") {
			t.Errorf("%s has the title %q of %d characters", r.ID, r.Title, len(r.Title))
		}
		if other := titles[r.Title]; other != "" {
			t.Errorf("%s and %s have the same title", other, r.ID)
		}
		titles[r.Title] = r.ID
		if !strings.HasSuffix(r.Why, ".") || !strings.HasSuffix(r.Fix, ".") {
			t.Errorf("%s: why and fix must be sentences", r.ID)
		}
		for _, text := range []string{r.Title, r.Why, r.Fix} {
			if strings.ContainsAny(text, "\n\t`") || strings.Contains(text, "  ") {
				t.Errorf("%s: %q is not plain text of one line", r.ID, text)
			}
		}
		source, err := url.Parse(r.Source)
		if err != nil || source.Scheme != "https" || source.Host == "" || source.Path == "" {
			t.Errorf("%s has the source %q", r.ID, r.Source)
		}
	}
}

// document wraps statements into a policy of today's version in one line.
func document(statements string) string {
	return `{"Version": "2012-10-17", "Statement": [` + statements + `]}`
}

// allow is an Allow for everybody with these actions and resources, given as JSON.
func allow(actions, resources string) string {
	return document(statementOf("Allow", actions, resources, ""))
}

// when is an Allow of one S3 action on its bucket under a condition, given as JSON.
func when(condition string) string { return under("Allow", condition) }

// unless is a Deny in its place.
func unless(condition string) string { return under("Deny", condition) }

func under(effect, condition string) string {
	return document(statementOf(effect, `"s3:ListBucket"`, `"arn:aws:s3:::bucket"`, condition))
}

func statementOf(effect, actions, resources, condition string) string {
	if condition != "" {
		condition = `, "Condition": ` + condition
	}
	return fmt.Sprintf(`{"Effect": %q, "Principal": "*", "Action": %s, "Resource": %s%s}`, effect, actions, resources, condition)
}

// from is an Allow for principals, given as JSON.
func from(principal string) string {
	return document(`{"Effect": "Allow", "Principal": ` + principal + `, "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::bucket"}`)
}
