// Package prove answers questions about an endpoint policy for every possible request: who
// can use it, what can be reached through it, what it allows that another one does not.
//
//	answer, err := prove.Ask(document, prove.Question{
//		Kind:    prove.PrincipalOutside,
//		Trusted: prove.Trusted{Organizations: []string{"o-a1b2c3d4e5"}},
//	})
//	answer.Verdict     // proved, counterexample or undecided
//	answer.Explanation // The policy lets the role … of account 999988887777 call s3:PutObject on …
//
// A question is "is there a request such that …". Each statement of a policy becomes a
// product of sets, one set for each thing that a request consists of: caller, action,
// resource and every condition key. Package symbolic makes these sets finite, package search
// looks for a point, and a point is turned back into a request. That request is run through
// package eval before it is shown. If there is no point the answer is proved, for all
// requests that keep to the facts of [Facts], and under every reading of what AWS does not
// document. Undecided is an answer of its own, with its reason, and never means safe.
package prove
