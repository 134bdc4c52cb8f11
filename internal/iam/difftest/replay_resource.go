package main

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
)

// coverage is what a resource pattern says about a resource.
type coverage uint8

const (
	misses coverage = iota
	covers
	// poisons: the pattern does not cover the resource, and is not satisfied in NotResource
	// either.
	poisons
)

// resources reports whether Resource holds, or NotResource.
func (p *replay) resources(texts []string, not bool) bool {
	if not {
		return !slices.ContainsFunc(texts, func(text string) bool { return p.resource(text) != misses })
	}
	return slices.ContainsFunc(texts, func(text string) bool { return p.resource(text) == covers })
}

// resource matches one pattern segment by segment.
func (p *replay) resource(text string) coverage {
	syntax := pattern.Syntax{Wildcards: true, Variables: p.variables}
	whole, _ := pattern.Parse(text, syntax)
	if whole.Everything() {
		return covers
	}
	miss := misses
	if missing := pattern.Segments - 1 - strings.Count(text, ":"); missing > 0 {
		wild := strings.Contains(text, "*")
		if wild && whole.EndsOpen() || wild && p.on.has(completesShort) {
			text += strings.Repeat(":*", missing)
			whole, _ = pattern.Parse(text, syntax)
			if p.on.has(poisonsShort) {
				miss = poisons
			}
		}
	}
	parts, complete := whole.Split()
	if !complete || p.request.Resource == match.NoResource {
		return miss
	}
	segments := strings.SplitN(p.request.Resource, ":", pattern.Segments)
	for i, part := range parts[:pattern.Segments-1] {
		if !p.segment(i, part, segments[i]) {
			return miss
		}
	}
	return p.rest(text, parts, segments[pattern.Segments-1], miss)
}

// segment matches one of the first five segments.
func (p *replay) segment(i int, part pattern.Pattern, segment string) bool {
	switch {
	case i == 0 && p.on.has(ignoresFirstSegment):
		return true
	case len(part.Variables()) > 0, (i == 1 || i == 2) && part.Wild() && !p.on.has(wildcardPartition):
		return false
	case i > 0 && p.on.has(foldsSegments):
		return part.FoldASCII().Match(pattern.Lower(segment))
	}
	return part.Match(segment)
}

// rest matches the sixth segment, what a miss means being given.
func (p *replay) rest(text string, parts pattern.ARN, segment string, miss coverage) coverage {
	if p.on.has(literalType) && !strings.HasPrefix(segment, typeOf(text)) {
		return miss
	}
	own, state := p.bind(parts[pattern.Segments-1])
	switch {
	case state == unresolved && p.on.has(poisonsUnresolved):
		return poisons
	case state == bound && own.Match(segment):
		return covers
	}
	return miss
}

// typeOf returns the sixth segment of a pattern up to its first slash or colon. The buckets
// and objects of S3 have none.
func typeOf(text string) string {
	segments := strings.SplitN(text, ":", pattern.Segments)
	if segments[2] == "s3" && segments[3] == "" && segments[4] == "" {
		return ""
	}
	last := segments[pattern.Segments-1]
	return last[:strings.IndexAny(last, "/:")+1]
}
