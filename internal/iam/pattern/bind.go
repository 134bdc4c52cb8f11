package pattern

import "slices"

// Bind puts the values of variables in their places, as literal text: a * inside a value is
// a letter. It reports false if a variable has neither value nor default; then nothing
// matches the pattern.
func (p Pattern) Bind(value func(key string) (string, bool)) (Pattern, bool) {
	return p.bind(value, (*builder).literal)
}

// BindWild is [Pattern.Bind] under the other reading: wildcards inside a value are wildcards.
func (p Pattern) BindWild(value func(key string) (string, bool)) (Pattern, bool) {
	return p.bind(value, func(b *builder, text string) {
		inner, _ := Parse(text, Syntax{Wildcards: true})
		for _, t := range inner {
			b.add(t)
		}
	})
}

func (p Pattern) bind(value func(string) (string, bool), put func(*builder, string)) (Pattern, bool) {
	if !p.hasVariables() {
		return p, true
	}
	var b builder
	for _, t := range p {
		v, isVariable := t.(Variable)
		if !isVariable {
			b.add(t)
			continue
		}
		text, found := value(v.Key)
		if !found {
			text, found = v.Default, v.HasDefault
		}
		if !found {
			return nil, false
		}
		put(&b, text)
	}
	return b.done(), true
}

func (p Pattern) hasVariables() bool {
	return slices.ContainsFunc(p, func(t Token) bool {
		_, is := t.(Variable)
		return is
	})
}
