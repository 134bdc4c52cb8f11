package prove

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
)

// fact adds a fact, if it is switched on: where the condition holds, one of the others does.
func (s *system) fact(f fact, condition literal, some ...literal) {
	if s.facts.on(f) {
		s.implies(f, condition, some...)
	}
}

// link adds the facts as clauses.
func (s *system) link() {
	for _, k := range slices.Clone(s.order) {
		s.linkPresence(k)
	}
	s.linkAccounts()
	for _, pair := range organizationKeys() {
		s.linkPaths(pair[0], pair[1])
	}
	s.linkMembers()
	s.linkSameAccount()
	if i, ok := s.actions.byID[withoutResources]; ok {
		s.fact(actionResources, s.is(s.action, s.actions.in(i)), s.noResource())
	}
}

// linkPresence says which callers have a key.
func (s *system) linkPresence(k *key) {
	if k.ofCaller {
		return
	}
	if k.shape != "" {
		s.fact(valueFormats, s.not(s.absent(k)), s.value(k, k.domain.ofText(k.domain.space.named(k.shape)), false))
	}
	c := s.callers
	unsigned := c.are(s, match.Anonymous, match.Provider)
	service := c.are(s, match.ServicePrincipal)
	user := c.are(s, match.User)
	absent := s.absent(k)
	present := s.not(absent)
	yes := certainly(true)
	switch k.presence {
	case maybePresent:
	case alwaysPresent:
		s.fact(requestKeys, yes, present)
	case endpointPresent:
		s.fact(endpointKeys, yes, present)
	case neverPresent:
		s.fact(endpointKeys, yes, absent)
	case signedOnly:
		if k.name == providerKey {
			unsigned = c.are(s, match.Anonymous) // a provider may well be named in its own call
		}
		s.fact(anonymousKeys, unsigned, absent)
	case memberOnly:
		s.fact(anonymousKeys, unsigned, absent)
		s.fact(servicePrincipals, service, absent)
	case callerAccount:
		anonymous := s.text(k, match.AnonymousName)
		s.fact(anonymousKeys, unsigned, anonymous)
		s.fact(anonymousKeys, anonymous, unsigned)
		s.fact(servicePrincipals, service, absent)
		s.fact(requestKeys, c.inAccount(s), present)
	case userOnly:
		s.fact(principalKeys, user, present)
		s.fact(principalKeys, s.not(user), absent)
	case isService:
		s.fact(anonymousKeys, unsigned, absent)
		s.fact(principalKeys, service, s.text(k, "true"))
		s.fact(principalKeys, c.inAccount(s), s.and(present, s.not(s.text(k, "true"))))
	case serviceOnly:
		s.fact(principalKeys, s.not(service), absent)
		s.fact(principalKeys, service, present)
		if k.name == serviceNameKey {
			s.linkServices(k)
		}
	}
	if k.name == resourceAccountKey || k.name == s3ResourceAccountKey {
		if i, ok := s.space(k).byID["= "+match.AnonymousName]; ok {
			s.fact(valueFormats, yes, s.not(s.value(k, s.space(k).in(i), false)))
		}
	}
}

// text says that a key holds a text that was registered.
func (s *system) text(k *key, text string) literal {
	return s.value(k, k.domain.ofText(k.domain.space.in(k.domain.space.exactly(text))), false)
}

// linkServices says that the name of a calling service is that of the caller.
func (s *system) linkServices(k *key) {
	c := s.callers
	var named []literal
	for _, name := range c.services {
		is := s.text(k, name)
		named = append(named, is)
		s.fact(principalKeys, s.is(c.variable, c.where(func(a callerAtom) bool { return a.kind == match.ServicePrincipal && a.name == name })), is)
	}
	other := s.is(c.variable, c.where(func(a callerAtom) bool {
		return a.kind == match.ServicePrincipal && !slices.Contains(c.services, a.name)
	}))
	s.fact(principalKeys, other, s.not(s.or(named...)))
}

