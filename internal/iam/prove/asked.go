package prove

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// asked is what a question says, as literals.
type asked struct {
	// subject holds for the requests that are asked about.
	subject []literal
	access  []namedAccess
}

type namedAccess struct {
	name string
	all  []literal
}

// terms are the parts of a question between registering and compiling.
type terms struct {
	caller, owner *party
	resources     targetList
	access        []accessTerms
}

// party is who is trusted, as the keys that show it; nil where nobody is trusted by a key.
// What is trusted is in the list [trustedList] of the key's space.
type party struct{ account, organization, paths *key }

type accessTerms struct {
	name      string
	actions   int // none if open
	resources *targetList
	element   *element // nil if open
	everyone  bool
	anonymous bool
	trusted   bool
	tests     []*test
}

// registerQuestion registers what the question speaks of.
func (s *system) registerQuestion() *terms {
	q := s.question
	t := &terms{}
	switch q.Kind {
	case PrincipalOutside:
		t.caller = s.party(principalAccountKey, principalOrgKey, principalPathsKey)
	case ResourceOutside:
		t.owner = s.party(resourceAccountKey, resourceOrgKey, resourcePathsKey)
		t.resources = s.targetList(q.Resources, false, match.Semantics{})
	case AccessNotGranted, MustAllow:
		for _, name := range sortedKeys(q.Access) {
			x := s.accessTerms(name, q.Access[name])
			if x.trusted && t.caller == nil {
				t.caller = s.party(principalAccountKey, principalOrgKey, principalPathsKey)
			}
			t.access = append(t.access, x)
		}
	case AnonymousAccess, NothingAllowed, NoNewAccess, LostAccess, Equivalent, DeadStatements:
	}
	s.registerMembers(t)
	s.registerAccounts()
	return t
}

// registerAccounts makes the accounts of caller and owner known where both may be the same
// and the policy speaks of both organisations.
func (s *system) registerAccounts() {
	has := func(key string) bool { return s.keys[key] != nil }
	if has(principalOrgKey) && has(resourceOrgKey) &&
		(has(principalAccountKey) || len(s.callers.accounts) > 0) && (has(resourceAccountKey) || len(s.accountsInTargets) > 0) {
		s.key(principalAccountKey)
		s.key(resourceAccountKey)
	}
}

// registerMembers registers the accounts of organisations where they can matter.
func (s *system) registerMembers(t *terms) {
	if len(s.question.Trusted.Members) == 0 {
		return
	}
	for _, pair := range [][2]string{{principalAccountKey, principalOrgKey}, {resourceAccountKey, resourceOrgKey}} {
		account, organization := s.keys[pair[0]], s.keys[pair[1]]
		asked := pair[0] == principalAccountKey && t.caller != nil || pair[0] == resourceAccountKey && t.owner != nil
		if account == nil && organization == nil && !asked {
			continue
		}
		for _, id := range sortedKeys(s.question.Trusted.Members) {
			s.space(s.key(pair[1])).exactly(id)
			s.space(s.key(pair[0])).list(membersID(id), func() symbolic.List {
				return symbolic.Exactly(s.question.Trusted.Members[id]...)
			})
		}
	}
}

// party registers who is trusted with the keys that show it.
func (s *system) party(account, organization, paths string) *party {
	t := s.question.Trusted
	p := &party{}
	if accounts := t.accounts(); len(accounts) > 0 {
		p.account = s.key(account)
		s.space(p.account).list(trustedList(account), func() symbolic.List { return symbolic.Exactly(accounts...) })
	}
	if len(t.Organizations) > 0 {
		p.organization = s.key(organization)
		organizations := slices.Sorted(slices.Values(t.Organizations))
		s.space(p.organization).list(trustedList(organization), func() symbolic.List { return symbolic.Exactly(organizations...) })
		// A policy may speak of the organisation by its paths only.
		if k := s.keys[paths]; k != nil {
			s.space(k)
		}
	}
	if len(t.Paths) > 0 {
		p.paths = s.key(paths)
		s.space(p.paths).list(trustedList(paths), func() symbolic.List {
			var l symbolic.List
			for _, path := range t.Paths {
				l = append(l, pathExpression(path))
			}
			return l
		})
	}
	return p
}

// trustedList is the id of what is trusted by a key.
func trustedList(key string) string { return "trusted " + key }

