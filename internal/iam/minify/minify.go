package minify

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	printer "github.com/vpce-tools/terraform-provider-vpce/internal/iam/print"
)

// Values and statements are compared each with each other one, and statements merged by the
// values of a test, up to these bounds. No policy near the limit of AWS has as many.
const (
	mostValues     = 2_000
	mostStatements = 400
	mostTests      = 100
)

// Document returns a shorter document that decides every request in the same way. The one
// given is not changed. Ids and Sids go: they never decide anything.
func Document(d *ast.Document) *ast.Document {
	short := &ast.Document{Version: d.Version}
	reducer := reducer{variables: d.Variables()}
	for _, s := range d.Statements {
		short.Statements = append(short.Statements, reducer.statement(s))
	}
	// The order of statements has no effect, so it shall have none on what is merged.
	for before := -1; before != len(short.Statements); sortByText(short.Statements) {
		sortByText(short.Statements)
		before = len(short.Statements)
		short.Statements = reducer.uncovered(reducer.merged(short.Statements))
	}
	return short
}

func sortByText(statements []*ast.Statement) {
	texts := make(map[*ast.Statement]string, len(statements))
	for _, s := range statements {
		texts[s] = text(s)
	}
	slices.SortFunc(statements, func(a, b *ast.Statement) int { return strings.Compare(texts[a], texts[b]) })
}

// text writes a statement, to compare and to sort by.
func text(s *ast.Statement) string {
	return printer.Minified(&ast.Document{Statements: []*ast.Statement{s}})
}
