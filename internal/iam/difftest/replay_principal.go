package main

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
)

// principals reports whether any entry names the caller.
func (p *replay) principals(who ast.Principals) bool {
	named, isMap := who.(*ast.PrincipalMap)
	if !isMap {
		return true
	}
	return slices.ContainsFunc(named.Groups, func(g ast.PrincipalGroup) bool {
		return slices.ContainsFunc(g.Names.Items, func(name ast.String) bool { return p.principal(g.Kind, name.Value) })
	})
}

// principal reports whether an entry names the caller.
func (p *replay) principal(kind ast.PrincipalKind, text string) bool {
	caller := p.subject.Caller
	entry := match.NewPrincipal(kind, text)
	switch {
	case kind == ast.AWS && strings.Trim(text, "*") == "" && p.on.has(readsManyStars):
		return true
	case entry.Form == match.UniqueIDForm && p.on.has(ignoresUniqueID):
		return false
	case entry.Form == match.CanonicalUserForm && p.on.has(ignoresCanonicalUser):
		return text == caller.Text
	case entry.Form == match.ProviderForm && p.on.has(ignoresProvider):
		return text == caller.Text
	case entry.Form == match.AccountForm:
		return p.account(entry)
	case entry.Form == match.CallerForm:
		return p.caller(entry)
	}
	return entry.Match(p.subject, p.request.Endpoint)
}

// account reports whether an entry for an account names the caller.
func (p *replay) account(entry match.Principal) bool {
	caller := p.subject.Caller
	endpoint := p.request.Endpoint
	if p.on.has(ignoresGateway) {
		endpoint = match.Interface
	}
	if p.on.has(mixesPartitions) {
		entry.Caller.Partition = ""
	}
	if caller.Kind == match.Provider && p.on.has(countsProviderIn) {
		return caller.Account == entry.Caller.Account && (entry.Caller.Partition == "" || entry.Caller.Partition == caller.Partition)
	}
	return entry.Match(p.subject, endpoint)
}

// caller reports whether the ARN of a user, a role or a session names the caller.
func (p *replay) caller(entry match.Principal) bool {
	subject := p.subject
	if p.on.has(foldsRoleName) && entry.Caller.Kind == match.Role && subject.Caller.Kind == match.RoleSession {
		entry.Caller.Name = pattern.Lower(entry.Caller.Name)
		subject.Caller.Name = pattern.Lower(subject.Caller.Name)
	}
	if p.on.has(wantsPlainUser) && entry.Caller.Kind == match.User && subject.Caller.Kind == match.FederatedSession &&
		!strings.HasSuffix(entry.Text, ":user/"+entry.Caller.Name) {
		return false
	}
	return entry.Match(subject, p.request.Endpoint)
}
