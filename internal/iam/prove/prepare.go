package prove

import (
	"fmt"
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

// embed gives every list of a space a twin in the space of texts that hold its texts, which
// there are of a class.
func (s *system) embed(of, in *space, because fact, class symbolic.Class, around func(symbolic.Expr) symbolic.List) {
	e := embedding{of: of, in: in, fact: because}
	for i, l := range of.lists {
		twin := in.list(fmt.Sprintf("embedded %d %d", because, i), func() symbolic.List {
			var t symbolic.List
			for _, x := range l {
				if inside, some := x.Within(class); some {
					t = append(t, around(inside)...)
				}
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
		s.embed(s.space(account), s.callers.arns, principalAccount, symbolic.NotColon, func(e symbolic.Expr) symbolic.List {
			return symbolic.List{arnOf("", e)}
		})
	}
	if resource != nil && len(s.accountsInTargets) > 0 && s.facts.on(resourceAccount) {
		s.embed(s.space(resource), s.resources, resourceAccount, symbolic.NotColon, func(e symbolic.Expr) symbolic.List {
			return symbolic.List{arnOf("", e)}
		})
		s.resources.list("an account", func() symbolic.List {
			return symbolic.List{arnOf("", symbolic.Times(symbolic.Digit, 12, 12))}
		})
	}
	s.prepareUsers()
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
	// Where nothing tells resources apart it is of no account which actions have none.
	apart := s.question.Kind == ResourceOutside || slices.ContainsFunc(s.resources.lists, func(l symbolic.List) bool { return len(l) > 0 })
	if apart && s.question.Vocabulary != nil && s.facts.on(actionResources) {
		s.prepareActions()
	}
}

// prepareUsers makes users be told apart by name and by ARN alike.
func (s *system) prepareUsers() {
	k, c := s.keys[userNameKey], s.callers
	if k == nil || len(c.arns.lists) == 0 || !s.facts.on(principalKeys) {
		return
	}
	for _, name := range c.users {
		s.space(k).exactly(name)
	}
	before := symbolic.Join(symbolic.Text("arn:"), symbolic.Run(symbolic.NotColon), symbolic.Text(":iam::"), symbolic.Run(symbolic.NotColon), symbolic.Text(":user/"))
	s.embed(s.space(k), c.arns, principalKeys, symbolic.Name, func(name symbolic.Expr) symbolic.List {
		return symbolic.List{
			symbolic.Join(before, name),
			symbolic.Join(before, symbolic.Run(symbolic.Any), symbolic.Text("/"), name),
		}
	})
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
	s.embed(s.space(o), s.space(p), organizationPaths, symbolic.NotSlash, func(e symbolic.Expr) symbolic.List {
		return symbolic.List{symbolic.Join(e, symbolic.Text("/"), symbolic.Run(symbolic.Any))}
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
