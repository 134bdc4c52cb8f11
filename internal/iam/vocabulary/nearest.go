package vocabulary

import (
	"cmp"
	"slices"
	"strings"

	"github.com/agext/levenshtein"
)

// nearestCount bounds how many words are proposed for a misspelt one.
const nearestCount = 3

// NearestPrefixes returns the prefixes closest to a misspelt one, nearest first.
func (v *Vocabulary) NearestPrefixes(prefix string) []string {
	return nearest(prefix, v.prefixes)
}

// NearestActions returns the actions closest to one that its service does not have, nearest first.
func (v *Vocabulary) NearestActions(action string) []string {
	s, name := v.split(action)
	if s == nil {
		return nil
	}
	names := make([]string, 0, len(s.actions))
	for _, a := range s.actions {
		names = append(names, a.name)
	}
	near := nearest(name, names)
	for i := range near {
		near[i] = s.prefix + ":" + near[i]
	}
	return near
}

// NearestKeys returns the condition keys closest to a misspelt one, nearest first: global
// ones for a name that begins with aws:, else those of the service.
func (v *Vocabulary) NearestKeys(key string) []string {
	prefix, _, _ := strings.Cut(key, ":")
	if strings.EqualFold(prefix, "aws") {
		return nearest(key, v.GlobalKeys())
	}
	if s := v.service(prefix); s != nil {
		return nearest(key, s.keys.names())
	}
	return nil
}

// nearest returns the words that differ from a misspelt one by no more than a third of it.
func nearest(wrong string, words []string) []string {
	type candidate struct {
		word     string
		distance int
	}
	folded := strings.ToLower(wrong)
	limit := max(1, len(folded)/3)
	var near []candidate
	for _, word := range words {
		if d := len(word) - len(folded); d > limit || -d > limit {
			continue
		}
		if d := levenshtein.Distance(folded, strings.ToLower(word), nil); d <= limit {
			near = append(near, candidate{word, d})
		}
	}
	slices.SortFunc(near, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), strings.Compare(a.word, b.word))
	})
	var out []string
	for _, c := range near[:min(nearestCount, len(near))] {
		out = append(out, c.word)
	}
	return out
}
