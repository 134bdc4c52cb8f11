package topology

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// listed is how many words a text names before it only counts the rest.
const listed = 10

// keyList quotes keys for a reader: all of a few, the first of many.
func keyList(keys []string) string {
	if len(keys) == 0 {
		return "none"
	}
	quoted := make([]string, len(keys))
	for i, key := range keys {
		quoted[i] = strconv.Quote(key)
	}
	return shortList(quoted)
}

// shortList joins words, all of a few, the first of many.
func shortList(words []string) string {
	text := strings.Join(words[:min(len(words), listed)], ", ")
	if more := len(words) - listed; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// sortedKeys returns the keys of a map in order.
func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// differ reports whether two texts are both given and not the same.
func differ(a, b Text) bool {
	x, given := a.Get()
	y, also := b.Get()
	return given && also && x != y
}
