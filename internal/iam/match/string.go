package match

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
)

// stringOperand is a value of a string operator. Without Like, * and ? are letters.
type stringOperand struct {
	pattern pattern.Pattern
	// fold says that case is of no account, unicode that this goes beyond A to Z.
	fold, unicode bool
	binder        binder
}

func newString(base ast.Base, text string, variables bool, semantics Semantics) operand {
	p, _ := pattern.Parse(text, pattern.Syntax{Wildcards: base.Wildcards(), Variables: variables})
	return stringOperand{p, base.IgnoresCase(), semantics.UnicodeFold, binder{semantics.WildcardsInValues && base.Wildcards()}}
}

func (o stringOperand) compare(value string, context Context) verdict {
	bound, ok := o.binder.bind(o.pattern, context)
	switch {
	case !ok:
		return no
	case !o.fold:
		return verdictOf(bound.Match(value))
	case o.unicode:
		text, _ := bound.Text()
		return verdictOf(strings.EqualFold(text, value))
	}
	return verdictOf(bound.FoldASCII().Match(pattern.Lower(value)))
}
