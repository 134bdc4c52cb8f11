package pattern

// Bind puts the values of variables in their places, as literal text: a * inside a value is
// a letter. It reports false if a variable has neither value nor default; then nothing
// matches the pattern.
func (p Pattern) Bind(value func(key string) (string, bool)) (Pattern, bool) {
	return p.bind(value, func(q Pattern, text string) Pattern { return q.with(Literal(text)) })
}

// BindWild is [Pattern.Bind] under the other reading: wildcards inside a value are wildcards.
func (p Pattern) BindWild(value func(key string) (string, bool)) (Pattern, bool) {
	return p.bind(value, func(q Pattern, text string) Pattern {
		inner, _ := Parse(text, Syntax{Wildcards: true})
		for _, t := range inner {
			q = q.with(t)
		}
		return q
	})
}

func (p Pattern) bind(value func(string) (string, bool), put func(Pattern, string) Pattern) (Pattern, bool) {
	if len(p.Variables()) == 0 {
		return p, true
	}
	bound := make(Pattern, 0, len(p))
	for _, t := range p {
		v, isVariable := t.(Variable)
		if !isVariable {
			bound = bound.with(t)
			continue
		}
		text, found := value(v.Key)
		if !found {
			text, found = v.Default, v.HasDefault
		}
		if !found {
			return nil, false
		}
		bound = put(bound, text)
	}
	return bound, true
}
