package prove

import (
	"slices"
	"strings"
	"unicode"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
)

// reading is one way to read what AWS does not document, for one type of endpoint.
type reading struct {
	semantics match.Semantics
	endpoint  match.Endpoint
	flipped   []match.Switch
	// named says that the type of endpoint matters.
	named bool
}

// describe says what is special about the reading; nothing for the standard one.
func (r reading) describe() string {
	var all []string
	for _, f := range r.flipped {
		text := f.Other
		if !f.On(r.semantics) {
			text = f.Standard
		}
		all = append(all, text+" ("+f.Rule+")")
	}
	return strings.Join(all, "; ")
}

// mostSwitches bounds the undocumented rules of which all combinations are tried.
const mostSwitches = 6

// readings returns every reading that may lead to another answer, the standard one first;
// false if there are more than are tried.
func readings(q *Question, documents []*ast.Document) ([]reading, bool) {
	endpoints := slices.Compact(slices.Sorted(slices.Values(q.Endpoints)))
	if len(endpoints) == 0 {
		endpoints = []match.Endpoint{match.Interface, match.Gateway}
	}
	named := len(endpoints) > 1
	if named && !slices.ContainsFunc(documents, namesAccounts) {
		endpoints, named = endpoints[:1], false
	}
	var touched []match.Switch
	several := severalKeys(q, documents)
	for _, s := range match.Switches() {
		if slices.ContainsFunc(documents, func(d *ast.Document) bool { return touches(d, s, several) }) {
			touched = append(touched, s)
		}
	}
	complete := len(touched) <= mostSwitches
	touched = touched[:min(len(touched), mostSwitches)]
	var all []reading
	for mask := range 1 << len(touched) {
		for _, e := range endpoints {
			r := reading{endpoint: e, named: named}
			for i, s := range touched {
				if mask&(1<<i) != 0 {
					r.semantics = s.Flip(r.semantics)
					r.flipped = append(r.flipped, s)
				}
			}
			all = append(all, r)
		}
	}
	slices.SortStableFunc(all, func(a, b reading) int { return len(a.flipped) - len(b.flipped) })
	return all, complete
}

// severalKeys returns the keys that may have several values: those that are lists by their
// type and those of unknown type that stand under a set operator.
func severalKeys(q *Question, documents []*ast.Document) map[string]bool {
	several := map[string]bool{}
	for _, d := range documents {
		for _, st := range d.Statements {
			if st.Condition == nil {
				continue
			}
			for b := range st.Condition.Blocks {
				operator, _ := st.Condition.Blocks[b].Operator()
				for _, t := range st.Condition.Blocks[b].Tests {
					name := match.Key(t.Key)
					if traitOf(name).single {
						continue
					}
					list := match.Multivalued(name) || operator.Set != ast.NoSet
					if !list && q.Vocabulary != nil {
						kind, _ := q.Vocabulary.KeyType(t.Key)
						list = strings.HasPrefix(kind, "ArrayOf")
					}
					several[name] = several[name] || list
				}
			}
		}
	}
	return several
}

// namesAccounts reports whether the type of endpoint matters: an account as principal is its
// root user only on gateway endpoints.
func namesAccounts(d *ast.Document) bool {
	return slices.ContainsFunc(d.Statements, func(s *ast.Statement) bool {
		who, _ := s.Who()
		set := match.Principals(who, false, match.Semantics{})
		return slices.ContainsFunc(set.Entries, func(p match.Principal) bool { return p.Form == match.AccountForm })
	})
}

// touches reports whether a switch may change what a document means. It may say so too
// often; then a question is asked once more than needed.
func touches(d *ast.Document, s match.Switch, several map[string]bool) bool {
	flipped := s.Flip(match.Semantics{})
	for _, st := range d.Statements {
		if _, not := st.Who(); not && s.Name == "NotPrincipalByIdentity" {
			return true
		}
		what, _ := st.What()
		for _, text := range what.Texts() {
			if match.NewAction(text, match.Semantics{}).Never != match.NewAction(text, flipped).Never {
				return true
			}
		}
		which, _ := st.Which()
		for _, text := range which.Texts() {
			if touchesResource(text, d.Variables(), s, flipped) {
				return true
			}
		}
		if st.Condition == nil {
			continue
		}
		for b := range st.Condition.Blocks {
			block := &st.Condition.Blocks[b]
			operator, _ := block.Operator()
			for t := range block.Tests {
				if touchesTest(operator, &block.Tests[t], d.Variables(), s, several) {
					return true
				}
			}
		}
	}
	return false
}

func touchesResource(text string, variables bool, s match.Switch, flipped match.Semantics) bool {
	r := match.NewResource(text, variables, match.Semantics{})
	switch s.Name {
	case "LooseARN":
		early := slices.ContainsFunc(r.Parts[:pattern.Segments-1], pattern.Pattern.Wild)
		_, complete := r.Whole.Split()
		return !r.Everything && (early || !complete)
	case "WildcardsInValues":
		return len(r.Whole.Variables()) > 0
	}
	return r.Never != match.NewResource(text, variables, flipped).Never
}

func touchesTest(o ast.Operator, t *ast.Test, variables bool, s match.Switch, several map[string]bool) bool {
	family := o.Base.Family()
	values := t.Texts()
	switch s.Name {
	case "MalformedNeverMatches":
		scaled := family == ast.NumericFamily || family == ast.DateFamily || family == ast.IPFamily
		return scaled && o.Base.Negated()
	case "UnicodeFold":
		return o.Base.IgnoresCase() && o.Base != ast.BoolEquals && slices.ContainsFunc(values, foldsFurther)
	case "ShortARN":
		return family == ast.ARNFamily && slices.ContainsFunc(values, func(v string) bool {
			p, _ := pattern.Parse(v, pattern.Syntax{Wildcards: true, Variables: variables})
			_, complete := p.Split()
			return !complete
		})
	case "PlainOnSets":
		return o.Set == ast.NoSet && family != ast.NullFamily && several[match.Key(t.Key)]
	case "EmptyNegatedNever":
		return o.Set == ast.NoSet && o.Base.Negated() && len(values) == 0
	case "WildcardsInValues":
		return variables && o.Base.Wildcards() && slices.ContainsFunc(values, func(v string) bool { return strings.Contains(v, "${") })
	case "FourDigitsAreSeconds":
		return family == ast.DateFamily && slices.ContainsFunc(values, func(v string) bool {
			a, okA := match.ParseDate(v, match.Semantics{})
			b, okB := match.ParseDate(v, s.Flip(match.Semantics{}))
			return okA != okB || a.Cmp(b) != 0
		})
	}
	return false
}

// foldsFurther reports whether a letter of the text has a twin beyond upper and lower case
// of A to Z.
func foldsFurther(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
			if other >= unicode.MaxASCII || r >= unicode.MaxASCII {
				return true
			}
		}
		return false
	})
}
