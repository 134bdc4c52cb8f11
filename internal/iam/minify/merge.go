package minify

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
)

// element is a part of a statement by which two statements can be made one.
type element struct {
	// without returns the statement without the element; false if it cannot be merged by it.
	without func(*ast.Statement) (*ast.Statement, bool)
	// join returns the element of both in the first statement.
	join func(a, b *ast.Statement) *ast.Statement
}

// merged makes one statement of those that have the same effect and differ in one element
// only. A statement matches if all of its elements do, so (A and X) or (B and X) is (A or B)
// and X; and A or B is what the joined list says. That holds for the plain elements. The
// Not forms and negated operators are opposites of their lists and are left alone.
func (r reducer) merged(statements []*ast.Statement) []*ast.Statement {
	for _, e := range elements() {
		statements = r.mergedBy(e, statements)
	}
	return r.mergedByValues(statements)
}

func elements() []element {
	return []element{byResource(), byAction(), byPrincipal()}
}

func byResource() element {
	return element{
		func(s *ast.Statement) (*ast.Statement, bool) {
			c := *s
			c.Resource = nil
			return &c, s.Resource != nil
		},
		func(a, b *ast.Statement) *ast.Statement {
			c := *a
			c.Resource = joined(a.Resource, b.Resource)
			return &c
		},
	}
}

func byAction() element {
	return element{
		func(s *ast.Statement) (*ast.Statement, bool) {
			c := *s
			c.Action = nil
			return &c, s.Action != nil
		},
		func(a, b *ast.Statement) *ast.Statement {
			c := *a
			c.Action = joined(a.Action, b.Action)
			return &c
		},
	}
}

func joined(a, b *ast.Strings) *ast.Strings {
	return &ast.Strings{Items: slices.Concat(a.Items, b.Items)}
}

func byPrincipal() element {
	return element{
		func(s *ast.Statement) (*ast.Statement, bool) {
			c := *s
			c.Principal = nil
			return &c, s.Principal != nil
		},
		func(a, b *ast.Statement) *ast.Statement {
			c := *a
			c.Principal = joinedPrincipals(a.Principal, b.Principal)
			return &c
		},
	}
}

// joinedPrincipals: everyone and somebody is everyone; else all names of each kind.
func joinedPrincipals(a, b ast.Principals) ast.Principals {
	x, ok := a.(*ast.PrincipalMap)
	y, okToo := b.(*ast.PrincipalMap)
	if !ok || !okToo {
		return &ast.Everyone{}
	}
	all := &ast.PrincipalMap{}
	for _, g := range slices.Concat(x.Groups, y.Groups) {
		i := slices.IndexFunc(all.Groups, func(known ast.PrincipalGroup) bool { return known.Kind == g.Kind })
		if i < 0 {
			all.Groups = append(all.Groups, g)
			continue
		}
		all.Groups[i].Names = *joined(&all.Groups[i].Names, &g.Names)
	}
	return all
}

// mergedBy merges reduced statements by one element. Those that are equal without it meet at
// one key.
func (r reducer) mergedBy(e element, statements []*ast.Statement) []*ast.Statement {
	var out []*ast.Statement
	place := map[string]int{}
	grown := map[int]bool{}
	for _, s := range statements {
		rest, ok := e.without(s)
		if !ok {
			out = append(out, s)
			continue
		}
		key := text(rest)
		i, met := place[key]
		if !met {
			place[key] = len(out)
			out = append(out, s)
			continue
		}
		out[i] = e.join(out[i], s)
		grown[i] = true
	}
	for i := range grown {
		out[i] = r.statement(out[i])
	}
	return out
}

// mergedByValues merges statements that differ in the values of one test only. The operator
// must be positive, without a set prefix or with ForAnyValue: then a test holds if any value
// of the list matches, or if the key is missing in both. ForAllValues is none of these: all
// in A or all in B is less than all in A or B. An empty list never matches and adds nothing.
func (r reducer) mergedByValues(statements []*ast.Statement) []*ast.Statement {
	most := 0
	for _, s := range statements {
		most = max(most, len(flat(s.Condition)))
	}
	if most > mostTests {
		return statements
	}
	for test := range most {
		statements = r.mergedBy(byValues(test), statements)
	}
	return statements
}

// byValues merges by one test of the condition, counted as by flat.
func byValues(test int) element {
	return element{
		func(s *ast.Statement) (*ast.Statement, bool) {
			list := flat(s.Condition)
			if test >= len(list) || !joinable(list[test]) {
				return nil, false
			}
			return withValues(s, test, nil), true
		},
		func(a, b *ast.Statement) *ast.Statement {
			return withValues(a, test, slices.Concat(flat(a.Condition)[test].Tests[0].Values, flat(b.Condition)[test].Tests[0].Values))
		},
	}
}

// joinable reports whether the values of a test can be joined with those of another one.
func joinable(b ast.Block) bool {
	o, ok := b.Operator()
	return ok && !o.Base.Negated() && o.Set != ast.ForAllValues
}

// flat writes a condition as blocks of one test each, in order.
func flat(c *ast.Condition) []ast.Block {
	if c == nil {
		return nil
	}
	var all []ast.Block
	for _, b := range c.Blocks {
		for _, t := range b.Tests {
			all = append(all, ast.Block{Name: b.Name, Tests: []ast.Test{t}})
		}
	}
	return all
}

// withValues returns a copy of a statement with other values in one test of its condition,
// counted as by flat.
func withValues(s *ast.Statement, test int, values []ast.Value) *ast.Statement {
	c := *s
	c.Condition = &ast.Condition{}
	i := 0
	for _, b := range s.Condition.Blocks {
		b.Tests = slices.Clone(b.Tests)
		for j := range b.Tests {
			if i == test {
				b.Tests[j].Values = values
			}
			i++
		}
		c.Condition.Blocks = append(c.Condition.Blocks, b)
	}
	return &c
}

// uncovered leaves out statements that others make superfluous.
func (r reducer) uncovered(statements []*ast.Statement) []*ast.Statement {
	if len(statements) > mostStatements {
		return statements
	}
	var kept []*ast.Statement
	for _, i := range uncoveredOf(len(statements), func(wide, narrow int) bool { return r.covers(statements[wide], statements[narrow]) }) {
		kept = append(kept, statements[i])
	}
	return kept
}
