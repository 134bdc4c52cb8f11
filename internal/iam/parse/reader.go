package parse

import (
	"strings"
	"unicode/utf8"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
)

// deepest is how deep values may lie in each other. A policy needs seven levels; the bound
// keeps hostile input from using up the stack.
const deepest = 64

// reader reads JSON from a text. It goes on after an error, so that one slip does not hide
// the others.
type reader struct {
	*problems
	text string
	pos  int
	// line and column are those of the byte at counted. Places are asked for in the order of
	// the text, so counting goes over it once.
	line, column, counted int
	// failed says that the text is not JSON.
	failed bool
	// lost says that brackets do not pair or the text ends early. From there on, what is
	// missing may stand elsewhere, so that nothing more is said about brackets.
	lost bool
	// unclosed says that the last text had no closing quote, and may have swallowed a comma.
	unclosed bool
}

// readAll reads the one value of the text; nil if there is none.
func (r *reader) readAll() node {
	if strings.HasPrefix(r.text, byteOrderMark) {
		r.fail("The text begins with a byte order mark, which is not JSON.")
		r.pos += len(byteOrderMark)
	}
	if r.space(); r.pos == len(r.text) {
		r.fail("The text is empty; it is no policy.")
		return nil
	}
	root := r.value(nil, 0)
	if r.space(); r.pos < len(r.text) && !r.lost {
		r.fail("Something follows the end of the policy: %s.", quote(r.word()))
	}
	return root
}

const byteOrderMark = "\ufeff"

// value reads one value. Only at the end, a comma or a closing bracket it reads nothing.
func (r *reader) value(path *ast.Path, depth int) node {
	at := r.at(path)
	switch c := r.byte(); {
	case (c == '{' || c == '[') && depth == deepest:
		r.fail("Values lie more than %d deep in each other here; a policy needs seven levels.", deepest)
		r.skip()
	case c == '{':
		return r.object(at, depth)
	case c == '[':
		return r.array(at, depth)
	case c == '"':
		return &text{at, r.string()}
	case c == '-' || c == '+' || c == '.' || c >= '0' && c <= '9':
		return r.number(at)
	case c == ':':
		if !r.lost {
			r.fail("A colon stands where a value is expected; a bracket or a comma may be missing before it.")
		}
		r.lost = true
		r.pos++
	case r.pos == len(r.text):
		r.end()
	case c == ',' || c == ']' || c == '}':
		r.fail("A value is missing here.")
	default:
		return r.name(at)
	}
	return &broken{at}
}

func (r *reader) object(at ast.At, depth int) node {
	o := &object{At: at}
	seen := map[string]int{}
	r.pos++
	for first := true; r.next('}', first); first = false {
		m, ok := r.member(at.Path, depth)
		if !ok {
			continue
		}
		// The last of two equal keys is kept, as it is the one AWS would get.
		if i, twice := seen[m.key]; twice {
			r.refuse(DuplicateKey, m.At, "The key %s stands in this object already, at line %d, column %d; only the last one would reach AWS.",
				quote(m.key), o.members[i].Line, o.members[i].Column)
			o.members[i] = m
			continue
		}
		seen[m.key] = len(o.members)
		o.members = append(o.members, m)
	}
	r.close(at, '}')
	return o
}

// member reads a key and its value; false if there is no key to keep it under.
func (r *reader) member(path *ast.Path, depth int) (m member, ok bool) {
	m.At = r.at(path)
	switch r.byte() {
	case '"':
		m.key, ok = r.string(), true
	case ':':
		r.fail("A key is missing before the colon.")
	case '[', '{':
		r.fail("A key in double quotes and a colon are missing here.")
		r.value(path, depth+1)
		return m, false
	default:
		word := r.word()
		r.fail("A key stands in double quotes; found %s.", quote(word))
		m.key, ok = strings.ToValidUTF8(strings.Trim(word, "'"), "\ufffd"), true
		r.pos += len(word)
	}
	m.Path = path.Key(m.key)
	r.space()
	switch r.byte() {
	case ':':
		r.pos++
		r.space()
		m.value = r.value(m.Path, depth+1)
	case ',', '}', ']', 0:
		r.fail("A colon and a value are missing after the key %s.", quote(m.key))
		m.value = &broken{r.at(m.Path)}
	default:
		r.fail("A colon is missing after the key %s.", quote(m.key))
		m.value = r.value(m.Path, depth+1)
	}
	return m, ok
}

