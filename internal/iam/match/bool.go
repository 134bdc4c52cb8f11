package match

import "github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"

// boolOperand is a value of Bool.
type boolOperand struct {
	pattern pattern.Pattern
	binder  binder
}

func newBoolean(text string, variables bool) operand {
	p, _ := pattern.Parse(text, pattern.Syntax{Variables: variables})
	return boolOperand{pattern: p}
}

func (o boolOperand) compare(value string, context Context) verdict {
	bound, known := o.binder.bind(o.pattern, context)
	text, literal := bound.Text()
	want, readable := ParseBool(text)
	got, ok := ParseBool(value)
	return verdictOf(known && literal && readable && ok && want == got)
}

// ParseBool reads true or false in any case; false if the text is neither.
func ParseBool(text string) (value, ok bool) {
	lower := pattern.Lower(text)
	return lower == "true", lower == "true" || lower == "false"
}
