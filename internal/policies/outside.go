package policies

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/vocabulary"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// outsiders asks who and what is outside of the trusted, and about unsigned requests.
func (p *proof) outsiders() {
	trusted, stated := p.Policies.Trusted.Get()
	p.unsigned(stated)
	if !stated {
		for _, id := range []string{"POL-602", "POL-604"} {
			if p.Policies.Trusted.IsUnknown() {
				p.later(id, "", "trusted is not known yet")
			} else {
				p.missing(id, "", "trusted is not given, so nobody is inside or outside")
			}
		}
		return
	}
	p.principals(trustedOf(trusted))
	p.resources(trustedOf(trusted))
}

// certain is the severity of a leak: a warning if it is one only under a reading of a rule that
// AWS does not document.
func certain(leak prove.Answer) rule.Severity {
	return against(leak.Reading == "")
}

// unsigned asks about unsigned requests.
func (p *proof) unsigned(trusted bool) {
	answer := p.ask("POL-603", p.document, p.with(prove.AnonymousAccess))
	p.signedOnly = answer.Verdict == prove.Proved
	switch patterns, open := p.awsOwned(); {
	case answer.Verdict != prove.Counterexample:
	case p.Policies.AllowAnonymous.IsUnknown():
		p.later("POL-603", p.target, "allow_anonymous is not known yet")
	case p.Policies.AllowAnonymous.Or(false):
	case open != "":
		p.later("POL-603", p.target, open)
	case p.onlyTo(patterns):
		p.add("POL-603", answer, rule.Info, "Unsigned requests pass, and reach nothing but what is meant for them: resources of AWS, and roles that are taken with a token. %s", answer.Explanation)
	default:
		p.add("POL-603", answer, against(trusted || p.Policies.AllowAnonymous.IsGiven()), "%s", answer.Explanation)
	}
}

// onlyTo reports whether unsigned requests are known to reach nothing but these resources, and
// roles that are taken with a token, which no signature precedes.
func (p *proof) onlyTo(patterns []string) bool {
	besides := []string{byToken()}
	if len(patterns) > 0 {
		besides = append(besides, fmt.Sprintf(`"Principal": "*", "Action": "*", "Resource": [%s]`, quoted(patterns)))
	}
	rest, err := prove.Ask(p.denying(besides...), p.with(prove.AnonymousAccess))
	return err == nil && rest.Verdict == prove.Proved
}

// byToken are the parts of a statement about roles that are taken with a token. No key says who
// the caller is, so nobody is inside or outside; whose the role is POL-604 asks.
func byToken() string {
	return fmt.Sprintf(`"Principal": "*", "Action": [%s], "Resource": "*"`, quoted(vocabulary.WithoutCaller()))
}

// full finds a policy that lets everything through, unsigned requests among it, where the
// linter did not see it.
func (p *proof) full() {
	if !p.signedOnly && !p.told("POL-601") && p.letsAll() {
		p.add("POL-601", prove.Answer{AllowedBy: -1}, against(p.Policies.Trusted.IsGiven() || p.restricts()), "The policy lets every request through.")
	}
}

// letsAll reports whether the policy is known to let through what AWS's default policy does.
func (p *proof) letsAll() bool {
	q := p.with(prove.NoNewAccess)
	q.Reference = p.document
	return p.ask("POL-601", ast.Default(), q).Verdict == prove.Proved
}

// principals asks whether somebody outside of the trusted gets in. Unsigned requests are told
// by POL-603 alone.
func (p *proof) principals(trusted prove.Trusted) {
	needed, open := p.needed()
	switch {
	case p.Policies.AllowServices.IsUnknown():
		open = "allow_aws_service_principals is not known yet"
	case p.Policies.AWSOwned.IsUnknown():
		open = "aws_owned_resources is not known yet"
	}
	if open != "" {
		p.later("POL-602", p.target, open)
		return
	}
	besides := []string{`"Principal": "*", "Action": "*", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalAccount": "anonymous"}}`, byToken()}
	if list, given := p.Policies.AWSOwned.Get(); given {
		if len(list) > 0 { // what the caller names as AWS's own may be reached, whoever asks for it
			besides = append(besides, fmt.Sprintf(`"Principal": "*", "Action": "*", "Resource": [%s]`, quoted(list)))
		}
		needed = nil
	}
	for _, r := range needed {
		if r.AnyCaller {
			besides = append(besides, fmt.Sprintf(`"Principal": "*", "Action": [%s], "Resource": [%s]`, quoted(r.Actions), quoted(r.ResourceARNs)))
		}
	}
	q := p.with(prove.PrincipalOutside)
	q.Trusted = trusted
	if outside := p.ask("POL-602", p.denying(besides...), q); outside.Verdict == prove.Counterexample {
		p.add("POL-602", outside, certain(outside), "%s", outside.Explanation)
	}
}

// resources asks whether a resource outside of the trusted is reached.
func (p *proof) resources(trusted prove.Trusted) {
	patterns, open := p.reachable()
	if open != "" {
		p.later("POL-604", p.target, open)
		return
	}
	q := p.with(prove.ResourceOutside)
	q.Trusted, q.Resources = trusted, patterns
	if outside := p.ask("POL-604", p.document, q); outside.Verdict == prove.Counterexample {
		p.add("POL-604", outside, certain(outside), "%s", outside.Explanation)
	}
}

// denying is the policy with more statements, which deny something.
func (p *proof) denying(statements ...string) *ast.Document {
	extra := parse.Parse(`{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", ` + strings.Join(statements, `}, {"Effect": "Deny", `) + `}]}`)
	if extra.Document == nil {
		return p.document
	}
	more := *p.document
	more.Statements = append(slices.Clip(p.document.Statements), extra.Document.Statements...)
	return &more
}

// quoted are texts as the elements of a list in JSON.
func quoted(texts []string) string {
	out := make([]string, len(texts))
	for i, text := range texts {
		element, err := json.Marshal(text)
		if err != nil {
			continue // no string is without a form in JSON
		}
		out[i] = string(element)
	}
	return strings.Join(out, ", ")
}
