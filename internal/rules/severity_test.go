package rules_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

func TestParseOverridesDecidesWhatARuleWeighs(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		words map[string]string
		want  map[string]string // by rule id; "" where the caller says nothing
	}{
		"no entries move nothing": {
			words: nil,
			want:  map[string]string{"GW-03": "", "POL-101": ""},
		},
		"an id moves its rule alone": {
			words: map[string]string{"GW-03": "warning"},
			want:  map[string]string{"GW-03": "warning", "GW-04": "", "GWLB-03": ""},
		},
		"a star matches any number of characters": {
			words: map[string]string{"GW*": "info"},
			want:  map[string]string{"GW-03": "info", "GWLB-03": "info", "IF-01": ""},
		},
		"a question mark matches one character": {
			words: map[string]string{"GW-0?": "info"},
			want:  map[string]string{"GW-03": "info", "GW-13": "", "GWLB-03": ""},
		},
		"a lone star matches every rule, those about policies too": {
			words: map[string]string{"*": "off"},
			want:  map[string]string{"GW-03": "off", "COST-10": "off", "POL-101": "off"},
		},
		"the longest key wins": {
			words: map[string]string{"*": "off", "SG-*": "warning", "SG-01": "error"},
			want:  map[string]string{"SG-01": "error", "SG-02": "warning", "GW-03": "off"},
		},
		"at equal length an id goes before a pattern": {
			words: map[string]string{"GW-03": "info", "GW-0?": "error", "?W-03": "warning"},
			want:  map[string]string{"GW-03": "info", "GW-04": "error"},
		},
		"at equal length patterns go in lexical order": {
			words: map[string]string{"GW-?3": "warning", "GW-0?": "info"},
			want:  map[string]string{"GW-03": "info", "GW-13": "warning"},
		},
		"rules about policies are known by their shape": {
			words: map[string]string{"POL-101": "off", "POL-*": "info", "POL-6??": "warning"},
			want:  map[string]string{"POL-101": "off", "POL-102": "info", "POL-605": "warning"},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			overrides, problems := rules.ParseOverrides(c.words)
			if len(problems) > 0 {
				t.Fatalf("errors: %v", problems)
			}
			got := map[string]string{}
			for id := range c.want {
				severity, said := overrides.Severity(id)
				if said != (severity != 0) {
					t.Errorf("Severity(%q) = %d, %v", id, severity, said)
				}
				got[id] = severity.String()
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("severities (-want +got):\n%s", diff)
			}
		})
	}
}

func TestParseOverridesRefusesWhatItCannotUse(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		key, word string
		says      []string
	}{
		"a misspelt id names the three nearest": {
			key: "GW-3", word: "error",
			says: []string{`"GW-3" matches no rule`, "The nearest are GW-03, GW-13, GW-23."},
		},
		"an id in lower case names the right one": {
			key: "dns-07", word: "error",
			says: []string{`"dns-07" matches no rule`, "The nearest are DNS-07, "},
		},
		"a misspelt pattern names the nearest families": {
			key: "SGX-*", word: "off",
			says: []string{`"SGX-*" matches no rule`, "The nearest are SG-*, "},
		},
		"an id three characters off is still near": {
			key: "LAT1", word: "off",
			says: []string{"The nearest are LAT-01, "},
		},
		"an id four characters off is near nothing": {
			key: "LATTICE-01", word: "off",
			says: []string{"would change nothing. Give the id"},
		},
		"a key that resembles nothing says how ids look": {
			key: "security groups", word: "off",
			says: []string{`"security groups" matches no rule`, "such as GW-03", "such as SG-*"},
		},
		"an empty key is refused":                        {key: "", word: "off", says: []string{`"" matches no rule`}},
		"a bracket is not a wildcard":                    {key: "GW-0[3]", word: "off", says: []string{`"GW-0[3]" matches no rule`}},
		"a backslash does not escape":                    {key: `GW-\03`, word: "off", says: []string{"matches no rule"}},
		"a policy rule has three digits":                 {key: "POL-01", word: "off", says: []string{`"POL-01" matches no rule`, "three digits, such as POL-101"}},
		"a policy rule has no more than three digits":    {key: "POL-1011", word: "off", says: []string{"matches no rule"}},
		"a policy pattern must be able to match":         {key: "POL-1011*", word: "off", says: []string{"matches no rule"}},
		"a policy pattern holds digits only":             {key: "POL-A*", word: "off", says: []string{"matches no rule"}},
		"the family alone is no pattern":                 {key: "POL-", word: "off", says: []string{"matches no rule"}},
		"a number that the family lacks is refused":      {key: "REG-99", word: "off", says: []string{"matches no rule"}},
		"an unknown severity lists what is allowed":      {key: "GW-03", word: "fatal", says: []string{`"GW-03"`, `"fatal"`, "error, warning, info, off"}},
		"a severity in upper case is refused":            {key: "GW-*", word: "ERROR", says: []string{`"GW-*"`, `"ERROR"`}},
		"a severity that only the rules have is refused": {key: "POL-*", word: "policy", says: []string{`"policy"`}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			overrides, problems := rules.ParseOverrides(map[string]string{c.key: c.word, "IF-01": "info"})
			if len(problems) != 1 || problems[0].Key != c.key {
				t.Fatalf("errors = %+v, want one for %q", problems, c.key)
			}
			for _, part := range c.says {
				if !strings.Contains(problems[0].Error(), part) {
					t.Errorf("error %q lacks %q", problems[0], part)
				}
			}
			if severity, _ := overrides.Severity("IF-01"); severity != rules.Info {
				t.Errorf("the entry beside the faulty one gives %q, want info", severity)
			}
		})
	}
}

