// Package print writes a policy as text: [Canonical] for readers, one element a line and in
// a fixed order, [Minified] for AWS, without white space.
//
//	import printer "github.com/vpce-tools/terraform-provider-vpce/internal/iam/print"
//
//	fmt.Println(printer.Canonical(document))
//	// parse.Parse(printer.Canonical(d)).Document is d again, wherever its parts stood
//
// Both write a list of one as its only value, which the language reads in the same way, and
// keep the order of everything else.
package print
