package report

import (
	"fmt"
	"strings"
)

// nothing stands in a cell that has nothing to say.
const nothing = "—"

// page is a Markdown text as it grows. What goes in is Markdown already.
type page struct{ strings.Builder }

func (p *page) para(format string, args ...any) {
	fmt.Fprintf(p, format+"\n\n", args...)
}

func (p *page) list(items []string) {
	for _, item := range items {
		p.WriteString("- " + item + "\n")
	}
	if len(items) > 0 {
		p.WriteString("\n")
	}
}

// table writes rows below a head; right says which columns hold numbers.
func (p *page) table(head []string, right []bool, rows [][]string) {
	rule := make([]string, len(head))
	for i := range head {
		rule[i] = "---"
		if i < len(right) && right[i] {
			rule[i] = "---:"
		}
	}
	for _, row := range append([][]string{head, rule}, rows...) {
		cells := mapped(row, func(cell string) string {
			if cell == "" {
				return nothing
			}
			return cell
		})
		p.WriteString("| " + strings.Join(cells, " | ") + " |\n")
	}
	p.WriteString("\n")
}

// folded writes what body writes, folded away below a line of our own words.
func (p *page) folded(summary string, body func()) {
	p.para("<details>\n<summary>%s</summary>", summary)
	body()
	p.para("</details>")
}

// foldedIf folds what is long and writes the rest as it is.
func (p *page) foldedIf(long bool, summary string, body func()) {
	if !long {
		body()
		return
	}
	p.folded(summary, body)
}
