package lint

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
)

// source is the text under the linter, with its lines found once.
type source struct {
	text  string
	lines []int // the offset at which each line begins
}

func newSource(text string) *source {
	s := &source{text: text, lines: []int{0}}
	for i := strings.IndexByte(text, '\n'); i >= 0; {
		next := s.lines[len(s.lines)-1] + i + 1
		s.lines = append(s.lines, next)
		i = strings.IndexByte(text[next:], '\n')
	}
	return s
}

// line returns a line of the text, counted from 1.
func (s *source) line(n int) string {
	if n < 1 || n > len(s.lines) {
		return ""
	}
	text := s.text[s.lines[n-1]:]
	if n < len(s.lines) {
		text = s.text[s.lines[n-1] : s.lines[n]-1]
	}
	return strings.TrimSuffix(text, "\r")
}

// The window of a long line that is quoted: policies are often one line.
const (
	quotedBefore = 20
	quotedAfter  = 60
)

// quoted names a place and quotes what stands there.
func (s *source) quoted(at ast.At) string {
	runes := []rune(strings.ToValidUTF8(s.window(at), "\uFFFD"))
	for i, r := range runes {
		if r < ' ' || r == 0x7f {
			runes[i] = ' '
		}
	}
	where := fmt.Sprintf("Line %d", at.Line)
	if path := at.Path.String(); path != "" {
		where += ", " + path
	}
	if what := strings.TrimSpace(string(runes)); what != "" {
		return where + ": " + what
	}
	return where + " is empty."
}

// window returns the line at a place, or the part of it around the place if it is long.
func (s *source) window(at ast.At) string {
	line := s.line(at.Line)
	if len(line) <= quotedBefore+quotedAfter {
		return line
	}
	column := min(max(at.Offset-s.lines[min(at.Line, len(s.lines))-1], 0), len(line))
	from, to := column, column
	for n := 0; n < quotedBefore && from > 0; n++ {
		_, width := utf8.DecodeLastRuneInString(line[:from])
		from -= width
	}
	for n := 0; n < quotedAfter && to < len(line); n++ {
		_, width := utf8.DecodeRuneInString(line[to:])
		to += width
	}
	window := line[from:to]
	if from > 0 {
		window = "…" + window
	}
	if to < len(line) {
		window += "…"
	}
	return window
}

// inside returns the place of a part of a string: part stands offset bytes into the text of
// the string that begins at a place. Where escapes hide the part, it is the string's place.
func (s *source) inside(at ast.At, offset int, part string) ast.At {
	const quote = 1
	begin := at.Offset + quote + offset
	if !at.Written() || begin < 0 || begin > len(s.text) || !strings.HasPrefix(s.text[begin:], part) ||
		slices.Contains([]byte(s.text[at.Offset:begin]), '\\') {
		return at
	}
	at.Column += utf8.RuneCountInString(s.text[at.Offset:begin])
	at.Offset = begin
	return at
}
