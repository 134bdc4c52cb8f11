// Package pattern reads text that may hold wildcards and policy variables into tokens, and
// matches it. Actions, resources and condition values all come down to it; the evaluator
// matches the tokens, the prover builds automata from them, the linter reports their faults.
//
//	p, faults := pattern.Parse("home/${aws:username}/*", pattern.Syntax{Wildcards: true, Variables: true})
//	bound, known := p.Bind(func(key string) (string, bool) { return "ann", true })
//	bound.Match("home/ann/notes.txt") // true
package pattern
