package prove

import (
	"encoding/base64"
	"fmt"
	"net/netip"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

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
			if user, err := match.NewCaller(v); err == nil && user.Kind == match.User {
				s.callers.users = append(s.callers.users, user.Name)
			}
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
	id := fmt.Sprintf("%s %q", base, static)
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
