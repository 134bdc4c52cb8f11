package symbolic

import (
	"math/bits"
	"unicode"
	"unicode/utf8"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
)

// Expr is a set of texts, described as a sequence of units. It is what a pattern becomes
// once its variables are bound and it is known what its wildcards may cross.
type Expr []unit

// unit accepts characters: one of them, or as many as its flags say.
type unit struct {
	// literal is the character accepted if class is exactly; in lower case if fold is set.
	literal rune
	written rune // the literal as the policy writes it
	class   Class
	fold    fold
	skip    bool // the unit may be left out
	loop    bool // the unit may be repeated
}

// fold says which letters are the same.
type fold uint8

const (
	noFold fold = iota
	// asciiFold takes upper and lower case of A to Z for the same.
	asciiFold
	// unicodeFold does so for all letters.
	unicodeFold
)

func (u *unit) accepts(r rune) bool {
	switch {
	case u.class != exactly:
		return u.class.has(r)
	case u.fold == asciiFold:
		return lower(r) == u.literal
	case u.fold == unicodeFold && r != u.literal:
		for other := unicode.SimpleFold(u.literal); other != u.literal; other = unicode.SimpleFold(other) {
			if other == r {
				return true
			}
		}
		return false
	}
	return r == u.literal
}

func lower(r rune) rune {
	if r >= 'A' && r <= 'Z' {
		return r + ('a' - 'A')
	}
	return r
}

// List is a union of expressions, as a list of values is. It is the unit by which texts are
// told apart: texts that the same lists accept are the same.
type List []Expr

// Text returns the expression of a single text.
func Text(text string) Expr { return appendText(make(Expr, 0, utf8.RuneCountInString(text)), text) }

// Exactly returns the list of the given texts.
func Exactly(texts ...string) List {
	l := make(List, len(texts))
	for i, t := range texts {
		l[i] = Text(t)
	}
	return l
}

func appendText(e Expr, text string) Expr {
	for _, r := range text {
		e = append(e, unit{literal: r, written: r, class: exactly})
	}
	return e
}

// Run returns the expression of any run of characters of a class, the empty one too.
func Run(c Class) Expr { return Expr{{class: c, skip: true, loop: true}} }

// Some returns the expression of runs of at least one character.
func Some(c Class) Expr { return Expr{{class: c}, {class: c, skip: true, loop: true}} }

// Times returns the expression of runs of at least and at most that many characters.
func Times(c Class, least, most int) Expr {
	e := make(Expr, most)
	for i := range e {
		e[i] = unit{class: c, skip: i >= least}
	}
	return e
}

// Join returns the expression of the texts that consist of one text of each part.
func Join(parts ...Expr) Expr {
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	e := make(Expr, 0, n)
	for _, p := range parts {
		e = append(e, p...)
	}
	return e
}

// Glob returns the expression of a pattern whose wildcards may cross anything. A variable,
// which should have been bound, stands for any run.
func Glob(p pattern.Pattern) Expr { return appendPattern(make(Expr, 0, 32), p, Any) }

// GlobWithin is [Glob] with wildcards that stay inside a class, as those of an ARN's first
// five segments do.
func GlobWithin(p pattern.Pattern, c Class) Expr { return appendPattern(nil, p, c) }

// GlobARN returns the expression of a pattern that is matched segment by segment. Only in
// the last segment may a wildcard cross a colon.
func GlobARN(a pattern.ARN) Expr {
	e := make(Expr, 0, 64)
	for i, segment := range a {
		if i == len(a)-1 {
			return appendPattern(e, segment, Any)
		}
		e = appendText(appendPattern(e, segment, NotColon), ":")
	}
	return e
}

func appendPattern(e Expr, p pattern.Pattern, c Class) Expr {
	for _, t := range p {
		switch t := t.(type) {
		case pattern.Literal:
			e = appendText(e, string(t))
		case pattern.AnyOne:
			e = append(e, unit{class: c})
		case pattern.AnyRun, pattern.Variable:
			e = append(e, unit{class: c, skip: true, loop: true})
		}
	}
	return e
}

// Fold returns the expression without regard to the case of ASCII letters.
func (e Expr) Fold() Expr {
	folded := make(Expr, len(e))
	for i, u := range e {
		u.literal, u.fold = lower(u.literal), asciiFold
		folded[i] = u
	}
	return folded
}

// FoldAll returns the expression without regard to the case of any letter.
func (e Expr) FoldAll() Expr {
	folded := make(Expr, len(e))
	for i, u := range e {
		u.fold = unicodeFold
		folded[i] = u
	}
	return folded
}

// Within returns what the expression accepts of the texts of a class, so that it can be put
// in the middle of another one; false if that is nothing.
func (e Expr) Within(c Class) (Expr, bool) {
	bounded := make(Expr, len(e))
	for i, u := range e {
		if u.class == Any {
			u.class = c
		}
		if u.class == exactly && !c.has(u.literal) {
			return nil, false
		}
		bounded[i] = u
	}
	return bounded, true
}

// Everything reports whether the expression accepts every text because it is a single run.
func (e Expr) Everything() bool { return len(e) == 1 && e[0].endless() }

// endless reports whether the unit accepts every text by itself.
func (u *unit) endless() bool { return u.class == Any && u.skip && u.loop }

// text returns the one text of the expression and whether case counts; false if it accepts
// more than one text.
func (e Expr) text() (text []rune, folded, ok bool) {
	for i := range e {
		if e[i].class != exactly || e[i].skip || e[i].loop || e[i].fold != e[0].fold || e[i].fold == unicodeFold {
			return nil, false, false
		}
	}
	text = make([]rune, len(e))
	for i := range e {
		text[i] = e[i].written
	}
	return text, len(e) > 0 && e[0].fold == asciiFold, true
}

// Accepts reports whether the expression accepts the text. It is the plain definition that
// the automata are held against.
func (e Expr) Accepts(text string) bool {
	// The places reached are a set of bits; most expressions are short.
	var short [2][4]uint64
	active, next := short[0][:], short[1][:]
	if words := len(e)/wordBits + 1; words > len(active) {
		active, next = make([]uint64, words), make([]uint64, words)
	}
	e.enter(active, 0)
	for _, r := range text {
		clear(next)
		some := uint64(0)
		for w, bitsLeft := range active {
			for ; bitsLeft != 0; bitsLeft &= bitsLeft - 1 {
				i := w*wordBits + bits.TrailingZeros64(bitsLeft)
				if i == len(e) || !e[i].accepts(r) {
					continue
				}
				some = 1
				if e[i].loop {
					e.enter(next, i)
				}
				e.enter(next, i+1)
			}
		}
		if some == 0 {
			return false
		}
		active, next = next, active
	}
	return active[len(e)/wordBits]&(1<<(len(e)%wordBits)) != 0
}

// enter marks a place and those that are reached from it without reading.
func (e Expr) enter(active []uint64, i int) {
	for ; ; i++ {
		active[i/wordBits] |= 1 << (i % wordBits)
		if i == len(e) || !e[i].skip {
			return
		}
	}
}

// Accepts reports whether an expression of the list accepts the text.
func (l List) Accepts(text string) bool {
	for _, e := range l {
		if e.Accepts(text) {
			return true
		}
	}
	return false
}

// cased reports whether the list may tell texts apart that differ in case only.
func (l List) cased() bool {
	for _, e := range l {
		for _, u := range e {
			if u.class == LowerAlnum || u.class == exactly && u.fold != asciiFold && lower(u.literal) != upper(u.literal) {
				return true
			}
		}
	}
	return false
}
