package minify

import (
	"net/netip"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
)

// form is a value read so that it can be compared with others of its kind. It covers
// another one if that is superfluous beside it: whatever the other matches it matches too,
// under every reading of the rules.
type form[F any] interface{ covers(narrow F) bool }

// actionForm is an action pattern. Actions have no case. A pattern with a wildcard in its
// service prefix covers nothing, because it may match nothing; neither does one that
// matches nothing for sure.
type actionForm struct{ match.Action }

func readAction(text string) actionForm {
	return actionForm{match.NewAction(text, match.Semantics{ExactServicePrefix: true})}
}

func (w actionForm) covers(n actionForm) bool { return !w.Never && w.Pattern.Covers(n.Pattern) }

// resourceForm is a resource pattern. * covers all. Two ARNs are compared segment by segment
// and as a whole, so that it holds whether or not * crosses colons. A pattern that may match
// nothing covers nothing: one with wildcards in partition or service, with variables, or
// with too few segments.
type resourceForm struct {
	match.Resource
	complete bool
}

func (r reducer) readResource(text string) resourceForm {
	resource := match.NewResource(text, r.variables, match.Semantics{})
	_, complete := resource.Whole.SplitOpen()
	return resourceForm{resource, complete}
}

func (w resourceForm) covers(n resourceForm) bool {
	if w.Everything || n.Everything {
		return w.Everything
	}
	return !w.Never && n.complete && w.Whole.Covers(n.Whole) && coversARN(w.Parts, n.Parts)
}

func coversARN(wide, narrow pattern.ARN) bool {
	for i := range wide {
		if !wide[i].Covers(narrow[i]) {
			return false
		}
	}
	return true
}

// globForm is a value of StringLike.
type globForm struct{ pattern.Pattern }

func (r reducer) readGlob(text string) globForm {
	p, _ := pattern.Parse(text, pattern.Syntax{Wildcards: true, Variables: r.variables})
	return globForm{p}
}

func (w globForm) covers(n globForm) bool { return w.Covers(n.Pattern) }

// arnForm is a value of an ARN operator. It is compared segment by segment, and as a whole
// in case that short values count. Patterns of fewer than six segments may match nothing and
// are left alone.
type arnForm struct {
	whole    globForm
	parts    pattern.ARN
	complete bool
}

func (r reducer) readARN(text string) arnForm {
	whole := r.readGlob(text)
	parts, complete := whole.Split()
	return arnForm{whole, parts, complete}
}

func (w arnForm) covers(n arnForm) bool {
	return w.complete && n.complete && w.whole.covers(n.whole) && coversARN(w.parts, n.parts)
}

// networkForm is a value of IpAddress. What is no range of addresses is left alone: whether
// it makes a negated operator fail is not documented.
type networkForm struct {
	netip.Prefix
	ok bool
}

func readNetwork(text string) networkForm {
	network, ok := match.ParseNetwork(text)
	return networkForm{network, ok}
}

func (w networkForm) covers(n networkForm) bool {
	return w.ok && n.ok && w.Bits() <= n.Bits() && w.Contains(n.Addr())
}

// covers reports whether a statement makes another of the same effect superfluous: each of
// its elements is equal or wider, and it asks for no test that the other does not ask for.
func (r reducer) covers(wide, narrow *ast.Statement) bool {
	return wide.Effect == narrow.Effect && coversWho(wide, narrow) &&
		ast.EqualStrings(wide.NotAction, narrow.NotAction) && ast.EqualStrings(wide.NotResource, narrow.NotResource) &&
		coversCondition(wide.Condition, narrow.Condition) &&
		coversList(wide.Action, narrow.Action, readAction) && coversList(wide.Resource, narrow.Resource, r.readResource)
}

// coversWho: everyone covers all; else the elements have to be equal.
func coversWho(wide, narrow *ast.Statement) bool {
	_, everyone := wide.Principal.(*ast.Everyone)
	return everyone || ast.EqualPrincipals(wide.Principal, narrow.Principal) && ast.EqualPrincipals(wide.NotPrincipal, narrow.NotPrincipal)
}

// coversList: every pattern of the narrow list is one of the wide list or covered by one.
func coversList[F form[F]](wide, narrow *ast.Strings, read func(string) F) bool {
	if wide == nil || narrow == nil {
		return wide == narrow
	}
	same := map[string]bool{}
	var forms []F
	for _, w := range wide.Texts() {
		same[w] = true
		forms = append(forms, read(w))
	}
	for _, n := range narrow.Texts() {
		if same[n] {
			continue
		}
		form := read(n)
		if !slices.ContainsFunc(forms, func(w F) bool { return w.covers(form) }) {
			return false
		}
	}
	return true
}

// coversCondition: every test of the wide condition is one of the narrow condition too.
func coversCondition(wide, narrow *ast.Condition) bool {
	asked := map[string]bool{}
	for _, test := range tests(narrow) {
		asked[test] = true
	}
	return !slices.ContainsFunc(tests(wide), func(test string) bool { return !asked[test] })
}

// tests writes each test of a condition so that equal ones are equal. Keys have no case.
func tests(c *ast.Condition) []string {
	var all []string
	for _, b := range flat(c) {
		b.Tests[0].Key = match.Key(b.Tests[0].Key)
		all = append(all, text(&ast.Statement{Condition: &ast.Condition{Blocks: []ast.Block{b}}}))
	}
	return all
}
