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
	doubts := doubtsOf(q, documents)
	var touched []match.Switch
	for _, s := range match.Switches() {
		if doubts[s.Name] {
			touched = append(touched, s)
		}
	}
	complete := len(touched) <= mostSwitches
	touched = touched[:min(len(touched), mostSwitches)]
	var all []reading
	for mask := range 1 << len(touched) {
		r := reading{named: named}
		for i, s := range touched {
			if mask&(1<<i) != 0 {
				r.semantics = s.Flip(r.semantics)
				r.flipped = append(r.flipped, s)
			}
		}
		if r.semantics.LooseARN && r.semantics.WildcardPartition {
			continue // over the whole text there is no partition to be compared by itself
		}
		for _, e := range endpoints {
			r.endpoint = e
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
					list := match.Multivalued(name) || operator.Set != ast.NoSet || !switches(q.Assumptions).on(singleValues)
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

// doubts are the names of the switches that may change what documents mean. A switch may be
// among them too often; then a question is asked once more than needed.
type doubts map[string]bool

func doubtsOf(q *Question, documents []*ast.Document) doubts {
	found := doubts{}
	several := severalKeys(q, documents)
	for _, d := range documents {
		for _, st := range d.Statements {
			if _, not := st.Who(); not {
				found["NotPrincipalByIdentity"] = true
			}
			what, _ := st.What()
			for _, action := range what.Items {
				found.action(action.Value)
			}
			which, _ := st.Which()
			for _, resource := range which.Items {
				found.resource(resource.Value, d.Variables())
			}
			if st.Condition == nil {
				continue
			}
			for b := range st.Condition.Blocks {
				block := &st.Condition.Blocks[b]
				operator, _ := block.Operator()
				for t := range block.Tests {
					found.test(operator, &block.Tests[t], d.Variables(), switches(q.Assumptions).on(valueFormats), several)
				}
			}
		}
	}
	return found
}

// action: a wildcard before the colon, or no colon at all.
func (found doubts) action(text string) {
	prefix, _, colon := strings.Cut(text, ":")
	if text != "*" && (!colon || strings.ContainsAny(prefix, "*?")) {
		found["ExactServicePrefix"] = true
	}
}

// resource: a wildcard before the last segment, or fewer segments than six.
func (found doubts) resource(text string, variables bool) {
	if variables && strings.Contains(text, "${") {
		found["WildcardsInValues"] = true
	}
	if text == "*" {
		return
	}
	segments := strings.SplitN(text, ":", pattern.Segments)
	if len(segments) < pattern.Segments {
		found["LooseARN"], found["WildcardPartition"] = true, true
		return
	}
	for i, segment := range segments[:pattern.Segments-1] {
		if strings.ContainsAny(segment, "*?$") {
			found["LooseARN"] = true
			found["WildcardPartition"] = found["WildcardPartition"] || i == 1 || i == 2
		}
	}
}

// test: formatted says that the values of dates, addresses and numbers in requests are such.
func (found doubts) test(o ast.Operator, t *ast.Test, variables, formatted bool, several map[string]bool) {
	family := o.Base.Family()
	scaled := family == ast.NumericFamily || family == ast.DateFamily || family == ast.IPFamily
	doubt := func(name string, is bool) { found[name] = found[name] || is }
	doubt("MalformedNeverMatches", scaled && o.Base.Negated() && (!formatted || !wellFormed(family, t)))
	doubt("PlainOnSets", o.Set == ast.NoSet && family != ast.NullFamily && several[match.Key(t.Key)])
	doubt("EmptyNegatedNever", o.Set == ast.NoSet && o.Base.Negated() && len(t.Values) == 0)
	for _, value := range t.Values {
		v := value.Text()
		switch {
		case family == ast.ARNFamily:
			p, _ := pattern.Parse(v, pattern.Syntax{Wildcards: true, Variables: variables})
			_, complete := p.Split()
			doubt("ShortARN", !complete)
		case family == ast.DateFamily:
			flipped := match.Semantics{FourDigitsAreSeconds: true}
			a, okA := match.ParseDate(v, match.Semantics{})
			b, okB := match.ParseDate(v, flipped)
			doubt("FourDigitsAreSeconds", okA != okB || a.Cmp(b) != 0)
		case o.Base.IgnoresCase() && o.Base != ast.BoolEquals:
			doubt("UnicodeFold", foldsFurther(v))
		}
		doubt("WildcardsInValues", variables && o.Base.Wildcards() && strings.Contains(v, "${"))
	}
}

// wellFormed reports whether neither the values of a test nor those of its key can be
// anything but what the operator compares.
func wellFormed(family ast.Family, t *ast.Test) bool {
	form := map[ast.Family]form{ast.DateFamily: dateForm, ast.NumericFamily: numberForm, ast.IPFamily: addressForm}[family]
	if traitOf(match.Key(t.Key)).form != form {
		return false
	}
	return !slices.ContainsFunc(t.Texts(), func(v string) bool {
		_, date := match.ParseDate(v, match.Semantics{})
		_, number := match.ParseNumber(v)
		_, network := match.ParseNetwork(v)
		return !map[ast.Family]bool{ast.DateFamily: date, ast.NumericFamily: number, ast.IPFamily: network}[family]
	})
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
