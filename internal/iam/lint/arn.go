package lint

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
)

// The parts of an ARN between its colons. The last may hold colons itself.
const (
	arnPrefix = iota
	arnPartition
	arnService
	arnRegion
	arnAccount
	arnResource
	arnParts
)

// resource is one text of Resource or NotResource.
type resource struct {
	ast.String
	statement *statement
	// plain is the text with every policy variable replaced by *.
	plain string
	// parts are those of plain. A text that ends early with a * is filled up with *, as the
	// * reaches over the colons that are missing. Nil if the text is no ARN.
	parts []string
	// short says that parts were filled up.
	short bool
	// typing is found when first asked for.
	typing *typing
}

func newResource(item ast.String, st *statement, variables bool) *resource {
	r := &resource{String: item, statement: st, plain: item.Value}
	if variables {
		r.plain = withoutVariables(item.Value)
	}
	r.parts, r.short = splitARN(r.plain)
	return r
}

// all reports whether the text stands for every resource.
func (r *resource) all() bool { return r.Value == "*" }

// splitARN cuts an ARN or a pattern of ARNs into its six parts; nil if it is neither.
func splitARN(text string) (parts []string, short bool) {
	parts = strings.SplitN(text, ":", arnParts)
	if len(parts) < 2 || parts[arnPrefix] != "arn" {
		return nil, false
	}
	if len(parts) == arnParts {
		return parts, false
	}
	if !strings.HasSuffix(text, "*") {
		return nil, false
	}
	for len(parts) < arnParts {
		parts = append(parts, "*")
	}
	return parts, true
}

// withoutVariables puts a * in the place of every policy variable.
func withoutVariables(text string) string { return replaceVariables(text, "*") }

// replaceVariables puts a text in the place of every policy variable. Those that stand for a
// character, such as ${*}, become that character.
func replaceVariables(text, by string) string {
	if !strings.Contains(text, "${") {
		return text
	}
	tokens, _ := pattern.Parse(text, pattern.Syntax{Variables: true})
	var b strings.Builder
	for _, token := range tokens {
		switch t := token.(type) {
		case pattern.Literal:
			b.WriteString(string(t))
		case pattern.Variable:
			b.WriteString(by)
		case pattern.AnyRun:
			b.WriteByte('*')
		case pattern.AnyOne:
			b.WriteByte('?')
		}
	}
	return b.String()
}
