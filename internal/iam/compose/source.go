package compose

import (
	"fmt"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
)

// readSources reads the documents whose statements are added. Each becomes part of a document
// of 2012, so one of 2008 that would mean something else there is refused.
func (c *composer) readSources() []draft {
	var out []draft
	for i, text := range c.Sources {
		result := parse.Parse(text)
		if result.Document == nil {
			c.faults.add(Sources, i, "The policy cannot be used: %s", strings.ReplaceAll(result.Err().Error(), "\n", " "))
			continue
		}
		if at, found := variable(result.Document); found && !result.Document.Variables() {
			c.faults.add(Sources, i, "%s: the document is of Version %s, in which ${ is plain text; added to one of %s it would begin a variable. "+
				"Write Version %s if a variable is meant, else ${$}{ for the text.", at, ast.Version2008, ast.Version2012, ast.Version2012)
			continue
		}
		for n, s := range result.Document.Statements {
			d := draft{Statement{Source: i, Why: fmt.Sprintf("Statement %d of %s[%d].", n+1, Sources, i)}, s}
			if s.Sid != nil {
				d.Sid = s.Sid.Value
			}
			out = append(out, d)
		}
	}
	return out
}

// variable finds ${ where a document of 2012 would read a variable.
func variable(d *ast.Document) (ast.At, bool) {
	for _, s := range d.Statements {
		for _, list := range []*ast.Strings{s.Resource, s.NotResource} {
			if list == nil {
				continue
			}
			for _, item := range list.Items {
				if strings.Contains(item.Value, "${") {
					return item.At, true
				}
			}
		}
		if s.Condition == nil {
			continue
		}
		for _, b := range s.Condition.Blocks {
			for _, t := range b.Tests {
				for _, v := range t.Values {
					if strings.Contains(v.Text(), "${") {
						return v.Where(), true
					}
				}
			}
		}
	}
	return ast.At{}, false
}
