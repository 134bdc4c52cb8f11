package lint

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// actionRules are about Action and NotAction.
var actionRules = []entry{
	{Rule: rule.Rule{
		ID: "POL-201", Severity: rule.Error,
		Title:  "An action must exist",
		Why:    "An action that no service has never matches: misspelt in an Allow it locks out, misspelt in a Deny it leaves a hole.",
		Fix:    "Write the action as the service authorization reference spells it.",
		Source: pageAuthorization,
	}, check: actionExists},
	{Rule: rule.Rule{
		ID: "POL-202", Severity: rule.Error,
		Title:  "An action begins with the prefix of its service",
		Why:    "Without a prefix that a service has, the action never matches.",
		Fix:    "Write the action as prefix and name, such as s3:GetObject.",
		Source: pageAction,
	}, check: actionPrefix},
	{Rule: rule.Rule{
		ID: "POL-203", Severity: rule.Warning,
		Title:  "An action should be of a service that the endpoint carries",
		Why:    "An endpoint sees the requests to its own service only, so the entry has no effect here.",
		Fix:    "Remove the entry, or move it to the policy of the endpoint of that service.",
		Source: pageEndpointPolicy,
	}, check: actionCarried},
	{Rule: rule.Rule{
		ID: "POL-204", Severity: rule.Warning,
		Title:  "A wildcard should match an action",
		Why:    "The service has no action of that form today, so the entry has no effect.",
		Fix:    "Write a pattern that matches the actions meant.",
		Source: pageAction,
	}, check: actionPattern},
	{Rule: rule.Rule{
		ID: "POL-205", Severity: rule.Warning,
		Title:  "The prefix of an action should hold no wildcard",
		Why:    "AWS does not say what such a prefix matches; it may be nothing, and it may be services that do not exist yet.",
		Fix:    "Name each service with its own prefix, or write the lone * for all actions.",
		Source: pageChecks,
	}, check: actionPrefixPattern},
	{Rule: rule.Rule{
		ID: "POL-206", Severity: rule.Warning,
		Title:  "Allow with NotAction allows the actions of every service but these",
		Why:    "It also allows actions that AWS adds later.",
		Fix:    "Name the actions to allow in Action, or deny the ones not wanted in a statement of their own.",
		Source: pageNotAction,
	}, security: true, check: allowNotAction},
	{Rule: rule.Rule{
		ID: "POL-207", Severity: rule.Info,
		Title:  "An action is covered by another entry",
		Why:    "It has no effect, and costs characters of the quota.",
		Fix:    "Remove the entry, or the wider one if it says too much.",
		Source: pageChecks,
	}, check: actionCovered},
	{Rule: rule.Rule{
		ID: "POL-209", Severity: rule.Info,
		Title:  "Some actions are checked for calls of another name",
		Why:    "The calls that need it pass only if whatever else they need is allowed too.",
		Fix:    "See that the other actions of these calls are allowed, and remove the entry if none of them passes this endpoint.",
		Source: pageAuthorization,
	}, check: actionPermissionOnly},
}

// actionItem is one entry of Action or NotAction.
type actionItem struct {
	ast.String
	statement *statement
	// prefix and name stand around the first colon; prefixed says that there is one.
	prefix, name string
	prefixed     bool
}

// actions goes over the entries of Action and NotAction, but for the lone *.
func (s *subject) actions() iter.Seq[actionItem] {
	return func(yield func(actionItem) bool) {
		for _, st := range s.statements {
			for _, item := range st.actions {
				if item.Value == "*" {
					continue
				}
				prefix, name, found := strings.Cut(item.Value, ":")
				if !yield(actionItem{item, st, prefix, name, found}) {
					return
				}
			}
		}
	}
}

// notJudged says that the actions of a service are not known.
func notJudged(prefix string) string {
	return "The actions of " + quote(prefix) + " are not known."
}

func actionExists(p *pass) {
	if !p.needWords() {
		return
	}
	for a := range p.actions() {
		if !a.prefixed || a.name == "" || wild(a.Value) || variable(a.Value) || !p.words.PrefixKnown(a.prefix) {
			continue
		}
		switch e := p.expand(a.Value); {
		case !e.known:
			p.skip(notJudged(a.prefix))
		case len(e.actions) == 0 && !p.full():
			p.add(fault{
				at: a.At, fix: didYouMean(p.words.NearestActions(a.Value)),
				text: quote(a.Value) + " is not among the actions of " + strings.ToLower(a.prefix) + " known on " + p.words.AsOf() + ".",
			})
		}
	}
}

