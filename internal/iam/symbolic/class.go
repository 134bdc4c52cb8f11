package symbolic

import (
	"math/bits"
	"slices"
)

// Class is a set of characters that a unit of an expression accepts.
type Class uint8

// The classes of characters that patterns and the shapes of identifiers ask for.
const (
	// Any is every character.
	Any Class = iota
	// NotColon is every character that may stand inside a segment of an ARN.
	NotColon
	// NotSlash is every character that may stand inside a segment of a path.
	NotSlash
	// Digit is 0 to 9.
	Digit
	// LowerAlnum is a to z and 0 to 9.
	LowerAlnum
	// Name is what the names of users and roles are made of.
	Name
	// NamePath is Name and the slash.
	NamePath
	// Segment is what the first five segments of a real ARN are made of.
	Segment
	// Word is letters and digits, and Label the hyphen too.
	Word
	Label
	// LineBreak is what base64 skips.
	LineBreak

	// exactly stands in place of a class where one character is meant; ends where nothing is.
	exactly
	ends
)

// runes is a set of characters: the 128 of ASCII one by one, all others together.
type runes struct {
	low, high uint64
	rest      bool
}

func (c Class) runes() runes {
	everything := runes{^uint64(0), ^uint64(0), true}
	switch c {
	case NotColon:
		return everything.without(runesOf(":"))
	case NotSlash:
		return everything.without(runesOf("/"))
	case Digit:
		return runesOf(digits)
	case LowerAlnum:
		return runesOf(lowers + digits)
	case Name:
		return runesOf(lowers + uppers + digits + "_+=,.@-")
	case NamePath:
		return runesOf(lowers + uppers + digits + "_+=,.@-/")
	case Segment:
		return everything.without(runesOf(":*?"))
	case Word:
		return runesOf(lowers + uppers + digits)
	case Label:
		return runesOf(lowers + uppers + digits + "-")
	case LineBreak:
		return runesOf("\r\n")
	case Any:
		return everything
	case exactly, ends:
	}
	return runes{}
}

// has reports whether a character is of the class. It says the same as runes, faster.
func (c Class) has(r rune) bool {
	switch c {
	case Any:
		return true
	case NotColon:
		return r != ':'
	case NotSlash:
		return r != '/'
	case Digit:
		return r >= '0' && r <= '9'
	case LowerAlnum:
		return r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
	case NamePath:
		return r == '/' || Name.has(r)
	case Segment:
		return r != ':' && r != '*' && r != '?'
	case LineBreak:
		return r == '\r' || r == '\n'
	case Word:
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	case Label:
		return r == '-' || Word.has(r)
	case Name:
		return Word.has(r) || r == '_' || r == '+' || r == '=' || r == ',' || r == '.' || r == '@' || r == '-'
	case exactly, ends:
	}
	return false
}

const (
	lowers = "abcdefghijklmnopqrstuvwxyz"
	uppers = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	digits = "0123456789"
)

func runesOf(text string) runes {
	var s runes
	for i := range len(text) {
		s.add(text[i])
	}
	return s
}

func (s *runes) add(c byte) {
	if c < 64 {
		s.low |= 1 << c
	} else {
		s.high |= 1 << (c - 64)
	}
}

func (s runes) has(r rune) bool {
	switch {
	case r < 64:
		return s.low&(1<<uint(r)) != 0
	case r < 128:
		return s.high&(1<<uint(r-64)) != 0
	}
	return s.rest
}

func (s runes) and(o runes) runes { return runes{s.low & o.low, s.high & o.high, s.rest && o.rest} }

func (s runes) without(o runes) runes {
	return runes{s.low &^ o.low, s.high &^ o.high, s.rest && !o.rest}
}

func (s runes) empty() bool { return s.low|s.high == 0 && !s.rest }

// nicest returns the member that reads best: a letter, else a digit, else another printable
// character, else anything but the characters outside of ASCII that are given.
func (s runes) nicest(taken []rune) (rune, bool) {
	for _, part := range [...]runes{
		runesOf(lowers), runesOf(digits), runesOf(uppers),
		{low: 0xffffffff00000000, high: 0x7fffffffffffffff},
		{low: ^uint64(0), high: ^uint64(0)},
	} {
		if m := s.and(part); m.low != 0 || m.high != 0 {
			if m.low == 0 {
				return rune(64 + bits.TrailingZeros64(m.high)), true
			}
			return rune(bits.TrailingZeros64(m.low)), true
		}
	}
	if !s.rest {
		return 0, false
	}
	r := rune('à')
	for slices.Contains(taken, r) {
		r++
	}
	return r, true
}
