package prove

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// element is a value of Principal or NotPrincipal.
type element struct {
	set      match.PrincipalSet
	endpoint match.Endpoint
	extras   []extra
}

// extra is an entry that depends on a key: a unique id, a provider, a canonical user.
type extra struct {
	key *key
	id  string // of the list in its space
}

// element registers a value of Principal.
func (s *system) element(set match.PrincipalSet, endpoint match.Endpoint) *element {
	c := s.callers
	e := &element{set: set, endpoint: endpoint}
	for i := range set.Entries {
		p := &set.Entries[i]
		switch p.Form {
		case match.AccountForm:
			c.name(p.Caller)
			c.list("account "+p.Caller.Partition+" "+p.Caller.Account, arnOf(p.Caller.Partition, symbolic.Text(p.Caller.Account)))
		case match.CallerForm:
			c.name(p.Caller)
			c.caller(p.Caller)
		case match.ServiceForm:
			c.services = append(c.services, p.Text)
		case match.ProviderForm:
			c.providers = append(c.providers, p.Text)
			e.depends(s, providerKey, symbolic.Exactly(p.Text), p.Text)
		case match.UniqueIDForm:
			e.depends(s, userIDKey, symbolic.List{symbolic.Text(p.Text), symbolic.Join(symbolic.Text(p.Text+":"), symbolic.Run(symbolic.Any))}, "id "+p.Text)
		case match.CanonicalUserForm:
			e.depends(s, canonicalUserKey, symbolic.Exactly(p.Text), p.Text)
		case match.NobodyForm, match.EveryoneForm:
		}
	}
	c.elements = append(c.elements, e)
	return e
}

func (e *element) depends(s *system, name string, list symbolic.List, id string) {
	k := s.keyNamed(name, name)
	id = "principal " + id
	s.space(k).list(id, func() symbolic.List { return list })
	e.extras = append(e.extras, extra{k, id})
}

// who is a value of Principal or NotPrincipal as a literal: the symbolic twin of
// match.PrincipalSet.Match.
func (s *system) who(e *element) literal {
	c := s.callers
	matches := func(set match.PrincipalSet) symbolic.Set {
		return c.where(func(a callerAtom) bool { return set.Match(match.Subject{Caller: a.caller}, e.endpoint) })
	}
	if len(e.extras) == 0 {
		return s.is(c.variable, matches(e.set))
	}
	positive := e.set
	positive.Not = false
	named := []literal{s.is(c.variable, matches(positive))}
	for _, x := range e.extras {
		named = append(named, s.value(x.key, x.key.domain.ofText(x.key.domain.space.named(x.id)), false))
	}
	switch {
	case !e.set.Not:
		return s.or(named...)
	case !s.semantics.NotPrincipalByIdentity:
		return s.not(s.or(named...))
	}
	inside := c.where(func(a callerAtom) bool { return a.arn != none })
	return s.or(s.is(c.variable, matches(e.set).And(inside)), s.not(s.or(append(named, s.is(c.variable, inside))...)))
}

// literalARN takes the partition and account out of a pattern of ARNs, as far as they are
// written out.
func literalARN(value string) (partition, account string) {
	segments := strings.SplitN(value, ":", 6)
	if len(segments) < 6 {
		return "", ""
	}
	plain := func(text string) string {
		if strings.ContainsAny(text, "*?$") {
			return ""
		}
		return text
	}
	return plain(segments[1]), plain(segments[4])
}

// principalsOf reads a list of principals as an asker writes it: ARNs, accounts, services.
func principalsOf(names []string) match.PrincipalSet {
	var set match.PrincipalSet
	for _, name := range names {
		kind := ast.AWS
		if caller, err := match.NewCaller(name); err == nil && caller.Kind == match.ServicePrincipal {
			kind = ast.Service
		} else if err == nil && caller.Kind == match.Provider {
			kind = ast.Federated
		}
		set.Entries = append(set.Entries, match.NewPrincipal(kind, name))
	}
	return set
}
