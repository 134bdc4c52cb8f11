package fleet

import (
	"cmp"
	"maps"
	"net/netip"
	"slices"
)

// owned is a block of addresses and the position of the VPC it belongs to.
type owned struct {
	block netip.Prefix
	owner int
}

// overlapping groups the VPCs whose addresses overlap, by position: two are in one group if a
// chain of overlaps joins them. Two blocks overlap only if one holds the other, so in the order of
// their first addresses, the larger one first, each is compared with the last block that holds it.
func overlapping(vpcs int, blocks []owned) [][]int {
	slices.SortFunc(blocks, func(a, b owned) int {
		return cmp.Or(a.block.Addr().Compare(b.block.Addr()), cmp.Compare(a.block.Bits(), b.block.Bits()), cmp.Compare(a.owner, b.owner))
	})
	group := make([]int, vpcs)
	for i := range group {
		group[i] = i
	}
	find := func(i int) int {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	var holders []owned
	for _, b := range blocks {
		for len(holders) > 0 && !holders[len(holders)-1].block.Overlaps(b.block) {
			holders = holders[:len(holders)-1]
		}
		if len(holders) > 0 {
			group[find(b.owner)] = find(holders[len(holders)-1].owner)
		}
		holders = append(holders, b)
	}
	members := map[int][]int{}
	for i := range group {
		members[find(i)] = append(members[find(i)], i)
	}
	var out [][]int
	for _, root := range slices.Sorted(maps.Keys(members)) {
		if len(members[root]) > 1 {
			out = append(out, members[root])
		}
	}
	slices.SortFunc(out, func(a, b []int) int { return cmp.Compare(a[0], b[0]) })
	return out
}

// overlaps returns the groups of VPCs whose addresses overlap, and the VPCs whose addresses
// were not given.
func (m *model) overlaps() (groups [][]int, unknown []string) {
	var blocks []owned
	for i, name := range m.vpcs {
		texts, given := m.request.VPCs[name].CIDRBlocks.Get()
		if !given {
			unknown = append(unknown, name)
		}
		for _, text := range texts {
			if p, err := netip.ParsePrefix(text); err == nil {
				blocks = append(blocks, owned{p.Masked(), i})
			}
		}
	}
	return overlapping(len(m.vpcs), blocks), unknown
}
