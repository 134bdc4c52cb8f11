package pattern

import "strings"

// Syntax says what is special in a text. Without wildcards * and ? are letters, without
// variables ${ is two letters.
type Syntax struct {
	Wildcards, Variables bool
}

// Fault is a variable that is not written as it must be. Its text is taken literally.
type Fault struct {
	Problem Problem
	// Offset is the byte at which the variable begins, Text what was written.
	Offset int
	Text   string
}

// Problem says what is wrong with a variable.
type Problem uint8

// The faults of variables.
const (
	// MissingBrace is a variable that is never closed.
	MissingBrace Problem = iota + 1
	// MissingQuote is a default without both of its single quotes.
	MissingQuote
	// StraySpace is a space where none may be, or not the one that follows the comma.
	StraySpace
	// EmptyName is a variable without a name.
	EmptyName
)

// String describes the problem.
func (p Problem) String() string {
	switch p {
	case MissingBrace:
		return "the closing brace is missing"
	case MissingQuote:
		return "the default must stand in single quotes"
	case StraySpace:
		return "no space may stand in a variable but the one after the comma"
	case EmptyName:
		return "the name is missing"
	}
	return ""
}

// Parse reads a text. A faulty variable is reported and stays as the text it is, in which
// wildcards are read as anywhere else.
func Parse(text string, syntax Syntax) (Pattern, []Fault) {
	var (
		b         builder
		faults    []Fault
		plain     = 0 // where the literal text begins that is not yet appended
		lastBrace = strings.LastIndexByte(text, '}')
	)
	for i := 0; i < len(text); {
		token, width := Token(nil), 0
		switch {
		case syntax.Wildcards && text[i] == '*':
			token, width = AnyRun{}, 1
		case syntax.Wildcards && text[i] == '?':
			token, width = AnyOne{}, 1
		case syntax.Variables && strings.HasPrefix(text[i:], open):
			if i > lastBrace {
				// One brace that is missing is missing for all that follows.
				faults = append(faults, Fault{MissingBrace, i, text[i:]})
				syntax.Variables = false
				break
			}
			var problem Problem
			if token, width, problem = variable(text[i:], i); problem != 0 {
				faults = append(faults, Fault{problem, i, text[i : i+width]})
			}
		}
		if token == nil {
			i++
			continue
		}
		b.literal(text[plain:i])
		b.add(token)
		i += width
		plain = i
	}
	b.literal(text[plain:])
	return b.done(), faults
}

// open begins a variable.
const open = "${"

// variable reads a text that begins with ${ up to its brace, or up to the next ${, beyond
// which it does not go. The token is nil if there is a problem.
func variable(text string, offset int) (token Token, width int, problem Problem) {
	if i := strings.Index(text[len(open):], open); i >= 0 {
		text = text[:len(open)+i]
	}
	brace := strings.IndexByte(text, '}')
	if brace < 0 {
		return nil, len(text), MissingBrace
	}
	name := text[len(open):brace]
	switch {
	case name == "*" || name == "?" || name == "$":
		return Literal(name), brace + 1, 0
	case strings.Contains(name, "'"):
		return withDefault(text, offset)
	case strings.TrimSpace(name) == "":
		return nil, brace + 1, EmptyName
	case strings.Contains(name, ","):
		return nil, brace + 1, MissingQuote
	case strings.ContainsAny(name, spaces):
		return nil, brace + 1, StraySpace
	}
	return Variable{Key: name, Offset: offset}, brace + 1, 0
}

const spaces = " \t\r\n"

// withDefault reads a variable with a default, which may hold a brace.
func withDefault(text string, offset int) (token Token, width int, problem Problem) {
	key, rest, _ := strings.Cut(text[len(open):], "'")
	end := strings.Index(rest, "'}")
	if end < 0 {
		return nil, strings.IndexByte(text, '}') + 1, MissingQuote
	}
	v := Variable{Default: rest[:end], HasDefault: true, Offset: offset}
	width = len(open) + len(key) + len("'") + end + len("'}")
	spaced := false
	v.Key, spaced = strings.CutSuffix(key, ", ")
	switch {
	case strings.Contains(v.Default, "'"):
		return nil, width, MissingQuote
	case strings.Trim(v.Key, ","+spaces) == "":
		return nil, width, EmptyName
	case !spaced || strings.ContainsAny(v.Key, ","+spaces):
		return nil, width, StraySpace
	}
	return v, width, 0
}
