package parse

import (
	"errors"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
)

// longestText is the number of bytes beyond which a text is not read at all. It is fifty
// times what AWS takes, so it only keeps hostile input from costing memory and time.
const longestText = 1 << 20

// Result is what became of a text.
type Result struct {
	// Document is the policy; nil if AWS would refuse the text.
	Document *ast.Document
	// Partial is what could be read, whatever is wrong with it: the linter looks at it. It
	// is Document if there is one, and nil if the text holds no object.
	Partial *ast.Document
	// Problems stand in the order of the text.
	Problems []Problem
	// Omitted counts the problems beyond the first thousand, which are not listed.
	Omitted int
	// Characters is the size of the policy as AWS counts it; see [Characters].
	Characters int
}

// Err returns what makes the text unusable as one error; nil if there is a document.
func (r *Result) Err() error {
	if r.Document != nil {
		return nil
	}
	var all []error
	for _, p := range r.Problems {
		if p.Unusable {
			all = append(all, p)
		}
	}
	return errors.Join(all...)
}

// Parse reads the text of a policy.
func Parse(text string) *Result {
	found := &problems{}
	result := &Result{}
	if len(text) > longestText {
		found.refuse(TooLong, ast.At{Line: 1, Column: 1},
			"The text has %s bytes and was not read: an endpoint policy has at most %s characters.", grouped(len(text)), grouped(Limit))
		result.Problems = found.sorted()
		return result
	}
	result.Characters = Characters(text)
	reportSize(found, result.Characters)

	r := &reader{problems: found, text: text, line: 1, column: 1}
	d := &documentReader{problems: found}
	if root, ok := r.readAll().(*object); ok {
		d.lost = r.lost
		result.Partial = d.document(root)
	} else if !r.failed {
		found.refuse(WrongType, ast.At{Line: 1, Column: 1}, "A policy is a JSON object such as {\"Version\": \"2012-10-17\", \"Statement\": […]}.")
	}
	result.Problems, result.Omitted = found.sorted(), found.omitted
	if result.Partial != nil && !found.unusable {
		result.Document = result.Partial
	}
	return result
}

// Line returns one line of a text, counted from 1, to be quoted beside a problem; nothing
// if the text has no such line.
func Line(text string, line int) string {
	for ; line > 1; line-- {
		_, rest, found := strings.Cut(text, "\n")
		if !found {
			return ""
		}
		text = rest
	}
	text, _, _ = strings.Cut(text, "\n")
	return strings.TrimSuffix(text, "\r")
}
