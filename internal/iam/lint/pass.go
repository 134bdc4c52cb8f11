package lint

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// pass is one rule going over one policy.
type pass struct {
	*linter
	*subject
	rule    *entry
	found   int
	reasons []string
}

// fault is a breach of the rule at hand.
type fault struct {
	at ast.At
	// text says in a sentence what was found.
	text string
	// why says why it matters, where the rule speaks of other cases too.
	why string
	// fix says what to do where more is known than the rule says.
	fix string
	// unquoted leaves out what stands at the place.
	unquoted bool
	// severity is the rule's own where it is zero.
	severity rule.Severity
	// related are other rules that the same fault breaks.
	related []string
	// reminder marks what is right but should be known.
	reminder bool
}

// report records a breach of the rule at a place.
func (p *pass) report(at ast.At, format string, args ...any) {
	p.add(fault{at: at, text: fmt.Sprintf(format, args...)})
}

// add records a breach.
func (p *pass) add(f fault) {
	if p.found++; p.found > mostFindings {
		return
	}
	detail := f.text
	if why := cmp.Or(f.why, p.rule.Why); f.text != why {
		detail += " " + why
	}
	if f.at.Written() && !f.unquoted {
		detail += " " + p.text.quoted(f.at)
	}
	p.findings = append(p.findings, rule.Finding{
		Rule:      p.rule.ID,
		Related:   slices.Sorted(slices.Values(f.related)),
		Severity:  cmp.Or(f.severity, p.rule.Severity),
		Reminder:  f.reminder,
		Target:    p.options.Target,
		Attribute: p.options.Attribute,
		Summary:   p.rule.Title,
		Detail:    detail,
		Fix:       cmp.Or(f.fix, p.rule.Fix),
		Source:    p.rule.Source,
		Line:      f.at.Line,
		Column:    f.at.Column,
	})
}

// full reports whether the rule lists no more findings; the one at hand is then counted.
// Checks ask before they look for words to propose.
func (p *pass) full() bool {
	if p.found < mostFindings {
		return false
	}
	p.found++
	return true
}

// against returns the severity of a security fault: an error where it contradicts what the
// owner stated, a warning where nobody said how it should be.
func (p *pass) against(stated bool) rule.Severity {
	if p.rule.security && stated {
		return rule.Error
	}
	return p.rule.Severity
}

// skip records that the rule could not be judged, wholly or in part. However often it is
// called, the rule is listed once.
func (p *pass) skip(reason string) {
	if !slices.Contains(p.reasons, reason) {
		p.reasons = append(p.reasons, reason)
	}
}

// close writes down what kept the rule from being judged.
func (p *pass) close() {
	if more := p.found - mostFindings; more > 0 {
		p.skip(fmt.Sprintf("The first %d findings are listed; %d more are not.", mostFindings, more))
	}
	if len(p.reasons) == 0 {
		return
	}
	slices.Sort(p.reasons)
	p.notChecked = append(p.notChecked, rule.NotChecked{
		Rule: p.rule.ID, Target: p.options.Target, Reason: strings.Join(p.reasons, " "),
	})
}

// needWords reports whether there is a vocabulary, and skips the rule if there is none.
func (p *pass) needWords() bool {
	if p.words == nil {
		p.skip("No vocabulary of actions and condition keys is at hand.")
	}
	return p.words != nil
}

// list joins words for a sentence: a, b and c. Of many only the first few are told.
func list(words []string) string {
	const most = 5
	if len(words) > most {
		words = append(slices.Clone(words[:most]), fmt.Sprintf("%d more", len(words)-most))
	}
	return enumerate(words, "and")
}

func enumerate(words []string, last string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + last + " " + words[len(words)-1]
}

// didYouMean proposes words for a misspelt one; nothing if none is near.
func didYouMean(near []string) string {
	if len(near) == 0 {
		return ""
	}
	return "Did you mean " + enumerate(near, "or") + "?"
}

// longestQuote bounds what a sentence quotes of the text.
const longestQuote = 120

// quote puts a part of the text in quotes, shortened if it is long.
func quote(text string) string {
	if len(text) > longestQuote {
		text = strings.ToValidUTF8(text[:longestQuote], "") + "…"
	}
	return fmt.Sprintf("%q", text)
}
