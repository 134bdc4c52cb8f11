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
		p      Pattern
		faults []Fault
		plain  = 0 // where the literal text begins that is not yet appended
		closed = true
	)
	for i := 0; i < len(text); {
		token, width := Token(nil), 0
		switch {
		case syntax.Wildcards && text[i] == '*':
			token, width = AnyRun{}, 1
		case syntax.Wildcards && text[i] == '?':
			token, width = AnyOne{}, 1
		case syntax.Variables && closed && strings.HasPrefix(text[i:], "${"):
			var problem Problem
			token, width, problem = variable(text[i:], i)
			if problem != 0 {
				faults = append(faults, Fault{problem, i, text[i : i+width]})
				token, width = nil, 0
				// One brace that is missing is missing for all that follows.
				closed = problem != MissingBrace
			}
		}
		if token == nil {
			i++
			continue
		}
		p = p.with(Literal(text[plain:i])).with(token)
		i += width
		plain = i
	}
	return p.with(Literal(text[plain:])), faults
}

// variable reads a text that begins with ${ up to its brace. A default may hold a brace.
func variable(text string, offset int) (token Token, width int, problem Problem) {
	const open = len("${")
	brace := strings.IndexByte(text, '}')
	if brace < 0 {
		return nil, len(text), MissingBrace
	}
	name := text[open:brace]
	switch name {
	case "*", "?", "$":
		return Literal(name), brace + 1, 0
	}
	if quote := strings.IndexByte(name, '\''); quote >= 0 {
		end := strings.Index(text[open+quote+1:], "'}")
		if end < 0 {
			return nil, brace + 1, MissingQuote
		}
		width = open + quote + 1 + end + len("'}")
		v := Variable{Default: text[open+quote+1 : width-len("'}")], HasDefault: true, Offset: offset}
		key, spaced := strings.CutSuffix(name[:quote], ", ")
		switch {
		case strings.ContainsRune(v.Default, '\''):
			return nil, width, MissingQuote
		case strings.Trim(key, ", ") == "":
			return nil, width, EmptyName
		case !spaced || strings.ContainsAny(key, ", \t\r\n"):
			return nil, width, StraySpace
		}
		v.Key = key
		return v, width, 0
	}
	switch {
	case strings.TrimSpace(name) == "":
		return nil, brace + 1, EmptyName
	case strings.Contains(name, ","):
		return nil, brace + 1, MissingQuote
	case strings.ContainsAny(name, " \t\r\n"):
		return nil, brace + 1, StraySpace
	}
	return Variable{Key: name, Offset: offset}, brace + 1, 0
}
