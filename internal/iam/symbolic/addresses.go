package symbolic

import (
	"net/netip"
	"slices"

	"go4.org/netipx"
)

// Addresses are the IP addresses of both families, split by lists of ranges. An address of
// one family is in no range of the other.
type Addresses struct {
	rows  []Set
	words []netip.Addr
	in    []Set
}

// SplitAddresses tells addresses apart by the lists of ranges that hold them. Atoms are
// numbered by their lowest addresses, IPv4 before IPv6.
//
//	10.0.0.0/8       ├──────────────────────┤
//	10.1.0.0/16           ├──────┤
//	cuts         ────┼────┼──────┼──────────┼────
//
// Between two cuts no list changes its mind.
func SplitAddresses(lists [][]netip.Prefix) *Addresses {
	t := &Addresses{in: make([]Set, len(lists))}
	cuts := []netip.Addr{netip.IPv4Unspecified(), netip.IPv6Unspecified()}
	for _, l := range lists {
		for _, p := range l {
			r := netipx.RangeOfPrefix(p)
			cuts = append(cuts, r.From())
			if after := r.To().Next(); after.IsValid() {
				cuts = append(cuts, after)
			}
		}
	}
	slices.SortFunc(cuts, netip.Addr.Compare)
	cuts = slices.Compact(cuts)
	known := map[string]bool{}
	for _, from := range cuts {
		row := NewSet(len(lists))
		for i, l := range lists {
			if slices.ContainsFunc(l, func(p netip.Prefix) bool { return p.Contains(from) }) {
				row.Add(i)
			}
		}
		key := string(row.appendKey(nil))
		if known[key] {
			continue
		}
		known[key] = true
		t.rows = append(t.rows, row)
		t.words = append(t.words, from)
	}
	for i := range lists {
		t.in[i] = NewSet(len(t.rows))
		for a, row := range t.rows {
			if row.Has(i) {
				t.in[i].Add(a)
			}
		}
	}
	return t
}

// Len returns the number of atoms.
func (t *Addresses) Len() int { return len(t.rows) }

// In returns the atoms that lie in a range of the list. It must not be changed.
func (t *Addresses) In(list int) Set { return t.in[list] }

// Address returns an address of an atom.
func (t *Addresses) Address(atom int) netip.Addr { return t.words[atom] }
