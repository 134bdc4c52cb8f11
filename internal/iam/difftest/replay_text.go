package main

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
)

// join brings tokens into the normal form of a pattern.
func join(tokens pattern.Pattern) pattern.Pattern {
	text := tokens.String()
	normal, _ := pattern.Parse(text, pattern.Syntax{Wildcards: true, Variables: true})
	return normal
}

// escapes makes plain text of the variables that stand for special characters.
var escapes = strings.NewReplacer("${*}", "${$}{*}", "${?}", "${$}{?}", "${$}", "${$}{$}")

// stringPair decides a string operator.
func (p *replay) stringPair(base ast.Base, text, value string) bool {
	read, _ := pattern.Parse(text, pattern.Syntax{Wildcards: base.Wildcards(), Variables: p.variables})
	if !base.Wildcards() && p.variables && p.on.has(keepsEscapes) {
		// The dollar of an escape, escaped itself, leaves the rest as plain text.
		read, _ = pattern.Parse(escapes.Replace(text), pattern.Syntax{Variables: true})
	}
	own, state := p.bind(read)
	switch {
	case state == unresolved:
		return base.Negated() && !p.on.has(failsUnresolved)
	case state == unmatchable:
		return base.Negated()
	case !base.IgnoresCase():
		return own.Match(value) != base.Negated()
	case p.on.has(foldsUnicode):
		whole, _ := own.Text()
		return strings.EqualFold(whole, value) != base.Negated()
	}
	return own.FoldASCII().Match(pattern.Lower(value)) != base.Negated()
}

// boolPair decides Bool.
func (p *replay) boolPair(text, value string) bool {
	read, _ := pattern.Parse(text, pattern.Syntax{Variables: p.variables})
	own, state := p.bind(read)
	whole, _ := own.Text()
	want, readable := match.ParseBool(whole)
	got, ok := match.ParseBool(value)
	return state == bound && readable && ok && want == got
}

// arnPair decides an ARN operator, segment by segment up to the first that does not match.
func (p *replay) arnPair(base ast.Base, text, value string) bool {
	segments := strings.SplitN(value, ":", pattern.Segments)
	parts, complete := p.arnParts(text)
	if p.on.has(takesFiveSegments) {
		segments, complete = sixth(segments), complete || strings.Count(text, ":") == pattern.Segments-2
	}
	if !complete || len(segments) < pattern.Segments {
		return base.Negated() && !p.on.has(failsMalformedARN)
	}
	for i, part := range parts {
		if i == 0 && p.on.has(ignoresFirstSegment) {
			continue
		}
		own, state := p.bind(part)
		if state == unresolved && p.on.has(failsUnresolved) {
			return false
		}
		if state != bound || !own.Match(segments[i]) {
			return base.Negated()
		}
	}
	return !base.Negated()
}

// arnParts takes the pattern of an ARN operator apart.
func (p *replay) arnParts(text string) (pattern.ARN, bool) {
	syntax := pattern.Syntax{Wildcards: true, Variables: p.variables}
	if !p.on.has(splitsVariables) {
		whole, _ := pattern.Parse(text, syntax)
		return whole.Split()
	}
	var parts pattern.ARN
	texts := strings.SplitN(text, ":", pattern.Segments)
	for i, t := range texts {
		parts[i], _ = pattern.Parse(t, syntax)
	}
	return parts, len(texts) == pattern.Segments
}

// sixth adds an empty sixth segment to five.
func sixth(segments []string) []string {
	if len(segments) == pattern.Segments-1 {
		return append(segments, "")
	}
	return segments
}
