package parse

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
)

// string reads a text in double quotes. It complains once about each kind of fault in it.
func (r *reader) string() string {
	began := r.at(nil)
	r.pos++
	var control, utf8Fault bool
	var b strings.Builder
	for {
		rest := r.text[r.pos:]
		plain := strings.IndexFunc(rest, special)
		if plain < 0 || rest[plain] == '\n' {
			r.failed = true
			r.refuse(InvalidJSON, began, "The closing quote of the text that begins here is missing.")
			if plain < 0 {
				plain = len(rest)
			}
			b.WriteString(rest[:plain])
			r.pos += plain
			r.unclosed = true
			return strings.TrimRight(b.String(), " \t\r,")
		}
		b.WriteString(rest[:plain])
		r.pos += plain
		switch c := rest[plain]; {
		case c == '"':
			r.pos++
			return b.String()
		case c == '\\':
			r.escape(&b)
		case c < ' ':
			if !control {
				r.fail("A control character in a text is written as %s.", strings.Trim(strconv.QuoteRune(rune(c)), "'"))
			}
			control = true
			b.WriteByte(c)
			r.pos++
		default: // a replacement character, written as such or standing for a byte that is none
			_, width := utf8.DecodeRuneInString(rest[plain:])
			if width == 1 && !utf8Fault {
				r.fail("A byte here is not UTF-8.")
				utf8Fault = true
			}
			b.WriteRune(utf8.RuneError)
			r.pos += width
		}
	}
}

// special reports whether a character of a text needs a look.
func special(c rune) bool { return c < ' ' || c == '"' || c == '\\' || c == utf8.RuneError }

// escape reads an escape, which begins with a backslash.
func (r *reader) escape(b *strings.Builder) {
	rest := r.text[r.pos+1:]
	if rest == "" {
		r.pos++
		return // the missing quote is reported
	}
	const escapes, means = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	if i := strings.IndexByte(escapes, rest[0]); i >= 0 {
		b.WriteByte(means[i])
		r.pos += 2
		return
	}
	high, ok := hexRune(rest)
	if !ok {
		r.fail("A backslash stands before one of \" \\ / b f n r t, or before u and four hexadecimal digits.")
		r.pos++
		return
	}
	const width = len(`\u0000`)
	if !utf16.IsSurrogate(high) {
		b.WriteRune(high)
		r.pos += width
		return
	}
	if second, found := strings.CutPrefix(rest[width-1:], `\`); found {
		if low, ok := hexRune(second); ok {
			if c := utf16.DecodeRune(high, low); c != utf8.RuneError {
				b.WriteRune(c)
				r.pos += 2 * width
				return
			}
		}
	}
	r.fail("This escape is half a character; the other half is missing.")
	b.WriteRune(utf8.RuneError)
	r.pos += width
}

// hexRune reads u and four hexadecimal digits.
func hexRune(text string) (rune, bool) {
	if len(text) < 5 || text[0] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(text[1:5], 16, 16)
	return rune(n), err == nil
}

// number reads a number and keeps it as written.
func (r *reader) number(at ast.At) node {
	word := r.word()
	if !isNumber(word) {
		r.fail("%s is not a number; a text stands in double quotes.", quote(word))
	}
	r.pos += len(word)
	return &number{at, strings.ToValidUTF8(word, "\ufffd")}
}

// isNumber reports whether a text is a number as JSON writes it.
func isNumber(word string) bool {
	whole, fraction, point := strings.Cut(strings.TrimPrefix(word, "-"), ".")
	rest := &whole
	if point {
		rest = &fraction
	}
	if i := strings.IndexAny(*rest, "eE"); i >= 0 {
		exponent := (*rest)[i+1:]
		if exponent != "" && (exponent[0] == '+' || exponent[0] == '-') {
			exponent = exponent[1:]
		}
		if !digits(exponent) {
			return false
		}
		*rest = (*rest)[:i]
	}
	return digits(whole) && (whole == "0" || whole[0] != '0') && (!point || digits(fraction))
}

// digits reports whether a text is one or more digits.
func digits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// name reads a value without quotes.
func (r *reader) name(at ast.At) node {
	word := r.word()
	defer func() { r.pos += len(word) }()
	switch word {
	case "true", "false":
		return &boolean{at, word == "true"}
	case "null":
		return &null{at}
	}
	switch lower := strings.ToLower(word); {
	case lower == "true" || lower == "false" || lower == "null":
		r.fail("%s is written %s.", quote(word), lower)
	case utf8.ValidString(word):
		r.fail("A text stands in double quotes; found %s.", quote(word))
	default:
		r.fail("A byte here is not UTF-8.")
	}
	return &broken{at}
}
