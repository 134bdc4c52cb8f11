package prove

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
)

// explain writes what was found in sentences that an engineer can act on.
func (a *asker) explain(answer *Answer, r reading) {
	switch answer.Verdict {
	case Undecided:
		answer.Explanation = "It could not be decided: " + answer.Reason + "."
	case Proved:
		answer.Explanation = a.provedText() + assumptionText(answer.Assumptions)
	case Counterexample:
		answer.Explanation = a.counterexampleText(answer, r)
	}
}

func (a *asker) provedText() string {
	switch a.question.Kind {
	case PrincipalOutside:
		return "The policy lets no principal through but those of " + a.question.Trusted.describe() + "."
	case ResourceOutside:
		return "Through the policy nothing is reached but resources of " + a.question.Trusted.describe() + " and those listed."
	case AnonymousAccess:
		return "The policy lets no unsigned request through."
	case NothingAllowed:
		return "The policy lets nothing through."
	case NoNewAccess:
		return "The policy lets nothing through that the reference does not."
	case LostAccess:
		return "The policy lets everything through that the reference does."
	case Equivalent:
		return "The policy and the reference let the same through."
	case AccessNotGranted:
		return "The policy lets nothing of the access through: " + strings.Join(sortedKeys(a.question.Access), ", ") + "."
	case MustAllow:
		return "The policy lets all of the access through: " + strings.Join(sortedKeys(a.question.Access), ", ") + "."
	case DeadStatements:
		return "Every statement makes a difference."
	}
	return ""
}

// describe names the trusted in a sentence.
func (t Trusted) describe() string {
	var parts []string
	add := func(one, many string, ids []string) {
		switch len(ids) {
		case 0:
		case 1:
			parts = append(parts, one+" "+ids[0])
		default:
			parts = append(parts, many+" "+strings.Join(slices.Sorted(slices.Values(ids)), ", "))
		}
	}
	add("organization", "organizations", t.Organizations)
	add("account", "accounts", t.Accounts)
	add("path", "paths", t.Paths)
	if len(parts) == 0 {
		return "nobody, as nobody is trusted"
	}
	return strings.Join(parts, " and ")
}

func assumptionText(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return " This rests on: " + strings.Join(names, ", ") + "."
}

func (a *asker) counterexampleText(answer *Answer, r reading) string {
	if a.question.Kind == DeadStatements {
		return a.deadText(answer.Dead)
	}
	request := *answer.Witness
	lets, not := "The policy", "the reference"
	if answer.ByReference {
		lets, not = "The reference", "the policy"
	}
	what := fmt.Sprintf("%s call %s on %s%s", callerText(request), request.Action, request.Resource, contextText(request))
	var b strings.Builder
	switch {
	case a.question.Kind == MustAllow:
		b.WriteString("The policy does not let " + what + ".")
	case a.needsReference():
		fmt.Fprintf(&b, "%s lets %s, and %s does not.", lets, what, not)
	default:
		b.WriteString("The policy lets " + what + ".")
	}
	b.WriteString(a.deciders(answer))
	b.WriteString(a.advice(answer))
	if r.named && !a.everywhere(request, r) {
		fmt.Fprintf(&b, " This holds on %s endpoints.", strings.ToLower(r.endpoint.String()))
	}
	if answer.Reading != "" {
		fmt.Fprintf(&b, " AWS does not document whether this is so; it is, if %s.", answer.Reading)
	}
	return b.String()
}

