package prove

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// targetList is a value of Resource or NotResource.
type targetList struct {
	everything, not bool
	list            int
	open            []*open
}

// actionUniverse returns the actions that come through the endpoint of the service.
func (s *system) actionUniverse() symbolic.Universe {
	name := symbolic.Some(symbolic.Word)
	prefixes, known := s.prefixes()
	if !known || !s.facts.on(serviceActions) {
		return symbolic.Universe{Shape: symbolic.List{symbolic.Join(symbolic.Some(symbolic.Label), symbolic.Text(":"), name)}}
	}
	var shape symbolic.List
	for _, p := range prefixes {
		shape = append(shape, symbolic.Join(symbolic.Text(p+":").Fold(), name))
	}
	return symbolic.Universe{Shape: shape}
}

func (s *system) prefixes() ([]string, bool) {
	if s.question.Vocabulary == nil || s.question.Service == "" {
		return nil, false
	}
	return s.question.Vocabulary.EndpointPrefixes(s.question.Service)
}

// actionList registers a list of actions. What a question says is read in the standard way.
func (s *system) actionList(texts []string, semantics match.Semantics) int {
	list := s.actions.list(fmt.Sprintf("actions %v %q", semantics.ExactServicePrefix, texts), func() symbolic.List {
		var l symbolic.List
		for _, a := range match.Actions(texts, semantics) {
			if !a.Never {
				l = append(l, symbolic.Glob(a.Pattern).Fold())
			}
		}
		return l
	})
	s.verbs = append(s.verbs, writtenList{texts, list})
	return list
}

// writtenList is a list as it was written.
type writtenList struct {
	texts []string
	list  int
}

// targetList registers a list of resources.
func (s *system) targetList(texts []string, variables bool, semantics match.Semantics) targetList {
	var t targetList
	var l symbolic.List
	for _, text := range texts {
		r := match.NewResource(text, variables, semantics)
		switch {
		case r.Everything:
			t.everything = true
			continue
		case r.Never:
			continue
		}
		if _, account := literalARN(text); account != "" && !slices.Contains(s.accountsInTargets, account) {
			s.accountsInTargets = append(s.accountsInTargets, account)
		}
		o := &open{base: ast.ARNLike, pattern: r.Whole, parts: r.Parts, whole: r.Loose}
		if r.Loose {
			o.base = ast.StringLike
		}
		if len(r.Whole.Variables()) == 0 {
			l = append(l, s.openExpression(o, o.pattern, o.parts))
			continue
		}
		o.list = s.resources.list("open "+text, func() symbolic.List {
			return symbolic.List{s.openExpression(o, o.pattern, o.parts)}
		})
		s.variables(r.Whole)
		t.open = append(t.open, o)
	}
	id := fmt.Sprintf("resources %v %v %v %q", variables, semantics.LooseARN, semantics.WildcardPartition, texts)
	t.list = s.resources.list(id, func() symbolic.List { return l })
	s.targets = append(s.targets, writtenList{texts, t.list})
	for _, o := range t.open {
		s.targets = append(s.targets, writtenList{texts, o.list})
	}
	return t
}

// resourceIn says that the resource lies in a list.
func (s *system) resourceIn(list int) literal {
	in := symbolic.NewSet(s.problem.Size(s.resource))
	copy(in, s.resources.in(list))
	return s.is(s.resource, in)
}

// noResource says that the request has no resource.
func (s *system) noResource() literal {
	n := s.problem.Size(s.resource)
	return s.is(s.resource, symbolic.SetOf(n, n-1))
}

// which is a value of Resource as a literal: the symbolic twin of match.ResourceList.Match.
func (s *system) which(t targetList) literal {
	if t.everything {
		return certainly(!t.not)
	}
	some := []literal{s.resourceIn(t.list)}
	for _, o := range t.open {
		some = append(some, s.relation(nil, o))
	}
	if t.not {
		return s.not(s.or(some...))
	}
	return s.or(some...)
}

func (s *system) what(list int, not bool) literal {
	l := s.is(s.action, s.actions.in(list))
	if not {
		return s.not(l)
	}
	return l
}
