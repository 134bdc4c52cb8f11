// Package match holds the rules by which one element of a policy fits one part of a
// request: principals, actions, resources, and a file for each family of condition
// operators. The rules are those of the AWS documentation; where it is silent, a named
// switch in [Semantics] says which reading is taken.
//
//	actions := match.Actions(statement.Action.Texts(), match.Semantics{})
//	actions.Match("s3:GetObject")
//	test, err := match.NewTest(operator, "aws:PrincipalOrgID", values, true, match.Semantics{})
//	test.Holds(context)
//
// Elements are prepared once and matched often. Preparing reads patterns, numbers, dates and
// addresses with exported functions, so that the prover reads them in just the same way.
package match
