package main

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
)

// generate makes case number i. Each case is drawn from a source of its own, so that it
// stays the same however many cases come before it.
func generate(seed, i uint64) testCase {
	g := generator{rand.New(rand.NewPCG(seed, i))} //nolint:gosec // cases must come again, and keep nothing secret
	c := testCase{Request: g.request()}
	c.Policy = g.policy(c.Request)
	return c
}

type generator struct{ *rand.Rand }

// one reports true once in n times.
func (g generator) one(n int) bool { return g.IntN(n) == 0 }

// pick draws one element.
func pick[T any](g generator, from []T) T { return from[g.IntN(len(from))] }

// several draws up to most elements, at least one.
func several(g generator, most int, draw func() string) []string {
	items := []string{draw()}
	for len(items) < most && g.one(2) {
		items = append(items, draw())
	}
	return items
}

// written writes a list as policies do: one text often without brackets.
func (g generator) written(items []string) any {
	if len(items) == 1 && g.one(2) {
		return items[0]
	}
	return items
}

// request draws a request that can be: each key is one that the caller and the way through
// an endpoint allow.
func (g generator) request() request {
	made := pick(g, calls)
	r := request{Principal: pick(g, callers), Action: made.action, Resource: pick(g, made.resources), Gateway: g.one(4), Context: map[string][]string{}}
	if g.one(6) {
		r.CanonicalUser = canonicalUser
	}
	r.Context = testCase{Request: r}.request().WithFacts().Context
	for range 3 + g.IntN(5) {
		key := pick(g, append(slices.Clone(made.keys), globals...))
		with := r
		with.Context = maps.Clone(r.Context)
		with.Context[key] = g.values(key)
		if len(testCase{Request: with}.request().Validate()) == 0 {
			r = with
		}
	}
	return r
}

// values draws what a request holds for a key. Only a list may have several, or none.
func (g generator) values(key string) []string {
	from := keys[key].values
	if own, ok := exact[key]; ok {
		from = own
	}
	if !slices.Contains(lists, key) {
		return []string{pick(g, from)}
	}
	values := []string{}
	for range g.IntN(4) {
		values = append(values, pick(g, from))
	}
	if len(values) == 0 && !g.one(3) {
		values = append(values, pick(g, from))
	}
	return values
}

// policy draws a policy whose statements often match the request.
func (g generator) policy(r request) map[string]any {
	everyone := g.one(2)
	statements := []any{}
	for range 1 + g.IntN(4) {
		statements = append(statements, g.statement(r, everyone))
	}
	p := map[string]any{"Statement": statements}
	if version := pick(g, []string{"", ast.Version2008, ast.Version2012, ast.Version2012, ast.Version2012}); version != "" {
		p["Version"] = version
	}
	return p
}

func (g generator) statement(r request, everyone bool) map[string]any {
	s := map[string]any{"Effect": pick(g, []string{"Allow", "Allow", "Allow", "Deny", "Deny"})}
	switch {
	case everyone:
		s["Principal"] = "*"
	case g.one(5):
		s["NotPrincipal"] = g.principals()
	default:
		s["Principal"] = g.principals()
	}
	if g.one(6) {
		s["NotAction"] = g.written(several(g, 2, func() string { return g.action(r.Action, 3) }))
	} else {
		s["Action"] = g.written(several(g, 3, func() string { return g.action(r.Action, 12) }))
	}
	if g.one(5) {
		s["NotResource"] = g.written(several(g, 2, func() string { return g.resource(r, 3) }))
	} else {
		s["Resource"] = g.written(several(g, 3, func() string { return g.resource(r, 12) }))
	}
	if g.one(2) {
		s["Condition"] = g.condition(r)
	}
	return s
}

func (g generator) principals() any {
	if g.one(4) {
		return "*"
	}
	p := map[string]any{}
	for range 1 + g.IntN(2) {
		kind := pick(g, kinds)
		p[string(kind)] = g.written(several(g, 3, func() string { return pick(g, principals[kind]) }))
	}
	return p
}

// action draws a pattern: of the action given, or once in n times of another.
func (g generator) action(action string, n int) string {
	if g.one(n) {
		action = pick(g, calls).action
	}
	prefix, name, _ := strings.Cut(action, ":")
	switch g.IntN(12) {
	case 0, 1:
		return "*"
	case 2, 3:
		return prefix + ":*"
	case 4:
		return strings.ToUpper(prefix) + ":" + strings.ToLower(name)
	case 5:
		return prefix + ":" + name[:3] + "*"
	case 6:
		return prefix + ":?" + name[1:]
	case 7:
		return pick(g, []string{prefix + ":", prefix + ":" + name + " ", prefix + ":*Message", prefix + ":*" + name[len(name)-2:]})
	}
	if g.one(200) {
		return prefix[:1] + "*:" + name
	}
	return action
}

