package lint

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
)

// subject is a document taken apart the way the rules look at it. Lookups that several
// rules need are made once.
type subject struct {
	document   *ast.Document
	words      Vocabulary
	statements []*statement
	tests      []*test
	expanded   map[string]expansion
	shapes     map[string][]shape
}

// statement is a statement with what rules ask of it.
type statement struct {
	*ast.Statement
	tests []*test
	// actions are those of Action or NotAction, resources those of Resource or NotResource.
	actions              []ast.String
	resources            []*resource
	notAction, notTarget bool
}

// test is one key under one operator.
type test struct {
	*ast.Test
	statement *statement
	block     *ast.Block
	// operator is the zero one where the language has none of that name.
	operator ast.Operator
	known    bool
	// key is the condition key in lower case.
	key string
}

// expansion is what a pattern of actions stands for.
type expansion struct {
	actions []string
	known   bool
}

func newSubject(document *ast.Document, o Options) *subject {
	s := &subject{
		document: document, words: o.Vocabulary,
		expanded: map[string]expansion{}, shapes: map[string][]shape{},
	}
	for _, st := range document.Statements {
		s.add(&statement{Statement: st})
	}
	return s
}

func (s *subject) add(st *statement) {
	if list, not := st.What(); list != nil {
		st.actions, st.notAction = list.Items, not
	}
	if list, not := st.Which(); list != nil {
		st.notTarget = not
		for _, item := range list.Items {
			st.resources = append(st.resources, newResource(item, st, s.document.Variables()))
		}
	}
	if st.Condition != nil {
		for i := range st.Condition.Blocks {
			block := &st.Condition.Blocks[i]
			operator, known := block.Operator()
			for j := range block.Tests {
				st.tests = append(st.tests, &test{
					Test: &block.Tests[j], statement: st, block: block,
					operator: operator, known: known, key: strings.ToLower(block.Tests[j].Key),
				})
			}
		}
	}
	s.statements = append(s.statements, st)
	s.tests = append(s.tests, st.tests...)
}

// expand returns the actions that a name or pattern stands for. Patterns across services
// are not expanded.
func (s *subject) expand(pattern string) expansion {
	if e, ok := s.expanded[pattern]; ok {
		return e
	}
	var e expansion
	if prefix, _, found := strings.Cut(pattern, ":"); s.words != nil && found && !wild(prefix) {
		e.actions, e.known = s.words.Actions(pattern)
	}
	s.expanded[pattern] = e
	return e
}

// keyType returns the type of values of a condition key and whether a request carries
// several of them. The kind is empty where it is not known.
func (s *subject) keyType(key string) (kind string, several bool) {
	if s.words == nil {
		return "", false
	}
	kind, known := s.words.KeyType(key)
	if !known {
		return "", false
	}
	return strings.CutPrefix(kind, "ArrayOf")
}

// everyone reports whether the statement speaks of every principal.
func (st *statement) everyone() bool {
	switch who := st.Principal.(type) {
	case *ast.Everyone:
		return true
	case *ast.PrincipalMap:
		for _, group := range who.Groups {
			for _, name := range group.Names.Items {
				if group.Kind == ast.AWS && name.Value == "*" {
					return true
				}
			}
		}
	case nil:
	}
	return false
}

// testsKey reports whether the statement tests one of the keys, given in lower case.
func (st *statement) testsKey(keys map[string]bool) bool {
	for _, t := range st.tests {
		if keys[t.key] {
			return true
		}
	}
	return false
}

// positive reports whether the test demands that the request carries a matching value.
func (t *test) positive() bool {
	return t.known && t.operator.Base != ast.Null && !t.operator.Base.Negated() && !t.operator.IfExists && t.operator.Set != ast.ForAllValues
}

// texts reports whether values are compared as texts, with or without case.
func (t *test) texts() bool { return t.known && t.operator.Base.Family() == ast.StringFamily }

// wild reports whether a text holds a wildcard.
func wild(text string) bool { return strings.ContainsAny(text, "*?") }

// Condition keys that several rules know, in lower case.
var (
	// callerKeys say to whom the caller belongs.
	callerKeys = map[string]bool{
		"aws:principalorgid": true, "aws:principalorgpaths": true, "aws:principalaccount": true, "aws:principalarn": true,
	}
	// ownerKeys say to whom the resource belongs.
	ownerKeys = map[string]bool{
		"aws:resourceorgid": true, "aws:resourceorgpaths": true, "aws:resourceaccount": true, "s3:resourceaccount": true,
	}
	// accountKeys hold the id of an account, organizationKeys that of an organisation,
	// networkKeys that of a VPC or of an endpoint. AWS makes up these ids.
	accountKeys = map[string]bool{
		"aws:principalaccount": true, "aws:resourceaccount": true, "aws:sourceaccount": true,
		"aws:vpceaccount": true, "s3:resourceaccount": true, "s3:dataaccesspointaccount": true,
	}
	organizationKeys = map[string]bool{
		"aws:principalorgid": true, "aws:resourceorgid": true, "aws:sourceorgid": true, "aws:vpceorgid": true,
	}
	networkKeys = map[string]bool{"aws:sourcevpc": true, "aws:sourcevpce": true}
	// pathKeys hold the way from an organisation's root to an account.
	pathKeys = map[string]bool{
		"aws:principalorgpaths": true, "aws:resourceorgpaths": true, "aws:sourceorgpaths": true, "aws:vpceorgpaths": true,
	}
	// tagKeys need the key of a tag behind a slash.
	tagKeys = map[string]bool{"aws:principaltag": true, "aws:resourcetag": true, "aws:requesttag": true}
)

// systemKey reports whether a key holds an identifier that AWS makes up.
func systemKey(key string) bool {
	return strings.HasPrefix(key, "aws:") && (accountKeys[key] || organizationKeys[key] || networkKeys[key])
}
