package compose

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/minify"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	printer "github.com/vpce-tools/terraform-provider-vpce/internal/iam/print"
)

// draft is a statement with what is told about it.
type draft struct {
	Statement
	statement *ast.Statement
}

// drafts makes a statement for each caller, each thing to reach and each of its owners.
func (c *composer) drafts(reaches []reach) []draft {
	var all []draft
	for _, r := range reaches {
		callers := c.callers
		if r.free {
			callers = []party{anyone}
		}
		for _, caller := range callers {
			for _, owner := range r.owners {
				all = append(all, newDraft(caller, r, owner))
			}
		}
	}
	return all
}

func newDraft(caller party, r reach, owner party) draft {
	subject := caller.text
	if len(caller.tests) > 0 && caller.word != awsServices.word {
		subject = "callers of " + subject
	}
	subject = strings.ToUpper(subject[:1]) + subject[1:]
	who := owner.text
	if len(owner.tests) == 0 {
		who = "anybody"
	}
	pages := slices.Clone(r.sources)
	if len(caller.tests) > 0 {
		pages = append(pages, pageDataPerimeter, pageConditionKeys)
	}
	word := ""
	if r.word == "" || len(owner.tests) > 0 {
		word = owner.word
	}
	return draft{
		Statement{
			Sid: caller.word + "To" + r.word + word, Source: -1, Pages: sorted(pages),
			Why: subject + " " + strings.ReplaceAll(r.what, "{owner}", who) + ".",
		},
		&ast.Statement{
			Effect: ast.Allow, Principal: &ast.Everyone{}, Action: texts(r.actions), Resource: texts(r.resources),
			Condition: conditionOf(append(slices.Clone(caller.tests), owner.tests...)),
		},
	}
}

func texts(list []string) *ast.Strings {
	var out ast.Strings
	for _, text := range list {
		out.Items = append(out.Items, ast.String{Value: text})
	}
	return &out
}

// conditionOf puts tests under their operators, of which an object can have each only once.
func conditionOf(tests []test) *ast.Condition {
	if len(tests) == 0 {
		return nil
	}
	tests = slices.Clone(tests)
	slices.SortFunc(tests, func(a, b test) int { return cmp.Or(cmp.Compare(a.operator, b.operator), cmp.Compare(a.key, b.key)) })
	var out ast.Condition
	for _, t := range tests {
		if n := len(out.Blocks); n == 0 || out.Blocks[n-1].Name != t.operator {
			out.Blocks = append(out.Blocks, ast.Block{Name: t.operator})
		}
		block := &out.Blocks[len(out.Blocks)-1]
		values := make([]ast.Value, len(t.values))
		for i, v := range t.values {
			values[i] = ast.String{Value: v}
		}
		block.Tests = append(block.Tests, ast.Test{Key: t.key, Values: values})
	}
	return &out
}

// shortest makes statements as few and as short as they go. What is told about those that
// became one is told about it.
func shortest(drafts []draft) []draft {
	var plain []*ast.Statement
	for _, d := range drafts {
		plain = append(plain, d.statement)
	}
	short := minified(plain...)
	if len(short) == len(drafts) {
		// Nothing was merged; the order of the drafts reads better than that of their texts.
		for i := range drafts {
			drafts[i].statement = minified(drafts[i].statement)[0]
		}
		return drafts
	}
	type placed struct {
		draft
		at int
	}
	var out []placed
	for _, s := range short {
		made := placed{draft{statement: s}, len(drafts)}
		for i, d := range drafts {
			both := minified(s, d.statement)
			if len(both) != 1 || !ast.EqualStatements(both[0], s) {
				continue
			}
			if made.at == len(drafts) {
				made.at, made.Statement = i, d.Statement
				continue
			}
			if !strings.Contains(made.Why, d.Why) {
				made.Why += " " + d.Why
			}
			made.Pages = sorted(append(made.Pages, d.Pages...))
		}
		out = append(out, made)
	}
	slices.SortStableFunc(out, func(a, b placed) int { return a.at - b.at })
	merged := make([]draft, len(out))
	for i := range out {
		merged[i] = out[i].draft
	}
	return merged
}

func minified(statements ...*ast.Statement) []*ast.Statement {
	return minify.Document(&ast.Document{Version: &ast.String{Value: ast.Version2012}, Statements: statements}).Statements
}

// name gives the statements Sids that no other one has.
func name(own, added []draft) {
	taken := map[string]int{}
	for _, d := range added {
		taken[d.Sid] = 1
	}
	count := map[string]int{}
	for _, d := range own {
		count[d.Sid]++
	}
	for i := range own {
		d := &own[i]
		base := d.Sid
		for n := 1; taken[d.Sid] > 0 || n == 1 && count[base] > 1; n++ {
			d.Sid = fmt.Sprintf("%s%d", base, n)
		}
		taken[d.Sid] = 1
		d.statement.Sid = &ast.String{Value: d.Sid}
	}
}

// farTooLong is a size that no shortening brings below the limit. Comparing that many patterns
// with each other would cost time for nothing.
const farTooLong = 2 * parse.Limit

// sizeOf counts the characters of statements.
func sizeOf(drafts []draft) int {
	size := 0
	for _, d := range drafts {
		size += len(printer.Minified(&ast.Document{Statements: []*ast.Statement{d.statement}}))
	}
	return size
}

// mostParts is how many parts of a document that is too long are named.
const mostParts = 5

// tooLong says by how much, and which parts are the longest.
func (c *composer) tooLong(size int, statements []draft) {
	type part struct {
		what string
		size int
	}
	var parts []part
	for _, s := range statements {
		what := s.Sid
		if s.Source >= 0 {
			what = fmt.Sprintf("a statement of %s[%d]", Sources, s.Source)
		}
		parts = append(parts, part{what, sizeOf([]draft{s})})
	}
	slices.SortStableFunc(parts, func(a, b part) int { return b.size - a.size })
	var longest []string
	for _, p := range parts[:min(len(parts), mostParts)] {
		longest = append(longest, fmt.Sprintf("%s with %d", p.what, p.size))
	}
	c.faults.add(Services, whole, "The document would have %d characters, %d more than the %d that AWS takes. The longest parts are %s. "+
		"Write a document for each service, name fewer or shorter patterns, trust an organization instead of accounts, or list in aws_owned_resources only what is used.",
		size, size-parse.Limit, parse.Limit, strings.Join(longest, ", "))
}
