package minify

import (
	"cmp"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
)

// reducer makes single statements shorter.
type reducer struct {
	// variables says whether ${ begins a variable in this document.
	variables bool
}

// statement returns a statement without its Sid and with its lists reduced.
func (r reducer) statement(s *ast.Statement) *ast.Statement {
	return &ast.Statement{
		Effect:    s.Effect,
		Principal: principals(s.Principal), NotPrincipal: principals(s.NotPrincipal),
		Action: reduced(s.Action, readAction), NotAction: reduced(s.NotAction, readAction),
		Resource: reduced(s.Resource, r.readResource), NotResource: reduced(s.NotResource, r.readResource),
		Condition: r.condition(s.Condition),
	}
}

// reduced reduces a list of which one element is enough to match, so that order, repetition
// and elements covered by others make no difference. The same holds for the Not form of an
// element, which is the opposite of the whole list.
func reduced[F form[F]](l *ast.Strings, read func(string) F) *ast.Strings {
	if l == nil {
		return nil
	}
	short := &ast.Strings{}
	for _, text := range uncovered(l.Texts(), read) {
		short.Items = append(short.Items, ast.String{Value: text})
	}
	return short
}

// uncovered sorts texts and leaves out each that another one covers.
func uncovered[F form[F]](texts []string, read func(string) F) []string {
	texts = slices.Compact(slices.Sorted(slices.Values(texts)))
	if len(texts) > mostValues {
		return texts
	}
	forms := make([]F, len(texts))
	for i, text := range texts {
		forms[i] = read(text)
	}
	var kept []string
	for _, i := range uncoveredOf(len(texts), func(wide, narrow int) bool { return forms[wide].covers(forms[narrow]) }) {
		kept = append(kept, texts[i])
	}
	return kept
}

// uncoveredOf returns which of n things stay if those go that another one covers. Each that
// goes is covered by one that stays or by a later one, so that the last of such a row stays.
// Of two that cover each other the first stays.
func uncoveredOf(n int, covers func(wide, narrow int) bool) []int {
	var kept []int
	for narrow := range n {
		covered := slices.ContainsFunc(kept, func(wide int) bool { return covers(wide, narrow) })
		for wide := narrow + 1; wide < n && !covered; wide++ {
			covered = covers(wide, narrow) && !covers(narrow, wide)
		}
		if !covered {
			kept = append(kept, narrow)
		}
	}
	return kept
}

// principals reduces Principal. {"AWS": "*"} is the same as "*": both fit everyone. Groups
// and names have no order. An account does not make its roles superfluous: on gateway
// endpoints it is its root user only.
func principals(p ast.Principals) ast.Principals {
	groups, ok := p.(*ast.PrincipalMap)
	if !ok {
		return p
	}
	short := &ast.PrincipalMap{}
	for _, g := range groups.Groups {
		names := slices.Compact(slices.Sorted(slices.Values(g.Names.Texts())))
		if g.Kind == ast.AWS && slices.Contains(names, "*") {
			return &ast.Everyone{}
		}
		group := ast.PrincipalGroup{Kind: g.Kind}
		for _, name := range names {
			group.Names.Items = append(group.Names.Items, ast.String{Value: name})
		}
		// A kind without names fits nobody.
		if len(names) > 0 {
			short.Groups = append(short.Groups, group)
		}
	}
	slices.SortFunc(short.Groups, func(a, b ast.PrincipalGroup) int { return cmp.Compare(a.Kind, b.Kind) })
	return short
}

// condition reduces a condition. All of its tests must hold, so their order makes no
// difference, and an operator without tests has no effect, nor has a condition without
// operators.
func (r reducer) condition(c *ast.Condition) *ast.Condition {
	if c == nil {
		return nil
	}
	short := &ast.Condition{}
	for _, b := range c.Blocks {
		if len(b.Tests) == 0 {
			continue
		}
		block := ast.Block{Name: b.Name}
		operator, known := b.Operator()
		for _, t := range b.Tests {
			values := sortedValues(t.Values)
			if known {
				values = r.values(operator.Base, values)
			}
			block.Tests = append(block.Tests, ast.Test{Key: t.Key, Values: values})
		}
		slices.SortFunc(block.Tests, func(a, b ast.Test) int { return strings.Compare(a.Key, b.Key) })
		short.Blocks = append(short.Blocks, block)
	}
	if len(short.Blocks) == 0 {
		return nil
	}
	slices.SortFunc(short.Blocks, func(a, b ast.Block) int { return strings.Compare(a.Name, b.Name) })
	return short
}

// sortedValues sorts values and leaves out those with a text that came before. Values are
// compared by their text; of equal ones a text in quotes stays, which nobody writes anew.
func sortedValues(values []ast.Value) []ast.Value {
	sorted := slices.Clone(values)
	slices.SortStableFunc(sorted, func(a, b ast.Value) int {
		return cmp.Or(strings.Compare(a.Text(), b.Text()), rank(a)-rank(b))
	})
	return slices.CompactFunc(sorted, func(a, b ast.Value) bool { return a.Text() == b.Text() })
}

func rank(v ast.Value) int {
	if _, text := v.(ast.String); text {
		return 0
	}
	return 1
}

// values leaves out values that others cover. Whether an operator is negated and whatever
// its set prefix, it asks of each value of the request whether any value of the list
// matches, so that one covered by another makes no difference.
func (r reducer) values(base ast.Base, values []ast.Value) []ast.Value {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = v.Text()
	}
	switch {
	case base.Family() == ast.IPFamily:
		texts = uncovered(texts, readNetwork)
	case base.Family() == ast.ARNFamily:
		texts = uncovered(texts, r.readARN)
	case base.Wildcards():
		texts = uncovered(texts, r.readGlob)
	}
	return slices.DeleteFunc(values, func(v ast.Value) bool { return !found(texts, v.Text()) })
}

// found looks a text up in sorted texts.
func found(sorted []string, text string) bool {
	_, ok := slices.BinarySearch(sorted, text)
	return ok
}
