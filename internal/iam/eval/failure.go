package eval

import (
	"fmt"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
)

// failures lists the elements of a statement that do not fit a request.
func (s *statement) failures(c call) []Failure {
	var all []Failure
	if !s.fitsPrincipal(c) {
		who, not := s.source.Who()
		all = append(all, failure("Principal", not, who.Where(), "the caller "+c.Principal))
	}
	if !s.fitsAction(c) {
		what, not := s.source.What()
		all = append(all, failure("Action", not, what.At, "the action "+c.Action))
	}
	if !s.fitsResource(c) {
		which, not := s.source.Which()
		all = append(all, failure("Resource", not, which.At, "the resource "+c.Resource))
	}
	for _, t := range s.tests {
		if !t.Holds(c.context) {
			all = append(all, Failure{"Condition", t.source.At, t.whyNot(c)})
		}
	}
	return all
}

func failure(element string, not bool, at ast.At, what string) Failure {
	if not {
		return Failure{"Not" + element, at, what + " is excepted"}
	}
	return Failure{element, at, what + " is not covered"}
}

// whyNot says what the request has where a test asks for something else.
func (t test) whyNot(c call) string {
	values := c.context.Get(t.Key)
	if len(values) == 0 {
		return fmt.Sprintf("%s %s does not hold: the request has no such key", t.Operator, t.source.Key)
	}
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = fmt.Sprintf("%q", v)
	}
	return fmt.Sprintf("%s %s does not hold: the request has %s", t.Operator, t.source.Key, strings.Join(quoted, ", "))
}