func (r *reader) array(at ast.At, depth int) node {
	a := &array{At: at}
	r.pos++
	for first := true; r.next(']', first); first = false {
		a.items = append(a.items, r.value(at.Path.Index(len(a.items)), depth+1))
	}
	r.close(at, ']')
	return a
}

// next goes to the next member or item, over the comma before it, and reports whether
// there is one.
func (r *reader) next(closing byte, first bool) bool {
	unclosed := r.unclosed
	r.unclosed = false
	r.space()
	commas, comma := 0, ast.At{}
	for ; r.byte() == ','; r.space() {
		comma = r.at(nil)
		if commas++; first || commas > 1 {
			r.fail("A comma too many.")
		}
		r.pos++
	}
	switch c := r.byte(); {
	case r.pos == len(r.text):
		return false
	case c == '}' || c == ']':
		if commas == 1 && !first && c == closing {
			r.failed = true
			r.refuse(InvalidJSON, comma, "No comma may stand before the closing bracket.")
		}
		return false
	case commas == 0 && !first && !unclosed && !r.lost && c != ':':
		r.fail("A comma is missing here.")
	}
	return true
}

// close reads the closing bracket of the value that began at a place. One of the wrong kind
// is taken for the right one, which is the likelier slip.
func (r *reader) close(began ast.At, closing byte) {
	if r.pos == len(r.text) {
		if !r.lost {
			r.refuse(InvalidJSON, began, "The bracket that opens here is never closed.")
		}
		r.end()
		return
	}
	if c := r.text[r.pos]; c != closing && !r.lost {
		r.fail("Expected %q here and found %q; the bracket to close is at line %d, column %d.", closing, c, began.Line, began.Column)
		r.lost = true
	}
	r.pos++
}

// skip goes over a value that is not read, brackets and all, however deep it is.
func (r *reader) skip() {
	depth := 0
	for r.pos < len(r.text) {
		switch c := r.text[r.pos]; c {
		case '"':
			r.pos++
			for r.pos < len(r.text) && r.text[r.pos] != '"' {
				if r.text[r.pos] == '\\' {
					r.pos++
				}
				r.pos++
			}
			r.pos = min(r.pos, len(r.text)-1)
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		}
		r.pos++
		if depth == 0 {
			return
		}
	}
}

// space goes over white space and, with a complaint, over comments.
func (r *reader) space() {
	for {
		for r.pos < len(r.text) && strings.IndexByte(" \t\r\n", r.text[r.pos]) >= 0 {
			r.pos++
		}
		rest := r.text[r.pos:]
		end, closing := "\n", 0
		switch {
		case strings.HasPrefix(rest, "//"), strings.HasPrefix(rest, "#"):
		case strings.HasPrefix(rest, "/*"):
			end, closing = "*/", len("*/")
		default:
			return
		}
		r.fail("JSON has no comments.")
		if i := strings.Index(rest, end); i >= 0 {
			r.pos += i + closing
		} else {
			r.pos = len(r.text)
		}
	}
}

// byte returns the byte at hand, 0 at the end.
func (r *reader) byte() byte {
	if r.pos == len(r.text) {
		return 0
	}
	return r.text[r.pos]
}

// word returns what stands at hand, up to white space or punctuation, or the whole of a
// text in single quotes. It is empty only at the end.
func (r *reader) word() string {
	rest := r.text[r.pos:]
	if strings.HasPrefix(rest, "'") {
		line, _, _ := strings.Cut(rest[1:], "\n")
		if i := strings.IndexByte(line, '\''); i >= 0 {
			return rest[:i+2]
		}
	}
	end := strings.IndexAny(rest, " \t\r\n,:{}[]\"")
	switch {
	case end < 0:
		return rest
	case end == 0:
		_, width := utf8.DecodeRuneInString(rest)
		return rest[:width]
	}
	return rest[:end]
}

// end says once that the text stops early.
func (r *reader) end() {
	if !r.lost {
		r.fail("The text ends in the middle of the policy.")
	}
	r.lost = true
}

// fail says that the text is not JSON at the place reached.
func (r *reader) fail(format string, args ...any) {
	r.failed = true
	r.refuse(InvalidJSON, r.at(nil), format, args...)
}

// at returns the place reached.
func (r *reader) at(path *ast.Path) ast.At {
	for r.counted < r.pos {
		if r.text[r.counted] == '\n' {
			r.line, r.column = r.line+1, 0
		}
		_, width := utf8.DecodeRuneInString(r.text[r.counted:])
		r.counted += width
		r.column++
	}
	return ast.At{Line: r.line, Column: r.column, Offset: r.pos, Path: path}
}
