// Package guides keeps the written guides in templates/guides true: tables that follow from
// the facts are rendered here and compared with the pages, and what a page names must exist.
//
// A page marks what is rendered with a pair of comments, and "go generate" fills it:
//
//	<!-- workloads:begin -->
//	<!-- workloads:end -->
package guides

//go:generate go test . -run ^TestMarkedPartsFollowFromTheFacts$ -count=1 -update

import (
	"fmt"
	"regexp"
	"strings"
)

var beginMarker = regexp.MustCompile(`<!-- ([a-z-]+):begin -->\n`)

// Fill returns the page with every marked part rendered anew. A marker without its end, or
// with a name that no part has, is an error.
func Fill(page string, parts map[string]string) (string, error) {
	var out strings.Builder
	for {
		at := beginMarker.FindStringSubmatchIndex(page)
		if at == nil {
			out.WriteString(page)
			return out.String(), nil
		}
		name := page[at[2]:at[3]]
		part, known := parts[name]
		if !known {
			return "", fmt.Errorf("the page marks a part %q, which nothing renders", name)
		}
		end := "<!-- " + name + ":end -->"
		_, rest, ended := strings.Cut(page[at[1]:], end)
		if !ended {
			return "", fmt.Errorf("the page begins %q and never ends it", name)
		}
		// Blank lines keep the comments from becoming part of the paragraph or table.
		out.WriteString(page[:at[1]] + "\n" + strings.TrimSpace(part) + "\n\n" + end)
		page = rest
	}
}

// table renders a Markdown table; cells are plain Markdown without bars.
func table(header []string, rows [][]string) string {
	var out strings.Builder
	line := func(cells []string) { out.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
	line(header)
	out.WriteString(strings.Repeat("|---", len(header)) + "|\n")
	for _, row := range rows {
		line(row)
	}
	return out.String()
}

// code sets words in code font.
func code(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return "`" + strings.Join(words, "`, `") + "`"
}
