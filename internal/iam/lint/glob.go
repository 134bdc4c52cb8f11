package lint

import "strings"

// glob reports whether a pattern with * and ? matches the whole of a text.
func glob(pattern, text string) bool { return covers(pattern, text, false) }

// covered reports whether everything that one pattern matches is matched by another too.
// It may say no where the answer is yes.
func covered(by, pattern string) bool { return covers(by, pattern, true) }

// covers matches a pattern against a text. If the text is a pattern itself, its * is
// covered by a * only.
func covers(pattern, text string, textIsPattern bool) bool {
	one := func(p, t byte) bool {
		if p == '?' {
			return !textIsPattern || t != '*'
		}
		return p == t && (p != '*' || !textIsPattern)
	}
	star, mark := -1, 0
	p, t := 0, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, t
			p++
		case p < len(pattern) && one(pattern[p], text[t]):
			p++
			t++
		case star >= 0:
			mark++
			p, t = star+1, mark
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}

// meet reports whether some text is matched by both patterns. It takes time in proportion
// to the product of their lengths.
func meet(a, b string) bool {
	if apart(a, b) {
		return false
	}
	// reach[j] says whether what was read of a can meet the first j bytes of b.
	reach := make([]bool, len(b)+1)
	next := make([]bool, len(b)+1)
	reach[0] = true
	for j := 0; j < len(b) && b[j] == '*'; j++ {
		reach[j+1] = true
	}
	for i := range len(a) {
		next[0] = reach[0] && a[i] == '*'
		for j := range len(b) {
			switch {
			case a[i] == '*':
				next[j+1] = reach[j+1] || next[j]
			case b[j] == '*':
				next[j+1] = reach[j+1] || next[j]
			default:
				next[j+1] = reach[j] && (a[i] == b[j] || a[i] == '?' || b[j] == '?')
			}
		}
		reach, next = next, reach
	}
	return reach[len(b)]
}

// apart reports whether the fixed beginnings or ends of two patterns differ already, which is
// so for most pairs and costs almost nothing.
func apart(a, b string) bool {
	fixed := func(c byte) bool { return c != '*' && c != '?' }
	for i := range min(len(a), len(b)) {
		if !fixed(a[i]) || !fixed(b[i]) {
			break
		}
		if a[i] != b[i] {
			return true
		}
	}
	for i := range min(len(a), len(b)) {
		x, y := a[len(a)-1-i], b[len(b)-1-i]
		if !fixed(x) || !fixed(y) {
			break
		}
		if x != y {
			return true
		}
	}
	return false
}
