package awsplan

import (
	"fmt"
	"maps"
	"slices"
)

// Missing lists, as one line each, where got does not hold what want asks for. Both are
// values decoded from JSON. Keys that only got has are no fault; lists must have the
// length of the expectation. Path names the value in the lines.
func Missing(path string, want, got any) []string {
	switch want := want.(type) {
	case map[string]any:
		object, ok := got.(map[string]any)
		if !ok {
			return differ(path, want, got)
		}
		var lines []string
		for _, key := range slices.Sorted(maps.Keys(want)) {
			inner := fmt.Sprintf("%s[%q]", path, key)
			value, ok := object[key]
			if !ok {
				lines = append(lines, fmt.Sprintf("%s: missing, or not known in the plan; there are %q", inner, slices.Sorted(maps.Keys(object))))
				continue
			}
			lines = append(lines, Missing(inner, want[key], value)...)
		}
		return lines
	case []any:
		list, ok := got.([]any)
		if !ok || len(list) != len(want) {
			return differ(path, want, got)
		}
		var lines []string
		for i := range want {
			lines = append(lines, Missing(fmt.Sprintf("%s[%d]", path, i), want[i], list[i])...)
		}
		return lines
	default:
		// What is left of JSON can be compared, but an object or list in its place cannot.
		switch got.(type) {
		case map[string]any, []any:
			return differ(path, want, got)
		}
		if want != got {
			return differ(path, want, got)
		}
		return nil
	}
}

func differ(path string, want, got any) []string {
	return []string{fmt.Sprintf("%s: want %#v, got %#v", path, want, got)}
}
