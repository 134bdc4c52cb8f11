package plan

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/agext/levenshtein"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// Only refuses members of one of our own option objects that it does not have. Terraform drops
// the surplus names of typed objects without a word, so these objects are read from values
// that still hold them.
func Only(v tree.Value, at input.Path, errs *input.Errors, names ...string) {
	if v.Kind() != tree.Map {
		if v.Given() {
			errs.Add(at, "An object is needed here, with some of %s.", strings.Join(names, ", "))
		}
		return
	}
	for _, name := range slices.Sorted(maps.Keys(v.Members())) {
		if !slices.Contains(names, name) {
			errs.Add(at.Attribute(name), "%q is not known here%s Known are %s.", name, meant(name, names), strings.Join(names, ", "))
		}
	}
}

// meant ends a sentence with the nearest name, if one is near enough to be meant.
func meant(name string, names []string) string {
	best, distance := "", min(4, 1+(len(name)+1)/2)
	for _, candidate := range names {
		if d := levenshtein.Distance(name, candidate, nil); d < distance {
			best, distance = candidate, d
		}
	}
	if best == "" {
		return "."
	}
	return fmt.Sprintf("; did you mean %q?", best)
}

// kinds names what a value is, for a reader.
func kinds(k tree.Kind) string {
	return [...]string{"nothing", "something not known yet", "a string", "a bool", "a number", "a list", "a map"}[k]
}

// Expect refuses a value of another kind; null and what is not known yet pass.
func Expect(v tree.Value, at input.Path, errs *input.Errors, kind tree.Kind) bool {
	if !v.Given() || v.Kind() == kind {
		return true
	}
	errs.Add(at, "%s is needed here, and this is %s.", strings.ToUpper(kinds(kind)[:1])+kinds(kind)[1:], kinds(v.Kind()))
	return false
}
