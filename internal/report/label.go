package report

import (
	"fmt"
	"strings"
)

// joiner is a character without width.
const joiner = '\u2060'

// maxLabel is how many characters a line of a label holds; an ARN fits.
const maxLabel = 100

// label escapes a line of a quoted Mermaid label. Mermaid cuts comments, directives and
// entities out of its source with regular expressions before it parses, and reads labels as
// Markdown, so everything but plain characters is written as its number. In the first line that
// holds for what would start a list too. Formulas, icons and line breaks are looked for once
// more after the numbers are read; a joiner, which takes no room, keeps their signs apart.
func label(s string, first bool) string {
	runes := []rune(clean(s))
	if len(runes) > maxLabel {
		runes = append(runes[:maxLabel-1:maxLabel-1], '…')
	}
	var b strings.Builder
	for i, r := range runes {
		switch {
		case r < 0x80 && isWord(r), r == ' ', r == '/', r == ',',
			r == '-' && (!first || i > 0),
			r == '.' && !endsWith(runes[:i], "www") && (!first || !startsList(runes, i)):
			b.WriteRune(r)
		case strings.ContainsRune("$\\ﬂ°¶", r), r == ':' && strings.HasPrefix(string(runes[i:]), ":fa-"):
			fmt.Fprintf(&b, "#%d;#%d;", r, joiner)
		default:
			fmt.Fprintf(&b, "#%d;", r)
		}
	}
	return b.String()
}