// resource draws a pattern: of the resource of the request, or once in n times of another.
func (g generator) resource(r request, n int) string {
	resource := r.Resource
	if g.one(n) || resource == "*" && g.one(2) {
		resource = pick(g, pick(g, calls).resources)
	}
	if resource == "*" {
		return pick(g, []string{"*", "*", "arn:aws:s3:::*", "arn:*"})
	}
	parts := strings.SplitN(resource, ":", 6)
	with := func(i int, text string) string {
		changed := slices.Clone(parts)
		changed[i] = text
		return strings.Join(changed, ":")
	}
	last := parts[5]
	switch g.IntN(16) {
	case 0, 1:
		return "*"
	case 2:
		return with(5, "*")
	case 3:
		return with(5, last[:len(last)/2]+"*")
	case 4:
		return with(5, strings.ReplaceAll(last, "ann", "${aws:username}"))
	case 5:
		return with(5, strings.ReplaceAll(last, "ann", pick(g, []string{"${aws:PrincipalTag/none}", "${aws:PrincipalTag/team, 'ann'}", "${aws:PrincipalTag/none, 'ann'}", "${aws:userName}", "a${*}n"})))
	case 6:
		return with(5, strings.ReplaceAll(last, "n", "?"))
	case 7:
		return strings.Join(parts[:2+g.IntN(3)], ":") + pick(g, []string{":*", ":*", "*", ""})
	case 8:
		return with(3, "*")
	case 9:
		return with(4, "*")
	case 10:
		return pick(g, []string{with(1, "*"), with(2, "*"), with(1, "AWS"), with(2, strings.ToUpper(parts[2])), with(3, strings.ToUpper(parts[3])), with(0, "urn")})
	case 11:
		return pick(g, []string{with(5, "*/"+last), with(5, "?"+last[1:]), with(5, "*"+last[3:]), "arn:aws:" + parts[2] + ":*:" + parts[4], "reports/*", with(3, "${aws:RequestedRegion}")})
	}
	return resource
}

func (g generator) condition(r request) map[string]any {
	c := map[string]any{}
	for range 1 + g.IntN(2) {
		key := g.key(r)
		base := pick(g, keys[key].bases)
		if g.one(8) {
			base = pick(g, others)
		}
		o := ast.Operator{Base: base, IfExists: base != ast.Null && g.one(4)}
		if g.one(4) || slices.Contains(lists, key) && !g.one(5) {
			o.Set = pick(g, []ast.Set{ast.ForAllValues, ast.ForAnyValue})
		}
		block, _ := c[o.String()].(map[string]any)
		if block == nil {
			block = map[string]any{}
			c[o.String()] = block
		}
		block[key] = g.demands(base, key, r)
	}
	return c
}

// others are the operators that are also drawn for keys they are not made for. Dates are
// not among them: in which texts the simulator sees a date is a matter of its JavaScript.
var others = slices.DeleteFunc(ast.Bases(), func(b ast.Base) bool { return b.Family() == ast.DateFamily })

// key draws a key that the request has, or now and then one that it has not.
func (g generator) key(r request) string {
	var present []string
	for _, key := range slices.Sorted(maps.Keys(r.Context)) {
		if _, ok := keys[key]; ok {
			present = append(present, key)
		}
	}
	if len(present) == 0 || g.one(4) {
		return pick(g, slices.Sorted(maps.Keys(keys)))
	}
	return pick(g, present)
}

// demands draws the values of a condition, often with one that the request has.
func (g generator) demands(base ast.Base, key string, r request) any {
	if base.Family() == ast.NullFamily {
		return pick(g, []any{"true", "false", true, "TRUE", []string{"true", "false"}, []string{}, "maybe"})
	}
	from := keys[key].demands
	for _, s := range []shape{number, date, truth, address, arn, binary} {
		if slices.Contains(s.bases, base) {
			from = s.demands
		}
	}
	if own := exact[key]; own != nil {
		from = append(slices.Clone(own), from...)
	}
	if g.one(40) {
		return []string{}
	}
	dates := base.Family() == ast.DateFamily
	if !dates && g.one(20) || base.Family() == ast.NumericFamily && g.one(5) {
		return pick(g, []any{10, json.Number("10.00"), 1.3, true})
	}
	draw := func() string {
		held := r.Context[key]
		switch {
		case len(held) > 0 && g.one(3):
			return pick(g, held)
		case len(held) > 0 && !dates && g.one(6):
			return strings.ToUpper(pick(g, held))
		}
		return pick(g, from)
	}
	return g.written(several(g, 3, draw))
}
