// Package policytext is how the rules about endpoints read the text of a policy: once, with the
// place of everything in it, and with what is known of the requests that it will judge. Rules
// that need a proof over all requests are package prove's.
//
//	p := policytext.Of(c, e) // nil where there is none to look at; then the case says why
//	for _, s := range p.Document.Statements {
//		for _, t := range p.Tests(s) {
//			policytext.Direct().Judge(t) // Holds, Fails, Varies or Unsettled
//		}
//	}
package policytext

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// Policy is a policy that could be read.
type Policy struct {
	// Document is the policy as a tree.
	Document *ast.Document

	text string
}

// Of reads the policy of an endpoint. It is nil where the endpoint has none, and where it is
// not known yet or cannot be read, of which the case then tells.
func Of(c *rule.Case, e *plan.Endpoint) *Policy {
	text, given := e.Policy.Get()
	if !given {
		c.Settled(e.Key, "policy", e.Policy)
		return nil
	}
	return read(c, e.Key, text)
}

// OfResource reads the policy of a bucket, key or the like. Unlike that of an endpoint it may
// leave out Resource, because it stands at the resource.
func OfResource(c *rule.Case, key string, policy plan.Text) *Policy {
	text, given := policy.Get()
	if !given {
		c.Settled(key, "the policy", policy)
		return nil
	}
	return read(c, key, text, parse.ResourceMissing)
}

// read parses a text, in which some problems may be of no account.
func read(c *rule.Case, target, text string, allowed ...parse.Code) *Policy {
	parsed := parse.Parse(text)
	for _, problem := range parsed.Problems {
		if problem.Unusable && !slices.Contains(allowed, problem.Code) {
			c.Missing(target, "the policy cannot be read: %s", strings.TrimSuffix(problem.Error(), "."))
			return nil
		}
	}
	if parsed.Partial == nil {
		c.Missing(target, "the policy cannot be read")
		return nil
	}
	return &Policy{Document: parsed.Partial, text: text}
}

// Quote shows what stands at a place, with the number of its line.
func (p *Policy) Quote(at ast.At) string {
	return fmt.Sprintf("Line %d: %s", at.Line, window(parse.Line(p.text, at.Line), at.Column))
}

// The part of a long line that is quoted: many policies are one line.
const (
	quotedBefore = 20
	quotedAfter  = 70
)

// window is a line, or of a long one the part around a column.
func window(line string, column int) string {
	runes := []rune(strings.ToValidUTF8(line, "\uFFFD"))
	from, to := max(0, min(column-1, len(runes))-quotedBefore), min(len(runes), max(column-1, 0)+quotedAfter)
	if len(runes) <= quotedBefore+quotedAfter {
		from, to = 0, len(runes)
	}
	out := strings.TrimSpace(strings.Map(plain, string(runes[from:to])))
	if from > 0 {
		out = "…" + out
	}
	if to < len(runes) {
		out += "…"
	}
	return out
}

// plain keeps control characters out of a quotation.
func plain(r rune) rune {
	if r < ' ' || r == 0x7f {
		return ' '
	}
	return r
}

// Test is one condition key of a statement, under its operator.
type Test struct {
	*ast.Test
	// Name is the operator as written, Operator what it means.
	Name     string
	Operator ast.Operator

	test match.Test
	// open says that the test cannot be judged by the value of its key alone.
	open bool
}

// Tests lists the tests of a statement, all of which must hold.
func (p *Policy) Tests(s *ast.Statement) []Test {
	if s.Condition == nil {
		return nil
	}
	var out []Test
	for i := range s.Condition.Blocks {
		block := &s.Condition.Blocks[i]
		for j := range block.Tests {
			out = append(out, p.newTest(block, &block.Tests[j]))
		}
	}
	return out
}

func (p *Policy) newTest(block *ast.Block, t *ast.Test) Test {
	out := Test{Test: t, Name: block.Name}
	operator, known := block.Operator()
	test, err := match.NewTest(operator, t.Key, t.Texts(), p.Document.Variables(), match.Semantics{})
	out.Operator, out.test = operator, test
	out.open = !known || err != nil || p.Document.Variables() && operator.Base.Variables() && hasVariables(t.Texts())
	return out
}

// hasVariables reports whether policy variables stand in one of the texts.
func hasVariables(texts []string) bool {
	for _, text := range texts {
		if p, _ := pattern.Parse(text, pattern.Syntax{Variables: true}); len(p.Variables()) > 0 {
			return true
		}
	}
	return false
}

// Is reports whether the test is about a key, which is given in lower case.
func (t Test) Is(key string) bool { return match.Key(t.Key) == key }

// Same reports whether two tests are written alike.
func (t Test) Same(other Test) bool {
	return t.Name == other.Name && match.Key(t.Key) == match.Key(other.Key) && slices.Equal(t.Texts(), other.Texts())
}

// holds reports whether the test holds for a request with these values of its key.
func (t Test) holds(values ...string) bool {
	return t.test.Holds(match.NewContext(map[string][]string{t.Key: values}))
}
