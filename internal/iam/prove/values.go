package prove

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// split makes the atoms of a key and its variables.
func (s *system) split(k *key) error {
	restricted := func(f form) bool { return k.form == f && s.facts.on(valueFormats) }
	for _, family := range []ast.Family{ast.NumericFamily, ast.DateFamily, ast.IPFamily} {
		if len(k.scaled[family]) == 0 || k.ofCaller {
			continue
		}
		var made scale
		if err := s.question.Budget.Split.Charge(k.comparisons(family)); err != nil {
			return err
		}
		var err error
		switch family {
		case ast.NumericFamily:
			made, err = numberScale(k.numbers, restricted(numberForm))
		case ast.DateFamily:
			made, err = dateScale(k.dates, restricted(dateForm))
		case ast.IPFamily, ast.StringFamily, ast.BoolFamily, ast.BinaryFamily, ast.ARNFamily, ast.NullFamily:
			made = addressScale(k.ranges, restricted(addressForm))
		}
		if err != nil {
			return err
		}
		made.tests = k.scaled[family]
		k.domain.scales = append(k.domain.scales, made)
	}
	if k.ofCaller {
		return nil
	}
	product := 1
	for _, made := range k.domain.scales {
		product *= len(made.values)
	}
	if k.domain.space != nil {
		product *= k.domain.space.texts.Len()
	}
	if err := s.question.Budget.Split.Charge(product); err != nil {
		return err
	}
	k.domain.build()
	if !k.many {
		k.variable = s.problem.Variable(len(k.domain.atoms) + 1)
		return nil
	}
	k.contains = make([]int, len(k.domain.atoms))
	for a := range k.contains {
		k.contains[a] = s.truth()
	}
	return nil
}

// comparisons is about how often values of a family are compared to tell those of a key apart.
func (k *key) comparisons(family ast.Family) int {
	values := len(k.numbers) + len(k.dates)
	for _, r := range k.ranges {
		values += len(r)
	}
	return 4 * values * (values + len(k.scaled[family]))
}

// absent says that the request does not have the key.
func (s *system) absent(k *key) literal {
	if k.many {
		return s.not(s.meets(k, symbolic.FullSet(len(k.contains))))
	}
	return s.value(k, symbolic.NewSet(k.domain.len()), true)
}

// value says that a key of one value lies in some atoms, or is absent.
func (s *system) value(k *key, atoms symbolic.Set, orAbsent bool) literal {
	if k.ofCaller {
		return s.callers.withARN(s, atoms, orAbsent)
	}
	n := len(k.domain.atoms)
	in := symbolic.NewSet(n + 1)
	copy(in, atoms)
	if orAbsent {
		in.Add(n)
	}
	return s.is(k.variable, in)
}

// meets says that some value of a key of several values lies in one of the atoms.
func (s *system) meets(k *key, atoms symbolic.Set) literal {
	id := fmt.Sprintf("%q %v", k.name, []uint64(atoms))
	if l, ok := s.met[id]; ok {
		return l
	}
	var some []literal
	for a := range atoms.All() {
		some = append(some, s.yes(k.contains[a]))
	}
	l := s.or(some...)
	s.met[id] = l
	return l
}

// ofText returns the atoms of a domain whose texts lie in a set of atoms of the space.
func (d *domain) ofText(texts symbolic.Set) symbolic.Set {
	if len(d.scales) == 0 {
		return texts
	}
	in := symbolic.NewSet(len(d.atoms))
	for a, c := range d.atoms {
		if texts.Has(c.text) {
			in.Add(a)
		}
	}
	return in
}

// fits returns the atoms for which the test holds if the value is a single one. Values with
// variables are left out.
func (t *test) fits() symbolic.Set {
	d := &t.key.domain
	negated := t.operator.Base.Negated()
	if t.key.ofCaller && t.list == none {
		// An ARN is no number, no date and no address.
		if t.empty && negated || !t.empty && holdsFor(&t.plain, malformed) {
			return symbolic.FullSet(d.len())
		}
		return symbolic.NewSet(d.len())
	}
	if t.list != none {
		in := d.ofText(d.space.in(t.list))
		if negated {
			return in.Not(d.len())
		}
		return in
	}
	in := symbolic.NewSet(len(d.atoms))
	i := slices.IndexFunc(d.scales, func(s scale) bool { return s.family == t.operator.Base.Family() })
	holds := make([]bool, len(d.scales[i].values))
	for v, value := range d.scales[i].values {
		holds[v] = t.empty && negated || !t.empty && holdsFor(&t.plain, value)
	}
	for a, c := range d.atoms {
		if holds[c.values[i]] {
			in.Add(a)
		}
	}
	return in
}

func (d *domain) len() int {
	if d.atoms == nil && d.space != nil {
		return d.space.texts.Len()
	}
	return len(d.atoms)
}