func actionPrefix(p *pass) {
	for a := range p.actions() {
		switch {
		case variable(a.Value) || wild(a.prefix):
		case !a.prefixed:
			p.report(a.At, "%s has no prefix.", quote(a.Value))
		case a.prefix == "" || a.name == "":
			p.report(a.At, "%s lacks %s its colon.", quote(a.Value), side(a.prefix == ""))
		case p.words != nil && !p.words.PrefixKnown(a.prefix) && !p.full():
			p.add(fault{
				at: a.At, fix: didYouMean(p.words.NearestPrefixes(a.prefix)),
				text: "No service known on " + p.words.AsOf() + " has the prefix " + quote(a.prefix) + ".",
			})
		}
	}
	p.needWords()
}

func side(before bool) string {
	if before {
		return "the prefix before"
	}
	return "the name behind"
}

func actionCarried(p *pass) {
	if !p.needWords() {
		return
	}
	var carried []string
	for a := range p.actions() {
		if !a.prefixed || wild(a.prefix) || !p.words.PrefixKnown(a.prefix) {
			continue
		}
		if carried == nil {
			if p.options.Service == "" {
				p.skip("The service of the endpoint was not given.")
				return
			}
			var known bool
			if carried, known = p.words.EndpointPrefixes(p.options.Service); !known {
				p.skip("The actions that pass an endpoint of " + quote(p.options.Service) + " are not known.")
				return
			}
		}
		if !slices.Contains(carried, strings.ToLower(a.prefix)) {
			p.report(a.At, "%s is not an action of %s; an endpoint of %s carries %s.",
				quote(a.Value), enumerate(carried, "or"), p.options.Service, patterns(carried))
		}
	}
}

// patterns writes prefixes as patterns of actions: ecr:*.
func patterns(prefixes []string) string {
	var all []string
	for _, prefix := range prefixes {
		all = append(all, prefix+":*")
	}
	return list(all)
}

func actionPattern(p *pass) {
	if !p.needWords() {
		return
	}
	for a := range p.actions() {
		if !a.prefixed || wild(a.prefix) || !wild(a.name) || variable(a.Value) || !p.words.PrefixKnown(a.prefix) {
			continue
		}
		switch e := p.expand(a.Value); {
		case !e.known:
			p.skip(notJudged(a.prefix))
		case len(e.actions) == 0:
			p.report(a.At, "%s matches none of the actions of %s known on %s.", quote(a.Value), strings.ToLower(a.prefix), p.words.AsOf())
		}
	}
}

func actionPrefixPattern(p *pass) {
	for a := range p.actions() {
		if wild(a.prefix) {
			p.report(a.At, "%s has a wildcard before its colon.", quote(a.Value))
		}
	}
}

func allowNotAction(p *pass) {
	for _, st := range p.statements {
		if st.Effect == ast.Allow && st.NotAction != nil {
			p.report(st.NotAction.At, "The statement allows every action that is not named here.")
		}
	}
}

func actionCovered(p *pass) {
	for _, st := range p.statements {
		p.covered(st.actions, func(text string) string { return strings.ToLower(text) }, covered)
	}
}

// mostCompared bounds the pairs of entries that are compared with each other.
const mostCompared = 1 << 20

// covered reports every entry of a list that another one covers. Of two equal entries it is
// the second. Fold gives the form in which entries are compared.
func (p *pass) covered(items []ast.String, fold func(string) string, covers func(by, text string) bool) {
	folded := make([]string, len(items))
	var wide []int
	for i, item := range items {
		if folded[i] = fold(item.Value); wild(folded[i]) {
			wide = append(wide, i)
		}
	}
	if len(wide)*len(items) > mostCompared {
		p.skip("A list has too many entries with wildcards to compare each with each.")
		wide = nil
	}
	first := map[string]int{}
	for i, item := range items {
		if j, twice := first[folded[i]]; twice {
			p.report(item.At, "%s stands in the list already, %s.", quote(item.Value), at(items[j].At))
			continue
		}
		first[folded[i]] = i
		by := slices.IndexFunc(wide, func(j int) bool {
			return folded[j] != folded[i] && covers(folded[j], folded[i])
		})
		if by >= 0 {
			p.report(item.At, "%s is covered by %s, %s.", quote(item.Value), quote(items[wide[by]].Value), at(items[wide[by]].At))
		}
	}
}

// at names another place in a sentence.
func at(place ast.At) string { return "at " + cmp.Or(place.String(), "another place") }

func actionPermissionOnly(p *pass) {
	if !p.needWords() {
		return
	}
	for a := range p.actions() {
		if p.words.PermissionOnly(a.Value) {
			p.report(a.At, "%s is the name of no call.", quote(a.Value))
		}
	}
}

// variable reports whether a text holds what would be a policy variable where variables are
// read.
func variable(text string) bool { return strings.Contains(text, "${") }
