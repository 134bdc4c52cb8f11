package mincut_test

import (
	"math/bits"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"lukechampine.com/uint128"
	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/cost/fleet/mincut"
)

type arc struct {
	From, To int
	Capacity uint128.Uint128
}

func solve(nodes int, arcs []arc) []bool {
	g := mincut.New(nodes, len(arcs))
	for _, a := range arcs {
		g.Arc(a.From, a.To, a.Capacity)
	}
	return g.SourceSide(0, nodes-1)
}

func small(n uint64) uint128.Uint128 { return uint128.From64(n) }

func TestSourceSide(t *testing.T) {
	t.Parallel()
	huge := uint128.New(7, 1<<40) // far beyond 64 bits
	tests := map[string]struct {
		nodes int
		arcs  []arc
		want  []bool
	}{
		"nothing leads to the sink: only the source": {
			nodes: 2, want: []bool{true, false},
		},
		"a choice that costs as much as it brings is not made": {
			nodes: 3,
			arcs:  []arc{{0, 1, small(5)}, {1, 2, small(5)}},
			want:  []bool{true, false, false},
		},
		"a choice that brings one more than it costs is made": {
			nodes: 3,
			arcs:  []arc{{0, 1, small(6)}, {1, 2, small(5)}},
			want:  []bool{true, true, false},
		},
		"one more is seen beyond 64 bits": {
			nodes: 3,
			arcs:  []arc{{0, 1, huge.Add64(1)}, {1, 2, huge}},
			want:  []bool{true, true, false},
		},
		"two that need the same thing pay for it together": {
			nodes: 5,
			arcs: []arc{
				{0, 1, small(3)},
				{0, 2, small(3)},
				{1, 3, mincut.Infinite()},
				{2, 3, mincut.Infinite()},
				{3, 4, small(5)},
			},
			want: []bool{true, true, true, true, false},
		},
		"one of them alone would not": {
			nodes: 5,
			arcs: []arc{
				{0, 1, small(3)},
				{0, 2, small(1)},
				{1, 3, mincut.Infinite()},
				{2, 3, mincut.Infinite()},
				{3, 4, small(5)},
			},
			want: []bool{true, false, false, false, false},
		},
		"flow that took a wrong turn is led back": {
			nodes: 6,
			arcs: []arc{
				{0, 1, small(10)},
				{0, 2, small(10)},
				{1, 3, small(4)},
				{1, 4, small(8)},
				{2, 4, small(9)},
				{4, 3, small(6)},
				{3, 5, small(10)},
				{4, 5, small(10)},
			},
			want: []bool{true, false, true, false, false, false},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, solve(tt.nodes, tt.arcs)); diff != "" {
				t.Errorf("source side (-want +got):\n%s", diff)
			}
		})
	}
}

// TestSourceSideAgainstEveryCut compares with all cuts of small networks: the answer is a
// cheapest one, and lies inside every other cheapest one.
func TestSourceSideAgainstEveryCut(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		nodes := rapid.IntRange(2, 9).Draw(t, "nodes")
		arcs := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) arc {
			return arc{
				From:     rapid.IntRange(0, nodes-1).Draw(t, "from"),
				To:       rapid.IntRange(0, nodes-1).Draw(t, "to"),
				Capacity: small(rapid.Uint64Range(0, 6).Draw(t, "capacity")),
			}
		}), 0, 30).Draw(t, "arcs")

		price := func(side uint) uint64 {
			var sum uint64
			for _, a := range arcs {
				if side>>a.From&1 == 1 && side>>a.To&1 == 0 {
					sum += a.Capacity.Lo
				}
			}
			return sum
		}
		var got uint
		for node, in := range solve(nodes, arcs) {
			if in {
				got |= 1 << node
			}
		}
		if got&1 == 0 || got>>(nodes-1)&1 == 1 {
			t.Fatalf("side %b does not part source and sink", got)
		}
		for side := uint(1); side < 1<<(nodes-1); side += 2 {
			switch {
			case price(side) < price(got):
				t.Fatalf("cut %b costs %d, %b only %d", got, price(got), side, price(side))
			case price(side) == price(got) && got&^side != 0:
				t.Fatalf("cut %b is no part of the equally cheap %b (%d nodes)", got, side, bits.OnesCount(side))
			}
		}
	})
}

func TestSourceSideDoesNotDependOnTheOrderOfArcs(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		nodes := rapid.IntRange(3, 20).Draw(t, "nodes")
		arcs := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) arc {
			return arc{
				rapid.IntRange(0, nodes-1).Draw(t, "from"), rapid.IntRange(0, nodes-1).Draw(t, "to"),
				small(rapid.Uint64Range(0, 3).Draw(t, "capacity")),
			}
		}), 0, 60).Draw(t, "arcs")
		want := solve(nodes, arcs)
		shuffled := rapid.Permutation(arcs).Draw(t, "shuffled")
		if diff := cmp.Diff(want, solve(nodes, shuffled)); diff != "" {
			t.Fatalf("another order, another answer (-want +got):\n%s", diff)
		}
	})
}

func BenchmarkSourceSide(b *testing.B) {
	const left, right = 500, 50
	random := rand.New(rand.NewPCG(1, 2))
	arcs := make([]arc, 0, left*(right+1)+right)
	sink := left + right + 1
	for l := range left {
		var sum uint64
		for r := range right {
			w := random.Uint64N(1000)
			sum += w
			arcs = append(arcs, arc{1 + l, 1 + left + r, small(w)})
		}
		arcs = append(arcs, arc{0, 1 + l, small(sum)}, arc{1 + l, sink, small(20_000 + random.Uint64N(5000))})
	}
	for r := range right {
		arcs = append(arcs, arc{1 + left + r, sink, small(random.Uint64N(40_000))})
	}
	for b.Loop() {
		solve(sink+1, arcs)
	}
}
