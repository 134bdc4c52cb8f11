package price

import (
	"cmp"
	"slices"

	"github.com/agext/levenshtein"
)

// nearest returns the n item names that are most like the word, best first.
func nearest(word string, n int) []string {
	type candidate struct {
		name     string
		distance int
	}
	candidates := make([]candidate, 0, n)
	for _, d := range Items() {
		name := string(d.Item)
		candidates = append(candidates, candidate{name, levenshtein.Distance(word, name, nil)})
	}
	slices.SortFunc(candidates, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.name, b.name))
	})
	names := make([]string, 0, n)
	for _, c := range candidates[:n] {
		names = append(names, c.name)
	}
	return names
}
