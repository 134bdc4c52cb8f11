package symbolic

import (
	"math/bits"
	"slices"
	"unicode"
)

// automaton reads texts for several lists at once. It is determinised lazily: a state is
// the sorted set of places at which the expressions stand, and only characters that make a
// difference are tried.
//
// A list that comes to a final unbounded run accepts whatever follows. It is decided: all of
// its places are dropped and one marker stands for them, so that lists of *x* patterns do
// not multiply the states.
type automaton struct {
	units  []unit  // all expressions one after another, each closed by a unit of class ends
	listOf []int32 // the list of each place
	// reach is, for every place, the last one that is reached from it without reading.
	reach []int32
	lists int
	// folded says that case never counts, so that one case need be tried only.
	folded bool
	// special are the classes of which members must be tried, in the order of first use.
	special []Class
	members []runes

	budget Budget
	steps  int

	starts  []int32
	states  []state
	places  []int32 // of all states, one after another
	buckets []int32 // hash table of states, -1 where free
	scratch []int32
	tries   []rune
}

// state is a set of places and how it was first reached, which is by a shortest text.
type state struct {
	from, to int32 // its part of places
	parent   int32
	by       rune
	hash     uint32
}

// newAutomaton reads the lists in the order given.
func newAutomaton(lists []List, budget Budget) *automaton {
	n := 0
	for _, l := range lists {
		for _, e := range l {
			n += len(e) + 1
		}
	}
	a := &automaton{
		units: make([]unit, 0, n), listOf: make([]int32, 0, n), lists: len(lists),
		folded: true, budget: budget,
	}
	for i, l := range lists {
		for _, e := range l {
			a.starts = append(a.starts, int32(len(a.units)))
			for _, u := range e {
				a.see(&u)
				a.units = append(a.units, u)
				a.listOf = append(a.listOf, int32(i))
			}
			a.units = append(a.units, unit{class: ends})
			a.listOf = append(a.listOf, int32(i))
		}
	}
	a.reach = make([]int32, len(a.units))
	for i := len(a.units) - 1; i >= 0; i-- {
		a.reach[i] = int32(i)
		if a.units[i].skip {
			a.reach[i] = a.reach[i+1]
		}
	}
	return a
}

func (a *automaton) see(u *unit) {
	switch u.class {
	case exactly:
		if u.fold == unicodeFold || u.fold == noFold && lower(u.literal) != upper(u.literal) {
			a.folded = false
		}
	case Any, ends:
	case NotColon, NotSlash, Digit, LowerAlnum, Name, NamePath, Segment, Word, Label, LineBreak:
		if u.class == LowerAlnum {
			a.folded = false
		}
		if !slices.Contains(a.special, u.class) {
			a.special = append(a.special, u.class)
			a.members = append(a.members, u.class.runes())
		}
	}
}

func upper(r rune) rune {
	if r >= 'a' && r <= 'z' {
		return r - ('a' - 'A')
	}
	return r
}

// final reports whether the place is a final unbounded run.
func (a *automaton) final(p int32) bool {
	return a.units[p].endless() && a.units[p+1].class == ends
}

// marker is the place that says that a list is decided.
func (a *automaton) marker(list int32) int32 { return int32(len(a.units)) + list }

// start returns the places before anything is read.
func (a *automaton) start() []int32 {
	out, decided := a.scratch[:0], false
	for _, s := range a.starts {
		for p := s; p <= a.reach[s]; p++ {
			decided = decided || a.final(p)
			out = append(out, p)
		}
	}
	a.scratch = a.settle(out, decided)
	return a.scratch
}

// step returns the places after one more character. The result is overwritten by the next step.
//
// Places are visited in order and lead to themselves or the next one, so the result is in
// order too.
func (a *automaton) step(places []int32, r rune) []int32 {
	a.steps += len(places)
	out, last, decided := a.scratch[:0], int32(-1), false
	for _, p := range places {
		if int(p) >= len(a.units) {
			out = append(out, p)
			continue
		}
		u := &a.units[p]
		if !u.accepts(r) {
			continue
		}
		from := p
		if !u.loop {
			from++
		}
		to := a.reach[from]
		for q := max(from, last+1); q <= to; q++ {
			decided = decided || a.final(q)
			out = append(out, q)
		}
		last = max(last, to)
	}
	a.scratch = a.settle(out, decided)
	return a.scratch
}

// settle puts markers for lists that became decided and drops their places.
func (a *automaton) settle(places []int32, decided bool) []int32 {
	if !decided {
		return places
	}
	n := len(places)
	for i := range n {
		if p := places[i]; int(p) < len(a.units) && a.final(p) {
			places = append(places, a.marker(a.listOf[p]))
		}
	}
	keep := places[:0]
	markers := places[n:]
	for _, p := range places {
		if int(p) >= len(a.units) || !slices.Contains(markers, a.marker(a.listOf[p])) {
			keep = append(keep, p)
		}
	}
	slices.Sort(keep)
	return slices.Compact(keep)
}

// accepted calls found for every list that accepts the text read so far; a list may be named
// more than once.
func (a *automaton) accepted(places []int32, found func(list int)) {
	for _, p := range places {
		if int(p) >= len(a.units) {
			found(int(p) - len(a.units))
		} else if a.units[p].class == ends {
			found(int(a.listOf[p]))
		}
	}
}

