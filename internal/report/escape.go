package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// clean makes one line of any text. Characters that cannot be seen are shown as U+FFFD, because
// they could turn the direction of what follows or hide a part of it.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.C, r):
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(s, string(unicode.ReplacementChar)))
	return strings.Join(strings.Fields(s), " ")
}

// prose escapes a text for Markdown, so that it reads as it was written and starts nothing: no
// table cell, list, link, tag, mention or reference.
func prose(s string) string {
	var b strings.Builder
	runes := []rune(clean(s))
	for i, r := range runes {
		before, after := neighbour(runes, i-1), neighbour(runes, i+1)
		switch {
		case strings.ContainsRune("|`\\~", r), r == '$' && !unicode.IsDigit(after), i == 0 && strings.ContainsRune("-+=#", r):
			fmt.Fprintf(&b, "&#%d;", r)
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '&':
			b.WriteString("&amp;")
		case strings.ContainsRune("*[]", r), r == '_' && (!isWord(before) || !isWord(after)):
			b.WriteString("\\" + string(r))
		case (r == '@' || r == '#') && !isWord(before) && isWord(after):
			// GitHub looks for @name and #1 after Markdown is done; a comment parts them.
			b.WriteString(string(r) + "<!-- -->")
		case r == ':' && strings.HasPrefix(string(runes[i:]), "://"), r == '.' && endsWith(runes[:i], "www"), startsList(runes, i):
			fmt.Fprintf(&b, "&#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func neighbour(runes []rune, i int) rune {
	if i < 0 || i >= len(runes) {
		return ' '
	}
	return runes[i]
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func endsWith(runes []rune, word string) bool {
	n := len(word)
	return len(runes) >= n && strings.EqualFold(string(runes[len(runes)-n:]), word)
}

// startsList reports whether the sign at i makes the text an item of a numbered list.
func startsList(runes []rune, i int) bool {
	if i == 0 || runes[i] != '.' && runes[i] != ')' || neighbour(runes, i+1) != ' ' {
		return false
	}
	return !slices.ContainsFunc(runes[:i], func(r rune) bool { return r < '0' || r > '9' })
}

// code writes a name in the type of code, where nothing is a mention or a link.
func code(s string) string {
	s = clean(s)
	if s == "" {
		return "`\"\"`"
	}
	if !strings.ContainsAny(s, "`|\\") {
		return "`" + s + "`"
	}
	// A code span has no escapes, and renderers differ on a pipe in one inside a table.
	var b strings.Builder
	for _, r := range s {
		if isWord(r) || r == ' ' {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "&#%d;", r)
		}
	}
	return "<code>" + b.String() + "</code>"
}

// codes writes names one after another, at most so many of them.
func codes(names []string, most int) string {
	return shortened(mapped(names, code), most)
}

// shortened joins at most so many texts and says how many more there are.
func shortened(texts []string, most int) string {
	if len(texts) <= most {
		return strings.Join(texts, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(texts[:most], ", "), len(texts)-most)
}

func mapped[A, B any](list []A, f func(A) B) []B {
	out := make([]B, len(list))
	for i, item := range list {
		out[i] = f(item)
	}
	return out
}
