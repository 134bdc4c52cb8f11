package ast

import (
	"slices"
	"strings"
)

// Operator is a condition operator taken apart: ForAllValues:StringLikeIfExists has a set,
// a base and IfExists.
type Operator struct {
	Set      Set
	Base     Base
	IfExists bool
}

// Set is the prefix of an operator that compares a set of values.
type Set uint8

// The set prefixes. NoSet stands on operators for a single value.
const (
	NoSet Set = iota
	ForAllValues
	ForAnyValue
)

// String returns the prefix with its colon; nothing for NoSet.
func (s Set) String() string {
	switch s {
	case ForAllValues:
		return "ForAllValues:"
	case ForAnyValue:
		return "ForAnyValue:"
	case NoSet:
	}
	return ""
}

// Base is an operator without prefix and suffix.
type Base uint8

// The operators of the language.
const (
	StringEquals Base = iota + 1
	StringNotEquals
	StringEqualsIgnoreCase
	StringNotEqualsIgnoreCase
	StringLike
	StringNotLike
	NumericEquals
	NumericNotEquals
	NumericLessThan
	NumericLessThanEquals
	NumericGreaterThan
	NumericGreaterThanEquals
	DateEquals
	DateNotEquals
	DateLessThan
	DateLessThanEquals
	DateGreaterThan
	DateGreaterThanEquals
	BoolEquals
	BinaryEquals
	IPAddress
	NotIPAddress
	ARNEquals
	ARNNotEquals
	ARNLike
	ARNNotLike
	Null
)

// Family groups operators that read values in the same way.
type Family uint8

// The families of operators.
const (
	StringFamily Family = iota + 1
	NumericFamily
	DateFamily
	BoolFamily
	BinaryFamily
	IPFamily
	ARNFamily
	NullFamily
)

// trait is what the language says about one operator.
type trait struct {
	name    string
	family  Family
	negates Base // the positive twin; zero for positive operators
}

// traitOf holds a line for each operator, in the order of the constants.
func traitOf(b Base) trait {
	switch b {
	case StringEquals:
		return trait{"StringEquals", StringFamily, 0}
	case StringNotEquals:
		return trait{"StringNotEquals", StringFamily, StringEquals}
	case StringEqualsIgnoreCase:
		return trait{"StringEqualsIgnoreCase", StringFamily, 0}
	case StringNotEqualsIgnoreCase:
		return trait{"StringNotEqualsIgnoreCase", StringFamily, StringEqualsIgnoreCase}
	case StringLike:
		return trait{"StringLike", StringFamily, 0}
	case StringNotLike:
		return trait{"StringNotLike", StringFamily, StringLike}
	case NumericEquals:
		return trait{"NumericEquals", NumericFamily, 0}
	case NumericNotEquals:
		return trait{"NumericNotEquals", NumericFamily, NumericEquals}
	case NumericLessThan:
		return trait{"NumericLessThan", NumericFamily, 0}
	case NumericLessThanEquals:
		return trait{"NumericLessThanEquals", NumericFamily, 0}
	case NumericGreaterThan:
		return trait{"NumericGreaterThan", NumericFamily, 0}
	case NumericGreaterThanEquals:
		return trait{"NumericGreaterThanEquals", NumericFamily, 0}
	case DateEquals:
		return trait{"DateEquals", DateFamily, 0}
	case DateNotEquals:
		return trait{"DateNotEquals", DateFamily, DateEquals}
	case DateLessThan:
		return trait{"DateLessThan", DateFamily, 0}
	case DateLessThanEquals:
		return trait{"DateLessThanEquals", DateFamily, 0}
	case DateGreaterThan:
		return trait{"DateGreaterThan", DateFamily, 0}
	case DateGreaterThanEquals:
		return trait{"DateGreaterThanEquals", DateFamily, 0}
	case BoolEquals:
		return trait{"Bool", BoolFamily, 0}
	case BinaryEquals:
		return trait{"BinaryEquals", BinaryFamily, 0}
	case IPAddress:
		return trait{"IpAddress", IPFamily, 0}
	case NotIPAddress:
		return trait{"NotIpAddress", IPFamily, IPAddress}
	case ARNEquals:
		return trait{"ArnEquals", ARNFamily, 0}
	case ARNNotEquals:
		return trait{"ArnNotEquals", ARNFamily, ARNEquals}
	case ARNLike:
		return trait{"ArnLike", ARNFamily, 0}
	case ARNNotLike:
		return trait{"ArnNotLike", ARNFamily, ARNLike}
	case Null:
		return trait{"Null", NullFamily, 0}
	}
	return trait{}
}

// Bases returns every operator of the language without prefix and suffix.
func Bases() []Base {
	var all []Base
	for b := StringEquals; b <= Null; b++ {
		all = append(all, b)
	}
	return all
}

// String returns the operator as a document writes it.
func (b Base) String() string { return traitOf(b).name }

// Family says how the operator reads values.
func (b Base) Family() Family { return traitOf(b).family }

// Negated reports whether the operator holds where no value matches.
func (b Base) Negated() bool { return traitOf(b).negates != 0 }

// Positive returns the operator that a negated one negates; a positive one itself.
func (b Base) Positive() Base {
	if p := traitOf(b).negates; p != 0 {
		return p
	}
	return b
}

// Wildcards reports whether * and ? in a value stand for other text. ArnEquals is the same
// as ArnLike.
func (b Base) Wildcards() bool {
	return b.Family() == ARNFamily || b.Positive() == StringLike
}

// Variables reports whether policy variables may stand in a value.
func (b Base) Variables() bool {
	return slices.Contains([]Family{StringFamily, ARNFamily, BoolFamily}, b.Family())
}

// IgnoresCase reports whether the case of letters is of no account.
func (b Base) IgnoresCase() bool {
	return b.Positive() == StringEqualsIgnoreCase || b == BoolEquals
}

// String returns the operator as a document writes it.
func (o Operator) String() string {
	if o.IfExists {
		return o.Set.String() + o.Base.String() + ifExists
	}
	return o.Set.String() + o.Base.String()
}

const ifExists = "IfExists"

// ParseOperator takes the name of an operator apart; false if the language has none of that
// name. Names are compared with case. NullIfExists and Null after a set prefix are read,
// though the language gives them no sense.
func ParseOperator(name string) (Operator, bool) {
	var o Operator
	for _, set := range []Set{ForAllValues, ForAnyValue} {
		if rest, found := strings.CutPrefix(name, set.String()); found {
			o.Set, name = set, rest
			break
		}
	}
	name, o.IfExists = strings.CutSuffix(name, ifExists)
	for b := StringEquals; b <= Null; b++ {
		if traitOf(b).name == name {
			o.Base = b
			return o, true
		}
	}
	return Operator{}, false
}
