package report

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// grade is a severity with its words.
type grade struct {
	severity    rules.Severity
	noun, title string
}

// severities are those of findings, worst first.
func severities() []grade {
	return []grade{
		{rules.Error, "error", "Errors"},
		{rules.Warning, "warning", "Warnings"},
		{rules.Info, "note", "Good to know"},
	}
}

// findings writes a table for each severity.
func findings(p *page, all []rules.Finding) {
	if len(all) == 0 {
		return
	}
	p.para("### Findings")
	for _, g := range severities() {
		graded := slices.DeleteFunc(slices.Clone(all), func(f rules.Finding) bool { return f.Severity != g.severity })
		if len(graded) == 0 {
			continue
		}
		rows := rowsOf(graded)
		write := func() { p.table([]string{"Rule", "Target", "What", "What to do"}, nil, rows) }
		if g.severity == rules.Info {
			p.folded(fmt.Sprintf("%s (%d)", g.title, len(graded)), write)
			continue
		}
		p.para("**%s (%d)**", g.title, len(graded))
		write()
	}
}

// rowsOf writes a row for each finding, and one for all targets of which the same is said.
func rowsOf(list []rules.Finding) [][]string {
	var rows [][]string
	targets := map[string][]string{}
	at := map[string]int{}
	for _, f := range list {
		row := []string{ruleLink(f), "", said(f), sentence(f.Fix)}
		same := strings.Join(row, "\n")
		if _, seen := at[same]; !seen {
			at[same] = len(rows)
			rows = append(rows, row)
		}
		if f.Target != "" {
			targets[same] = append(targets[same], f.Target)
		}
	}
	for same, i := range at {
		rows[i][1] = codes(targets[same], shownNames)
	}
	return rows
}

// said is what was found: the title of the rule, then the case at hand.
func said(f rules.Finding) string {
	parts := slices.Compact([]string{sentence(f.Summary), sentence(f.Detail)})
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "<br>")
}

// ruleLink writes a rule's id as a link to the page that states it.
func ruleLink(f rules.Finding) string {
	u, err := url.Parse(f.Source)
	if err != nil || u.Scheme != "https" || u.Host == "" || !plainURL(f.Source) {
		return prose(f.Rule)
	}
	return fmt.Sprintf("[%s](%s)", prose(f.Rule), f.Source)
}

// plainURL reports whether a link's target can stand in Markdown as it is.
func plainURL(s string) bool {
	for _, r := range s {
		if (r >= 0x80 || !isWord(r)) && !strings.ContainsRune("-._~:/?#=&%+,@", r) {
			return false
		}
	}
	return true
}
