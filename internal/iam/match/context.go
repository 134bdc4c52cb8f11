package match

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
)

// Context holds the condition keys of a request and their values. Keys have no case; a key
// with an empty list is as good as absent.
type Context struct{ values map[string][]string }

// NewContext takes keys in any case. Of two spellings of one key the one that sorts last
// wins; the caller should refuse such a request.
func NewContext(values map[string][]string) Context {
	c := Context{make(map[string][]string, len(values))}
	keys := make([]string, 0, len(values))
	for key := range values {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		c.values[Key(key)] = values[key]
	}
	return c
}

// Key returns a condition key as keys are compared, without case.
func Key(key string) string { return pattern.Lower(key) }

// Get returns the values of a key, none if it is absent.
func (c Context) Get(key string) []string { return c.values[Key(key)] }

// One returns the value of a key that has just one and is not multivalued by its type. Only
// such a key can stand in a policy variable.
func (c Context) One(key string) (string, bool) {
	values := c.Get(key)
	if len(values) != 1 || Multivalued(key) {
		return "", false
	}
	return values[0], true
}

// Multivalued reports whether a global condition key is a list by its type, even where a
// request has one value for it.
func Multivalued(key string) bool {
	switch Key(key) {
	case "aws:calledvia", "aws:principalorgpaths", "aws:principalservicenameslist", "aws:resourceorgpaths",
		"aws:sourceorgpaths", "aws:tagkeys", "aws:vpceorgpaths":
		return true
	}
	return false
}