// pathExpression is a path and what lies below it. A path may end in /* to say so, and the
// slash may be left out; a unit whose name only begins alike is another one.
func pathExpression(path string) symbolic.Expr {
	if !strings.HasSuffix(path, "/") && !strings.HasSuffix(path, "*") {
		path += "/"
	}
	p, _ := pattern.Parse(path, pattern.Syntax{Wildcards: true})
	if p.EndsOpen() {
		return symbolic.Glob(p)
	}
	return symbolic.Join(symbolic.Glob(p), symbolic.Run(symbolic.Any))
}

// trusts are the literals of which one holds for somebody trusted.
func (s *system) trusts(p *party) []literal {
	var some []literal
	in := func(k *key) symbolic.Set { return k.domain.ofText(k.domain.space.named(trustedList(k.name))) }
	if p.account != nil {
		some = append(some, s.value(p.account, in(p.account), false))
	}
	if p.organization != nil {
		some = append(some, s.value(p.organization, in(p.organization), false))
	}
	if p.paths != nil {
		some = append(some, s.meets(p.paths, in(p.paths)))
	}
	return some
}

func (s *system) accessTerms(name string, x Access) accessTerms {
	t := accessTerms{name: name, actions: none}
	if len(x.Actions) > 0 {
		t.actions = s.actionList(x.Actions, match.Semantics{})
	}
	if len(x.Resources) > 0 {
		list := s.targetList(x.Resources, false, match.Semantics{})
		t.resources = &list
	}
	var named []string
	for _, p := range x.Principals {
		switch p {
		case "*":
			t.everyone = true
		case "trusted":
			t.trusted = true
		case match.AnonymousName:
			t.anonymous = true
		default:
			named = append(named, p)
		}
	}
	if len(x.Principals) > 0 && !t.everyone {
		t.element = s.element(principalsOf(named), match.Interface)
	}
	for _, key := range sortedKeys(x.Context) {
		if test, err := s.collect(contextOperator(key), key, x.Context[key], false); err == nil {
			t.tests = append(t.tests, test)
		}
	}
	return t
}

// contextOperator returns the operator that compares a key of an asker's context.
func contextOperator(name string) ast.Operator {
	o := ast.Operator{Base: ast.StringLike}
	switch traitOf(match.Key(name)).form {
	case boolForm:
		o.Base = ast.BoolEquals
	case dateForm:
		o.Base = ast.DateEquals
	case numberForm:
		o.Base = ast.NumericEquals
	case addressForm:
		o.Base = ast.IPAddress
	case anyText, accountForm, callerAccountForm, organizationForm, pathForm, userNameForm, serviceForm:
	}
	if match.Multivalued(name) {
		o.Set = ast.ForAllValues
	}
	return o
}

// compileQuestion makes literals of what was registered.
func (s *system) compileQuestion(t *terms) {
	c := s.callers
	switch s.question.Kind {
	case PrincipalOutside:
		for _, trusted := range s.trusts(t.caller) {
			s.asked.subject = append(s.asked.subject, s.not(trusted))
		}
		if s.question.AllowServices {
			s.asked.subject = append(s.asked.subject, s.not(c.are(s, match.ServicePrincipal)))
		}
	case ResourceOutside:
		// What has no resource reaches nobody's.
		s.asked.subject = append(s.asked.subject, s.not(s.noResource()), s.not(s.resourceIn(t.resources.list)))
		if t.resources.everything {
			s.asked.subject = append(s.asked.subject, certainly(false))
		}
		for _, trusted := range s.trusts(t.owner) {
			s.asked.subject = append(s.asked.subject, s.not(trusted))
		}
	case AnonymousAccess:
		s.asked.subject = append(s.asked.subject, c.are(s, match.Anonymous))
	case AccessNotGranted, MustAllow:
		for i := range t.access {
			s.asked.access = append(s.asked.access, namedAccess{t.access[i].name, s.accessLiterals(&t.access[i], t.caller)})
		}
	case NothingAllowed, NoNewAccess, LostAccess, Equivalent, DeadStatements:
	}
}

func (s *system) accessLiterals(t *accessTerms, trusted *party) []literal {
	var all []literal
	if t.actions != none {
		all = append(all, s.what(t.actions, false))
	}
	if t.resources != nil {
		all = append(all, s.which(*t.resources))
	}
	if t.element != nil {
		some := []literal{s.who(t.element)}
		if t.anonymous {
			some = append(some, s.callers.are(s, match.Anonymous))
		}
		if t.trusted {
			some = append(some, s.trusts(trusted)...)
		}
		all = append(all, s.or(some...))
	}
	for _, test := range t.tests {
		all = append(all, s.holds(test))
		if test.operator.Set == ast.ForAllValues {
			all = append(all, s.not(s.absent(test.key)))
		}
	}
	return all
}