func TestParseOverridesReportsEveryErrorInOrder(t *testing.T) {
	t.Parallel()
	_, problems := rules.ParseOverrides(map[string]string{"X": "off", "A": "off", "GW-03": "no", "IF-01": "off"})
	var keys []string
	for _, problem := range problems {
		keys = append(keys, problem.Key)
	}
	if diff := cmp.Diff([]string{"A", "GW-03", "X"}, keys); diff != "" {
		t.Errorf("keys of the errors (-want +got):\n%s", diff)
	}
}

func TestParseOverridesSurvivesAbsurdKeys(t *testing.T) {
	t.Parallel()
	for _, key := range []string{strings.Repeat("G", 1<<16), strings.Repeat("*?", 1<<16), "GW-03\x00", "GW-\xff3", "규칙"} {
		if _, problems := rules.ParseOverrides(map[string]string{key: "off"}); len(problems) != 1 {
			t.Errorf("key %.20q: %d errors, want 1", key, len(problems))
		}
	}
}

func TestApply(t *testing.T) {
	t.Parallel()
	var report rules.Report
	report.Add(rules.Finding{Rule: "GW-03", Target: "fault"})
	report.Remind(rules.Finding{Rule: "GW-03", Target: "reminder"})
	report.Add(rules.Finding{Rule: "QUO-03", Target: "lowered", Severity: rules.Warning})
	report.Skip("GW-03", "skipped", "not given")

	cases := map[string]struct {
		words      map[string]string
		want       []string // rule, target and severity of each finding, in order
		notChecked int
	}{
		"without entries everything stays": {
			want: []string{"GW-03 fault error", "QUO-03 lowered warning", "GW-03 reminder info"}, notChecked: 1,
		},
		"a fault moves and a reminder stays": {
			words: map[string]string{"GW-03": "warning"},
			want:  []string{"GW-03 fault warning", "QUO-03 lowered warning", "GW-03 reminder info"}, notChecked: 1,
		},
		"a reminder is not raised": {
			words: map[string]string{"*": "error"},
			want:  []string{"GW-03 fault error", "QUO-03 lowered error", "GW-03 reminder info"}, notChecked: 1,
		},
		"off silences fault, reminder and what was not checked": {
			words: map[string]string{"GW-*": "off"},
			want:  []string{"QUO-03 lowered warning"},
		},
		"a longer key takes a rule back into scope": {
			words: map[string]string{"*": "off", "GW-03": "info"},
			want:  []string{"GW-03 fault info", "GW-03 reminder info"}, notChecked: 1,
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			overrides, problems := rules.ParseOverrides(c.words)
			if len(problems) > 0 {
				t.Fatalf("errors: %v", problems)
			}
			moved := overrides.Apply(report)
			if diff := cmp.Diff(c.want, lines(moved)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			if got := len(moved.NotChecked()); got != c.notChecked {
				t.Errorf("%d entries not checked, want %d", got, c.notChecked)
			}
			unmoved := []string{"GW-03 fault error", "QUO-03 lowered warning", "GW-03 reminder info"}
			if diff := cmp.Diff(unmoved, lines(report)); diff != "" {
				t.Errorf("the report given changed (-want +got):\n%s", diff)
			}
		})
	}
}

