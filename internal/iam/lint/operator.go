package lint

import (
	"slices"
	"strings"

	"github.com/agext/levenshtein"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// operatorRules are about condition operators and whether they suit the key.
var operatorRules = []entry{
	{Rule: rule.Rule{
		ID: "POL-401", Severity: rule.Error,
		Title:  "A condition operator must exist",
		Why:    "AWS refuses a policy with an operator it does not know; the case of letters counts.",
		Fix:    "Write the operator as the language spells it, such as StringEquals.",
		Source: pageOperators,
	}, check: operatorExists},
	{Rule: rule.Rule{
		ID: "POL-402", Severity: rule.Error,
		Title:  "Null has no IfExists form",
		Why:    "Null asks whether the key is there, so \"if it is there\" makes no sense, and AWS refuses it.",
		Fix:    "Write Null.",
		Source: pageOperators,
	}, check: nullIfExists},
	{Rule: rule.Rule{
		ID: "POL-403", Severity: rule.Warning,
		Title:  "Null should have no set prefix",
		Why:    "ForAllValues:Null always holds and ForAnyValue:Null never does, whatever the request carries.",
		Fix:    "Write Null without the prefix.",
		Source: pageChecks,
	}, check: nullSet},
	{Rule: rule.Rule{
		ID: "POL-408", Severity: rule.Warning,
		Title:  "An operator should suit the type of its key",
		Why:    "Values are then compared in the wrong way: as text where numbers are meant, or not at all.",
		Fix:    "Use the operator of the key's type.",
		Source: pageOperators,
	}, check: operatorType},
	{Rule: rule.Rule{
		ID: "POL-410", Severity: rule.Warning,
		Title:  "ForAllValues in an Allow passes requests without the key",
		Why:    "It holds for every value of none. The key has one value at most, so the prefix adds nothing but that hole.",
		Fix:    "Remove ForAllValues.",
		Source: pageSeveralValues,
	}, security: true, check: allOfOne},
	{Rule: rule.Rule{
		ID: "POL-411", Severity: rule.Warning,
		Title:  "ForAllValues in an Allow needs Null beside it",
		Why:    "It holds where the request does not carry the key, so such requests are allowed.",
		Fix:    "Add \"Null\": {\"<key>\": \"false\"} to the condition, or use ForAnyValue.",
		Source: pageSeveralValues,
	}, security: true, check: allOfNone},
	{Rule: rule.Rule{
		ID: "POL-412", Severity: rule.Error,
		Title:  "A key with several values needs ForAnyValue or ForAllValues",
		Why:    "Without a set prefix the operator expects a single value, and AWS refuses the condition or never finds it true.",
		Fix:    "Write ForAnyValue: before the operator; in a negated test that must hold for every value, ForAllValues:.",
		Source: pageSeveralValues,
	}, check: severalPlain},
}

func operatorExists(p *pass) {
	for _, st := range p.statements {
		if st.Condition == nil {
			continue
		}
		for i := range st.Condition.Blocks {
			if block := &st.Condition.Blocks[i]; !known(block) {
				p.add(fault{at: block.At, text: "There is no operator " + quote(block.Name) + ".", fix: didYouMean(nearestOperators(block.Name))})
			}
		}
	}
}

func known(b *ast.Block) bool {
	_, ok := b.Operator()
	return ok
}

// mostSlips bounds how far a misspelt set prefix is from the right one.
const mostSlips = 2

// nearestOperators returns the operators closest to a misspelt one, with its prefix and suffix.
func nearestOperators(wrong string) []string {
	folded := strings.ToLower(wrong)
	set, rest := "", folded
	if before, after, found := strings.Cut(folded, ":"); found {
		rest = after
		for _, s := range []ast.Set{ast.ForAllValues, ast.ForAnyValue} {
			if levenshtein.Distance(before+":", strings.ToLower(s.String()), nil) <= mostSlips {
				set = s.String()
			}
		}
	}
	base, ifExists := strings.CutSuffix(rest, "ifexists")
	best, least := "", len(base)/3+1
	for _, b := range ast.Bases() {
		if d := levenshtein.Distance(base, strings.ToLower(b.String()), nil); d < least {
			best, least = b.String(), d
		}
	}
	if best == "" {
		return nil
	}
	if ifExists {
		best += "IfExists"
	}
	return []string{set + best}
}

func nullIfExists(p *pass) {
	for _, t := range p.tests {
		if t.known && t.operator.Base == ast.Null && t.operator.IfExists {
			p.report(t.block.At, "The operator is %s.", quote(t.block.Name))
		}
	}
}

func nullSet(p *pass) {
	for _, t := range p.tests {
		if t.known && t.operator.Base == ast.Null && t.operator.Set != ast.NoSet {
			p.report(t.block.At, "The operator is %s.", quote(t.block.Name))
		}
	}
}

// suits lists the families of operators that compare a type of values rightly.
var suits = map[string][]ast.Family{
	"String":    {ast.StringFamily},
	"ARN":       {ast.ARNFamily, ast.StringFamily}, // see POL-431
	"Bool":      {ast.BoolFamily},
	"Date":      {ast.DateFamily, ast.NumericFamily}, // seconds since 1970 are a number
	"Numeric":   {ast.NumericFamily},
	"IPAddress": {ast.IPFamily},
	"Binary":    {ast.BinaryFamily},
}

// suffixOf names the operators of a type, for the reader.
var suffixOf = map[string]string{
	"String": "String…", "ARN": "Arn…", "Bool": "Bool", "Date": "Date…",
	"Numeric": "Numeric…", "IPAddress": "IpAddress or NotIpAddress", "Binary": "BinaryEquals",
}

func operatorType(p *pass) {
	if !p.needWords() {
		return
	}
	for _, t := range p.tests {
		kind, _ := p.keyType(t.Key)
		families, ok := suits[kind]
		if !ok || !t.known || t.operator.Base == ast.Null || t.key == serviceCallKey {
			continue
		}
		family := t.operator.Base.Family()
		if family == ast.NumericFamily && systemKey(t.key) {
			continue // POL-427
		}
		if !slices.Contains(families, family) {
			p.add(fault{
				at: t.At, text: quote(t.Key) + " is of type " + kind + ", the operator is " + t.block.Name + ".",
				fix: "Use the operators " + suffixOf[kind] + " for it.",
			})
		}
	}
}

func allOfOne(p *pass) {
	if !p.needWords() {
		return
	}
	for _, t := range p.tests {
		kind, several := p.keyType(t.Key)
		if kind != "" && !several && t.forAllInAllow() {
			p.add(fault{at: t.At, text: quote(t.Key) + " has a single value.", severity: p.against(p.options.Trusted && (callerKeys[t.key] || ownerKeys[t.key]))})
		}
	}
}

func (t *test) forAllInAllow() bool {
	return t.known && t.operator.Set == ast.ForAllValues && t.operator.Base != ast.Null && t.statement.Effect == ast.Allow
}

func allOfNone(p *pass) {
	if !p.needWords() {
		return
	}
	for _, t := range p.tests {
		_, several := p.keyType(t.Key)
		if several && t.forAllInAllow() && !t.statement.demands(t.key) {
			p.add(fault{
				at: t.At, text: "No other test demands that the request carries " + quote(t.Key) + ".",
				fix:      "Add \"Null\": {" + quote(t.Key) + ": \"false\"} to the condition, or use ForAnyValue.",
				severity: p.against(p.options.Trusted && (callerKeys[t.key] || ownerKeys[t.key])),
			})
		}
	}
}

// demands reports whether a test holds only for requests that carry the key.
func (st *statement) demands(key string) bool {
	for _, t := range st.tests {
		if t.key != key || !t.known {
			continue
		}
		if t.operator.Base == ast.Null {
			if len(t.Values) == 1 && strings.EqualFold(t.Values[0].Text(), "false") {
				return true
			}
		} else if t.operator.Set == ast.ForAnyValue && !t.operator.IfExists {
			return true
		}
	}
	return false
}

func severalPlain(p *pass) {
	if !p.needWords() {
		return
	}
	for _, t := range p.tests {
		_, several := p.keyType(t.Key)
		if several && t.known && t.operator.Set == ast.NoSet && t.operator.Base != ast.Null {
			p.report(t.At, "%s can have several values in one request, the operator is %s.", quote(t.Key), t.block.Name)
		}
	}
}
