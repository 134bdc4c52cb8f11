package prove

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// callers are all callers there are, split by what is said about them: by entries of
// Principal, and by aws:PrincipalArn, which follows from the caller.
type callers struct {
	// arns is the space of the ARNs of users, root users, roles and federated sessions. It
	// has no lists where nothing tells such ARNs apart but their kinds.
	arns  *space
	kinds [arnKinds]int // the lists of the kinds
	plain bool

	elements   []*element
	sessions   []match.Caller // named sessions of roles
	services   []string       // named services
	providers  []string
	accounts   []string // named accounts
	partitions []string
	roles      []roleName

	atoms    []callerAtom
	variable int
}

// callerAtom is a kind of callers that nothing tells apart.
type callerAtom struct {
	kind match.CallerKind
	arn  int // in the space of ARNs, none if the caller has no ARN there
	// name is the name of a service, a provider or a session; nothing if it is none of those
	// that are named.
	name string
	// caller is one of them.
	caller match.Caller
}

// element is a value of Principal or NotPrincipal.
type element struct {
	set      match.PrincipalSet
	endpoint match.Endpoint
	extras   []extra
}

// extra is an entry that depends on a key: a unique id, a provider, a canonical user.
type extra struct {
	key  *key
	list int
}

type roleName struct {
	partition, account, name string
	list                     int
}

const arnKinds = 4

// kindsOfARN are the kinds of callers with an ARN of their own, the most usual first.
func kindsOfARN() [arnKinds]match.CallerKind {
	return [...]match.CallerKind{match.Role, match.User, match.Root, match.FederatedSession}
}

// newCallers makes the space of ARNs.
func newCallers() *callers { return &callers{arns: newSpace(symbolic.Universe{})} }

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
	k := s.key(name)
	e.extras = append(e.extras, extra{k, s.space(k).list("principal "+id, func() symbolic.List { return list })})
}

// name notes an account and a partition that are named.
func (c *callers) name(p match.Caller) {
	if p.Account != "" && !slices.Contains(c.accounts, p.Account) {
		c.accounts = append(c.accounts, p.Account)
	}
	if p.Partition != "" && !slices.Contains(c.partitions, p.Partition) {
		c.partitions = append(c.partitions, p.Partition)
	}
}

func (c *callers) list(id string, list ...symbolic.Expr) int {
	return c.arns.list(id, func() symbolic.List { return list })
}

// caller registers the ARN of a user, a role or a session.
func (c *callers) caller(p match.Caller) {
	if p.Kind != match.RoleSession {
		c.list("= "+p.Text, symbolic.Text(p.Text))
	}
	switch p.Kind {
	case match.RoleSession:
		if !slices.Contains(c.sessions, p) {
			c.sessions = append(c.sessions, p)
		}
		c.role(p)
	case match.Role:
		c.role(p)
	case match.User:
		federated := "arn:" + p.Partition + ":sts::" + p.Account + ":federated-user/" + p.Name
		c.list("= "+federated, symbolic.Text(federated))
	case match.Anonymous, match.Root, match.FederatedSession, match.ServicePrincipal, match.Provider:
	}
}

// role registers the name of a role, whatever its path.
func (c *callers) role(p match.Caller) {
	if slices.ContainsFunc(c.roles, func(r roleName) bool { return r.is(p) }) {
		return
	}
	beginning := symbolic.Text("arn:" + p.Partition + ":iam::" + p.Account + ":role/")
	list := c.list("role "+p.Partition+" "+p.Account+" "+p.Name,
		symbolic.Join(beginning, symbolic.Text(p.Name)),
		symbolic.Join(beginning, symbolic.Run(symbolic.Any), symbolic.Text("/"+p.Name)))
	c.roles = append(c.roles, roleName{p.Partition, p.Account, p.Name, list})
}

func (r roleName) is(p match.Caller) bool {
	return r.partition == p.Partition && r.account == p.Account && r.name == p.Name
}

// arnOf is the set of ARNs with an account and a partition, or any partition if it is empty.
func arnOf(partition string, account symbolic.Expr) symbolic.Expr {
	within := symbolic.Run(symbolic.NotColon)
	first := within
	if partition != "" {
		first = symbolic.Text(partition)
	}
	return symbolic.Join(symbolic.Text("arn:"), first, symbolic.Text(":"), within, symbolic.Text(":"), within,
		symbolic.Text(":"), account, symbolic.Text(":"), symbolic.Run(symbolic.Any))
}

// shapes are the ARNs of a kind.
func (c *callers) shapes(kind match.CallerKind) symbolic.List {
	service, what := "iam", symbolic.Text("root")
	switch kind {
	case match.Role:
		what = symbolic.Join(symbolic.Text("role/"), symbolic.Run(symbolic.NamePath), symbolic.Some(symbolic.Name))
	case match.User:
		what = symbolic.Join(symbolic.Text("user/"), symbolic.Run(symbolic.NamePath), symbolic.Some(symbolic.Name))
	case match.FederatedSession:
		service, what = "sts", symbolic.Join(symbolic.Text("federated-user/"), symbolic.Some(symbolic.Name))
	case match.Root, match.Anonymous, match.RoleSession, match.ServicePrincipal, match.Provider:
	}
	var list symbolic.List
	for _, partition := range c.partitionsOr() {
		list = append(list, symbolic.Join(symbolic.Text("arn:"+partition+":"+service+"::"),
			symbolic.Times(symbolic.Digit, 12, 12), symbolic.Text(":"), what))
	}
	return list
}

