package plan

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
)

// index finds the subnets, route tables or security groups of a plan by key and by id.
type index struct {
	// input is the name of the input that lists them.
	input       string
	byKey, byID map[string]int
	// given says that the input is given, so that a key that it does not have is an error.
	given bool
	// grow adds one that no input lists, by its key and id.
	grow func(key string, id Text) int
}

func newIndex(name string, given bool, grow func(key string, id Text) int) index {
	return index{input: name, byKey: map[string]int{}, byID: map[string]int{}, given: given, grow: grow}
}

// put records one under its key and id.
func (x *index) put(i int, key string, id Text) {
	x.byKey[key] = i
	if text, given := id.Get(); given {
		if _, taken := x.byID[text]; !taken {
			x.byID[text] = i
		}
	}
}

// withID returns the one with that id; one that nothing lists is added.
func (x *index) withID(id string) int {
	if i, known := x.byID[id]; known {
		return i
	}
	i := x.grow(id, maybe.Of(id))
	x.byID[id] = i
	return i
}

// withKey returns the one with that key. Where the input is not given, a key alone makes one.
func (x *index) withKey(key string, at input.Path, errs *input.Errors) int {
	if i, known := x.byKey[key]; known {
		return i
	}
	if x.given {
		keys := make([]string, 0, len(x.byKey))
		for k := range x.byKey {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		errs.Add(at, "%q is not a key of %s; its keys are %s.", key, x.input, strings.Join(keys, ", "))
		return None
	}
	i := x.grow(key, Text{})
	x.byKey[key] = i
	return i
}

// refs resolves a set of ids and a set of keys beside it. Keys are for what has no id yet: while
// the set of ids is not known, the keys stand for all of it.
func (r *reader) refs(x *index, ids, keys Texts, keysAt input.Path) Refs {
	if keys.IsGiven() && ids.IsUnknown() {
		ids = Texts{}
	}
	out := Refs{Open: ids.IsUnknown() || keys.IsUnknown(), Given: !ids.IsAbsent() || !keys.IsAbsent()}
	take := func(i int) {
		if i != None && !slices.Contains(out.Items, i) {
			out.Items = append(out.Items, i)
		}
	}
	for _, id := range ids.Or(nil) {
		out.Count++
		if text, given := id.Get(); given {
			take(x.withID(text))
		} else if id.IsUnknown() {
			out.Open = true
		}
	}
	for _, key := range keys.Or(nil) {
		out.Count++
		if text, given := key.Get(); given {
			take(x.withKey(text, keysAt.Element(text), &r.errs))
		} else if key.IsUnknown() {
			out.Open = true
		}
	}
	if ids.IsUnknown() || keys.IsUnknown() {
		out.Count = None
	}
	out.Least = max(len(out.Items), written(ids), written(keys))
	slices.Sort(out.Items)
	return out
}

// written counts the elements of a set, those that are not known yet included.
func written(set Texts) int {
	n := 0
	for _, element := range set.Or(nil) {
		if !element.IsAbsent() {
			n++
		}
	}
	return n
}

// one resolves a single reference, by key or by id; None where there is none.
func (r *reader) one(x *index, id, key Text, keyAt input.Path) (i int, open bool) {
	if text, given := key.Get(); given {
		return x.withKey(text, keyAt, &r.errs), false
	}
	if text, given := id.Get(); given {
		return x.withID(text), false
	}
	return None, id.IsUnknown() || key.IsUnknown()
}

// with adds a reference.
func (r Refs) with(i int) Refs {
	if i == None {
		return r
	}
	if slices.Contains(r.Items, i) {
		return r
	}
	r.Items = append(slices.Clone(r.Items), i)
	slices.Sort(r.Items)
	r.Given = true
	if r.Count != None {
		r.Count++
	}
	r.Least = max(r.Least, len(r.Items))
	return r
}