func lines(report rules.Report) []string {
	var out []string
	for _, f := range report.Findings() {
		out = append(out, fmt.Sprintf("%s %s %s", f.Rule, f.Target, f.Severity))
	}
	return out
}

func TestMergePutsTheResourceOverTheProvider(t *testing.T) {
	t.Parallel()
	provider := parse(t, map[string]string{"GW-03": "error", "SG-*": "off", "IF-01": "info"})
	own := parse(t, map[string]string{"GW-*": "warning", "SG-01": "error"})
	merged := provider.Merge(own)
	want := map[string]string{
		"GW-03": "warning", // an own pattern goes before the provider's id
		"SG-01": "error", "SG-02": "off", "IF-01": "info", "DNS-01": "",
	}
	for id, word := range want {
		if severity, _ := merged.Severity(id); severity.String() != word {
			t.Errorf("merged severity of %s is %q, want %q", id, severity, word)
		}
	}
	if severity, _ := provider.Severity("GW-03"); severity != rules.Error {
		t.Errorf("the provider's own entry changed to %q", severity)
	}
}

func parse(t *testing.T, words map[string]string) rules.Overrides {
	t.Helper()
	overrides, problems := rules.ParseOverrides(words)
	if len(problems) > 0 {
		t.Fatalf("errors: %v", problems)
	}
	return overrides
}

// The oracle finds the winner with regular expressions and a plain scan.
func TestTheLongestMatchingKeyWins(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.MapOfN(drawPattern(), rapid.SampledFrom(rules.Severities()), 0, 12).Draw(t, "rule_severity")
		overrides, problems := rules.ParseOverrides(words)
		if len(problems) > 0 {
			t.Fatalf("patterns made from ids are refused: %v", problems)
		}
		id := drawID().Draw(t, "rule")
		severity, _ := overrides.Severity(id)
		if want := words[winner(words, id)]; severity.String() != want {
			t.Fatalf("severity of %s is %q, want %q", id, severity, want)
		}
	})
}

// winner returns the key that decides about a rule; empty if none matches.
func winner(words map[string]string, id string) string {
	best := ""
	for key := range words {
		expression := strings.NewReplacer("*", ".*", "?", ".").Replace(key)
		if regexp.MustCompile("^"+expression+"$").MatchString(id) && (best == "" || goesBefore(key, best)) {
			best = key
		}
	}
	return best
}

func goesBefore(a, b string) bool {
	aGlob, bGlob := strings.ContainsAny(a, "*?"), strings.ContainsAny(b, "*?")
	switch {
	case len(a) != len(b):
		return len(a) > len(b)
	case aGlob != bGlob:
		return bGlob
	default:
		return a < b
	}
}

// drawID draws from few rules, so that patterns often meet them.
func drawID() *rapid.Generator[string] {
	return rapid.SampledFrom([]string{"GW-01", "GW-02", "GW-12", "GWLB-02", "IF-02", "POL-101", "POL-102"})
}

// drawPattern makes a pattern that matches the id it is made from.
func drawPattern() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		id := drawID().Draw(t, "id")
		from := rapid.IntRange(0, len(id)).Draw(t, "from")
		to := rapid.IntRange(from, len(id)).Draw(t, "to")
		if strings.HasPrefix(id, "POL-") {
			from, to = max(from, len("POL-")), max(to, len("POL-"))
		}
		switch rapid.IntRange(0, 2).Draw(t, "kind") {
		case 0:
			return id
		case 1:
			return id[:from] + "*" + id[to:]
		default:
			return id[:from] + strings.Repeat("?", to-from) + id[to:]
		}
	})
}

func BenchmarkApply(b *testing.B) {
	overrides, _ := rules.ParseOverrides(map[string]string{"*": "warning", "SG-*": "off", "GW-0?": "info", "IF-02": "error"})
	for _, size := range []int{100, 10_000} {
		var report rules.Report
		book := rules.All()
		for i := range size {
			id := book[i%len(book)].ID
			report.Add(rules.Finding{Rule: id, Target: fmt.Sprint(i)})
			report.Skip(id, fmt.Sprint(i), "not given")
		}
		b.Run(fmt.Sprintf("%d findings", size), func(b *testing.B) {
			for b.Loop() {
				moved := overrides.Apply(report)
				moved.Findings()
				moved.NotChecked()
			}
		})
	}
}
