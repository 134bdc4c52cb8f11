package main

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
)

// test reports whether one key of a condition holds.
func (p *replay) test(o ast.Operator, t ast.Test) bool {
	values := p.context.Get(t.Key)
	present := len(values) > 0 || p.on.has(emptyListIsPresent) && p.present[match.Key(t.Key)]
	texts := p.texts(t.Values)
	if o.Base == ast.Null {
		return p.null(o, present, texts)
	}
	if !present {
		return p.missing(o)
	}
	switch o.Set {
	case ast.ForAllValues:
		return !slices.ContainsFunc(values, func(v string) bool {
			return (v != "" || p.on.has(countsEmptyText)) && !p.member(o.Base, texts, v)
		})
	case ast.ForAnyValue:
		return slices.ContainsFunc(values, func(v string) bool { return p.member(o.Base, texts, v) })
	case ast.NoSet:
	}
	list := match.Multivalued(t.Key) || p.on.has(knowsListTypes) && slices.ContainsFunc(lists, func(key string) bool { return match.Key(key) == match.Key(t.Key) })
	return len(values) == 1 && !list && p.satisfies(o.Base, texts, values[0])
}

// null decides Null.
func (p *replay) null(o ast.Operator, present bool, texts []string) bool {
	if o.Set != ast.NoSet && !p.on.has(readsNullAlone) {
		return o.Set == ast.ForAllValues
	}
	return slices.ContainsFunc(texts, func(text string) bool {
		absent, ok := match.ParseBool(text)
		return ok && absent != present
	})
}

// missing decides a test whose key the request does not have.
func (p *replay) missing(o ast.Operator) bool {
	switch {
	case o.Set == ast.ForAnyValue:
		return o.IfExists && !p.on.has(failsAnyIfExists)
	case o.Set == ast.ForAllValues, o.IfExists:
		return true
	}
	return o.Base.Negated()
}

// member reports whether a value of a list satisfies an operator with a set prefix.
func (p *replay) member(base ast.Base, texts []string, value string) bool {
	return (len(texts) > 0 || p.on.has(emptyListPasses)) && p.satisfies(base, texts, value)
}

// satisfies reports whether a value satisfies an operator: a positive one with any of the
// texts, a negated one with all of them.
func (p *replay) satisfies(base ast.Base, texts []string, value string) bool {
	holds := func(text string) bool { return p.pair(base, text, value) }
	if base.Negated() {
		return !slices.ContainsFunc(texts, func(text string) bool { return !holds(text) })
	}
	return slices.ContainsFunc(texts, holds)
}

// pair reports whether an operator holds for one text of the policy and one value of the
// request.
func (p *replay) pair(base ast.Base, text, value string) bool {
	switch base.Family() {
	case ast.StringFamily:
		return p.stringPair(base, text, value)
	case ast.ARNFamily:
		return p.arnPair(base, text, value)
	case ast.BoolFamily:
		return p.boolPair(text, value)
	case ast.NumericFamily:
		text, value = p.numeral(text), p.numeral(value)
	case ast.DateFamily:
		text, value = p.moment(text), p.moment(value)
	case ast.IPFamily:
		return p.addressPair(base, text, value)
	case ast.BinaryFamily:
		if p.on.has(comparesBinaryText) {
			return text == value
		}
	case ast.NullFamily:
	}
	return p.plain(base, text, value)
}

// plain has the evaluator decide one pair.
func (p *replay) plain(base ast.Base, text, value string) bool {
	const key = "difftest:key"
	semantics := match.Semantics{UnicodeFold: p.on.has(foldsUnicode), MalformedNeverMatches: p.on.has(failsMalformed)}
	t, err := match.NewTest(ast.Operator{Base: base}, key, []string{text}, false, semantics)
	return err == nil && t.Holds(match.NewContext(map[string][]string{key: {value}}))
}

// hasComma reports whether a text holds what stands before the default of a variable.
func hasComma(text string) bool { return strings.Contains(text, ", ") }
