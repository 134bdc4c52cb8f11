package match

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
)

// Action is one action pattern, such as s3:Get*. Actions have no case.
type Action struct {
	// Pattern matches an action in lower case. It has no variables.
	Pattern pattern.Pattern
	// Never says that the pattern matches nothing, whatever it looks like.
	Never bool
}

// NewAction reads an action pattern. White space, or nothing on a side of the colon, make
// it match nothing.
func NewAction(text string, semantics Semantics) Action {
	p, _ := pattern.Parse(text, pattern.Syntax{Wildcards: true})
	a := Action{Pattern: p.FoldASCII()}
	if p.Everything() {
		return a
	}
	prefix, name, colon := strings.Cut(text, ":")
	switch {
	case strings.ContainsAny(text, " \t\r\n"), text == "", colon && (prefix == "" || name == ""):
		a.Never = true
	case semantics.ExactServicePrefix:
		// Without a colon the wildcard that has to make up for it is in the prefix.
		a.Never = !colon || strings.ContainsAny(prefix, "*?")
	}
	return a
}

// Match reports whether the pattern covers an action such as s3:GetObject.
func (a Action) Match(action string) bool {
	return !a.Never && a.Pattern.Match(pattern.Lower(action))
}

// ActionList is the value of Action.
type ActionList []Action

// Actions reads action patterns.
func Actions(texts []string, semantics Semantics) ActionList {
	list := make(ActionList, len(texts))
	for i, text := range texts {
		list[i] = NewAction(text, semantics)
	}
	return list
}

// Match reports whether any of the patterns covers the action.
func (l ActionList) Match(action string) bool {
	return slices.ContainsFunc(l, func(a Action) bool { return a.Match(action) })
}
