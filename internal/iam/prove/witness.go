package prove

import (
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// realisation turns a point into a request.
type realisation struct {
	*system
	point  []int
	values map[*key][]string
	caller callerAtom
	arn    string // aws:PrincipalArn of the caller
	who    string
	failed string
}

// realise returns the request of a point, or why there is none: what was described from
// above only may have no request after all.
func (s *system) realise(point []int) (eval.Request, string) {
	r := &realisation{system: s, point: point, values: map[*key][]string{}}
	r.caller = s.callers.atoms[point[s.callers.variable]]
	keys := slices.Clone(s.order)
	slices.SortStableFunc(keys, byName)
	// Texts that are part of others come first: accounts and organisations, and what stands
	// in variables; then the caller; then keys that are compared with variables.
	for _, k := range keys {
		if !k.ofCaller && !k.many && !s.related(k) {
			r.one(k)
		}
	}
	r.identify()
	for _, k := range keys {
		if k.many {
			r.several(k)
		}
	}
	for _, k := range keys {
		if !k.ofCaller && !k.many && s.related(k) {
			r.one(k)
		}
	}
	action := r.action()
	resource := r.target(action)
	request := eval.Request{
		Principal: r.who, Action: action, Resource: resource, Endpoint: s.endpoint, Context: map[string][]string{},
	}
	for k, values := range r.values {
		if k.name == canonicalUserKey {
			request.CanonicalUser = values[0]
		} else {
			request.Context[k.shown] = values
		}
	}
	r.verify(resource)
	return request, r.failed
}

// verify holds the values chosen against what the point says of variables. A key may be tied
// to one whose value was chosen later, or to itself.
func (r *realisation) verify(resource string) {
	for _, x := range r.relations {
		text, known := resource, resource != match.NoResource
		if x.key != nil {
			text, known = r.value(x.key.name)
		}
		e, bound := r.bind(x.open, r.value)
		if holds := known && bound && e.Accepts(text); holds != (r.point[x.holds] == 1) {
			r.fail("policy variables tie keys to each other in a way that is not followed")
		}
	}
	for _, x := range r.equalities {
		a, knownA := r.value(x.a.name)
		b, knownB := r.value(x.b.name)
		if (knownA && knownB && a == b) != (r.point[x.same] == 1) {
			r.fail("policy variables tie keys to each other in a way that is not followed")
		}
	}
}

func (r *realisation) fail(why string) {
	if r.failed == "" {
		r.failed = why
	}
}

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

// identify chooses the caller.
func (r *realisation) identify() {
	c := r.callers
	a := r.caller
	r.who = a.caller.Text
	switch a.kind {
	case match.Anonymous:
		r.who = match.AnonymousName
		return
	case match.ServicePrincipal:
		if name, ok := r.value(serviceNameKey); ok && r.facts.on(principalKeys) {
			r.who = name
		}
		return
	case match.Provider:
		return
	case match.Root, match.User, match.Role, match.RoleSession, match.FederatedSession:
	}
	account, known := r.value(principalAccountKey)
	known = known && r.facts.on(principalAccount)
	if !known {
		account = foreignAccount
	}
	r.arn = c.plainARN(a.kind, account)
	var within []symbolic.List
	if known {
		within = append(within, symbolic.List{arnOf("", symbolic.Text(account))})
	}
	if name, ok := r.value(userNameKey); ok && a.kind == match.User && r.facts.on(principalKeys) {
		r.arn = strings.TrimSuffix(r.arn, "example") + name
		within = append(within, symbolic.List{
			symbolic.Join(symbolic.Run(symbolic.NotSlash), symbolic.Text("/"+name)),
			symbolic.Join(symbolic.Run(symbolic.NotSlash), symbolic.Text("/"), symbolic.Run(symbolic.Any), symbolic.Text("/"+name)),
		})
	}
	if !c.plain && !r.findARN(account, within) {
		r.fail(r.roughly("aws:PrincipalArn"))
		return
	}
	r.who = r.arn
	if a.kind == match.RoleSession {
		role, err := match.NewCaller(r.arn)
		if err != nil {
			r.fail("no role was found for a session")
			return
		}
		r.who = sessionARN(role, a.name)
	}
	if k := r.keys[principalARNKey]; k != nil && k.ofCaller {
		r.values[k] = []string{r.arn}
	}
}

// findARN chooses the ARN of the caller: the usual one, one that follows a pattern of the
// policy, or a shortest.
func (r *realisation) findARN(account string, within []symbolic.List) bool {
	k := r.keys[principalARNKey]
	more, without := r.relatedTo(k)
	within = append(within, more...)
	texts := r.callers.arns.texts
	good := func(arn string) bool {
		return texts.Has(r.caller.arn, arn) && !without.Accepts(arn) &&
			!slices.ContainsFunc(within, func(l symbolic.List) bool { return !l.Accepts(arn) })
	}
	if good(r.arn) {
		return true
	}
	if k != nil {
		for _, t := range k.tests {
			for _, written := range t.written[:min(len(t.written), mostTargets)] {
				if arn := instance(strings.Replace(written, "::*:", "::"+account+":", 1), "example"); good(arn) {
					r.arn = arn
					return true
				}
			}
		}
	}
	arn, ok := texts.Find(r.caller.arn, within, without)
	r.arn = arn
	return ok
}

// action chooses the action.
func (r *realisation) action() string {
	atom := r.point[r.system.action]
	for action := range r.knownActions() {
		if r.actions.texts.Has(atom, action) {
			return action
		}
	}
	return r.actions.texts.Word(atom)
}

// target chooses the resource.
func (r *realisation) target(action string) string {
	atom := r.point[r.resource]
	if atom == r.resources.texts.Len() {
		return match.NoResource
	}
	within, without := r.relatedTo(nil)
	owner, owned := foreignAccount, false
	if k := r.keys[resourceAccountKey]; k != nil && r.facts.on(resourceAccount) {
		if owner, owned = r.value(resourceAccountKey); !owned {
			// An ARN with an account would say whose it is.
			without = append(without, arnOf("", symbolic.Times(symbolic.Digit, 12, 12)))
		} else {
			within = append(within, symbolic.List{arnOf("", symbolic.Text(owner)), arnOf("", nil)})
		}
	}
	for arn := range r.candidates(action, owner) {
		if !r.resources.texts.Has(atom, arn) || without.Accepts(arn) {
			continue
		}
		if !slices.ContainsFunc(within, func(l symbolic.List) bool { return !l.Accepts(arn) }) {
			return arn
		}
	}
	arn, ok := r.resources.texts.Find(atom, within, without)
	if !ok {
		r.fail(r.roughly("the resource"))
	}
	return arn
}

// mostTargets bounds the patterns of a policy from which a resource is made up.
const mostTargets = 64

// candidates are resources that read well.
func (r *realisation) candidates(action, account string) iter.Seq[string] {
	service, _, _ := strings.Cut(strings.ToLower(action), ":")
	return func(yield func(string) bool) {
		if service == "s3" {
			if strings.Contains(action, "Object") && !yield("arn:aws:s3:::amzn-s3-demo-bucket/example") {
				return
			}
			if !yield("arn:aws:s3:::amzn-s3-demo-bucket") {
				return
			}
		}
		tries := 0
		for t := range r.resources.of(r.point[r.resource], r.targets) {
			if tries++; tries > mostTargets {
				break
			}
			made := instance(t, "example")
			if !yield(made) || !yield(strings.Replace(made, ":example:example:", ":us-east-1:"+account+":", 1)) ||
				!yield(strings.Replace(made, ":example:", ":"+account+":", 1)) || !yield(instance(t, "x")) {
				return
			}
		}
		_ = yield("arn:aws:"+service+":us-east-1:"+account+":example") && yield("arn:aws:"+service+":us-east-1::example")
	}
}

// instance puts a text for each wildcard.
func instance(pattern, text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(pattern, "*", text), "?", "x")
}

// contextKeys returns the keys of a context in order.
func contextKeys(c map[string][]string) []string { return slices.Sorted(maps.Keys(c)) }
