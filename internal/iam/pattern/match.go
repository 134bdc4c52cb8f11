package pattern

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Match reports whether the pattern matches the whole text. Case counts. A pattern with
// variables matches nothing; bind them first.
//
// The text between two runs is searched for from the left and the first place is taken: if
// any place leads to a match, the first does too. So there is no going back beyond a run, and
// the work is at most the product of both lengths.
func (p Pattern) Match(text string) bool {
	head, rest, more := p.cut()
	n, ok := head.prefix(text)
	if !more {
		return ok && n == len(text)
	}
	for ok {
		text = text[n:]
		if head, rest, more = rest.cut(); !more {
			return head.suffix(text)
		}
		n, ok = head.find(text)
	}
	return false
}

// part is what stands between two runs: literals and single wildcards.
type part Pattern

// cut returns what stands before the first run and what follows it; false if there is none.
func (p Pattern) cut() (head part, rest Pattern, more bool) {
	for i, t := range p {
		if _, run := t.(AnyRun); run {
			return part(p[:i]), p[i+1:], true
		}
	}
	return part(p), nil, false
}

// prefix returns how many bytes at the beginning of the text the part matches.
func (p part) prefix(text string) (int, bool) {
	n := 0
	for _, t := range p {
		if literal, ok := t.(Literal); ok {
			if !strings.HasPrefix(text[n:], string(literal)) {
				return 0, false
			}
			n += len(literal)
			continue
		}
		if _, one := t.(AnyOne); !one || n == len(text) {
			return 0, false
		}
		_, width := utf8.DecodeRuneInString(text[n:])
		n += width
	}
	return n, true
}

// suffix reports whether the part matches an end of the text.
func (p part) suffix(text string) bool {
	n := len(text)
	for _, t := range slices.Backward(p) {
		if literal, ok := t.(Literal); ok {
			if !strings.HasSuffix(text[:n], string(literal)) {
				return false
			}
			n -= len(literal)
			continue
		}
		if _, one := t.(AnyOne); !one || n == 0 {
			return false
		}
		_, width := utf8.DecodeLastRuneInString(text[:n])
		n -= width
	}
	return true
}

// find returns the end of the first place in the text that the part matches.
func (p part) find(text string) (end int, ok bool) {
	if len(p) == 0 {
		return 0, true
	}
	for begin := 0; ; {
		// A literal at the beginning leads straight to the next place worth trying.
		if literal, ok := p[0].(Literal); ok {
			i := strings.Index(text[begin:], string(literal))
			if i < 0 {
				return 0, false
			}
			begin += i
		}
		if n, ok := p.prefix(text[begin:]); ok {
			return begin + n, true
		}
		if begin == len(text) {
			return 0, false
		}
		_, width := utf8.DecodeRuneInString(text[begin:])
		begin += width
	}
}

// FoldASCII returns the pattern with its letters A to Z in lower case, to be matched
// against text folded by [Lower].
func (p Pattern) FoldASCII() Pattern {
	folded := make(Pattern, len(p))
	for i, t := range p {
		if literal, ok := t.(Literal); ok {
			t = Literal(Lower(string(literal)))
		}
		folded[i] = t
	}
	return folded
}

// Lower returns the text with A to Z in lower case and nothing else changed.
func Lower(text string) string {
	if !strings.ContainsAny(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
		return text
	}
	folded := []byte(text)
	for i, c := range folded {
		if c >= 'A' && c <= 'Z' {
			folded[i] = c + ('a' - 'A')
		}
	}
	return string(folded)
}
