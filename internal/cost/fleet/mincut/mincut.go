// Package mincut finds a cheapest cut of a directed network, exactly, in whole numbers.
//
// Choices that only ever help each other ("this pays if that is bought too") are a cut:
// what stands on the source's side is chosen, and every arc that leads from the chosen to
// the rest is paid for. The way there is Dinic's maximum flow; its answer needs no trust,
// because a flow and a cut of the same size prove each other optimal.
package mincut

import (
	"slices"

	"lukechampine.com/uint128"
)

// Graph is a network of nodes numbered from zero. Make one with [New].
type Graph struct {
	first []int32 // first arc out of each node, none = -1
	arcs  []arc   // arc i and its reverse i^1 are neighbours
}

type arc struct {
	to   int32
	next int32 // next arc out of the same node
	rest uint128.Uint128
}

const none = int32(-1)

// New returns a network of that many nodes without arcs; arcs is how many are expected.
func New(nodes, arcs int) *Graph {
	return &Graph{
		first: slices.Repeat([]int32{none}, nodes),
		arcs:  make([]arc, 0, 2*arcs),
	}
}

// Infinite is the capacity of an arc that must not be cut. All finite capacities of a
// network together must be smaller; then no sum inside can overflow.
func Infinite() uint128.Uint128 { return uint128.New(0, 1<<63) }

// Arc adds an arc. What it may carry is what cutting it costs.
func (g *Graph) Arc(from, to int, capacity uint128.Uint128) {
	if capacity.IsZero() || from == to {
		return
	}
	g.half(from, to, capacity)
	g.half(to, from, uint128.Uint128{})
}

func (g *Graph) half(from, to int, capacity uint128.Uint128) {
	g.arcs = append(g.arcs, arc{to: int32(to), next: g.first[from], rest: capacity})
	g.first[from] = int32(len(g.arcs) - 1)
}

// SourceSide returns, for every node, whether it stands on the source's side of a cheapest
// cut. Of several cheapest cuts it is the one with the fewest nodes on that side, which is
// unique: the answer does not depend on the order of nodes or arcs. The network is used up.
func (g *Graph) SourceSide(source, sink int) []bool {
	level := make([]int32, len(g.first))
	queue := make([]int32, 0, len(g.first))
	current := make([]int32, len(g.first))
	var path []int32
	for {
		queue = g.levels(int32(source), level, queue[:0])
		if level[sink] == none {
			break
		}
		copy(current, g.first)
		path = g.block(source, sink, level, current, path[:0])
	}
	// What the last search reached is what every cheapest cut must keep on this side.
	side := make([]bool, len(level))
	for node := range level {
		side[node] = level[node] != none
	}
	return side
}

// levels numbers the nodes by their distance from the source over arcs with capacity left.
func (g *Graph) levels(source int32, level, queue []int32) []int32 {
	for i := range level {
		level[i] = none
	}
	level[source] = 0
	queue = append(queue, source)
	for i := 0; i < len(queue); i++ {
		node := queue[i]
		for a := g.first[node]; a != none; a = g.arcs[a].next {
			to := g.arcs[a].to
			if level[to] == none && !g.arcs[a].rest.IsZero() {
				level[to] = level[node] + 1
				queue = append(queue, to)
			}
		}
	}
	return queue
}

// block sends flow along shortest paths until none is left. It walks without recursion, so
// that no input can exhaust the stack, and remembers in current where each node stopped.
func (g *Graph) block(source, sink int, level, current, path []int32) []int32 {
	node := source
	for {
		if node == sink {
			path = g.augment(path)
			node = source
			if len(path) > 0 {
				node = int(g.arcs[path[len(path)-1]].to)
			}
			continue
		}
		a := current[node]
		for a != none && (g.arcs[a].rest.IsZero() || level[g.arcs[a].to] != level[node]+1) {
			a = g.arcs[a].next
		}
		current[node] = a
		if a != none {
			path = append(path, a)
			node = int(g.arcs[a].to)
			continue
		}
		if len(path) == 0 {
			return path
		}
		// A dead end: no later path of this round may enter the node again.
		level[node] = none
		node = int(g.arcs[path[len(path)-1]^1].to)
		path = path[:len(path)-1]
	}
}

// augment sends what the narrowest arc of the path allows, and returns the part of the path
// before the first arc that is now full, from where the walk goes on.
func (g *Graph) augment(path []int32) []int32 {
	amount := g.arcs[path[0]].rest
	for _, a := range path[1:] {
		if g.arcs[a].rest.Cmp(amount) < 0 {
			amount = g.arcs[a].rest
		}
	}
	keep := len(path)
	for i, a := range slices.Backward(path) {
		g.arcs[a].rest = g.arcs[a].rest.SubWrap(amount)
		g.arcs[a^1].rest = g.arcs[a^1].rest.AddWrap(amount)
		if g.arcs[a].rest.IsZero() {
			keep = i
		}
	}
	return path[:keep]
}
