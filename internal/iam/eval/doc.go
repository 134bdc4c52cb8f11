// Package eval decides one request against one endpoint policy, and says which statements
// decided it.
//
//	result, err := eval.Evaluate(document, request, match.Semantics{})
//	result.Decision   // allowed, explicit_deny or implicit_deny
//	result.Sentence() // The endpoint policy allows the request: statement 1 does. …
//
// An endpoint policy is a filter and grants nothing: a request that it allows still needs the
// permission of identity and resource policies. So nothing here says that anybody has access.
package eval
