package prove

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
)

// texts are values of conditions and of requests alike, many at the edge of one another.
func texts(base ast.Base) []string {
	switch base.Family() {
	case ast.NumericFamily:
		return []string{"1", "1.0", "2", "-1", "0.5", "1e1", "10", "x", "", "1.5", "99999999999999999999"}
	case ast.DateFamily:
		return []string{"2027", "2027-01-01", "2027-01-01T00:00:00Z", "1798761600", "2027-01-01T00:00:00.5Z", "2026-12-31T23:59:59Z", "x", "3000", "0"}
	case ast.IPFamily:
		return []string{"10.0.0.0/8", "10.0.0.1", "10.0.0.0", "10.255.255.255", "11.0.0.0", "::ffff:10.0.0.1", "2001:db8::/32", "2001:db8::1", "0.0.0.0/0", "::/0", "x"}
	case ast.BoolFamily:
		return []string{"true", "false", "TRUE", "False", "x", "1"}
	case ast.BinaryFamily:
		return []string{"YQ==", "YWI=", "Y\nQ==", "YR==", "x", ""}
	case ast.ARNFamily:
		return []string{
			"arn:aws:iam::1:role/a", "arn:aws:iam::*:role/*", "arn:*:*:*:*:*", "arn:aws:s3:::b/x:y", "arn:aws:s3:::*", "arn:aws:s3:*", "arn:*", "*", "a", "arn:aws:iam::?:role/a",
			"arn:aws:s3::", "arn:aws:iam::12:role/a", "arn:aws:*:::b", "arn:aws:s3:x:y:::b", "arn:aws:s3:::b", "arn:a?s:s3:::b",
		}
	case ast.StringFamily, ast.NullFamily:
	}
	return []string{"a", "A", "ab", "a*", "*", "?", "", "*b", "k", "K", "\u212a", "${*}", "aXb", "a?b", "é", "É", "true", "false"}
}

// Every operator says the same of a value as its twin does of the atom in which it lies,
// under every reading.
func TestTwinsAgreeWithOperators(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		o := ast.Operator{
			Set:      ast.Set(rapid.IntRange(0, 2).Draw(t, "set")),
			Base:     rapid.SampledFrom(ast.Bases()).Draw(t, "base"),
			IfExists: rapid.Bool().Draw(t, "if exists"),
		}
		o.IfExists = o.IfExists && o.Base != ast.Null
		semantics := match.Semantics{}
		for _, s := range match.Switches() {
			if rapid.IntRange(0, 3).Draw(t, s.Name) == 0 {
				semantics = s.Flip(semantics)
			}
		}
		// One key has a single value by its type, one is not known, one is a list.
		name := rapid.SampledFrom([]string{"aws:RequestTag/x", "app:x", "aws:TagKeys"}).Draw(t, "key")
		values := rapid.SliceOfN(rapid.SampledFrom(texts(o.Base)), 0, 3).Draw(t, "values")
		second := rapid.SampledFrom(ast.Bases()).Draw(t, "second base")
		variables := rapid.Bool().Draw(t, "2012")

		s := newSystem(&Question{Kind: NothingAllowed}, semantics, match.Interface)
		one, err := s.collect(o, name, values, variables)
		if err != nil {
			t.Skip("no such operator")
		}
		// A second test of any kind splits the values further.
		if _, err := s.collect(ast.Operator{Base: second, Set: o.Set}, name, rapid.SliceOfN(rapid.SampledFrom(texts(second)), 0, 2).Draw(t, "second values"), variables); err != nil {
			t.Skip("no such operator")
		}
		if err := s.build(); err != nil {
			t.Fatal(err)
		}
		literal := s.holds(one)
		request := rapid.SliceOfN(rapid.SampledFrom(append(texts(o.Base), "other")), 0, 3).Draw(t, "request")
		if !one.key.many && len(request) > 1 {
			request = request[:1]
		}
		slices.Sort(request)
		request = slices.Compact(request) // values are a set
		want := one.whole.Holds(match.NewContext(map[string][]string{name: request}))
		if got := s.evaluate(t, one.key, literal, request); got != want {
			t.Fatalf("%s %q of %q: %v, its twin says %v", o, values, request, want, got)
		}
	})
}

// Every operator with every single value, against every text.
func TestTwinsAgreeOneByOne(t *testing.T) {
	t.Parallel()
	for _, base := range ast.Bases() {
		for _, value := range texts(base) {
			s := newSystem(&Question{Kind: NothingAllowed}, match.Semantics{}, match.Interface)
			one, err := s.collect(ast.Operator{Base: base}, "aws:RequestTag/x", []string{value}, true)
			if err != nil {
				t.Fatal(err)
			}
			if err := s.build(); err != nil {
				t.Fatal(err)
			}
			literal := s.holds(one)
			for _, text := range append(texts(base), "other") {
				want := one.whole.Holds(match.NewContext(map[string][]string{one.key.name: {text}}))
				if got := s.evaluate(t, one.key, literal, []string{text}); got != want {
					t.Errorf("%s %q of %q: %v, its twin says %v", base, value, text, want, got)
				}
			}
		}
	}
}

// evaluate fixes the values of a key and asks whether the literal holds then.
func (s *system) evaluate(t interface{ Fatalf(string, ...any) }, k *key, l literal, request []string) bool {
	var fixed []literal
	atomsOf := func(value string) []int {
		var all []int
		for a, c := range k.domain.atoms {
			fits := k.domain.space == nil || k.domain.space.texts.Has(c.text, value)
			for i, scale := range k.domain.scales {
				fits = fits && scale.same(value, scale.values[c.values[i]])
			}
			if fits {
				all = append(all, a)
			}
		}
		if len(all) == 0 {
			t.Fatalf("%q lies in no atom", value)
		}
		return all
	}
	switch {
	case len(request) == 0:
		fixed = append(fixed, s.absent(k))
	case !k.many:
		atoms := make([]literal, 0)
		in := s.value(k, setOf(len(k.domain.atoms), atomsOf(request[0])...), false)
		fixed = append(fixed, append(atoms, in)...)
	default:
		present := map[int]bool{}
		for _, v := range request {
			present[atomsOf(v)[0]] = true
		}
		for a, v := range k.contains {
			if present[a] {
				fixed = append(fixed, s.yes(v))
			} else {
				fixed = append(fixed, s.not(s.yes(v)))
			}
		}
		several := s.severalValues(k)
		if len(request) > 1 {
			fixed = append(fixed, several)
		} else {
			fixed = append(fixed, s.not(several))
		}
	}
	possible := func(l literal) bool {
		p, ok := s.problemOf(&goal{all: append(append([]literal(nil), fixed...), l)})
		return ok && p.Solve(searchBudget()).Outcome == found
	}
	yes, no := possible(l), possible(s.not(l))
	if yes == no {
		t.Fatalf("the literal is not decided by the values %q: %v", request, yes)
	}
	return yes
}
