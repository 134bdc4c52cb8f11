// Package treetest hides parts of an input, for tests of what is said while something is not
// known yet.
package treetest

import (
	"fmt"
	"maps"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// Places lists the ways to everything inside a value: names of members and positions in lists.
func Places(v tree.Value) [][]string { return places(v, nil) }

func places(v tree.Value, at []string) [][]string {
	var out [][]string
	if len(at) > 0 {
		out = append(out, at)
	}
	for _, name := range slices.Sorted(maps.Keys(v.Members())) {
		out = append(out, places(v.At(name), append(slices.Clip(at), name))...)
	}
	for i, element := range v.Elements() {
		out = append(out, places(element, append(slices.Clip(at), fmt.Sprint(i)))...)
	}
	return out
}

// Hide makes one place of a value unknown.
func Hide(v tree.Value, at []string) tree.Value {
	if len(at) == 0 {
		return tree.NotKnown()
	}
	if v.Kind() == tree.List {
		list := slices.Clone(v.Elements())
		for i := range list {
			if fmt.Sprint(i) == at[0] {
				list[i] = Hide(list[i], at[1:])
			}
		}
		return tree.ListOf(list)
	}
	members := maps.Clone(v.Members())
	members[at[0]] = Hide(members[at[0]], at[1:])
	return tree.MapOf(members)
}
