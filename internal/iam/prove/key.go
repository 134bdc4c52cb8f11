package prove

import (
	"cmp"
	"net/netip"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
)

// key is a condition key: what is asked about its values, and the variables for them.
type key struct {
	name  string // without case
	shown string // as it is shown in a witness
	keyTrait
	// many says that a request may hold several values.
	many bool
	// assumedSingle says that this is not known of the key.
	assumedSingle bool
	// shape is the id of the list of texts that the key can have; empty if the space has no others.
	shape string
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

// key returns the key of a name.
func (s *system) key(name string) *key { return s.keyNamed(match.Key(name), name) }

// keyNamed returns the key of a name without case. What is not known yet about its type is
// asked of the vocabulary by the name as written.
func (s *system) keyNamed(lower, name string) *key {
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
	if !k.single && !k.many && lower != canonicalUserKey {
		k.many = !s.facts.on(singleValues)
		k.assumedSingle = !k.many
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
