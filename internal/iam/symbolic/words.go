package symbolic

import "slices"

// Word returns a text of an atom: a sample if one lies there, else a shortest.
func (t *Texts) Word(atom int) string {
	if !t.sampled {
		t.sampled = true
		for _, s := range slices.Backward(t.universe.Samples) {
			if a, ok := t.Classify(s); ok {
				t.words[a] = s
				if a == t.others {
					t.others = none
				}
			}
		}
	}
	if atom == t.others {
		t.words[atom], _ = t.Find(atom, nil, nil)
		t.others = none
	}
	return t.words[atom]
}

// Single returns the only text of an atom; false if it has more.
func (t *Texts) Single(atom int) (string, bool) {
	if t.counts != nil {
		return t.words[atom], t.counts[atom] == 1
	}
	words := t.Words(atom, 2)
	return words[0], len(words) == 1
}

// Words returns up to n texts of an atom, all that there are if they are fewer.
func (t *Texts) Words(atom, n int) []string {
	var words []string
	for len(words) < n {
		word, ok := t.Find(atom, nil, Exactly(words...))
		if !ok {
			break
		}
		words = append(words, word)
	}
	return words
}

// Find returns a shortest text of an atom that every list of within accepts and no
// expression of without.
func (t *Texts) Find(atom int, within []List, without List) (string, bool) {
	for _, text := range t.universe.Only {
		if a, _ := t.Classify(text); a == atom && !without.Accepts(text) && allAccept(within, text) {
			return text, true
		}
	}
	if t.universe.Only != nil {
		return "", false
	}
	lists := append(append([]List(nil), t.lists...), without)
	needs := make([]need, len(lists), len(lists)+len(within)+1)
	for l := range t.lists {
		if t.rows[atom].Has(l) {
			needs[l] = must
		}
	}
	for _, w := range within {
		lists, needs = append(lists, w), append(needs, must)
	}
	if t.universe.Shape != nil {
		lists, needs = append(lists, t.universe.Shape), append(needs, must)
	}
	a := newAutomaton(lists, t.budget)
	word, found := "", false
	seen := NewSet(len(lists))
	err := a.explore(
		func(places []int32) bool { return a.promising(places, needs, seen) },
		func(s int32, places []int32) bool {
			clear(seen)
			a.accepted(places, seen.Add)
			for l, n := range needs {
				if seen.Has(l) != (n == must) {
					return true
				}
			}
			word, found = a.text(s), true
			return false
		})
	return word, found && err == nil
}

// need says what a search wants of a list.
type need uint8

const (
	mustNot need = iota
	must
)

// promising reports whether a text that begins with the one read may still be what the
// search wants. seen is overwritten.
func (a *automaton) promising(places []int32, needs []need, seen Set) bool {
	clear(seen)
	for _, p := range places {
		if int(p) >= len(a.units) {
			if needs[int(p)-len(a.units)] == mustNot {
				return false
			}
			seen.Add(int(p) - len(a.units))
			continue
		}
		seen.Add(int(a.listOf[p]))
	}
	for l, n := range needs {
		if n == must && !seen.Has(l) {
			return false
		}
	}
	return true
}

func allAccept(lists []List, text string) bool {
	for _, l := range lists {
		if !l.Accepts(text) {
			return false
		}
	}
	return true
}
