package ast

import "slices"

// Equal reports whether two documents say the same in the same order, wherever their parts
// stand in their texts.
func Equal(a, b *Document) bool {
	if a == nil || b == nil {
		return a == b
	}
	return sameText(a.Version, b.Version) && sameText(a.ID, b.ID) &&
		slices.EqualFunc(a.Statements, b.Statements, EqualStatements)
}

// EqualStatements is [Equal] for two statements.
func EqualStatements(a, b *Statement) bool {
	return sameText(a.Sid, b.Sid) && a.Effect == b.Effect &&
		EqualPrincipals(a.Principal, b.Principal) && EqualPrincipals(a.NotPrincipal, b.NotPrincipal) &&
		EqualStrings(a.Action, b.Action) && EqualStrings(a.NotAction, b.NotAction) &&
		EqualStrings(a.Resource, b.Resource) && EqualStrings(a.NotResource, b.NotResource) &&
		EqualConditions(a.Condition, b.Condition)
}

// EqualStrings is [Equal] for two lists of texts.
func EqualStrings(a, b *Strings) bool {
	if a == nil || b == nil {
		return a == b
	}
	return slices.EqualFunc(a.Items, b.Items, func(x, y String) bool { return x.Value == y.Value })
}

// EqualPrincipals is [Equal] for the values of Principal or NotPrincipal.
func EqualPrincipals(a, b Principals) bool {
	switch x := a.(type) {
	case nil:
		return b == nil
	case *Everyone:
		_, same := b.(*Everyone)
		return same
	case *PrincipalMap:
		y, same := b.(*PrincipalMap)
		return same && slices.EqualFunc(x.Groups, y.Groups, func(x, y PrincipalGroup) bool {
			return x.Kind == y.Kind && EqualStrings(&x.Names, &y.Names)
		})
	}
	return false
}

// EqualConditions is [Equal] for two conditions.
func EqualConditions(a, b *Condition) bool {
	if a == nil || b == nil {
		return a == b
	}
	return slices.EqualFunc(a.Blocks, b.Blocks, func(x, y Block) bool {
		return x.Name == y.Name && slices.EqualFunc(x.Tests, y.Tests, func(x, y Test) bool {
			return x.Key == y.Key && slices.EqualFunc(x.Values, y.Values, EqualValues)
		})
	})
}

// EqualValues reports whether two values are written alike: the text "10" is not the number 10.
func EqualValues(a, b Value) bool {
	switch x := a.(type) {
	case String:
		y, same := b.(String)
		return same && x.Value == y.Value
	case Number:
		y, same := b.(Number)
		return same && x.Literal == y.Literal
	case Bool:
		y, same := b.(Bool)
		return same && x.Value == y.Value
	}
	return false
}

func sameText(a, b *String) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Value == b.Value
}
