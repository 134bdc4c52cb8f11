package symbolic

import (
	"slices"
	"strings"
)

// Universe says which texts there are at all. The zero Universe has every text.
type Universe struct {
	// Shape is what all texts of the universe look like; nil for any. It must have more
	// texts than any policy can list.
	Shape List
	// Samples are texts that read well, to be shown where any text will do.
	Samples []string
	// Only are all texts of the universe where they are few. Then Shape is not looked at.
	Only []string
}

// Texts is a universe of texts split into atoms by lists.
type Texts struct {
	universe Universe
	lists    []List
	budget   Budget
	// rows holds for each atom the lists that accept its texts.
	rows  []Set
	words []string
	// others is the atom of all texts that no list names, as long as its word is not known;
	// it is looked for when first asked for.
	others int
	// counts says how many texts each atom has, where that is known: only if plain.
	counts []int
	// sampled says that samples have taken their places in words.
	sampled bool
	merged  []int // where each atom went when equal ones were made one
	in      []Set
}

const (
	none = -1
	many = 1 << 30
)

// SplitTexts tells the texts of a universe apart by the lists that accept them. The same
// input numbers the atoms the same. An error is a [*BudgetError].
func SplitTexts(u Universe, lists []List, budget Budget) (*Texts, error) {
	t := &Texts{universe: u, lists: lists, budget: budget, others: none}
	if u.Only != nil {
		t.splitOnly()
	} else if !t.splitPlain() {
		if err := t.splitByAutomaton(); err != nil {
			return nil, err
		}
	}
	t.in = make([]Set, len(lists))
	for l := range lists {
		t.in[l] = NewSet(len(t.rows))
		for a, row := range t.rows {
			if row.Has(l) {
				t.in[l].Add(a)
			}
		}
	}
	return t, nil
}

// Len returns the number of atoms.
func (t *Texts) Len() int { return len(t.rows) }

// In returns the atoms whose texts the list accepts. It must not be changed.
func (t *Texts) In(list int) Set { return t.in[list] }

// Row returns the lists that accept the texts of an atom. It must not be changed.
func (t *Texts) Row(atom int) Set { return t.rows[atom] }

// Classify returns the atom of a text; false if the text is not in the universe.
func (t *Texts) Classify(text string) (atom int, ok bool) {
	if t.universe.Only != nil && !slices.Contains(t.universe.Only, text) ||
		t.universe.Shape != nil && !t.universe.Shape.Accepts(text) {
		return 0, false
	}
	row := t.row(text)
	for a, r := range t.rows {
		if r.Equal(row) {
			return a, true
		}
	}
	return 0, false
}

// Has reports whether a text lies in an atom.
func (t *Texts) Has(atom int, text string) bool {
	// The lists that must accept the text are the likelier to refuse it.
	for l := range t.rows[atom].All() {
		if !t.lists[l].Accepts(text) {
			return false
		}
	}
	for i, l := range t.lists {
		if !t.rows[atom].Has(i) && l.Accepts(text) {
			return false
		}
	}
	return (t.universe.Only == nil || slices.Contains(t.universe.Only, text)) &&
		(t.universe.Shape == nil || t.universe.Shape.Accepts(text))
}

func (t *Texts) row(text string) Set {
	row := NewSet(len(t.lists))
	for i, l := range t.lists {
		if l.Accepts(text) {
			row.Add(i)
		}
	}
	return row
}

// splitOnly splits a universe of few texts by trying each.
func (t *Texts) splitOnly() {
	t.universe.Shape = nil
	for _, text := range t.universe.Only {
		t.rows = append(t.rows, t.row(text))
		t.words = append(t.words, text)
	}
	t.merge()
}

// splitPlain splits without an automaton where every list consists of single texts, or
// accepts everything. That is the case for most keys of most policies.
func (t *Texts) splitPlain() bool {
	always := NewSet(len(t.lists))
	total, folds, counted := 0, false, false
	for i, l := range t.lists {
		for _, e := range l {
			if e.Everything() {
				always.Add(i)
				continue
			}
			_, fold, ok := e.text()
			if !ok {
				return false
			}
			total++
			folds, counted = folds || fold, counted || !fold
		}
	}
	if folds && (counted || t.universe.Shape.cased()) {
		return false
	}
	index := make(map[string]int, total)
	for i, l := range t.lists {
		for _, e := range l {
			if e.Everything() {
				continue
			}
			runes, fold, _ := e.text()
			text := string(runes)
			key := text
			if fold {
				key = strings.Map(lower, text)
			}
			a, seen := index[key]
			if !seen {
				if t.universe.Shape != nil && !t.universe.Shape.Accepts(text) {
					continue
				}
				a = len(t.rows)
				index[key] = a
				t.rows = append(t.rows, always.Clone())
				t.words = append(t.words, text)
			}
			t.rows[a].Add(i)
		}
	}
	t.merge()
	t.counts = make([]int, len(t.rows), len(t.rows)+1)
	for _, a := range index {
		t.counts[t.merged[a]]++
	}
	// A text may be accepted by nothing but the lists that accept everything anyway.
	i := slices.IndexFunc(t.rows, always.Equal)
	if i < 0 {
		i = len(t.rows)
		t.others = i
		t.rows = append(t.rows, always)
		t.words = append(t.words, "")
		t.counts = append(t.counts, 0)
	}
	t.counts[i] = many
	return true
}

// merge makes one atom of those with equal rows, with the shortest word of them.
func (t *Texts) merge() {
	kept := map[string]int{}
	rows, words := t.rows[:0], t.words[:0]
	t.merged = make([]int, len(t.rows))
	for a, row := range t.rows {
		key := string(row.appendKey(nil))
		if b, ok := kept[key]; ok {
			t.merged[a] = b
			if better(t.words[a], words[b]) {
				words[b] = t.words[a]
			}
			continue
		}
		kept[key] = len(rows)
		t.merged[a] = len(rows)
		rows, words = append(rows, row), append(words, t.words[a])
	}
	t.rows, t.words = rows, words
}

func better(a, b string) bool { return len(a) < len(b) || len(a) == len(b) && a < b }

func (t *Texts) splitByAutomaton() error {
	lists := t.lists
	bounded := t.universe.Shape != nil
	if bounded {
		lists = append(slices.Clip(slices.Clone(lists)), t.universe.Shape)
	}
	a := newAutomaton(lists, t.budget)
	shape := len(lists) - 1
	wanted := func([]int32) bool { return true }
	if bounded {
		wanted = func(places []int32) bool { return a.alive(places, shape) }
	}
	row := NewSet(len(lists))
	known := map[string]bool{}
	var buf []byte
	return a.explore(wanted, func(s int32, places []int32) bool {
		clear(row)
		a.accepted(places, row.Add)
		if bounded {
			if !row.Has(shape) {
				return true
			}
			row.Remove(shape)
		}
		buf = row.appendKey(buf[:0])
		if known[string(buf)] {
			return true
		}
		known[string(buf)] = true
		t.rows = append(t.rows, slices.Clone(row[:len(NewSet(len(t.lists)))]))
		t.words = append(t.words, a.text(s))
		return true
	})
}

// alive reports whether the list accepts the text read or may accept one that begins with it.
func (a *automaton) alive(places []int32, list int) bool {
	for _, p := range places {
		if int(p) >= len(a.units) && int(p)-len(a.units) == list || int(p) < len(a.units) && int(a.listOf[p]) == list {
			return true
		}
	}
	return false
}
