package match

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
)

// Test is one condition key with its operator and values.
type Test struct {
	Operator ast.Operator
	// Key is the condition key without case.
	Key string

	operands  []operand
	semantics Semantics
}

// operand is a value of a condition, read as its operator reads it.
type operand interface {
	compare(value string, context Context) verdict
}

// verdict is what comes of comparing a value of the request with one of the condition.
type verdict uint8

const (
	no verdict = iota
	yes
	// malformed says that one of the two is not what the operator compares.
	malformed
)

func verdictOf(match bool) verdict {
	if match {
		return yes
	}
	return no
}

// NewTest reads the values as the operator does. Variables says whether the document knows
// policy variables. It refuses combinations that the language gives no sense: Null with
// IfExists.
func NewTest(operator ast.Operator, key string, values []string, variables bool, semantics Semantics) (Test, error) {
	if operator.Base == ast.Null && operator.IfExists {
		return Test{}, fmt.Errorf("the operator %s does not exist: Null tests whether a key exists by itself", operator)
	}
	t := Test{Operator: operator, Key: Key(key), semantics: semantics}
	read := readerOf(operator.Base, variables, semantics)
	for _, value := range values {
		t.operands = append(t.operands, read(value))
	}
	return t, nil
}

// readerOf returns how an operator reads its values. Each family has a file.
func readerOf(base ast.Base, variables bool, semantics Semantics) func(string) operand {
	switch base.Family() {
	case ast.NumericFamily:
		return func(text string) operand { return newNumeric(base, text) }
	case ast.DateFamily:
		return func(text string) operand { return newDate(base, text, semantics) }
	case ast.BoolFamily:
		return func(text string) operand { return newBoolean(text, variables) }
	case ast.BinaryFamily:
		return func(text string) operand { return newBinary(text) }
	case ast.IPFamily:
		return func(text string) operand { return newAddress(text) }
	case ast.ARNFamily:
		return func(text string) operand { return newARN(text, variables, semantics) }
	case ast.NullFamily:
		return func(text string) operand { return newPresence(text) }
	case ast.StringFamily:
	}
	return func(text string) operand { return newString(base, text, variables, semantics) }
}

// Holds reports whether the test holds for a request with this context.
func (t Test) Holds(context Context) bool {
	values := context.Get(t.Key)
	if t.Operator.Base == ast.Null {
		return t.holdsNull(values, context)
	}
	if len(values) == 0 {
		return t.holdsWithout()
	}
	switch t.Operator.Set {
	case ast.ForAllValues:
		return t.holdsForAll(values, context)
	case ast.ForAnyValue:
		return t.holdsForAny(values, context)
	case ast.NoSet:
	}
	if len(values) > 1 || Multivalued(t.Key) {
		return t.semantics.PlainOnSets && t.holdsForList(values, context)
	}
	if len(t.operands) == 0 {
		return t.Operator.Base.Negated() && !t.semantics.EmptyNegatedNever
	}
	return t.fits(values[0], context)
}

// holdsWithout decides where the request does not have the key.
func (t Test) holdsWithout() bool {
	switch {
	case t.Operator.IfExists, t.Operator.Set == ast.ForAllValues:
		return true
	case t.Operator.Set == ast.ForAnyValue:
		return false
	}
	return t.Operator.Base.Negated()
}

// fits reports whether one value of the request satisfies the operator: a positive one if
// it matches any value of the list, a negated one if it matches none.
func (t Test) fits(value string, context Context) bool {
	negated := t.Operator.Base.Negated()
	doubt := false
	for _, o := range t.operands {
		switch o.compare(value, context) {
		case yes:
			return !negated
		case malformed:
			doubt = true
		case no:
		}
	}
	return negated && (!doubt || !t.semantics.MalformedNeverMatches)
}
