package match

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
)

// arnOperand is a value of an ARN operator. ArnEquals is the same as ArnLike: each segment
// is a pattern of its own.
type arnOperand struct {
	whole    pattern.Pattern
	parts    pattern.ARN
	complete bool
	// short says that the whole text is compared where segments are missing.
	short  bool
	binder binder
}

func newARN(text string, variables bool, semantics Semantics) operand {
	p, _ := pattern.Parse(text, pattern.Syntax{Wildcards: true, Variables: variables})
	parts, complete := p.Split()
	return arnOperand{p, parts, complete, semantics.ShortARN, binder{semantics.WildcardsInValues}}
}

func (o arnOperand) compare(value string, context Context) verdict {
	segments := strings.SplitN(value, ":", pattern.Segments)
	if o.complete && len(segments) == pattern.Segments {
		return verdictOf(o.binder.matchARN(o.parts, segments, context))
	}
	return verdictOf(o.short && o.binder.match(o.whole, value, context))
}
