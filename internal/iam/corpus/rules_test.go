package corpus_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/corpus"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
)

// rules are the rules of the semantics. Sections 6 and 7 give theirs no ids; here they have
// the number of the section and a name.
var rules = map[string]string{
	"DOC-1":  "a JSON object with statements; one value is a list of one",
	"DOC-2":  "variables exist in version 2012-10-17 only",
	"DOC-3":  "element names have exact case; others are errors",
	"DOC-4":  "a key may not stand twice",
	"DOC-5":  "Effect is required, Allow or Deny",
	"DOC-6":  "exactly one of each pair, and all three pairs",
	"DOC-7":  "Sid never decides",
	"DOC-8":  "at most 20,480 characters as sent",
	"DOC-9":  "values are texts, numbers or Booleans, compared by their text",
	"DOC-10": "no policy is full access",
	"DOC-11": "rules at writing are no rules of evaluation",
	"DEC-1":  "a statement matches if all of its elements do",
	"DEC-2":  "Deny before Allow before nothing, in any order",
	"DEC-3":  "a filter, never a grant",
	"DEC-4":  "services without policies have full access",
	"DEC-5":  "one call may need several checks",
	"DEC-6":  "time does not decide",
	"PRN-1":  "* and AWS * fit everyone",
	"PRN-2":  "an account is all of its principals on interface endpoints",
	"PRN-3":  "and its root user on gateway endpoints",
	"PRN-4":  "a user, exactly, and its federated sessions",
	"PRN-5":  "a role and its sessions",
	"PRN-6":  "a session exactly; no wildcards",
	"PRN-7":  "unique ids",
	"PRN-8":  "services, providers, canonical users",
	"PRN-9":  "one entry is enough",
	"PRN-10": "NotPrincipal is the opposite",
	"PRN-11": "the partition must match",
	"ACT-1":  "without case, with wildcards",
	"ACT-2":  "wildcards in the service prefix",
	"ACT-3":  "NotAction is all others of all services",
	"ACT-4":  "white space or an empty name match nothing",
	"ACT-5":  "actions of other services are dead",
	"RES-1":  "* covers calls without resources",
	"RES-2":  "wildcards cross /, the resource part has case",
	"RES-3":  "six segments",
	"RES-4":  "a trailing * goes on; an early one may cross colons",
	"RES-5":  "partition and service are exact",
	"RES-6":  "actions without resources are checked against *",
	"RES-7":  "NotResource is everything else",
	"RES-8":  "buckets and objects differ, and have no account",
	"RES-9":  "resources of AWS have no account, or aws",

	"§6 keys": "keys have no case; all operators and keys must hold", "§6 missing key": "positive false, negated true",
	"§6 IfExists": "true without the key", "§6 ForAllValues": "every value; true without any", "§6 ForAnyValue": "one value; false without any",
	"§6 multivalued keys": "need a set operator", "§6 empty list": "a list without values", "§6 empty text": "no value for ForAllValues only",
	"§6 malformed values": "a value that is not what the operator compares", "§6 variables": "defaults, escapes, values that are missing",

	"§7 anonymous": "keys an unsigned request does not have", "§7 aws:SourceIp": "absent through an endpoint",
	"§7 aws:SourceVpce": "a constant of the endpoint", "§7 aws:PrincipalOrgID": "signed and in an organisation",
	"§7 aws:PrincipalIsAWSService": "true for calls of services by themselves",
}

// allRules adds the operators, each of which is a rule.
func allRules() map[string]string {
	all := maps.Clone(rules)
	for _, b := range ast.Bases() {
		all["§6 "+b.String()] = "the operator " + b.String()
	}
	return all
}

// Each rule of the semantics has a case, or a Go test that bears its name.
func TestEveryRuleIsTested(t *testing.T) {
	t.Parallel()
	cases, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	tested, finding := goTests(t), regexp.MustCompile(`^POL-0[01][0-9]$`)
	for _, c := range cases {
		for _, rule := range c.Source {
			if allRules()[rule] == "" && !finding.MatchString(rule) {
				t.Errorf("%s: %q stands for %s, which is no rule", c.File, c.Name, rule)
			}
			tested[rule] = true
		}
	}
	for rule, what := range allRules() {
		if !tested[rule] {
			t.Errorf("%s has no case and no test: %s", rule, what)
		}
	}
	for _, s := range match.Switches() {
		if allRules()[s.Rule] == "" {
			t.Errorf("the switch %s belongs to %s, which is no rule", s.Name, s.Rule)
		}
	}
}

// goTests returns the rules that have a Go test named after them, such as TestDOC8.
func goTests(t *testing.T) map[string]bool {
	t.Helper()
	files, err := filepath.Glob("../*/*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`func Test(DOC|DEC|PRN|ACT|RES)([0-9]+)`)
	found := map[string]bool{}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range named.FindAllStringSubmatch(string(content), -1) {
			found[name[1]+"-"+name[2]] = true
		}
	}
	return found
}

// Each switch changes the outcome of some request of the corpus, so that neither of its
// readings is dead.
func TestEverySwitchMatters(t *testing.T) {
	t.Parallel()
	cases, err := corpus.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range match.Switches() {
		matters := slices.ContainsFunc(cases, func(c corpus.Case) bool {
			return slices.ContainsFunc(c.Requests, func(r corpus.Request) bool {
				standard, err := eval.Evaluate(c.Document, r.Request, match.Semantics{})
				return err == nil && s.On(r.Semantics) && standard.Decision != r.Expected
			})
		})
		if !matters {
			t.Errorf("no case has another outcome under the other reading of %s", s.Name)
		}
		if strings.TrimSpace(s.Standard) == "" || strings.TrimSpace(s.Other) == "" {
			t.Errorf("%s does not say what its readings are", s.Name)
		}
	}
}
