package lint

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestCovered(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		by, pattern string
		want        bool
	}{
		{"a*", "a/b*", true},
		{"a/b*", "a*", false},
		{"a?", "a*", false},
		{"a?", "a?", true},
		{"a?", "ab", true},
		{"*", "*", true},
		{"a*c", "a*c", true},
		{"a*c", "ab?c", true},
		{"abc", "abc", true},
		{"", "*", false},
	} {
		if got := covered(c.by, c.pattern); got != c.want {
			t.Errorf("covered(%q, %q) = %v", c.by, c.pattern, got)
		}
	}
}

func TestMeet(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"*", "", true},
		{"a*", "*b", true},
		{"a*", "b*", false},
		{"a?c", "abc", true},
		{"a?c", "a*", true},
		{"table/*", "table/x/index/*", true},
		{"table", "table/*", false},
		{"*/*", "abc", false},
		{"a*b*c", "*x*", true},
	} {
		if got := meet(c.a, c.b); got != c.want || meet(c.b, c.a) != got {
			t.Errorf("meet(%q, %q) = %v", c.a, c.b, got)
		}
	}
}

// TestGlobsAgree holds the three answers against each other: a covered pattern meets, and
// what a pattern matches is matched by the one that covers it.
func TestGlobsAgree(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		patterns := rapid.StringMatching(`[ab*?]{0,6}`)
		a, b := patterns.Draw(t, "a"), patterns.Draw(t, "b")
		text := rapid.StringMatching(`[ab]{0,6}`).Draw(t, "text")
		if glob(a, text) && glob(b, text) && !meet(a, b) {
			t.Errorf("both %q and %q match %q, but do not meet", a, b, text)
		}
		if covered(a, b) && glob(b, text) && !glob(a, text) {
			t.Errorf("%q covers %q, but only the latter matches %q", a, b, text)
		}
		if !wild(a) && glob(b, a) != meet(a, b) {
			t.Errorf("%q against the text %q: %v, meet %v", b, a, glob(b, a), meet(a, b))
		}
		if filled := strings.NewReplacer("*", "", "?", "a").Replace(a); !glob(a, filled) {
			t.Errorf("%q does not match %q", a, filled)
		}
	})
}
