package report

import (
	"fmt"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// The words for what has no value.
const (
	later    = "known after apply"
	notKnown = "not known"
)

// counted writes a number with its noun, such as "1 subnet" or "2 subnets".
func counted(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case strings.HasSuffix(noun, "y"):
		return fmt.Sprintf("%d %sies", n, strings.TrimSuffix(noun, "y"))
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// name writes a text in the type of code, or that it is not known yet; empty if it is absent.
func name(t plan.Text) string {
	if t.IsUnknown() {
		return later
	}
	if text := t.Or(""); text != "" {
		return code(text)
	}
	return ""
}

// firstText is the first that is not absent.
func firstText(texts ...plan.Text) plan.Text {
	for _, t := range texts {
		if t.IsUnknown() || t.Or("") != "" {
			return t
		}
	}
	return maybe.Absent[string]()
}

// sum writes a sum of money, rounded to cents.
func sum(k money.Known, currency string) string {
	if amount, ok := k.Get(); ok {
		return amount.Cents(prose(currency))
	}
	return notKnown
}

// number writes every digit of a quantity or a rate.
func number(k money.Known) string {
	if amount, ok := k.Get(); ok {
		return amount.String()
	}
	return notKnown
}

// sentence ends a text with a full stop.
func sentence(s string) string {
	s = clean(s)
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") {
		return prose(s)
	}
	return prose(s) + "."
}

// and joins texts as in a sentence.
func and(texts []string) string {
	if len(texts) < 2 {
		return strings.Join(texts, "")
	}
	return strings.Join(texts[:len(texts)-1], ", ") + " and " + texts[len(texts)-1]
}
