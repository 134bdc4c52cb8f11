// Package parse reads the text of an endpoint policy. It finds every problem of a text, not
// only the first, and says where each one is; a text with a problem that AWS would refuse
// gives no document to evaluate.
//
//	result := parse.Parse(text)
//	if result.Document == nil {
//		return result.Err() // line 3, column 5 (Statement[0].Effect): ...
//	}
//
// It reads tokens itself, because encoding/json knows no places and keeps the last of two
// equal keys without a word: a second StringEquals would drop the conditions of the first.
package parse
