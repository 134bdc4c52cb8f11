package match

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
)

// NoResource is the resource of a request that has none, such as s3:ListAllMyBuckets.
const NoResource = "*"

// Resource is one resource pattern: an ARN, perhaps with wildcards and variables, or *.
type Resource struct {
	// Everything says that the pattern is the lone *, which also covers requests that have
	// no resource. Nothing else does.
	Everything bool
	// Never says that the pattern matches nothing, whatever it looks like.
	Never bool
	// Whole is the pattern over the whole ARN, which is what counts if Loose.
	Whole pattern.Pattern
	Loose bool
	// Parts are the six segments that are matched one by one if not Loose. Missing ones are
	// filled in after a trailing *.
	Parts pattern.ARN

	binder binder
}

// NewResource reads a resource pattern. Variables says whether the document knows policy
// variables; even then they may stand in the sixth segment only.
func NewResource(text string, variables bool, semantics Semantics) Resource {
	whole, _ := pattern.Parse(text, pattern.Syntax{Wildcards: true, Variables: variables})
	parts, complete := whole.SplitOpen()
	r := Resource{
		Everything: whole.Everything(), Loose: semantics.LooseARN,
		Whole: whole, Parts: parts, binder: binder{semantics.WildcardsInValues},
	}
	if r.Everything {
		return r
	}
	for _, part := range parts[:pattern.Segments-1] {
		r.Never = r.Never || len(part.Variables()) > 0
	}
	if !r.Loose {
		fixed := slices.ContainsFunc(parts[1:3], pattern.Pattern.Wild)
		r.Never = r.Never || !complete || fixed && !semantics.WildcardPartition
	}
	return r
}

// Match reports whether the pattern covers a resource. The context gives the values of
// variables; one without a value makes the pattern match nothing.
func (r Resource) Match(resource string, context Context) bool {
	if r.Everything || r.Never || resource == NoResource {
		return r.Everything
	}
	if r.Loose {
		return r.binder.match(r.Whole, resource, context)
	}
	segments := strings.SplitN(resource, ":", pattern.Segments)
	return len(segments) == pattern.Segments && r.binder.matchARN(r.Parts, segments, context)
}

// ResourceList is the value of Resource.
type ResourceList []Resource

// Resources reads resource patterns.
func Resources(texts []string, variables bool, semantics Semantics) ResourceList {
	list := make(ResourceList, len(texts))
	for i, text := range texts {
		list[i] = NewResource(text, variables, semantics)
	}
	return list
}

// Match reports whether any of the patterns covers the resource.
func (l ResourceList) Match(resource string, context Context) bool {
	return slices.ContainsFunc(l, func(r Resource) bool { return r.Match(resource, context) })
}
