package prove

import (
	"cmp"
	"encoding/base64"
	"net/netip"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// key is a condition key: what is asked about its values, and the variables for them.
type key struct {
	name  string // without case
	shown string // as it is shown in a witness
	keyTrait
	// many says that a request may hold several values.
	many bool
	// ofCaller says that the value follows from the caller and has no variable of its own.
	ofCaller bool

	domain  domain
	tests   []*test
	numbers []match.Number
	dates   []match.Number
	ranges  [][]netip.Prefix
	scaled  map[ast.Family][]match.Test

	// variable holds the atoms of a single value, and behind them that the key is absent.
	variable int
	// contains are, for a key of several values, a variable for each atom: one of the values
	// lies there. several says that there is more than one value; none if nothing asks.
	contains []int
	several  int
}

const none = -1

// test is one condition of a statement.
type test struct {
	key      *key
	operator ast.Operator
	// whole is the test as it stands; plain looks at one value under valueKey.
	whole, plain match.Test
	empty        bool
	// list holds the values without variables, in the space of the key; none if the values
	// are not compared as texts.
	list int
	// written are the values as they were written.
	written []string
	// open are the values with variables.
	open []*open
}

// open is a value with variables.
type open struct {
	base    ast.Base
	pattern pattern.Pattern
	// parts are the segments if the value is that of an ARN operator.
	parts pattern.ARN
	whole bool // it is compared as a whole, not by segments
	// list holds what the value can at most match, whatever the variables are.
	list int
}

// textual reports whether an operator compares values as texts.
func textual(f ast.Family) bool {
	return f == ast.StringFamily || f == ast.ARNFamily || f == ast.BoolFamily || f == ast.BinaryFamily
}

// key returns the key of a name.
func (s *system) key(name string) *key {
	lower := match.Key(name)
	if k, ok := s.keys[lower]; ok {
		return k
	}
	k := &key{name: lower, shown: shownName(lower, name), keyTrait: traitOf(lower), several: none, scaled: map[ast.Family][]match.Test{}}
	k.many = match.Multivalued(lower)
	if lower == principalARNKey && s.facts.on(principalARN) {
		k.ofCaller, k.domain.space = true, s.callers.arns
	}
	if !k.single && !k.many && s.question.Vocabulary != nil {
		kind, known := s.question.Vocabulary.KeyType(name)
		k.many = known && strings.HasPrefix(kind, "ArrayOf")
		k.single = known && !k.many
	}
	s.keys[lower] = k
	s.order = append(s.order, k)
	return k
}

// space returns the space of a key's values.
func (s *system) space(k *key) *space {
	if k.domain.space != nil {
		return k.domain.space
	}
	group := ""
	switch k.name {
	case principalAccountKey, resourceAccountKey, s3ResourceAccountKey:
		group = "accounts"
	case principalOrgKey, resourceOrgKey:
		group = "organizations"
	case principalPathsKey, resourcePathsKey:
		group = "paths"
	}
	if group != "" && s.groups[group] != nil {
		k.domain.space = s.groups[group]
		return k.domain.space
	}
	f := k.form
	if group == "accounts" {
		f = callerAccountForm
	}
	u := f.universe()
	if !s.facts.on(valueFormats) {
		u.Shape, u.Only = nil, nil
	}
	k.domain.space = newSpace(u)
	s.spaces = append(s.spaces, k.domain.space)
	if group != "" {
		s.groups[group] = k.domain.space
	}
	return k.domain.space
}

// collect reads a condition and registers with its key what it asks.
func (s *system) collect(operator ast.Operator, name string, values []string, variables bool) (*test, error) {
	whole, err := match.NewTest(operator, name, values, variables, s.semantics)
	if err != nil {
		return nil, err
	}
	plain, err := match.NewTest(ast.Operator{Base: operator.Base}, valueKey, values, variables, s.semantics)
	if err != nil {
		return nil, err
	}
	t := &test{key: s.key(name), operator: operator, whole: whole, plain: plain, empty: len(values) == 0, list: none, written: values}
	t.key.tests = append(t.key.tests, t)
	if operator.Set != ast.NoSet && !t.key.single && operator.Base != ast.Null {
		t.key.many = true
	}
	if operator.Set == ast.ForAllValues {
		s.space(t.key).exactly("")
	}
	family := operator.Base.Family()
	if textual(family) {
		s.collectTexts(t, values, variables)
	} else if family != ast.NullFamily {
		s.collectScale(t, values)
	}
	return t, nil
}

// collectScale notes the limits and ranges of a test.
func (s *system) collectScale(t *test, values []string) {
	k, family := t.key, t.operator.Base.Family()
	k.scaled[family] = append(k.scaled[family], t.plain)
	var ranges []netip.Prefix
	for _, v := range values {
		if n, ok := match.ParseNumber(v); ok && family == ast.NumericFamily {
			k.numbers = append(k.numbers, n)
		}
		if n, ok := match.ParseDate(v, s.semantics); ok && family == ast.DateFamily {
			k.dates = append(k.dates, n)
		}
		if p, ok := match.ParseNetwork(v); ok && family == ast.IPFamily {
			ranges = append(ranges, p)
		}
	}
	if family == ast.IPFamily {
		k.ranges = append(k.ranges, ranges)
	}
}

// collectTexts puts the values of a test into the space of its key.
func (s *system) collectTexts(t *test, values []string, variables bool) {
	base := t.operator.Base.Positive()
	if base == ast.ARNEquals {
		base = ast.ARNLike
	}
	var static []string
	if t.key.ofCaller {
		for _, v := range values {
			partition, account := literalARN(v)
			s.callers.name(match.Caller{Partition: partition, Account: account})
		}
	}
	for _, v := range values {
		p, _ := pattern.Parse(v, pattern.Syntax{Wildcards: base.Wildcards(), Variables: variables && base.Variables()})
		if len(p.Variables()) == 0 {
			static = append(static, v)
			continue
		}
		o := &open{base: base, pattern: p, whole: base != ast.ARNLike}
		if !o.whole {
			var complete bool
			o.parts, complete = p.Split()
			if !complete && !s.semantics.ShortARN {
				continue
			}
			o.whole = !complete
		}
		s.variables(p)
		t.open = append(t.open, o)
	}
	space := s.space(t.key)
	slices.Sort(static)
	id := base.String() + "\x00" + strings.Join(static, "\x00")
	if !variables || !base.Variables() {
		id = "2008 " + id
	}
	t.list = space.list(id, func() symbolic.List {
		var l symbolic.List
		for _, v := range slices.Compact(static) {
			if e, ok := s.expression(base, v, variables); ok {
				l = append(l, e)
			}
		}
		return l
	})
	for _, o := range t.open {
		o.list = space.list("open "+base.String()+"\x00"+o.pattern.String(), func() symbolic.List {
			return symbolic.List{s.openExpression(o, o.pattern, o.parts)}
		})
	}
}

// expression is the set of texts that a value without variables matches; false for one that
// matches nothing. It is the symbolic twin of the operands of package match.
func (s *system) expression(base ast.Base, value string, variables bool) (symbolic.Expr, bool) {
	p, _ := pattern.Parse(value, pattern.Syntax{Wildcards: base.Wildcards(), Variables: variables && base.Variables()})
	switch base.Family() {
	case ast.ARNFamily:
		parts, complete := p.Split()
		if complete {
			return symbolic.GlobARN(parts), true
		}
		return symbolic.Glob(p), s.semantics.ShortARN
	case ast.BoolFamily:
		text, _ := p.Text()
		_, readable := match.ParseBool(text)
		return symbolic.Text(pattern.Lower(text)).Fold(), readable
	case ast.BinaryFamily:
		content, readable := match.ParseBinary(value)
		return spaced(base64.StdEncoding.EncodeToString(content)), readable
	case ast.StringFamily, ast.NumericFamily, ast.DateFamily, ast.IPFamily, ast.NullFamily:
	}
	return s.folded(base, symbolic.Glob(p)), true
}

func (s *system) folded(base ast.Base, e symbolic.Expr) symbolic.Expr {
	switch {
	case !base.IgnoresCase():
		return e
	case base != ast.BoolEquals && s.semantics.UnicodeFold:
		return e.FoldAll()
	}
	return e.Fold()
}

// spaced is a text with line breaks anywhere, which base64 skips.
func spaced(text string) symbolic.Expr {
	e := symbolic.Run(symbolic.LineBreak)
	for _, r := range text {
		e = symbolic.Join(e, symbolic.Text(string(r)), symbolic.Run(symbolic.LineBreak))
	}
	return e
}

// openExpression is the set of texts of a value with variables. Those that are not bound
// stand for any run.
func (s *system) openExpression(o *open, p pattern.Pattern, parts pattern.ARN) symbolic.Expr {
	if !o.whole {
		return symbolic.GlobARN(parts)
	}
	return s.folded(o.base, symbolic.Glob(p))
}

// split makes the atoms of a key and its variables.
func (s *system) split(k *key) error {
	restricted := func(f form) bool { return k.form == f && s.facts.on(valueFormats) }
	for _, family := range []ast.Family{ast.NumericFamily, ast.DateFamily, ast.IPFamily} {
		if len(k.scaled[family]) == 0 || k.ofCaller {
			continue
		}
		var made scale
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
	id := k.name + "\x00" + setKey(atoms)
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

func setKey(s symbolic.Set) string {
	var b strings.Builder
	for a := range s.All() {
		b.WriteRune(rune(a))
	}
	return b.String()
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

// byName sorts keys, so that nothing depends on the order of maps.
func byName(a, b *key) int { return cmp.Compare(a.name, b.name) }

// shownName is how a key is written in a witness: as AWS writes it where that is known.
func shownName(lower, written string) string {
	for _, name := range []string{
		"aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths",
		"aws:ResourceAccount", "s3:ResourceAccount", "aws:ResourceOrgID", "aws:ResourceOrgPaths",
		"aws:username", "aws:userid", "aws:FederatedProvider", "aws:PrincipalServiceName",
		"aws:PrincipalIsAWSService",
	} {
		if match.Key(name) == lower {
			return name
		}
	}
	return written
}
