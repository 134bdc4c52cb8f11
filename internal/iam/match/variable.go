package match

import "github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"

// binder puts the values of a request into the variables of patterns.
type binder struct {
	// wild says that wildcards in such a value are wildcards.
	wild bool
}

// bind reports false if a variable has neither value nor default. Only keys with a single
// value have one.
func (b binder) bind(p pattern.Pattern, context Context) (pattern.Pattern, bool) {
	if b.wild {
		return p.BindWild(context.One)
	}
	return p.Bind(context.One)
}

// match binds a pattern and matches a text with it.
func (b binder) match(p pattern.Pattern, text string, context Context) bool {
	bound, ok := b.bind(p, context)
	return ok && bound.Match(text)
}

// matchARN matches each segment of an ARN with its own pattern.
func (b binder) matchARN(arn pattern.ARN, segments []string, context Context) bool {
	for i, segment := range segments {
		if !b.match(arn[i], segment, context) {
			return false
		}
	}
	return true
}
