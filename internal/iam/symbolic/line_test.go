package symbolic_test

import (
	"cmp"
	"net/netip"
	"testing"

	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// integers have gaps in which nothing lies.
func integers() symbolic.Order[int] {
	return symbolic.Order[int]{
		Compare: cmp.Compare[int],
		Before:  func(a int) (int, bool) { return a - 1, true },
		After:   func(a int) (int, bool) { return a + 1, true },
		Between: func(a, b int) (int, bool) { return a + 1, a+1 < b },
		Any:     func() int { return 0 },
	}
}

func TestLine(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		points := rapid.SliceOfN(rapid.IntRange(-3, 3), 0, 5).Draw(t, "points")
		l := symbolic.SplitLine(integers(), points)
		// Every integer is told apart from others just as its atom is.
		for x := -5; x <= 5; x++ {
			fits := 0
			for a := range l.Len() {
				same := true
				for _, p := range points {
					for _, side := range []symbolic.Side{symbolic.Below, symbolic.At, symbolic.Above} {
						same = same && l.In(p, side).Has(a) == lies(x, p, side)
					}
				}
				if v := l.Value(a); same {
					fits++
					for _, p := range points {
						if cmp.Compare(v, p) != cmp.Compare(x, p) {
							t.Fatalf("%d stands for %d", v, x)
						}
					}
				}
			}
			if fits != 1 {
				t.Fatalf("%d lies in %d atoms of %v", x, fits, points)
			}
		}
	})
}

func lies(x, p int, side symbolic.Side) bool {
	switch side {
	case symbolic.Below:
		return x < p
	case symbolic.At:
		return x == p
	default:
		return x > p
	}
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	networks := []string{"10.0.0.0/8", "10.0.0.0/16", "10.0.0.0/24", "10.1.0.0/16", "10.1.2.3/32", "0.0.0.0/0", "255.255.255.255/32", "::/0", "2001:db8::/32", "::ffff:0:0/96", "ffff::/16"}
	hosts := []string{"0.0.0.0", "9.255.255.255", "10.0.0.0", "10.1.2.3", "10.1.255.255", "10.0.77.0", "10.255.255.255", "11.0.0.0", "255.255.255.255", "::", "::ffff:10.0.0.1", "2001:db8::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"}
	rapid.Check(t, func(t *rapid.T) {
		var lists [][]netip.Prefix
		for range rapid.IntRange(0, 4).Draw(t, "lists") {
			var l []netip.Prefix
			for _, n := range rapid.SliceOfN(rapid.SampledFrom(networks), 0, 3).Draw(t, "list") {
				l = append(l, netip.MustParsePrefix(n))
			}
			lists = append(lists, l)
		}
		split := symbolic.SplitAddresses(lists)
		within := func(l []netip.Prefix, a netip.Addr) bool {
			for _, p := range l {
				if p.Contains(a) {
					return true
				}
			}
			return false
		}
		for _, h := range hosts {
			address := netip.MustParseAddr(h)
			atoms := 0
			for a := range split.Len() {
				same := true
				for i, l := range lists {
					if split.In(i).Has(a) != within(l, split.Address(a)) {
						t.Fatalf("%s does not lie where its atom does", split.Address(a))
					}
					same = same && split.In(i).Has(a) == within(l, address)
				}
				if same {
					atoms++
				}
			}
			if atoms != 1 {
				t.Fatalf("%s lies in %d atoms", h, atoms)
			}
		}
	})
}

// The laws of sets, on which everything else rests.
func TestSet(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 130).Draw(t, "atoms")
		draw := func(label string) symbolic.Set {
			return symbolic.SetOf(n, rapid.SliceOfN(rapid.IntRange(0, n-1), 0, n).Draw(t, label)...)
		}
		a, b := draw("a"), draw("b")
		if !a.Not(n).Not(n).Equal(a) || !a.And(b).Not(n).Equal(a.Not(n).Or(b.Not(n))) {
			t.Fatal("complements")
		}
		if a.Meets(b) == a.And(b).Empty() || a.Within(b) != a.And(b.Not(n)).Empty() || a.Count()+a.Not(n).Count() != n {
			t.Fatal("relations")
		}
		last, seen := -1, 0
		for x := range a.All() {
			if x <= last || !a.Has(x) || last < 0 && x != a.First() {
				t.Fatal("order")
			}
			last = x
			seen++
		}
		if c := a.Clone(); seen != a.Count() || !c.Equal(a) || !symbolic.FullSet(n).Not(n).Empty() || (seen == 0) != (a.First() < 0) {
			t.Fatal("members")
		} else if last >= 0 {
			c.Remove(last)
			if c.Has(last) || !a.Has(last) {
				t.Fatal("a copy is not a copy")
			}
		}
	})
}
