package lint

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// keyRules are about condition keys.
var keyRules = []entry{
	{Rule: rule.Rule{
		ID: "POL-404", Severity: rule.Error,
		Title:  "A global condition key must exist",
		Why:    neverSent,
		Fix:    "Write the key as the page of global condition keys spells it.",
		Source: pageConditionKeys,
	}, check: globalKeyExists},
	{Rule: rule.Rule{
		ID: "POL-405", Severity: rule.Warning,
		Title:  "A condition key should be one that the actions support",
		Why:    "Requests for other actions do not carry the key: a test for a value then never holds, and its negation always does.",
		Fix:    "Use a key that every action of the statement supports, or move the action to a statement of its own.",
		Source: pageAuthorization,
	}, check: keySupported},
	{Rule: rule.Rule{
		ID: "POL-406", Severity: rule.Error,
		Title:  "A condition key has a prefix and a name",
		Why:    "AWS refuses a key without the colon between them.",
		Fix:    "Write the key whole, such as aws:PrincipalOrgID or s3:prefix.",
		Source: pageChecks,
	}, check: keyForm},
	{Rule: rule.Rule{
		ID: "POL-407", Severity: rule.Error,
		Title:  "A key must stand only once under an operator",
		Why:    "Keys are compared without case, so the two are the same key, and AWS refuses them.",
		Fix:    "Merge the values under one spelling, or use two operators where both must hold.",
		Source: pageChecks,
	}, check: keyTwice},
	{Rule: rule.Rule{
		ID: "POL-433", Severity: rule.Warning,
		Title:  "A condition should not rest on a key that is deprecated or often absent",
		Why:    "Requests with long-term credentials carry no word of multi-factor authentication, so a test for \"false\" misses them. aws:SourceOwner is not sent any more.",
		Fix:    "Use BoolIfExists in a Deny and Bool in an Allow for aws:MultiFactorAuthPresent, and aws:SourceAccount in the place of aws:SourceOwner.",
		Source: pageConditionKeys,
	}, check: keyPitfall},
	{Rule: rule.Rule{
		ID: "POL-434", Severity: rule.Error,
		Title:  "A key about tags names the tag",
		Why:    "Without the tag's key behind the slash the condition is about no tag, and AWS refuses it.",
		Fix:    "Write the tag's key behind a slash, such as aws:PrincipalTag/team.",
		Source: pageChecks,
	}, check: tagKey},
}

// neverSent says what becomes of a test of a key that does not exist.
const neverSent = "No request carries such a key: a test for a value then never holds, and its negation always does."

func globalKeyExists(p *pass) {
	if !p.needWords() {
		return
	}
	for _, t := range p.tests {
		if !strings.HasPrefix(t.key, "aws:") || tagKeys[strings.TrimSuffix(t.key, "/")] || variable(t.key) {
			continue
		}
		if exists, judged := p.words.KeyKnown(t.Key); judged && !exists && !p.full() {
			p.add(fault{
				at: t.At, text: "No global condition key known on " + p.words.AsOf() + " is called " + quote(t.Key) + ".",
				fix: didYouMean(p.words.NearestKeys(t.Key)),
			})
		}
	}
}

func keySupported(p *pass) {
	if !p.needWords() {
		return
	}
	for _, t := range p.tests {
		prefix, _, found := strings.Cut(t.key, ":")
		if !found || prefix == "aws" || variable(t.key) || strings.ContainsAny(prefix, "./") {
			continue // other rules, or an identity provider of somebody's own
		}
		exists, judged := p.words.KeyKnown(t.Key)
		switch {
		case exists:
			p.supported(t)
		case judged && p.full():
		case judged:
			p.add(fault{
				at: t.At, text: "No condition key of " + prefix + " known on " + p.words.AsOf() + " is called " + quote(t.Key) + ".", why: neverSent,
				fix: didYouMean(p.words.NearestKeys(t.Key)),
			})
		case p.words.PrefixKnown(prefix):
			p.skip("The condition keys of " + quote(prefix) + " are not known.")
		default:
			p.add(fault{
				at: t.At, text: "No service known on " + p.words.AsOf() + " has keys with the prefix " + quote(prefix) + ".", why: neverSent,
				fix: didYouMean(p.words.NearestPrefixes(prefix)),
			})
		}
	}
}

