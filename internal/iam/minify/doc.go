// Package minify makes a policy shorter without changing what it decides, for the sake of
// the limit of 20,480 characters.
//
//	short := minify.Document(parse.Parse(text).Document)
//	text = printer.Minified(short)
//
// Each step is one that provably keeps the meaning, under both readings of every rule that
// AWS does not document; the function that takes it says why. The result is not the
// shortest of all equal policies, which no quick method finds, and is the same for the same
// meaning written in another order.
package minify