// idle reports whether nothing that follows makes a difference.
func (a *automaton) idle(places []int32) bool {
	return len(places) == 0 || int(places[0]) >= len(a.units)
}

// characters returns those that need be tried: each that an expression asks for here, and
// one of every kind of others.
func (a *automaton) characters(places []int32) []rune {
	var asked runes
	var outside []rune
	var classes uint16
	tries := a.tries[:0]
	for _, p := range places {
		if int(p) >= len(a.units) {
			break
		}
		u := &a.units[p]
		if u.class != exactly {
			classes |= 1 << u.class
			continue
		}
		if u.fold == unicodeFold {
			for r := unicode.SimpleFold(u.literal); r != u.literal; r = unicode.SimpleFold(r) {
				tries, outside = name(r, tries, &asked, outside)
			}
		}
		if u.fold != asciiFold {
			tries, outside = name(u.literal, tries, &asked, outside)
			continue
		}
		if asked.has(u.literal) && asked.has(upper(u.literal)) && u.literal < 128 {
			continue
		}
		if u.literal >= 128 {
			tries, outside = name(u.literal, tries, &asked, outside)
			continue
		}
		for _, r := range [...]rune{u.written, u.literal, upper(u.literal)} {
			if asked.has(r) {
				continue
			}
			// Where case never counts, the case written is tried for both.
			if !a.folded || r == u.written {
				tries = append(tries, r)
			}
			asked.add(byte(r))
		}
	}
	tries = append(tries, outside...)
	slices.Sort(tries)
	a.tries = a.others(tries, asked, outside, classes)
	return a.tries
}

// name notes that a character is asked for by name.
func name(r rune, tries []rune, asked *runes, outside []rune) ([]rune, []rune) {
	switch {
	case r >= 128:
		if !slices.Contains(outside, r) {
			outside = append(outside, r)
		}
	case !asked.has(r):
		asked.add(byte(r))
		tries = append(tries, r)
	}
	return tries, outside
}

// others adds one character of each kind that nobody asked for by name.
func (a *automaton) others(tries []rune, asked runes, outside []rune, classes uint16) []rune {
	kinds := make([]runes, 1, 4)
	kinds[0] = Any.runes().without(asked)
	for i, c := range a.special {
		if classes&(1<<c) == 0 {
			continue
		}
		for j := range kinds {
			in, out := kinds[j].and(a.members[i]), kinds[j].without(a.members[i])
			if in.empty() || out.empty() {
				continue
			}
			kinds[j] = in
			kinds = append(kinds, out)
		}
	}
	for _, k := range kinds {
		if r, ok := k.nicest(outside); ok {
			tries = append(tries, r)
		}
	}
	return tries
}

// add makes a state of the places unless there is one.
func (a *automaton) add(places []int32, parent int32, by rune) {
	if 2*len(a.states) >= len(a.buckets) {
		a.grow()
	}
	h := hash(places)
	i := int(h) & (len(a.buckets) - 1)
	for ; a.buckets[i] >= 0; i = (i + 1) & (len(a.buckets) - 1) {
		if s := &a.states[a.buckets[i]]; s.hash == h && slices.Equal(a.of(s), places) {
			return
		}
	}
	a.buckets[i] = int32(len(a.states))
	from := int32(len(a.places))
	a.places = append(a.places, places...)
	a.states = append(a.states, state{from, int32(len(a.places)), parent, by, h})
}

func (a *automaton) of(s *state) []int32 { return a.places[s.from:s.to] }

func (a *automaton) grow() {
	n := max(64, 2*len(a.buckets))
	a.buckets = slices.Repeat([]int32{-1}, n)
	for s := range a.states {
		i := int(a.states[s].hash) & (n - 1)
		for a.buckets[i] >= 0 {
			i = (i + 1) & (n - 1)
		}
		a.buckets[i] = int32(s)
	}
}

func hash(places []int32) uint32 {
	h := uint64(len(places)) + 0x9e3779b97f4a7c15
	for _, p := range places {
		h = bits.RotateLeft64(h^uint64(uint32(p)), 23) * 0xff51afd7ed558ccd
	}
	return uint32(h >> 32)
}

// explore visits every state that wanted lets through, the shortest texts first, until
// visit says that it has seen enough.
func (a *automaton) explore(wanted func(places []int32) bool, visit func(state int32, places []int32) bool) error {
	if p := a.start(); wanted(p) {
		a.add(p, -1, 0)
	}
	before := 0
	for i := int32(0); int(i) < len(a.states); i++ {
		if len(a.states) > a.budget.states() || a.steps > a.budget.steps() || a.budget.spent(a.steps-before) {
			return &BudgetError{States: len(a.states)}
		}
		before = a.steps
		places := a.of(&a.states[i])
		if !visit(i, places) {
			return nil
		}
		if a.idle(places) {
			continue
		}
		for _, r := range a.characters(places) {
			if next := a.step(places, r); wanted(next) {
				a.add(next, i, r)
			}
		}
	}
	return nil
}

// text returns the text by which a state was first reached.
func (a *automaton) text(s int32) string {
	var reversed []rune
	for ; a.states[s].parent >= 0; s = a.states[s].parent {
		reversed = append(reversed, a.states[s].by)
	}
	slices.Reverse(reversed)
	return string(reversed)
}
