package rules_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

func TestAddTakesFromTheBookWhatTheFindingLeavesEmpty(t *testing.T) {
	t.Parallel()
	rule := rules.MustLookup("GW-02")
	cases := map[string]struct{ given, want rules.Finding }{
		"an otherwise empty finding gets everything from the rule": {
			given: rules.Finding{Rule: "GW-02"},
			want: rules.Finding{
				Rule: "GW-02", Severity: rules.Error, Summary: rule.Title, Fix: rule.Fix, Source: rule.Source,
			},
		},
		"a finding keeps what it says itself": {
			given: rules.Finding{Rule: "GW-02", Severity: rules.Warning, Summary: "s", Fix: "f", Source: "u", Related: []string{"TF-10", "GW-06"}},
			want:  rules.Finding{Rule: "GW-02", Severity: rules.Warning, Summary: "s", Fix: "f", Source: "u", Related: []string{"GW-06", "TF-10"}},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var report rules.Report
			report.Add(c.given)
			if diff := cmp.Diff([]rules.Finding{c.want}, report.Findings()); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAddLeavesTheCallersListAlone(t *testing.T) {
	t.Parallel()
	related := []string{"TF-10", "GW-06"}
	var report rules.Report
	report.Add(rules.Finding{Rule: "GW-02", Related: related})
	if diff := cmp.Diff([]string{"TF-10", "GW-06"}, related); diff != "" {
		t.Errorf("the list given changed (-want +got):\n%s", diff)
	}
}

func TestRemindIsAlwaysInfo(t *testing.T) {
	t.Parallel()
	var report rules.Report
	report.Remind(rules.Finding{Rule: "GW-02", Severity: rules.Error})
	got := report.Findings()
	if len(got) != 1 || got[0].Severity != rules.Info || !got[0].Reminder {
		t.Errorf("findings = %+v, want one reminder of severity info", got)
	}
}

func TestFindingsAreSorted(t *testing.T) {
	t.Parallel()
	// In the order in which they must come out.
	want := []rules.Finding{
		{Rule: "GW-06", Severity: rules.Error, Target: "a"},
		{Rule: "GW-06", Severity: rules.Error, Target: "b", Attribute: "x", Line: 9},
		{Rule: "GW-06", Severity: rules.Error, Target: "b", Attribute: "y", Line: 2, Column: 7},
		{Rule: "GW-06", Severity: rules.Error, Target: "b", Attribute: "y", Line: 10, Column: 1},
		{Rule: "GW-06", Severity: rules.Error, Target: "b", Attribute: "y", Line: 10, Column: 3, Detail: "d"},
		{Rule: "GW-06", Severity: rules.Error, Target: "b", Attribute: "y", Line: 10, Column: 3, Detail: "e"},
		{Rule: "IF-01", Severity: rules.Error},
		{Rule: "GW-02", Severity: rules.Warning},
		{Rule: "ACC-01", Severity: rules.Info},
	}
	for i := range want {
		want[i].Summary, want[i].Fix, want[i].Source = "s", "f", "u"
	}
	rapid.Check(t, func(t *rapid.T) {
		var report rules.Report
		for _, f := range rapid.Permutation(want).Draw(t, "order") {
			report.Add(f)
		}
		if diff := cmp.Diff(want, report.Findings()); diff != "" {
			t.Fatalf("findings (-want +got):\n%s", diff)
		}
	})
}

func TestTheSameFaultTwiceIsReportedOnce(t *testing.T) {
	t.Parallel()
	var report rules.Report
	for range 3 {
		report.Add(rules.Finding{Rule: "GW-02", Target: "s3", Detail: "d"})
		report.Skip("GW-03", "s3", "route_tables is not given")
	}
	report.Add(rules.Finding{Rule: "GW-02", Target: "s3", Detail: "d", Line: 4})
	report.Skip("GW-03", "s3", "the main table is unknown")
	if got := len(report.Findings()); got != 2 {
		t.Errorf("%d findings, want 2: one without and one with a line", got)
	}
	want := []rules.NotChecked{
		{Rule: "GW-03", Target: "s3", Reason: "route_tables is not given"},
		{Rule: "GW-03", Target: "s3", Reason: "the main table is unknown"},
	}
	if diff := cmp.Diff(want, report.NotChecked()); diff != "" {
		t.Errorf("not checked (-want +got):\n%s", diff)
	}
}

func TestMergeIsAsIfEverythingHadBeenReportedTogether(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		entries := rapid.SliceOf(drawEntry()).Draw(t, "entries")
		split := rapid.IntRange(0, len(entries)).Draw(t, "split")
		whole, first, second := collect(entries), collect(entries[:split]), collect(entries[split:])
		first.Merge(second)
		if diff := cmp.Diff(whole.Findings(), first.Findings()); diff != "" {
			t.Fatalf("findings (-together +merged):\n%s", diff)
		}
		if diff := cmp.Diff(whole.NotChecked(), first.NotChecked()); diff != "" {
			t.Fatalf("not checked (-together +merged):\n%s", diff)
		}
	})
}

// entry is one thing a check can say.
type entry struct {
	rule, target string
	outcome      int
}

// Outcomes of an entry.
const (
	fault = iota
	reminder
	unchecked
)

func drawEntry() *rapid.Generator[entry] {
	return rapid.Custom(func(t *rapid.T) entry {
		return entry{
			rule:    rapid.SampledFrom([]string{"GW-02", "GW-03", "GW-23", "GWLB-03", "IF-01", "SG-01"}).Draw(t, "rule"),
			target:  rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "target"),
			outcome: rapid.IntRange(fault, unchecked).Draw(t, "outcome"),
		}
	})
}

func collect(entries []entry) rules.Report {
	var report rules.Report
	for _, e := range entries {
		switch e.outcome {
		case fault:
			report.Add(rules.Finding{Rule: e.rule, Target: e.target})
		case reminder:
			report.Remind(rules.Finding{Rule: e.rule, Target: e.target})
		default:
			report.Skip(e.rule, e.target, "not given")
		}
	}
	return report
}

func TestSeverityWords(t *testing.T) {
	t.Parallel()
	for want, word := range rules.Severities() {
		severity, ok := rules.ParseSeverity(word)
		if !ok || severity.String() != word || int(severity) != want+1 {
			t.Errorf("ParseSeverity(%q) = %d %q, %v", word, severity, severity, ok)
		}
	}
	for _, word := range []string{"", "Error", "policy", "none"} {
		if severity, ok := rules.ParseSeverity(word); ok || severity.String() != "" {
			t.Errorf("ParseSeverity(%q) = %d, %v, want nothing", word, severity, ok)
		}
	}
	if got := rules.Severity(200).String(); got != "" {
		t.Errorf("Severity(200) = %q, want nothing", got)
	}
}
