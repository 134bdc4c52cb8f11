package lint

import (
	"net/netip"
	"regexp"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// valueRules are about the values that conditions compare with.
var valueRules = []entry{
	{Rule: rule.Rule{
		ID: "POL-409", Severity: rule.Warning,
		Title:  "A wildcard needs an operator that knows wildcards",
		Why:    "StringEquals compares * and ? as letters, so the value matches no request that was meant; in a Deny the guard never acts.",
		Fix:    "Use StringLike or StringNotLike, or write the value without the wildcard.",
		Source: pageOperators,
	}, check: wildcardAsLetter},
	{Rule: rule.Rule{
		ID: "POL-417", Severity: rule.Error,
		Title:  "A truth value is true or false, and there is one",
		Why:    "AWS refuses several values and other words, or the test never holds.",
		Fix:    "Write \"true\" or \"false\", once.",
		Source: pageChecks,
	}, check: truthValue},
	{Rule: rule.Rule{
		ID: "POL-418", Severity: rule.Error,
		Title:  "A value must be of the form its operator reads",
		Why:    "A value that is no date, number, address range or base64 never matches.",
		Fix:    "Write dates as 2027-01-31T10:15:00Z, numbers in digits, addresses as 10.0.0.0/16, bytes in base64.",
		Source: pageOperators,
	}, check: valueForm},
	{Rule: rule.Rule{
		ID: "POL-419", Severity: rule.Info,
		Title:  "An address range should not have bits behind its prefix",
		Why:    "They are ignored, so the range is wider than the address in it suggests.",
		Fix:    "Write the first address of the range, or a longer prefix.",
		Source: pageChecks,
	}, check: hostBits},
	{Rule: rule.Rule{
		ID: "POL-420", Severity: rule.Warning,
		Title:  "A condition should have a value to compare with",
		Why:    "With an empty list a test never holds, or only where the request lacks the key. A Terraform list that turned out empty is the usual cause.",
		Fix:    "Fill the list, or leave the test out while it is empty.",
		Source: pageChecks,
	}, check: noValue},
	{Rule: rule.Rule{
		ID: "POL-426", Severity: rule.Error,
		Title:  "Ids of accounts and organisations must be well formed",
		Why:    "No request carries such an id, so the test never holds. A path of an organisational unit that does not end in /* leaves out the accounts in the units below.",
		Fix:    "Write twelve digits for an account, o- and the id of the organisation, or a path such as o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*.",
		Source: pageConditionKeys,
	}, check: accountForm},
	{Rule: rule.Rule{
		ID: "POL-427", Severity: rule.Error,
		Title:  "Ids that AWS makes up are compared whole",
		Why:    "AWS refuses endpoint policies with wildcards or numeric operators on keys such as aws:PrincipalAccount and aws:SourceVpc.",
		Fix:    "List the ids in full under StringEquals or StringNotEquals.",
		Source: pageEndpointPolicy,
	}, check: systemIdentifier},
	{Rule: rule.Rule{
		ID: "POL-428", Severity: rule.Error,
		Title:  "A wildcard in a condition needs six fixed characters beside it",
		Why:    "AWS refuses endpoint policies with a shorter text before and after a wildcard.",
		Fix:    "Write out more of the value, or list the values without wildcards.",
		Source: pageEndpointPolicy,
	}, check: fixedCharacters},
	{Rule: rule.Rule{
		ID: "POL-429", Severity: rule.Error,
		Title:  "aws:PrincipalArn holds the role, not the session",
		Why:    "For requests of a session the key holds the ARN of its role, so the ARN of a session never matches.",
		Fix:    "Write arn:aws:iam::<account>:role/<name>. Sessions are told apart by aws:userid.",
		Source: pageConditionKeys,
	}, check: sessionARN},
	{Rule: rule.Rule{
		ID: "POL-430", Severity: rule.Warning,
		Title:  "A root ARN in aws:PrincipalArn is the root user alone",
		Why:    "Unlike in Principal it does not stand for the account, so its users and roles do not match.",
		Fix:    "Use aws:PrincipalAccount with the account id if the whole account is meant.",
		Source: pageConditionKeys,
	}, check: rootARN},
	{Rule: rule.Rule{
		ID: "POL-431", Severity: rule.Warning,
		Title:  "ARNs should be compared by ARN operators",
		Why:    "StringLike lets a * reach over the colons, so an account id inside somebody's role name can pass for the account.",
		Fix:    "Use ArnLike or ArnNotLike, which match each part by itself.",
		Source: pageOperators,
	}, check: looseARN},
	{Rule: rule.Rule{
		ID: "POL-435", Severity: rule.Info,
		Title:  "A value is covered by another value",
		Why:    "It has no effect, and costs characters of the quota.",
		Fix:    "Remove the value, or the wider one if it says too much.",
		Source: pageChecks,
	}, check: valueCovered},
}

// literalStars reports whether a value has wildcards where * and ? are not escaped.
func literalStars(text string) bool {
	return wild(strings.NewReplacer("${*}", "", "${?}", "").Replace(text))
}

func wildcardAsLetter(p *pass) {
	for _, t := range p.tests {
		if !t.texts() || t.operator.Base.Wildcards() {
			continue
		}
		for _, v := range t.Values {
			if literalStars(v.Text()) {
				p.report(v.Where(), "%s is compared letter by letter under %s.", quote(v.Text()), t.block.Name)
			}
		}
	}
}

func truthValue(p *pass) {
	for _, t := range p.tests {
		if !t.known || t.operator.Base != ast.BoolEquals && t.operator.Base != ast.Null {
			continue
		}
		if len(t.Values) > 1 {
			p.report(t.At, "%s is compared with %d values.", quote(t.Key), len(t.Values))
			continue
		}
		for _, v := range t.Values {
			if _, ok := match.ParseBool(v.Text()); !ok && !variable(v.Text()) {
				p.report(v.Where(), "%s is neither true nor false.", quote(v.Text()))
			}
		}
	}
}

func valueForm(p *pass) {
	for _, t := range p.tests {
		if !t.known {
			continue
		}
		for _, v := range t.Values {
			if what := unreadable(t.operator.Base, v.Text()); what != "" && !variable(v.Text()) {
				p.report(v.Where(), "%s is %s.", quote(v.Text()), what)
			}
		}
	}
}

// unreadable says what a value is not, if its operator cannot read it.
func unreadable(base ast.Base, text string) string {
	ok, what := true, ""
	switch base.Family() {
	case ast.DateFamily:
		_, ok = match.ParseDate(text, match.Semantics{})
		what = "no date"
	case ast.NumericFamily:
		_, ok = match.ParseNumber(text)
		what = "no number"
	case ast.IPFamily:
		_, ok = match.ParseNetwork(text)
		what = "no address or range of addresses"
	case ast.BinaryFamily:
		_, ok = match.ParseBinary(text)
		what = "not base64"
	case ast.StringFamily, ast.BoolFamily, ast.ARNFamily, ast.NullFamily:
	}
	if ok {
		return ""
	}
	return what
}

func hostBits(p *pass) {
	for _, t := range p.tests {
		if !t.known || t.operator.Base.Family() != ast.IPFamily {
			continue
		}
		for _, v := range t.Values {
			if network, err := netip.ParsePrefix(v.Text()); err == nil && network != network.Masked() {
				p.add(fault{
					at: v.Where(), text: v.Text() + " is read as " + network.Masked().String() + ".",
					fix: "Write " + network.Masked().String() + ", or a longer prefix.",
				})
			}
		}
	}
}

func noValue(p *pass) {
	for _, t := range p.tests {
		if len(t.Values) == 0 {
			p.report(t.ValuesAt, "%s is compared with an empty list.", quote(t.Key))
		}
	}
}

var (
	organizationID   = regexp.MustCompile(`^o-[a-z0-9]{10,32}$`)
	organizationPath = regexp.MustCompile(`^o-[a-z0-9]{10,32}/(r-[a-z0-9]{4,32}/(ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}/)*)?\*?$`)
)

func accountForm(p *pass) {
	for _, t := range p.tests {
		if !t.texts() {
			continue
		}
		for _, v := range t.Values {
			text := v.Text()
			switch {
			case variable(text) || wild(strings.TrimSuffix(text, "*")) || wild(text) && !pathKeys[t.key]:
				// Not the whole text, or a matter of POL-409 and POL-427.
			case accountKeys[t.key] && !match.IsAccount(text) && text != match.AnonymousName:
				p.misformed(v, "not the id of an account", "Write the twelve digits of the account.")
			case organizationKeys[t.key] && !organizationID.MatchString(text):
				p.misformed(v, "not the id of an organisation", "Write the id as AWS shows it, such as o-a1b2c3d4e5.")
			case pathKeys[t.key] && !organizationPath.MatchString(text):
				p.misformed(v, "not a path in an organisation", "Write the whole path, such as o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*.")
			case pathKeys[t.key] && !strings.HasSuffix(text, "*"):
				p.add(fault{
					at: v.Where(), text: quote(text) + " does not end in *.", severity: rule.Warning,
					why: "The path names one organisational unit and leaves out the accounts in the units below it.",
					fix: "Write /* at its end under StringLike, unless these accounts are to be left out.",
				})
			}
		}
	}
}

// misformed reports an id that is none.
func (p *pass) misformed(v ast.Value, what, fix string) {
	p.add(fault{at: v.Where(), text: quote(v.Text()) + " is " + what + ".", why: "No request carries it, so the test never holds.", fix: fix})
}

func systemIdentifier(p *pass) {
	for _, t := range p.tests {
		if !t.known || !systemKey(t.key) {
			continue
		}
		if t.operator.Base.Family() == ast.NumericFamily {
			p.report(t.At, "%s is compared by %s.", quote(t.Key), t.block.Name)
			continue
		}
		for _, v := range t.Values {
			if t.operator.Base.Wildcards() && literalStars(v.Text()) {
				p.report(v.Where(), "%s is compared with %s.", quote(t.Key), quote(v.Text()))
			}
		}
	}
}

// leastFixed is how many characters must stand beside a wildcard.
const leastFixed = 6

func fixedCharacters(p *pass) {
	for _, t := range p.tests {
		if !t.texts() || !t.operator.Base.Wildcards() || systemKey(t.key) {
			continue
		}
		for _, v := range t.Values {
			if text := v.Text(); !variable(text) && wildcardAlone(text) {
				p.report(v.Where(), "A wildcard in %s has fewer than %d fixed characters on each side.", quote(text), leastFixed)
			}
		}
	}
}

// wildcardAlone reports whether some wildcard has too few characters before and behind it.
func wildcardAlone(text string) bool {
	fixed := strings.FieldsFunc("\x00"+text+"\x00", func(r rune) bool { return r == '*' || r == '?' })
	long := func(i int) bool { return len([]rune(strings.Trim(fixed[i], "\x00"))) >= leastFixed }
	for i := range len(fixed) - 1 {
		if !long(i) && !long(i+1) {
			return true
		}
	}
	return false
}

const principalARNKey = "aws:principalarn"

// principalARNs reports the values of aws:PrincipalArn for which report has words.
func (p *pass) principalARNs(report func(parts []string) string) {
	for _, t := range p.tests {
		if t.key != principalARNKey || !t.known || t.operator.Base == ast.Null {
			continue
		}
		for _, v := range t.Values {
			if parts, _ := splitARN(v.Text()); parts != nil {
				if what := report(parts); what != "" {
					p.report(v.Where(), "%s is %s.", quote(v.Text()), what)
				}
			}
		}
	}
}

func sessionARN(p *pass) {
	p.principalARNs(func(parts []string) string {
		if strings.HasPrefix(parts[arnResource], "assumed-role/") {
			return "the ARN of a session"
		}
		return ""
	})
}

func rootARN(p *pass) {
	p.principalARNs(func(parts []string) string {
		if parts[arnResource] == "root" {
			return "the ARN of a root user"
		}
		return ""
	})
}

func looseARN(p *pass) {
	if !p.needWords() {
		return
	}
	for _, t := range p.tests {
		if kind, _ := p.keyType(t.Key); kind != "ARN" || !t.texts() || !t.operator.Base.Wildcards() {
			continue
		}
		if slices.ContainsFunc(t.Texts(), literalStars) {
			p.report(t.At, "%s is compared by %s.", quote(t.Key), t.block.Name)
		}
	}
}

func valueCovered(p *pass) {
	for _, t := range p.tests {
		if !t.known {
			continue
		}
		if t.operator.Base.Family() == ast.IPFamily {
			p.rangesCovered(t)
			continue
		}
		fold, covers := func(text string) string { return text }, covered
		if t.operator.Base.IgnoresCase() {
			fold = strings.ToLower
		}
		switch {
		case t.operator.Base.Family() == ast.ARNFamily:
			covers = coversARN
		case !t.operator.Base.Wildcards():
			covers = func(string, string) bool { return false }
		}
		items := make([]ast.String, len(t.Values))
		for i, v := range t.Values {
			items[i] = ast.String{At: v.Where(), Value: v.Text()}
		}
		p.covered(items, fold, covers)
	}
}

// rangesCovered reports address ranges that lie in another range of the list.
func (p *pass) rangesCovered(t *test) {
	if len(t.Values)*len(t.Values) > mostCompared {
		p.skip("A list has too many address ranges to compare each with each.")
		return
	}
	ranges := make([]netip.Prefix, len(t.Values))
	for i, v := range t.Values {
		ranges[i], _ = match.ParseNetwork(v.Text())
	}
	for i, v := range t.Values {
		for j, wide := range ranges {
			// Of two equal ranges the second is the one too many.
			if j == i || !wide.IsValid() || !ranges[i].IsValid() || wide == ranges[i] && j > i ||
				wide.Bits() > ranges[i].Bits() || !wide.Contains(ranges[i].Addr()) {
				continue
			}
			p.report(v.Where(), "%s lies in %s, %s.", v.Text(), t.Values[j].Text(), at(t.Values[j].Where()))
			break
		}
	}
}
