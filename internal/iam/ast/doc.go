// Package ast is an endpoint policy as a tree: what was written, element by element, and
// where each element stands. It holds no opinion: a tree may be incomplete or mean nothing,
// package parse says what is wrong with it and package eval what it decides.
//
//	for _, s := range document.Statements {
//		fmt.Println(s.Where(), s.Effect) // line 4, column 5 (Statement[0]) Allow
//	}
//
// Every node embeds [At], its place in the text. Two trees that differ only in places mean
// the same; compare them with [Equal].
package ast
