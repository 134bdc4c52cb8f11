package symbolic_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// every returns all texts over an alphabet up to a length.
func every(alphabet string, longest int) []string {
	all := []string{""}
	for from := 0; longest > 0; longest-- {
		to := len(all)
		for _, t := range all[from:to] {
			for _, r := range alphabet {
				all = append(all, t+string(r))
			}
		}
		from = to
	}
	return all
}

func glob(text string) pattern.Pattern {
	p, _ := pattern.Parse(text, pattern.Syntax{Wildcards: true})
	return p
}

func parse(texts ...string) symbolic.List {
	var l symbolic.List
	for _, t := range texts {
		l = append(l, symbolic.Glob(glob(t)))
	}
	return l
}

// anyExpr draws an expression of any kind over a small alphabet.
func anyExpr(t *rapid.T) symbolic.Expr {
	p := glob(rapid.StringMatching(`[abkA:/*?]{0,4}`).Draw(t, "pattern"))
	e := symbolic.Glob(p)
	switch rapid.IntRange(0, 5).Draw(t, "kind") {
	case 0:
		e = symbolic.GlobWithin(p, symbolic.NotColon)
	case 1:
		e = symbolic.GlobWithin(p, symbolic.NotSlash)
	case 2:
		e = symbolic.Join(symbolic.Run(symbolic.LowerAlnum), e)
	case 3:
		e = symbolic.Join(symbolic.Times(symbolic.Digit, 1, 2), e)
	}
	switch rapid.IntRange(0, 3).Draw(t, "fold") {
	case 0:
		e = e.Fold()
	case 1:
		e = e.FoldAll()
	}
	return e
}

func anyList(t *rapid.T) symbolic.List {
	return rapid.SliceOfN(rapid.Custom(anyExpr), 0, 3).Draw(t, "list")
}

func anyUniverse(t *rapid.T) symbolic.Universe {
	switch rapid.IntRange(0, 3).Draw(t, "universe") {
	case 0:
		return symbolic.Universe{Shape: symbolic.List{symbolic.Join(symbolic.Some(symbolic.NotColon), symbolic.Text(":"), symbolic.Run(symbolic.Any))}}
	case 2:
		return symbolic.Universe{Only: []string{"a", "A", "ab", ":"}}
	case 1:
		return symbolic.Universe{Shape: symbolic.List{symbolic.Run(symbolic.LowerAlnum), symbolic.Text("A")}, Samples: []string{"ab", "zz"}}
	}
	return symbolic.Universe{}
}

// small is every short text over letters that patterns name and some that they do not.
var small = every("abkA:/0z\u212a", 4)

// Every text lies in exactly one atom, every atom has a text of its own, and an atom is
// accepted by a list as a whole or not at all.
func TestTextsAreSplitAsTheirListsSay(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		universe := anyUniverse(t)
		lists := rapid.SliceOfN(rapid.Custom(anyList), 0, 4).Draw(t, "lists")
		split, err := symbolic.SplitTexts(universe, lists, symbolic.Budget{})
		if err != nil {
			t.Fatal(err)
		}
		for a := range split.Len() {
			word := split.Word(a)
			got, ok := split.Classify(word)
			if !ok || got != a {
				t.Fatalf("the word %q of atom %d is classified as %d, %v", word, a, got, ok)
			}
			for l := range lists {
				if split.In(l).Has(a) != lists[l].Accepts(word) || split.Row(a).Has(l) != lists[l].Accepts(word) {
					t.Fatalf("atom %d, word %q: list %d is wrong", a, word, l)
				}
			}
			for b := range a {
				if split.Row(a).Equal(split.Row(b)) {
					t.Fatalf("atoms %d and %d are the same", a, b)
				}
			}
		}
		for _, text := range small {
			if _, ok := split.Classify(text); ok != ((universe.Shape == nil || universe.Shape.Accepts(text)) && (universe.Only == nil || slices.Contains(universe.Only, text))) {
				t.Fatalf("%q: is in an atom: %v", text, ok)
			}
		}
	})
}

func TestFindFindsAShortestText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		universe := anyUniverse(t)
		lists := rapid.SliceOfN(rapid.Custom(anyList), 1, 3).Draw(t, "lists")
		within, without := anyList(t), anyList(t)
		split, err := symbolic.SplitTexts(universe, lists, symbolic.Budget{})
		if err != nil {
			t.Fatal(err)
		}
		for a := range split.Len() {
			shortest := -1
			for _, text := range small {
				if b, ok := split.Classify(text); ok && a == b && within.Accepts(text) && !without.Accepts(text) && (shortest < 0 || len(text) < shortest) {
					shortest = len(text)
				}
			}
			word, ok := split.Find(a, []symbolic.List{within}, without)
			if b, in := split.Classify(word); ok && (!in || a != b || !within.Accepts(word) || without.Accepts(word)) {
				t.Fatalf("found %q for atom %d", word, a)
			}
			if shortest >= 0 && (!ok || universe.Only == nil && len([]rune(word)) > shortest) {
				t.Fatalf("found %q, %v for atom %d; there is one of length %d", word, ok, a, shortest)
			}
		}
	})
}

func TestWordsAreAllThereAre(t *testing.T) {
	t.Parallel()
	split, err := symbolic.SplitTexts(symbolic.Universe{}, []symbolic.List{parse("one", "two", "three"), parse("t*")}, symbolic.Budget{})
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string][]string{"one": {"one"}, "two": {"two", "three"}} {
		a, _ := split.Classify(word)
		if got := split.Words(a, 5); !slices.Equal(got, want) {
			t.Errorf("the atom of %s has %q", word, got)
		}
	}
	a, _ := split.Classify("other")
	if got := split.Words(a, 3); len(got) != 3 {
		t.Errorf("other texts: %q", got)
	}
}

// Lists of infixes make an automaton like that of a text search, not the product of all
// their positions.
func TestInfixesStaySmall(t *testing.T) {
	t.Parallel()
	var infixes []string
	for name := range strings.FieldsSeq("alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec romeo") {
		infixes = append(infixes, "*"+name+"*")
	}
	split, err := symbolic.SplitTexts(symbolic.Universe{}, []symbolic.List{parse(infixes...)}, symbolic.Budget{States: 500})
	if err != nil || split.Len() != 2 {
		t.Fatalf("%d atoms, %v", split.Len(), err)
	}
}

// Patterns of which every one must be remembered at every place grow without bound; the
// budget ends that, and always in the same way.
func TestTheBudgetEndsASplit(t *testing.T) {
	t.Parallel()
	var lists []symbolic.List
	for _, c := range "abcdefghijklmnop" {
		lists = append(lists, parse("*"+string(c)+"????????????????"))
	}
	for range 2 {
		_, err := symbolic.SplitTexts(symbolic.Universe{}, lists, symbolic.Budget{States: 1000})
		if err == nil || err.Error() != "telling the patterns apart takes too many steps; it was given up at 1003 states of an automaton" {
			t.Fatalf("got %v", err)
		}
	}
}
