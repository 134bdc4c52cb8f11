package parse

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
)

// Code names a kind of problem. Codes are stable.
type Code string

// The kinds of problems, in the order of the findings they become.
const (
	// InvalidJSON is text that is not JSON.
	InvalidJSON Code = "invalid_json"
	// DuplicateKey is a key that its object has twice.
	DuplicateKey Code = "duplicate_key"
	// TooLong is a text of more characters than AWS takes.
	TooLong Code = "too_long"
	// NearLimit is a text that has almost as many characters as AWS takes.
	NearLimit Code = "near_limit"
	// VersionMissing is a document that names no version.
	VersionMissing Code = "version_missing"
	// VersionOld is a document in the older version of the language.
	VersionOld Code = "version_old"
	// VersionInvalid is a version that does not exist.
	VersionInvalid Code = "version_invalid"
	// UnknownElement is an element the language does not have, or has in other letters.
	UnknownElement Code = "unknown_element"
	// StatementMissing is a document without a statement.
	StatementMissing Code = "statement_missing"
	// EffectInvalid is an effect that is missing or is neither Allow nor Deny.
	EffectInvalid Code = "effect_invalid"
	// ActionMissing is a statement with neither Action nor NotAction.
	ActionMissing Code = "action_missing"
	// ResourceMissing is a statement with neither Resource nor NotResource.
	ResourceMissing Code = "resource_missing"
	// PrincipalMissing is a statement with neither Principal nor NotPrincipal.
	PrincipalMissing Code = "principal_missing"
	// BothElements is a statement with an element and its Not form.
	BothElements Code = "both_elements"
	// SidDuplicate is a Sid that another statement has.
	SidDuplicate Code = "sid_duplicate"
	// SidInvalid is a Sid that is empty or has other characters than letters and digits.
	SidInvalid Code = "sid_invalid"
	// EmptyList is a list of actions, resources or principals without any.
	EmptyList Code = "empty_list"
	// EmptyCondition is a condition, or an operator in one, without anything in it.
	EmptyCondition Code = "empty_condition"
	// WrongType is a value of a JSON type that cannot stand where it is.
	WrongType Code = "wrong_type"
)

// Problem is one thing wrong with a text.
type Problem struct {
	Code Code
	ast.At
	// Text says what was found and what is expected, in a sentence.
	Text string
	// Unusable says that AWS would refuse the document, so that there is nothing to evaluate.
	Unusable bool
}

// Error names the place and says what is wrong there.
func (p Problem) Error() string { return p.At.String() + ": " + p.Text }

// mostProblems bounds what is listed of a text that is not a policy at all.
const mostProblems = 1000

// problems collects.
type problems struct {
	list    []Problem
	omitted int
	// unusable says that one of them makes the document unusable, listed or not.
	unusable bool
}

// refuse records a problem that makes the document unusable.
func (p *problems) refuse(code Code, at ast.At, format string, args ...any) {
	p.add(Problem{code, at, fmt.Sprintf(format, args...), true})
}

// note records a problem that leaves the document usable.
func (p *problems) note(code Code, at ast.At, format string, args ...any) {
	p.add(Problem{code, at, fmt.Sprintf(format, args...), false})
}

func (p *problems) add(problem Problem) {
	p.unusable = p.unusable || problem.Unusable
	if len(p.list) == mostProblems {
		p.omitted++
		return
	}
	p.list = append(p.list, problem)
}

// sorted returns the problems in the order of the text.
func (p *problems) sorted() []Problem {
	slices.SortStableFunc(p.list, func(a, b Problem) int { return cmp.Compare(a.Offset, b.Offset) })
	return p.list
}

// longestQuote bounds what is quoted of the text.
const longestQuote = 60

// quote puts a part of the text in quotes, shortened if it is long.
func quote(text string) string {
	if len(text) > longestQuote {
		return fmt.Sprintf("%q…", strings.ToValidUTF8(text[:longestQuote], ""))
	}
	return fmt.Sprintf("%q", text)
}
