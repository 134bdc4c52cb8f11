package prove

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
)

// confirm evaluates a request against the documents themselves. It returns the answer, or
// why the request is no counterexample after all.
func (a *asker) confirm(request eval.Request, g goal, r reading) (Answer, string) {
	disagreement := func(format string, args ...any) (Answer, string) {
		return Answer{}, "this is always a bug in the provider: the request found is none: " + fmt.Sprintf(format, args...)
	}
	result, err := a.evaluate(a.document, request, r)
	if err != nil {
		return disagreement("%v", err)
	}
	lets := result.Decision == eval.Allowed
	if a.question.Kind == DeadStatements {
		lets = true
	}
	wanted := a.question.Kind != MustAllow && !g.swapped
	if lets != wanted {
		return disagreement("the policy says %s of %s", result.Decision, sentenceOf(request))
	}
	answer := a.answer(Counterexample)
	answer.Assumptions, answer.Certificates = nil, nil
	if a.question.Kind == DeadStatements {
		return answer, a.matters(request, g, r)
	}
	answer.Witness, answer.Access = &request, g.access
	if a.needsReference() {
		other, err := a.evaluate(a.question.Reference, request, r)
		if err != nil || (other.Decision == eval.Allowed) == lets {
			return disagreement("both policies say %s of %s", other.Decision, sentenceOf(request))
		}
		answer.ByReference = g.swapped
		if g.swapped {
			answer.AllowedBy = first(other, ast.Allow)
		} else if other.Decision == eval.ExplicitDeny {
			answer.DeniedBy = first(other, ast.Deny)
		}
	}
	switch {
	case lets:
		answer.AllowedBy = first(result, ast.Allow)
	case result.Decision == eval.ExplicitDeny:
		answer.DeniedBy = first(result, ast.Deny)
	}
	if why := a.question.contradicts(&request, g.access); why != "" {
		return disagreement("%s", why)
	}
	return answer, ""
}

func (a *asker) evaluate(d *ast.Document, request eval.Request, r reading) (eval.Result, error) {
	key := compiled{d, r.semantics}
	p, known := a.compiled[key]
	if !known {
		var err error
		if p, err = eval.Compile(d, r.semantics); err != nil {
			return eval.Result{}, err
		}
		a.compiled[key] = p
	}
	return p.Evaluate(request)
}

// compiled is a document under a reading, as the evaluator prepares it.
type compiled struct {
	document  *ast.Document
	semantics match.Semantics
}

// everywhere reports whether a witness is decided in the same way on the other type of endpoint.
func (a *asker) everywhere(request eval.Request, r reading) bool {
	documents := []*ast.Document{a.document}
	if a.needsReference() {
		documents = append(documents, a.question.Reference)
	}
	other := request
	other.Endpoint = match.Interface + match.Gateway - request.Endpoint
	return !slices.ContainsFunc(documents, func(d *ast.Document) bool {
		here, err := a.evaluate(d, request, r)
		there, err2 := a.evaluate(d, other, r)
		return err != nil || err2 != nil || (here.Decision == eval.Allowed) != (there.Decision == eval.Allowed)
	})
}

// first returns the first matching statement of an effect.
func first(r eval.Result, effect ast.Effect) int {
	for _, t := range r.Statements {
		if t.Matched && t.Effect == effect {
			return t.Index
		}
	}
	return none
}

// contradicts says why a request is not what the question asks about; nothing if it is. It
// reads the request itself and knows nothing of atoms.
func (q *Question) contradicts(r *eval.Request, access string) string {
	caller, err := match.NewCaller(r.Principal)
	if err != nil {
		return err.Error()
	}
	context := match.NewContext(r.Context)
	switch q.Kind {
	case PrincipalOutside:
		if q.AllowServices && caller.Kind == match.ServicePrincipal {
			return "the caller is an AWS service"
		}
		account := context.Get(principalAccountKey)
		if len(account) == 0 && caller.Account != "" && switches(q.Assumptions).on(principalAccount) {
			account = []string{caller.Account}
		}
		if q.Trusted.has(account, context.Get(principalOrgKey), context.Get(principalPathsKey)) {
			return "the caller is trusted"
		}
	case ResourceOutside:
		if r.Resource == match.NoResource {
			return "there is no resource"
		}
		if match.Resources(q.Resources, false, match.Semantics{}).Match(r.Resource, match.Context{}) {
			return "the resource is one of those that may be reached"
		}
		if q.Trusted.has(context.Get(resourceAccountKey), context.Get(resourceOrgKey), context.Get(resourcePathsKey)) {
			return "the owner of the resource is trusted"
		}
	case AnonymousAccess:
		if caller.Kind != match.Anonymous {
			return "the request is signed"
		}
	case AccessNotGranted, MustAllow:
		x := q.Access[access]
		if len(x.Actions) > 0 && !match.Actions(x.Actions, match.Semantics{}).Match(r.Action) {
			return "the action is not the one asked about"
		}
		if len(x.Resources) > 0 && !match.Resources(x.Resources, false, match.Semantics{}).Match(r.Resource, match.Context{}) {
			return "the resource is not the one asked about"
		}
	case NothingAllowed, NoNewAccess, LostAccess, Equivalent, DeadStatements:
	}
	return ""
}

// accounts returns the trusted accounts with the members of trusted organisations, sorted.
func (t Trusted) accounts() []string {
	all := slices.Clone(t.Accounts)
	for _, id := range t.Organizations {
		all = append(all, t.Members[id]...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// has reports whether an account, an organisation or a path is trusted.
func (t Trusted) has(accounts, organizations, paths []string) bool {
	return slices.ContainsFunc(accounts, func(x string) bool { return slices.Contains(t.accounts(), x) }) ||
		slices.ContainsFunc(organizations, func(x string) bool { return slices.Contains(t.Organizations, x) }) ||
		slices.ContainsFunc(paths, func(x string) bool {
			return slices.ContainsFunc(t.Paths, func(below string) bool { return pathExpression(below).Accepts(x) })
		})
}

// sentenceOf names a request in a sentence.
func sentenceOf(r eval.Request) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s calling %s on %s", r.Principal, r.Action, r.Resource)
	for i, key := range contextKeys(r.Context) {
		separator := ", "
		if i == 0 {
			separator = " with "
		}
		fmt.Fprintf(&b, "%s%s = %s", separator, key, strings.Join(r.Context[key], " and "))
	}
	return b.String()
}
