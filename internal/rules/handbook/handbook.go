// Package handbook writes the rule pages of the documentation from the rules and from the
// cases that test them: what is shown as wrong is found in a test, what is shown as right
// passes one.
package handbook

//go:generate go test . -run ^TestPagesAreThoseOfTheDocumentation$ -count=1 -update

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/ruletest"
)

// Page is one page of the documentation.
type Page struct {
	// Name is the file's name, Text its contents.
	Name, Text string
}

// Pages writes the overview and a page for every family. root is the directory of the
// packages of rules, beside whose files the cases lie.
func Pages(root string) ([]Page, error) {
	overview := Page{Name: "rules.md", Text: intro + table()}
	pages := []Page{overview}
	for _, family := range rules.Families() {
		text, err := page(root, family)
		if err != nil {
			return nil, err
		}
		pages = append(pages, Page{Name: "rules-" + strings.ToLower(family.Prefix) + ".md", Text: text})
	}
	return pages, nil
}

// table lists every rule in a line.
func table() string {
	var out strings.Builder
	for _, family := range rules.Families() {
		fmt.Fprintf(&out, "\n## %s: %s\n\n", family.Prefix, family.Name)
		fmt.Fprintf(&out, "| rule | severity | judged by |\n|---|---|---|\n")
		for _, rule := range family.Rules {
			fmt.Fprintf(&out, "| [%s](rules-%s.md#%s) %s | %s | %s |\n", rule.ID, strings.ToLower(family.Prefix), Anchor(rule.ID+": "+rule.Title), escape(rule.Title), rule.Severity, judge(family, rule))
		}
	}
	return out.String()
}

// Anchor is the address of a heading within its page, made as GitHub and the registry make it.
func Anchor(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}

// judge says who judges a rule.
func judge(family rules.Family, rule rules.Rule) string {
	switch {
	case rule.Unseen != "":
		return "nobody: explained only"
	case rule.Check == nil:
		return rule.Elsewhere
	case rule.Policy:
		return "`" + family.JudgeOf(rule).Resource() + "`, if you state the policy"
	case rule.Change:
		return "`" + family.JudgeOf(rule).Resource() + "`, for a change"
	}
	return "`" + family.JudgeOf(rule).Resource() + "`"
}

func page(root string, family rules.Family) (string, error) {
	var out strings.Builder
	fmt.Fprintf(&out, "---\npage_title: \"Rules %s: %s\"\nsubcategory: \"Rules\"\ndescription: |-\n  The rules %s about %s: what each asks for, why, wrong and right, and the page that states it.\n---\n\n# %s: %s\n\n",
		family.Prefix, family.Name, family.Prefix, lower(family.Name), family.Prefix, family.Name)
	out.WriteString("The guide [Rules](rules.md) says what all rules have in common.\n")
	for _, rule := range family.Rules {
		if err := write(&out, filepath.Join(root, family.Folder, "testdata"), family, rule); err != nil {
			return "", err
		}
	}
	return out.String(), nil
}

// lower writes a name within a sentence.
func lower(name string) string {
	for _, proper := range []string{"Gateway Load", "DNS", "Terraform"} {
		if strings.HasPrefix(name, proper) {
			return name
		}
	}
	return strings.ToLower(name[:1]) + name[1:]
}

// write renders one rule. Text of the book is plain, so characters that Markdown reads as
// markup are escaped.
func write(out *strings.Builder, cases string, family rules.Family, rule rules.Rule) error {
	fmt.Fprintf(out, "\n## %s: %s\n\n", rule.ID, escape(rule.Title))
	fmt.Fprintf(out, "**Severity:** `%s`", rule.Severity)
	fmt.Fprintf(out, " · **Judged by:** %s", judge(family, rule))
	if len(rule.Needs) > 0 {
		fmt.Fprintf(out, " · **Needs:** `%s`", strings.Join(rule.Needs, "`, `"))
	}
	fmt.Fprintf(out, "\n\n**Why:** %s\n\n", escape(rule.Why))
	if rule.Unseen != "" {
		fmt.Fprintf(out, "**Why it is not judged:** %s\n\n", escape(rule.Unseen))
	}
	if rule.Check != nil {
		if err := writeCases(out, cases, family, rule); err != nil {
			return err
		}
	}
	fmt.Fprintf(out, "**How to fix:** %s\n\n", escape(rule.Fix))
	fmt.Fprintf(out, "**Source:** <%s>\n", rule.Source)
	return nil
}

// writeCases shows the first case that fails and the first that passes.
func writeCases(out *strings.Builder, dir string, family rules.Family, rule rules.Rule) error {
	file, err := ruletest.Load(dir, rule.ID)
	if err != nil {
		return err
	}
	wrong := slices.IndexFunc(file.Cases, func(c ruletest.Case) bool { return len(c.Findings) > 0 })
	right := slices.IndexFunc(file.Cases, func(c ruletest.Case) bool { return len(c.Findings) == 0 && len(c.NotChecked) == 0 })
	if wrong < 0 || right < 0 {
		return fmt.Errorf("%s has no case that fails, or none that passes", rule.ID)
	}
	for _, shown := range []struct {
		word string
		c    ruletest.Case
	}{{"Wrong", file.Cases[wrong]}, {"Right", file.Cases[right]}} {
		text, err := snippet(family.JudgeOf(rule), shown.c)
		if err != nil {
			return fmt.Errorf("%s: %w", rule.ID, err)
		}
		what := ""
		if shown.c.Prior != nil {
			what = " (after another state was applied)"
		}
		fmt.Fprintf(out, "**%s:** %s%s\n\n```terraform\n%s```\n\n", shown.word, escape(shown.c.Name), what, text)
	}
	return nil
}

// snippet writes a case as the guardrail that finds it.
func snippet(guard rules.Guard, c ruletest.Case) (string, error) {
	value, err := decode(c.Inputs)
	if err != nil {
		return "", err
	}
	inputs, ok := value.(object)
	if !ok {
		return "", fmt.Errorf("the inputs of %q are no object", c.Name)
	}
	var out strings.Builder
	fmt.Fprintf(&out, "resource %q \"this\" {\n", guard.Resource())
	attributes(&out, inputs, "  ")
	out.WriteString("}\n")
	return out.String(), nil
}

// escape keeps the star of policies and the underscore of attribute names literal.
func escape(text string) string {
	return strings.NewReplacer(`*`, `\*`, `_`, `\_`).Replace(text)
}
