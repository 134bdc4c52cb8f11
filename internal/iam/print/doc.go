// Package print writes a policy as text: [Canonical] for readers, one element a line and in
// a fixed order, [Minified] for AWS, without white space.
//
//	result := parse.Parse(text)
//	fmt.Println(print.Canonical(result.Document))
//	// parse.Parse(print.Canonical(d)).Document is d again, wherever its parts stood
//
// Both write a list of one as its only value, which the language reads in the same way, and
// keep the order of everything else.
package print