// supported reports the actions of a statement whose requests never carry the key.
func (p *pass) supported(t *test) {
	if t.statement.notAction {
		return
	}
	var without []string
	some := false
	for _, item := range t.statement.actions {
		e := p.expand(item.Value)
		if !e.known {
			return // every action, or those of a service that is not known
		}
		carried := slices.ContainsFunc(e.actions, func(action string) bool {
			supported, known := p.words.SupportsKey(action, t.Key)
			return supported || !known
		})
		some = some || carried
		if !carried && len(e.actions) > 0 {
			without = append(without, item.Value)
		}
	}
	switch tolerant := t.operator.IfExists || t.operator.Base == ast.Null; {
	case len(without) == 0 || some && tolerant:
	case some:
		p.report(t.At, "Requests for %s never carry %s.", list(without), quote(t.Key))
	default:
		p.report(t.At, "No action of the statement supports %s.", quote(t.Key))
	}
}

func keyForm(p *pass) {
	for _, t := range p.tests {
		prefix, name, found := strings.Cut(t.key, ":")
		if !found || prefix == "" || name == "" {
			p.report(t.At, "%s lacks its prefix or its name.", quote(t.Key))
		}
	}
}

func keyTwice(p *pass) {
	type place struct {
		block *ast.Block
		key   string
	}
	seen := map[place]*test{}
	for _, t := range p.tests {
		here := place{t.block, t.key}
		if first, twice := seen[here]; twice {
			p.report(t.At, "%s is %s over again, %s.", quote(t.Key), quote(first.Key), at(first.At))
			continue
		}
		seen[here] = t
	}
}

func tagKey(p *pass) {
	for _, t := range p.tests {
		if tagKeys[strings.TrimSuffix(t.key, "/")] {
			p.report(t.At, "%s names no tag.", quote(t.Key))
		}
	}
}

func keyPitfall(p *pass) {
	for _, t := range p.tests {
		deny := t.statement.Effect == ast.Deny
		switch {
		case t.key == "aws:sourceowner":
			p.add(fault{
				at: t.At, text: quote(t.Key) + " is deprecated.", why: "AWS does not send it any more.",
				fix: "Use aws:SourceAccount in its place.",
			})
		case !t.known || t.operator.Base == ast.Null:
		case t.key == "aws:multifactorauthpresent" && t.operator.Base == ast.BoolEquals && t.says("false") && deny && !t.operator.IfExists:
			p.add(fault{at: t.At, text: "The Deny misses requests that say nothing about multi-factor authentication.", why: noFactors})
		case t.key == "aws:multifactorauthpresent" && t.operator.Base == ast.BoolEquals && t.says("true") && !deny && t.operator.IfExists:
			p.add(fault{at: t.At, text: "The Allow takes requests that say nothing about multi-factor authentication.", why: noFactors})
		case t.key == "aws:multifactorauthage" && deny && !t.operator.IfExists:
			p.add(fault{at: t.At, text: "The Deny misses requests that say nothing about multi-factor authentication.", why: noFactors})
		case t.key == "aws:multifactorauthage" && !deny && t.operator.IfExists:
			p.add(fault{at: t.At, text: "The Allow takes requests that say nothing about multi-factor authentication.", why: noFactors})
		}
	}
}

// noFactors says which requests lack the keys about multi-factor authentication.
const noFactors = "Requests with long-term credentials do not carry the key, whoever makes them."

// says reports whether the only value of a test is a text, whatever its case.
func (t *test) says(text string) bool {
	return len(t.Values) == 1 && strings.EqualFold(t.Values[0].Text(), text)
}
