package pattern

import (
	"strings"
	"unicode/utf8"
)

// Covers reports whether the pattern certainly matches every text that the other one
// matches, whatever the values of its variables. False may also mean that it is not seen:
// *? and ?* match the same texts, and neither is said to cover the other.
//
// The other pattern is read as a text of which some characters are wildcards. A literal
// stands for itself, ? for a character or for a ?, and * for anything, so that every text
// of the other pattern can be matched in the same way.
func (p Pattern) Covers(other Pattern) bool {
	if p.hasVariables() || !p.mayCover(other) {
		return false
	}
	glob, text := symbols(p), symbols(other)
	i, star, retry := 0, -1, 0
	for at := 0; at < len(text); {
		switch {
		case i < len(glob) && glob[i] == anyRun:
			star, retry = i, at
			i++
		case i < len(glob) && (glob[i] == text[at] && text[at] != anyRun || glob[i] == anyOne && text[at] != anyRun):
			i++
			at++
		case star >= 0:
			// The last * takes one more. Earlier ones need not: what they took was the least.
			retry++
			i, at = star+1, retry
		default:
			return false
		}
	}
	for ; i < len(glob); i++ {
		if glob[i] != anyRun {
			return false
		}
	}
	return true
}

// mayCover compares the beginnings, which tells most pairs of long lists apart: what begins
// with a literal covers only what begins with it too, and a literal alone only itself.
func (p Pattern) mayCover(other Pattern) bool {
	if len(p) == 0 {
		return len(other) == 0
	}
	wide, literal := p[0].(Literal)
	if !literal {
		return true
	}
	if len(other) == 0 {
		return false
	}
	narrow, literal := other[0].(Literal)
	if len(p) == 1 {
		return literal && len(other) == 1 && narrow == wide
	}
	return literal && strings.HasPrefix(string(narrow), string(wide))
}

// Wildcards as symbols beside the characters of a text.
const (
	anyOne = -1
	anyRun = -2
)

// symbols writes a pattern as one number for each character or wildcard. A variable may
// stand for any text.
func symbols(p Pattern) []rune {
	var all []rune
	for _, t := range p {
		switch t := t.(type) {
		case Literal:
			for text := string(t); text != ""; {
				r, width := utf8.DecodeRuneInString(text)
				all, text = append(all, r), text[width:]
			}
		case AnyOne:
			all = append(all, anyOne)
		case AnyRun, Variable:
			all = append(all, anyRun)
		}
	}
	return all
}
