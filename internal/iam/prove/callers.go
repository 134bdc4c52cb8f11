package prove

import (
	"slices"

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
	users      []string // named users
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

type roleName struct {
	partition, account, name string
	list                     int
}

// newCallers makes the space of ARNs.
func newCallers() *callers { return &callers{arns: newSpace(symbolic.Universe{})} }

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
		c.users = append(c.users, p.Name)
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

// split makes the atoms.
func (c *callers) split(s *system) error {
	c.plain = len(c.arns.lists) == 0 && s.keys[principalARNKey] == nil
	if !c.plain {
		var shape symbolic.List
		for i, kind := range kindsOfARN() {
			list := c.shapes(s, kind)
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
			c.add(callerAtom{kind: kind, arn: i}, c.plainARN(s, kind, foreignAccount))
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