// deciders names the statements that decide about the witness.
func (a *asker) deciders(answer *Answer) string {
	allowing, denying := "", ""
	if a.needsReference() {
		denying = " of the reference"
		if answer.ByReference {
			allowing, denying = denying, ""
		}
	}
	text := ""
	if answer.AllowedBy != none {
		sid := ""
		if s := a.document.Statements; !answer.ByReference && s[answer.AllowedBy].Sid != nil && s[answer.AllowedBy].Sid.Value != "" {
			sid = " (" + s[answer.AllowedBy].Sid.Value + ")"
		}
		text = fmt.Sprintf(" Statement %d%s%s allows it.", answer.AllowedBy+1, sid, allowing)
	}
	switch {
	case answer.DeniedBy != none:
		text += fmt.Sprintf(" Statement %d%s denies it.", answer.DeniedBy+1, denying)
	case a.question.Kind == MustAllow:
		text += " No statement allows it."
	}
	return text
}

// callerText names the caller of a request.
func callerText(r eval.Request) string {
	c, err := match.NewCaller(r.Principal)
	if err != nil {
		return r.Principal
	}
	switch c.Kind {
	case match.Anonymous:
		return "anybody, without a signature,"
	case match.Root:
		return "the root user of account " + c.Account
	case match.User, match.Role:
		return kindName(c.Kind) + " " + c.Name + " of account " + c.Account
	case match.RoleSession:
		return "the session " + c.Session + " of role " + c.Name + " of account " + c.Account
	case match.FederatedSession, match.ServicePrincipal, match.Provider:
	}
	return kindName(c.Kind) + " " + c.Text
}

// contextText names the keys of a request that the caller and the resource do not show.
func contextText(r eval.Request) string {
	var parts []string
	for _, key := range contextKeys(r.Context) {
		switch match.Key(key) {
		case principalARNKey, principalAccountKey, userNameKey, serviceNameKey, "aws:principalisawsservice":
			continue
		}
		parts = append(parts, key+" "+strings.Join(r.Context[key], " and "))
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// advice says what to do about a counterexample.
func (a *asker) advice(answer *Answer) string {
	t := a.question.Trusted
	at := "it"
	if answer.AllowedBy != none {
		at = fmt.Sprintf("statement %d", answer.AllowedBy+1)
	}
	condition := func(organization, account string) string {
		switch {
		case len(t.Organizations) > 0:
			return organization
		case len(t.Accounts) > 0:
			return account
		}
		return organization
	}
	switch a.question.Kind {
	case PrincipalOutside:
		if caller, err := match.NewCaller(answer.Witness.Principal); err == nil && caller.Kind == match.ServicePrincipal {
			return fmt.Sprintf(" Allow AWS services in the question if that is meant, else add a condition on aws:PrincipalIsAWSService to %s.", at)
		}
		return fmt.Sprintf(" Add a condition on %s to %s.", condition("aws:PrincipalOrgID", "aws:PrincipalAccount"), at)
	case AnonymousAccess:
		return fmt.Sprintf(" Add a condition on aws:PrincipalAccount or aws:PrincipalOrgID to %s: a key that an unsigned request does not have.", at)
	case ResourceOutside:
		return fmt.Sprintf(" Add a condition on %s to %s, or name the resources.", condition("aws:ResourceOrgID", "aws:ResourceAccount"), at)
	case MustAllow:
		if answer.DeniedBy == none {
			return " Add a statement that allows it, or take away the conditions that keep it out."
		}
	case NothingAllowed, NoNewAccess, LostAccess, Equivalent, AccessNotGranted, DeadStatements:
	}
	return ""
}

func (a *asker) deadText(dead []Dead) string {
	var parts []string
	for _, d := range dead {
		effect := "allows"
		if a.document.Statements[d.Statement].Effect == ast.Deny {
			effect = "denies"
		}
		switch d.Why {
		case Contradiction:
			parts = append(parts, fmt.Sprintf("No request can match statement %d.", d.Statement+1))
		case Shadowed:
			parts = append(parts, fmt.Sprintf("Everything that statement %d allows is denied by others.", d.Statement+1))
		case Redundant:
			parts = append(parts, fmt.Sprintf("Without statement %d the policy lets the same through: what it %s, the other statements decide alike.", d.Statement+1, effect))
		}
	}
	return strings.Join(parts, " ")
}
