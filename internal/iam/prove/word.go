package prove

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// related reports whether a key is compared with a value with variables.
func (s *system) related(k *key) bool {
	return slices.ContainsFunc(s.relations, func(r relation) bool { return r.key == k })
}

// one chooses the value of a key with a single value.
func (r *realisation) one(k *key) {
	atom := r.point[k.variable]
	if atom == len(k.domain.atoms) {
		return
	}
	var differ []string
	for _, e := range r.equalities {
		other := e.a
		if e.a == k {
			other = e.b
		} else if e.b != k {
			continue
		}
		value := r.values[other]
		switch {
		case len(value) != 1:
		case r.point[e.same] == 1:
			r.values[k] = value
			return
		default:
			differ = append(differ, value[0])
		}
	}
	within, without := r.relatedTo(k)
	word, ok := r.word(k, atom, within, append(symbolic.Exactly(differ...), without...))
	if !ok {
		r.fail(r.roughly(k.shown))
		return
	}
	r.values[k] = []string{word}
}

// roughly says why no value was found.
func (r *realisation) roughly(what string) string {
	if len(r.relations) > 0 || len(r.equalities) > 0 {
		return "policy variables tie " + what + " to other keys in a way that is not followed"
	}
	return what + " is compared in several ways at once, and no value was found for them together"
}

// relatedTo returns what the relations of a key, or of the resource, ask of its value.
func (r *realisation) relatedTo(k *key) (within []symbolic.List, without symbolic.List) {
	for _, x := range r.relations {
		if x.key != k {
			continue
		}
		e, bound := r.bind(x.open, r.value)
		switch {
		case r.point[x.holds] == 1 && bound:
			within = append(within, symbolic.List{e})
		case r.point[x.holds] == 1:
			within = append(within, symbolic.List{})
		case bound:
			without = append(without, e)
		}
	}
	return within, without
}

// value returns the value of a key for a variable.
func (r *realisation) value(name string) (string, bool) {
	k, ok := r.keys[match.Key(name)]
	if !ok || match.Multivalued(name) || len(r.values[k]) != 1 {
		return "", false
	}
	return r.values[k][0], true
}

// word returns a value of an atom of a key.
func (r *realisation) word(k *key, atom int, within []symbolic.List, without symbolic.List) (string, bool) {
	d := &k.domain
	c := d.atoms[atom]
	good := func(text string) bool {
		for _, l := range within {
			if !l.Accepts(text) {
				return false
			}
		}
		if without.Accepts(text) {
			return false
		}
		for i, s := range d.scales {
			if !s.same(text, s.values[c.values[i]]) {
				return false
			}
		}
		if d.space == nil {
			return true
		}
		return d.space.texts.Has(c.text, text)
	}
	var candidates []string
	if r.wild {
		candidates = append(candidates, "*")
	}
	if d.space != nil {
		candidates = append(candidates, d.space.universe.Samples...)
		candidates = append(candidates, d.space.texts.Word(c.text))
	}
	for i, s := range d.scales {
		candidates = append(candidates, s.values[c.values[i]])
	}
	if d.space == nil && len(d.scales) == 0 {
		candidates = append(candidates, r.typical(k)...)
	}
	for _, text := range candidates {
		if good(text) {
			return text, true
		}
	}
	if d.space == nil {
		return "", false
	}
	if word, ok := d.space.texts.Find(c.text, within, without); ok && good(word) {
		return word, true
	}
	return "", false
}

// typical returns values of a key of which is only asked whether it is there.
func (r *realisation) typical(k *key) []string {
	u := k.form.universe()
	switch k.form {
	case dateForm:
		return []string{"2027-01-31T10:15:00Z"}
	case numberForm:
		return []string{"60"}
	case addressForm:
		return []string{"10.0.0.1"}
	case boolForm:
		return u.Only
	case anyText, accountForm, callerAccountForm, organizationForm, pathForm, userNameForm, serviceForm:
	}
	return u.Samples
}

// several chooses the values of a key that may have several.
func (r *realisation) several(k *key) {
	var within []symbolic.List
	for _, pair := range organizationKeys() {
		if o := r.keys[pair[0]]; pair[1] == k.name && o != nil && len(r.values[o]) == 1 && r.facts.on(organizationPaths) {
			within = append(within, symbolic.List{symbolic.Join(symbolic.Text(r.values[o][0]+"/"), symbolic.Run(symbolic.Any))})
		}
	}
	for atom, v := range k.contains {
		if r.point[v] == 0 {
			continue
		}
		word, ok := r.word(k, atom, within, nil)
		if !ok {
			r.fail(r.roughly(k.shown))
			return
		}
		r.values[k] = append(r.values[k], word)
	}
	if k.several == none || r.point[k.several] == 0 || len(r.values[k]) != 1 {
		return
	}
	for atom, v := range k.contains {
		if r.point[v] == 1 {
			if word, ok := r.word(k, atom, within, symbolic.Exactly(r.values[k]...)); ok {
				r.values[k] = append(r.values[k], word)
				return
			}
		}
	}
	r.fail(r.roughly(k.shown))
}
