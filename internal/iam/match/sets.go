package match

// holdsForAll decides ForAllValues: no value of the request may fail. An empty text counts
// as no value here, as the documentation has it; a list without values lets nothing pass.
func (t Test) holdsForAll(values []string, context Context) bool {
	for _, value := range values {
		if value != "" && (len(t.operands) == 0 || !t.fits(value, context)) {
			return false
		}
	}
	return true
}

// holdsForAny decides ForAnyValue: one value of the request is enough. A list without
// values lets nothing pass.
func (t Test) holdsForAny(values []string, context Context) bool {
	for _, value := range values {
		if len(t.operands) > 0 && t.fits(value, context) {
			return true
		}
	}
	return false
}

// holdsForList decides an operator without a set prefix over a multivalued key, under the
// reading that it looks at all of its values: a positive operator holds if any matches, a
// negated one if none does.
func (t Test) holdsForList(values []string, context Context) bool {
	for _, value := range values {
		if t.fits(value, context) != t.Operator.Base.Negated() {
			return !t.Operator.Base.Negated()
		}
	}
	return t.Operator.Base.Negated()
}
