// Package lint says what is wrong with an endpoint policy as it is written: what AWS
// refuses, what can never match, what opens more than it seems to, what has no effect.
// Every finding names the line and column, what stands there, why it matters and what to do.
//
//	v, _ := vocabulary.Embedded()
//	result := lint.Text(text, lint.Options{Service: "s3", EndpointType: lint.Gateway, Vocabulary: v})
//	for _, f := range result.Findings {
//		fmt.Println(f.Line, f.Column, f.Rule, f.Detail)
//	}
//
// It looks at the text and at what [Options] tell about the endpoint, and never guesses:
// where it would need more, the rule is listed as not checked, once, with what is missing.
// Questions about every possible request, such as who outside the organisation gets in, are
// not asked here; they are proved in package prove. Their rules stand in the catalogue all
// the same, see [Rules].
//
// A rule is one value: its id, title, severity, reasons and its check. They lie by family in
// the files of this package.
package lint