// linkAccounts says that the account in an ARN is the account of its owner.
func (s *system) linkAccounts() {
	c := s.callers
	account, resource := s.keys[principalAccountKey], s.keys[resourceAccountKey]
	inside := c.inAccount(s)
	if account != nil {
		s.fact(principalAccount, inside, s.not(s.text(account, match.AnonymousName)))
	}
	for _, e := range s.embeddings {
		for _, pair := range e.pairs {
			if e.fact == principalAccount {
				of := s.value(account, account.domain.ofText(e.of.in(pair[0])), false)
				has := c.withARN(s, e.in.in(pair[1]), false)
				s.fact(principalAccount, has, of)
				s.fact(principalAccount, s.and(inside, of), has)
			}
			if e.fact == resourceAccount {
				of := s.value(resource, resource.domain.ofText(e.of.in(pair[0])), false)
				digits, _ := s.resources.byID["an account"]
				some := s.resourceIn(digits)
				has := s.resourceIn(pair[1])
				s.fact(resourceAccount, s.and(some, has), of)
				s.fact(resourceAccount, s.and(some, of), has)
				s.fact(resourceAccount, some, s.not(s.absent(resource)))
			}
		}
	}
	s.linkUsers()
	if s3 := s.keys[s3ResourceAccountKey]; s3 != nil && resource != nil {
		s.fact(resourceAccount, s.not(s.absent(s3)), s.not(s.absent(resource)))
		s.fact(resourceAccount, s.not(s.absent(s3)), s.yes(s.equal(s3, resource)))
	}
}

// linkUsers says that the name of a user is the one in the ARN.
func (s *system) linkUsers() {
	k := s.keys[userNameKey]
	user := s.callers.are(s, match.User)
	for _, e := range s.embeddings {
		if e.fact != principalKeys {
			continue
		}
		for _, pair := range e.pairs {
			of := s.value(k, k.domain.ofText(e.of.in(pair[0])), false)
			has := s.callers.withARN(s, e.in.in(pair[1]), false)
			s.fact(principalKeys, s.and(user, has), of)
			s.fact(principalKeys, s.and(user, of), has)
		}
	}
}

// linkPaths says that paths begin with the organisation.
func (s *system) linkPaths(organization, paths string) {
	o, p := s.keys[organization], s.keys[paths]
	if o == nil || p == nil || !s.facts.on(organizationPaths) {
		return
	}
	s.fact(organizationPaths, s.absent(o), s.absent(p))
	s.fact(organizationPaths, s.absent(p), s.absent(o))
	n := len(p.contains)
	for _, e := range s.embeddings {
		if e.of != s.space(o) || e.in != s.space(p) {
			continue
		}
		for _, pair := range e.pairs {
			in := p.domain.ofText(e.in.in(pair[1]))
			of := s.value(o, o.domain.ofText(e.of.in(pair[0])), false)
			s.fact(organizationPaths, s.meets(p, in), of)
			s.fact(organizationPaths, s.meets(p, in.Not(n)), s.not(of))
		}
	}
}

// linkMembers says which accounts an organisation has.
func (s *system) linkMembers() {
	for _, pair := range [][2]string{{principalAccountKey, principalOrgKey}, {resourceAccountKey, resourceOrgKey}} {
		account, organization := s.keys[pair[0]], s.keys[pair[1]]
		if account == nil || organization == nil {
			continue
		}
		for _, id := range sortedKeys(s.question.Trusted.Members) {
			member := s.value(account, s.space(account).named(membersID(id)), false)
			of := s.text(organization, id)
			s.fact(knownMembers, s.and(of, s.not(s.absent(account))), member)
			if pair[0] == principalAccountKey {
				s.fact(knownMembers, member, of)
			} else {
				s.fact(knownMembers, member, of, s.absent(organization))
			}
		}
	}
}

func membersID(organization string) string { return "members " + organization }

// linkSameAccount says that caller and owner of one account are in one organisation.
func (s *system) linkSameAccount() {
	a, b := s.keys[principalAccountKey], s.keys[resourceAccountKey]
	x, y := s.keys[principalOrgKey], s.keys[resourceOrgKey]
	if a == nil || b == nil || x == nil || y == nil || !s.facts.on(sameAccount) {
		return
	}
	same := s.yes(s.equal(a, b))
	for o := range x.domain.space.texts.Len() {
		s.fact(sameAccount, s.and(same, s.valueOf(x, o)), s.valueOf(y, o))
	}
	for _, e := range s.equalities {
		if (e.a == x && e.b == y) || (e.a == y && e.b == x) {
			s.fact(sameAccount, s.and(same, s.not(s.absent(x)), s.not(s.absent(y))), s.yes(e.same))
		}
	}
}
