package prove

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// embedding says that texts of one space hold a text of another: an ARN its account, a path
// its organisation. Both spaces are told apart by the same lists.
type embedding struct {
	of, in *space
	pairs  [][2]int
	fact   fact
}

// embed gives every list of a space a twin in the space of texts that hold its texts.
func (s *system) embed(of, in *space, because fact, around func(symbolic.Expr) symbolic.Expr) {
	e := embedding{of: of, in: in, fact: because}
	for i, l := range of.lists {
		twin := in.list("embedded "+string(rune(i))+" "+Facts()[because-1].Name, func() symbolic.List {
			var t symbolic.List
			for _, x := range l {
				t = append(t, around(x))
			}
			return t
		})
		e.pairs = append(e.pairs, [2]int{i, twin})
	}
	s.embeddings = append(s.embeddings, e)
}

// prepare registers what the facts need to be said, once everything else is.
func (s *system) prepare() {
	s.shareSpaces()
	for _, name := range []string{principalAccountKey, resourceAccountKey, s3ResourceAccountKey, principalOrgKey, resourceOrgKey} {
		if k := s.keys[name]; k != nil {
			s.space(k)
		}
	}
	account, resource := s.keys[principalAccountKey], s.keys[resourceAccountKey]
	if account != nil {
		sp := s.space(account)
		sp.exactly(match.AnonymousName)
		for _, a := range s.callers.accounts {
			sp.exactly(a)
		}
	}
	if resource != nil {
		sp := s.space(resource)
		sp.exactly(match.AnonymousName)
		for _, a := range s.accountsInTargets {
			sp.exactly(a)
		}
	}
	if account != nil && len(s.callers.arns.lists) > 0 && s.facts.on(principalAccount) {
		s.embed(s.space(account), s.callers.arns, principalAccount, func(e symbolic.Expr) symbolic.Expr {
			return arnOf("", e.Within(symbolic.NotColon))
		})
	}
	if resource != nil && len(s.accountsInTargets) > 0 && s.facts.on(resourceAccount) {
		s.embed(s.space(resource), s.resources, resourceAccount, func(e symbolic.Expr) symbolic.Expr {
			return arnOf("", e.Within(symbolic.NotColon))
		})
		s.resources.list("an account", func() symbolic.List {
			return symbolic.List{arnOf("", symbolic.Times(symbolic.Digit, 12, 12))}
		})
	}
	for _, pair := range organizationKeys() {
		s.prepareIDs(pair[0], pair[1])
	}
	for _, pair := range organizationKeys() {
		s.preparePaths(pair[0], pair[1])
	}
	if k := s.keys[serviceNameKey]; k != nil {
		for _, name := range s.callers.services {
			s.space(k).exactly(name)
		}
	}
	if k := s.keys["aws:principalisawsservice"]; k != nil {
		s.space(k).exactly("true")
	}
	if s.question.Vocabulary != nil && s.facts.on(actionResources) {
		s.prepareActions()
	}
}

// organizationKeys are the keys for organisations, each with the one for paths in it.
func organizationKeys() [][2]string {
	return [][2]string{{principalOrgKey, principalPathsKey}, {resourceOrgKey, resourcePathsKey}}
}

// prepareIDs registers the organisations that paths name.
func (s *system) prepareIDs(organization, paths string) {
	o, p := s.keys[organization], s.keys[paths]
	if o == nil || p == nil {
		return
	}
	for _, t := range p.tests {
		for _, path := range t.written {
			if id, _, found := strings.Cut(path, "/"); found && !strings.ContainsAny(id, "*?$") {
				s.space(o).exactly(id)
			}
		}
	}
}

// preparePaths makes organisations and paths be told apart alike.
func (s *system) preparePaths(organization, paths string) {
	o, p := s.keys[organization], s.keys[paths]
	if o == nil || p == nil || !s.facts.on(organizationPaths) {
		return
	}
	if slices.ContainsFunc(s.embeddings, func(e embedding) bool { return e.of == s.space(o) && e.in == s.space(p) }) {
		return
	}
	s.embed(s.space(o), s.space(p), organizationPaths, func(e symbolic.Expr) symbolic.Expr {
		return symbolic.Join(e.Within(symbolic.NotSlash), symbolic.Text("/"), symbolic.Run(symbolic.Any))
	})
}

// withoutResources is the list of actions that take no resource.
const withoutResources = "actions without resources"

func (s *system) prepareActions() {
	prefixes, known := s.prefixes()
	if !known {
		return
	}
	s.actions.list(withoutResources, func() symbolic.List {
		var l symbolic.List
		for _, prefix := range prefixes {
			actions, _ := s.question.Vocabulary.Actions(prefix + ":*")
			for _, action := range actions {
				if resources, known := s.question.Vocabulary.Resources(action); known && len(resources) == 0 {
					l = append(l, symbolic.Text(action).Fold())
				}
			}
		}
		return l
	})
}

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
	if s3 := s.keys[s3ResourceAccountKey]; s3 != nil && resource != nil {
		both := s.and(s.not(s.absent(s3)), s.not(s.absent(resource)))
		s.fact(resourceAccount, both, s.yes(s.equal(s3, resource)))
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
			member := s.value(account, s.space(account).in(s.space(account).byID[membersID(id)]), false)
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
		s.fact(sameAccount, s.and(same, s.valueOf(x, o)), s.valueOf(y, o), s.absent(y))
	}
	for _, e := range s.equalities {
		if (e.a == x && e.b == y) || (e.a == y && e.b == x) {
			s.fact(sameAccount, s.and(same, s.not(s.absent(x)), s.not(s.absent(y))), s.yes(e.same))
		}
	}
}
