package prove

import (
	"maps"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
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
	// wild says that keys have the value * where they can.
	wild bool
}

// realise returns the request of a point, or why there is none: what was described from
// above only may have no request after all.
func (s *system) realise(point []int) (eval.Request, string) {
	request, failed := s.realiseAs(point, false)
	if failed != "" && s.semantics.WildcardsInValues {
		// Under this reading a * in the value of a variable makes it match more.
		if wild, failedToo := s.realiseAs(point, true); failedToo == "" {
			return wild, ""
		}
	}
	return request, failed
}

func (s *system) realiseAs(point []int, wild bool) (eval.Request, string) {
	r := &realisation{system: s, point: point, values: map[*key][]string{}, wild: wild}
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

// contextKeys returns the keys of a context in order.
func contextKeys(c map[string][]string) []string { return slices.Sorted(maps.Keys(c)) }
