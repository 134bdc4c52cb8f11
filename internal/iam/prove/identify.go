package prove

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// identify chooses the caller.
func (r *realisation) identify() {
	c := r.callers
	a := r.caller
	r.who = a.caller.Text
	switch a.kind {
	case match.Anonymous:
		r.who = match.AnonymousName
		return
	case match.ServicePrincipal:
		if name, ok := r.value(serviceNameKey); ok && r.facts.on(principalKeys) {
			r.who = name
		}
		return
	case match.Provider:
		return
	case match.Root, match.User, match.Role, match.RoleSession, match.FederatedSession:
	}
	account, known := r.value(principalAccountKey)
	known = known && r.facts.on(principalAccount)
	if !known {
		account = foreignAccount
	}
	r.arn = c.plainARN(r.system, a.kind, account)
	var within []symbolic.List
	if known {
		within = append(within, symbolic.List{arnOf("", symbolic.Text(account))})
	}
	if name, ok := r.value(userNameKey); ok && a.kind == match.User && r.facts.on(principalKeys) {
		r.arn = strings.TrimSuffix(r.arn, "example") + name
		within = append(within, symbolic.List{
			symbolic.Join(symbolic.Run(symbolic.NotSlash), symbolic.Text("/"+name)),
			symbolic.Join(symbolic.Run(symbolic.NotSlash), symbolic.Text("/"), symbolic.Run(symbolic.Any), symbolic.Text("/"+name)),
		})
	}
	if !c.plain && !r.findARN(account, within) {
		r.fail(r.roughly("aws:PrincipalArn"))
		return
	}
	r.who = r.arn
	if a.kind == match.RoleSession {
		role, err := match.NewCaller(r.arn)
		if err != nil {
			r.fail("no role was found for a session")
			return
		}
		r.who = sessionARN(role, a.name)
	}
	if k := r.keys[principalARNKey]; k != nil && k.ofCaller {
		r.values[k] = []string{r.arn}
	}
}

// findARN chooses the ARN of the caller: the usual one, one that follows a pattern of the
// policy, or a shortest.
func (r *realisation) findARN(account string, within []symbolic.List) bool {
	k := r.keys[principalARNKey]
	more, without := r.relatedTo(k)
	within = append(within, more...)
	texts := r.callers.arns.texts
	good := func(arn string) bool {
		return texts.Has(r.caller.arn, arn) && !without.Accepts(arn) &&
			!slices.ContainsFunc(within, func(l symbolic.List) bool { return !l.Accepts(arn) })
	}
	if good(r.arn) {
		return true
	}
	if k != nil {
		for _, t := range k.tests {
			for _, written := range t.written[:min(len(t.written), mostTargets)] {
				if arn := instance(strings.Replace(written, "::*:", "::"+account+":", 1), "example"); good(arn) {
					r.arn = arn
					return true
				}
			}
		}
	}
	if arn := texts.Word(r.caller.arn); good(arn) {
		r.arn = arn
		return true
	}
	arn, ok := texts.Find(r.caller.arn, within, without)
	r.arn = arn
	return ok
}