// partitionsOr are the partitions that are named, else the usual one.
func (c *callers) partitionsOr() []string {
	if len(c.partitions) == 0 {
		return []string{"aws"}
	}
	return c.partitions
}

// split makes the atoms.
func (c *callers) split(s *system) error {
	c.plain = len(c.arns.lists) == 0 && s.keys[principalARNKey] == nil
	if !c.plain {
		var shape symbolic.List
		for i, kind := range kindsOfARN() {
			list := c.shapes(kind)
			c.kinds[i] = c.arns.list("kind "+string(rune('0'+i)), func() symbolic.List { return list })
			shape = append(shape, list...)
		}
		c.arns.universe.Shape = shape
		if err := c.arns.split(s.question.Budget.Split); err != nil {
			return err
		}
	}
	for i, kind := range kindsOfARN() {
		if c.plain {
			c.add(callerAtom{kind: kind, arn: i}, c.plainARN(kind, foreignAccount))
			continue
		}
		for a := range c.arns.in(c.kinds[i]).All() {
			arn := c.arns.texts.Word(a)
			c.add(callerAtom{kind: kind, arn: a}, arn)
			if kind == match.Role {
				c.addSessions(a, arn)
			}
		}
	}
	for _, name := range append(slices.Clone(c.services), c.otherService()) {
		if !slices.ContainsFunc(c.atoms, func(a callerAtom) bool { return a.kind == match.ServicePrincipal && a.name == name }) {
			c.add(callerAtom{kind: match.ServicePrincipal, arn: none, name: name}, name)
		}
	}
	c.add(callerAtom{kind: match.Anonymous, arn: none}, match.AnonymousName)
	for _, name := range c.providers {
		c.add(callerAtom{kind: match.Provider, arn: none, name: name}, name)
	}
	c.variable = s.problem.Variable(len(c.atoms))
	return nil
}

// add adds an atom with one of its callers; one that no request can have is left out.
func (c *callers) add(a callerAtom, text string) {
	caller, err := match.NewCaller(text)
	if err != nil || caller.Kind != a.kind {
		return
	}
	a.caller = caller
	c.atoms = append(c.atoms, a)
}

// addSessions adds the sessions of a role that entries of Principal tell from the role
// itself: those that are named, and one more session of a role that is named.
func (c *callers) addSessions(atom int, arn string) {
	role, err := match.NewCaller(arn)
	if err != nil {
		return
	}
	named := slices.ContainsFunc(c.roles, func(r roleName) bool { return c.arns.in(r.list).Has(atom) })
	if !named {
		return
	}
	names := []string{}
	for _, p := range c.sessions {
		if (roleName{p.Partition, p.Account, p.Name, 0}).is(role) {
			names = append(names, p.Session)
		}
	}
	other := "session"
	for slices.Contains(names, other) {
		other += "-1"
	}
	for _, name := range append(names, other) {
		c.add(callerAtom{kind: match.RoleSession, arn: atom, name: name}, sessionARN(role, name))
	}
}

func sessionARN(role match.Caller, session string) string {
	return "arn:" + role.Partition + ":sts::" + role.Account + ":assumed-role/" + role.Name + "/" + session
}

// plainARN is the ARN of a caller about whom nothing is said.
func (c *callers) plainARN(kind match.CallerKind, account string) string {
	partition := c.partitionsOr()[0]
	iam := "arn:" + partition + ":iam::" + account + ":"
	switch kind {
	case match.User:
		return iam + "user/example"
	case match.Root:
		return iam + "root"
	case match.FederatedSession:
		return "arn:" + partition + ":sts::" + account + ":federated-user/example"
	case match.Role, match.RoleSession, match.Anonymous, match.ServicePrincipal, match.Provider:
	}
	return iam + "role/example"
}

func (c *callers) otherService() string {
	name := sampleService
	for slices.Contains(c.services, name) {
		name = "x" + name
	}
	return name
}

// where returns the atoms for which a test holds.
func (c *callers) where(test func(callerAtom) bool) symbolic.Set {
	in := symbolic.NewSet(len(c.atoms))
	for i, a := range c.atoms {
		if test(a) {
			in.Add(i)
		}
	}
	return in
}

// are says that the caller is of one of some kinds.
func (c *callers) are(s *system, kinds ...match.CallerKind) literal {
	return s.is(c.variable, c.where(func(a callerAtom) bool { return slices.Contains(kinds, a.kind) }))
}

// inAccount says that the caller is a principal of an account.
func (c *callers) inAccount(s *system) literal {
	return s.is(c.variable, c.where(func(a callerAtom) bool { return a.arn != none }))
}

// withARN says that the ARN of the caller lies in some atoms, or that there is none.
func (c *callers) withARN(s *system, atoms symbolic.Set, orNone bool) literal {
	return s.is(c.variable, c.where(func(a callerAtom) bool {
		if a.arn == none {
			return orNone
		}
		return atoms.Has(a.arn)
	}))
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
		named = append(named, s.value(x.key, x.key.domain.ofText(x.key.domain.space.in(x.list)), false))
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
