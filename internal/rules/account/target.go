package account

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/vocabulary"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/policytext"
)

// target is what the callers reach, as policies speak of it.
type target struct {
	// account is empty where it is not given.
	account, region string
	// arn are the parts of its ARN; empty where none is given.
	arn []string
	// prefixes are those of the actions on it; empty where they are not known.
	prefixes []string
	// marked says that every request to it carries the account of the resource.
	marked bool
}

// aim describes a target for policies. One that says no Region is in that of the endpoints.
func aim(t plan.Target, account, region string) target {
	a := target{account: account, region: t.Region.Or(region), marked: slices.Contains([]string{"s3", "s3express", "dynamodb"}, t.Service)}
	if words, err := vocabulary.Embedded(); err == nil {
		a.prefixes, _ = words.EndpointPrefixes(t.Service)
	}
	if parts := strings.SplitN(t.ARN.Or(""), ":", pattern.Segments); len(parts) == pattern.Segments {
		a.arn, a.prefixes = parts, []string{parts[2]}
	}
	return a
}

// facts are what is known of requests to the target that callers make themselves.
func (a target) facts() policytext.Facts {
	f := policytext.Direct()
	account := policytext.Exactly(a.account)
	if a.account == "" {
		account = policytext.Some("000000000000", "the account of the target is not given", false)
	}
	account.Maybe = !a.marked
	f[resourceAccount] = account
	if slices.Contains(a.prefixes, "s3") {
		f[bucketAccount] = account
	}
	return f
}

// cover says whether a statement is about a target.
type cover uint8

const (
	never cover = iota
	perhaps
	certainly
)

// actions says whether a statement is about actions on the target.
func (a target) actions(st *ast.Statement) cover {
	list, not := st.What()
	switch {
	case list == nil:
		return never
	case not && a.everyActionIn(list):
		return never
	case len(a.prefixes) == 0 || not && slices.ContainsFunc(list.Items, a.isAction):
		return perhaps
	case not || slices.ContainsFunc(list.Items, a.isAction):
		return certainly
	}
	return never
}

// isAction reports whether an action, or pattern of actions, may be one on the target.
func (a target) isAction(action ast.String) bool {
	prefix, _, _ := strings.Cut(pattern.Lower(action.Value), ":")
	p, _ := pattern.Parse(prefix, pattern.Syntax{Wildcards: true})
	return slices.ContainsFunc(a.prefixes, p.Match)
}

// everyAction reports whether a statement is about every action on the target.
func (a target) everyAction(st *ast.Statement) bool {
	return st.Action != nil && a.everyActionIn(st.Action)
}

func (a target) everyActionIn(list *ast.Strings) bool {
	has := func(text string) bool {
		return slices.ContainsFunc(list.Items, func(s ast.String) bool { return strings.EqualFold(s.Value, text) })
	}
	return has("*") || has("*:*") ||
		len(a.prefixes) > 0 && !slices.ContainsFunc(a.prefixes, func(prefix string) bool { return !has(prefix + ":*") })
}

// resources says whether a statement is about the target, or something in it.
func (a target) resources(st *ast.Statement, variables bool) cover {
	list, not := st.Which()
	if list == nil {
		return never
	}
	best := never
	for _, item := range list.Items {
		best = max(best, a.resource(item.Value, variables))
	}
	switch {
	case !not:
		return best
	case best == never:
		return certainly
	case slices.Contains(list.Texts(), "*"):
		return never
	}
	return perhaps
}

// resource says whether a pattern of resources matches the target, or something in it.
func (a target) resource(text string, variables bool) cover {
	p, _ := pattern.Parse(text, pattern.Syntax{Wildcards: true, Variables: variables})
	if p.Everything() {
		return certainly
	}
	parts, ok := p.SplitOpen()
	if !ok {
		return never
	}
	if a.arn == nil {
		return a.anyResource(parts)
	}
	for i := 2; i < pattern.Segments-1; i++ {
		if !mayBe(parts[i], a.arn[i]) {
			return never
		}
	}
	own, last := a.arn[pattern.Segments-1], parts[pattern.Segments-1]
	head := literalHead(last)
	switch {
	case last.Match(own), strings.HasPrefix(head, own+"/"), strings.HasPrefix(head, own+":"):
		return certainly
	case strings.HasPrefix(own, head) && (last.Wild() || len(last.Variables()) > 0), strings.HasPrefix(own, head+"/"):
		return perhaps
	}
	return never
}

// anyResource says the same where the target has no ARN, but a service and an account.
func (a target) anyResource(parts pattern.ARN) cover {
	service := len(a.prefixes) == 0 || slices.ContainsFunc(a.prefixes, func(prefix string) bool { return mayBe(parts[2], prefix) })
	switch {
	case !service, !mayBe(parts[3], a.region) && !mayBe(parts[3], ""), a.account != "" && !mayBe(parts[4], a.account) && !mayBe(parts[4], ""):
		return never
	case parts[pattern.Segments-1].Everything():
		return certainly
	}
	return perhaps
}

// wholeResource reports whether a statement is about the target and everything in it.
func (a target) wholeResource(st *ast.Statement, variables bool) bool {
	if st.Resource == nil {
		return false
	}
	covers := func(resource string) bool {
		whole := pattern.Exactly(resource)
		return slices.ContainsFunc(st.Resource.Items, func(s ast.String) bool {
			p, _ := pattern.Parse(s.Value, pattern.Syntax{Wildcards: true, Variables: variables})
			return p.Everything() || a.arn != nil && p.Covers(whole)
		})
	}
	arn := strings.Join(a.arn, ":")
	return covers(arn) && covers(arn+"/x")
}

// mayBe reports whether a part of a pattern may match a text.
func mayBe(p pattern.Pattern, text string) bool { return len(p.Variables()) > 0 || p.Match(text) }

// literalHead is the text with which everything begins that a pattern matches.
func literalHead(p pattern.Pattern) string {
	if len(p) == 0 {
		return ""
	}
	head, _ := p[0].(pattern.Literal)
	return string(head)
}
