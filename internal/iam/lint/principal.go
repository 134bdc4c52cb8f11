package lint

import (
	"iter"
	"regexp"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// principalRules are about Principal and NotPrincipal.
var principalRules = []entry{
	{Rule: rule.Rule{
		ID: "POL-101", Severity: rule.Error,
		Title:  "On a gateway endpoint an account as Principal means its root user only",
		Why:    "Users and roles of the account do not match there, so everyone who was meant is locked out.",
		Fix:    "Write \"Principal\": \"*\" and a condition on aws:PrincipalAccount or aws:PrincipalOrgID.",
		Source: pageEndpointPolicy,
	}, check: gatewayAccount},
	{Rule: rule.Rule{
		ID: "POL-102", Severity: rule.Warning,
		Title:  "On a gateway endpoint the Principal should be *",
		Why:    "AWS stores the ARN as the unique id of the user or role; once that is deleted and made anew, the statement matches nobody and the policy shows an id instead.",
		Fix:    "Write \"Principal\": \"*\" and an ArnEquals condition on aws:PrincipalArn.",
		Source: pageEndpointPolicy,
	}, check: gatewayPrincipal},
	{Rule: rule.Rule{
		ID: "POL-103", Severity: rule.Error,
		Title:  "A principal cannot hold a wildcard",
		Why:    "Only the lone * is a wildcard in a principal. Inside a name or an ARN it is a letter, so nobody matches.",
		Fix:    "Write \"Principal\": \"*\" and an ArnLike condition on aws:PrincipalArn.",
		Source: pagePrincipal,
	}, check: principalWildcard},
	{Rule: rule.Rule{
		ID: "POL-104", Severity: rule.Warning,
		Title:  "Allow with NotPrincipal lets everyone else in",
		Why:    "It allows all principals of all accounts but the ones named, requests without a signature included.",
		Fix:    "Name who may pass, in Principal or in a condition such as aws:PrincipalOrgID.",
		Source: pageNotPrincipal,
	}, security: true, check: allowNotPrincipal},
	{Rule: rule.Rule{
		ID: "POL-105", Severity: rule.Warning,
		Title:  "Deny with NotPrincipal is easily wrong",
		Why:    "A role is exempt only if its account, the role and the very session are all named, so requests are denied that were meant to pass.",
		Fix:    "Write \"Principal\": \"*\" and an ArnNotEquals condition on aws:PrincipalArn.",
		Source: pageNotPrincipal,
	}, check: denyNotPrincipal},
	{Rule: rule.Rule{
		ID: "POL-106", Severity: rule.Error,
		Title:  "A principal must have the form of its kind",
		Why:    "An AWS principal is an account id of twelve digits or the ARN of a root user, user, role or session; groups and policies are none. AWS refuses the policy, or nobody matches.",
		Fix:    "Write the account id, or the whole ARN of the user or role.",
		Source: pagePrincipal,
	}, check: principalForm},
	{Rule: rule.Rule{
		ID: "POL-107", Severity: rule.Error,
		Title:  "The kinds of principals are AWS, Service, Federated and CanonicalUser",
		Why:    "AWS refuses other kinds and other letters.",
		Fix:    "Write the kind as the language spells it.",
		Source: pagePrincipal,
	}, check: principalKind},
	{Rule: rule.Rule{
		ID: "POL-108", Severity: rule.Warning,
		Title:  "A unique id as principal belongs to something that was deleted",
		Why:    "AWS shows the id where the user or role behind an ARN is gone. One of the same name that was made since does not match.",
		Fix:    "Remove the id, or write the ARN of the user or role of today.",
		Source: pagePrincipal,
	}, check: principalUniqueID},
	{Rule: rule.Rule{
		ID: "POL-109", Severity: rule.Warning,
		Title:  "A policy should not allow service principals alone",
		Why:    "Services rarely call through your endpoint. Your own users and roles do, and none of them is let in.",
		Fix:    "Allow the callers in the VPC too, with \"Principal\": \"*\" and a condition such as aws:PrincipalOrgID.",
		Source: pageServiceOnly,
	}, check: onlyServices, whole: true},
	{Rule: rule.Rule{
		ID: "POL-110", Severity: rule.Warning,
		Title:  "Canonical users and identity providers mean something to S3 and STS only",
		Why:    "Requests to other services never come from such a principal, so nobody matches.",
		Fix:    "Name the account, user or role instead.",
		Source: pagePrincipal,
	}, check: foreignKind},
	{Rule: rule.Rule{
		ID: "POL-111", Severity: rule.Warning,
		Title:  "A session as principal means that one session name",
		Why:    "Other sessions of the role do not match, and the name of a session is chosen by whoever assumes the role.",
		Fix:    "Write the ARN of the role.",
		Source: pagePrincipal,
	}, check: principalSession},
	{Rule: rule.Rule{
		ID: "POL-112", Severity: rule.Error,
		Title:  "A principal must be of the endpoint's partition",
		Why:    "Accounts of one partition cannot call another, so nobody matches.",
		Fix:    "Write the ARN with the partition of the endpoint, or the data source aws_partition in its place.",
		Source: pageARNs,
	}, check: principalPartition},
}

// named is one name in Principal or NotPrincipal.
type named struct {
	ast.String
	statement *statement
	group     *ast.PrincipalGroup
	not       bool
}

// principals goes over all names under a kind.
func (s *subject) principals() iter.Seq[named] {
	return func(yield func(named) bool) {
		for _, st := range s.statements {
			for i, who := range []ast.Principals{st.Principal, st.NotPrincipal} {
				m, ok := who.(*ast.PrincipalMap)
				if !ok {
					continue
				}
				for g := range m.Groups {
					for _, name := range m.Groups[g].Names.Items {
						if !yield(named{name, st, &m.Groups[g], i == 1}) {
							return
						}
					}
				}
			}
		}
	}
}

// form says what the name is.
func (n named) form() match.PrincipalForm { return match.NewPrincipal(n.group.Kind, n.Value).Form }

// gatewayServices have gateway endpoints.
var gatewayServices = map[string]bool{"s3": true, "s3express": true, "dynamodb": true}

// mayBeGateway reports whether the statement can be in force at a gateway endpoint: one of
// the type that was said, else one of a service that has gateway endpoints.
func (p *pass) mayBeGateway(st *statement) bool {
	switch {
	case p.options.EndpointType != AnyType:
		return p.options.EndpointType == Gateway
	case p.options.Service != "":
		return gatewayServices[p.options.Service]
	}
	if st.notAction {
		return true
	}
	for _, action := range st.actions {
		prefix, _, found := strings.Cut(strings.ToLower(action.Value), ":")
		if !found || wild(prefix) || gatewayServices[prefix] {
			return true
		}
	}
	return false
}

// atGateway ends a sentence about gateway endpoints where the type was not said.
func (p *pass) atGateway() string {
	if p.options.EndpointType == AnyType {
		return " if the endpoint is a gateway endpoint; its type was not given"
	}
	return ""
}

func gatewayAccount(p *pass) {
	for n := range p.principals() {
		if n.form() == match.AccountForm && p.mayBeGateway(n.statement) {
			p.report(n.At, "%s is the root user of the account%s.", quote(n.Value), p.atGateway())
		}
	}
}

func gatewayPrincipal(p *pass) {
	for n := range p.principals() {
		if !n.not && n.form() == match.CallerForm && p.mayBeGateway(n.statement) {
			p.report(n.At, "%s will turn into a unique id%s.", quote(n.Value), p.atGateway())
		}
	}
}

func principalWildcard(p *pass) {
	for n := range p.principals() {
		if wild(n.Value) && n.Value != "*" {
			p.report(n.At, "%s has a wildcard, which is not one here.", quote(n.Value))
		}
	}
}

func allowNotPrincipal(p *pass) {
	for _, st := range p.statements {
		if st.Effect == ast.Allow && st.NotPrincipal != nil {
			p.add(fault{
				at: st.NotPrincipal.Where(), text: "The statement allows everyone who is not named here.",
				severity: p.against(p.options.Trusted && !st.testsKey(callerKeys)),
			})
		}
	}
}

func denyNotPrincipal(p *pass) {
	for _, st := range p.statements {
		if st.Effect == ast.Deny && st.NotPrincipal != nil {
			p.report(st.NotPrincipal.Where(), "The statement denies everyone who is not named here.")
		}
	}
}

var (
	hostName      = regexp.MustCompile(`^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+(/[^\s]*)?$`)
	canonicalUser = regexp.MustCompile(`^[0-9a-f]{64}$`)
	provider      = regexp.MustCompile(`^arn:[a-z-]+:iam::\d{12}:(saml|oidc)-provider/.+$`)
	// originAccess is the user that stands for CloudFront in policies of S3.
	originAccess = regexp.MustCompile(`^arn:[a-z-]+:iam::cloudfront:user/CloudFront Origin Access Identity \w+$`)
)

func principalForm(p *pass) {
	for n := range p.principals() {
		if wild(n.Value) || strings.Contains(n.Value, "${") {
			continue // other rules
		}
		switch n.group.Kind {
		case ast.AWS:
			if n.form() == match.NobodyForm && !originAccess.MatchString(n.Value) {
				p.report(n.At, "%s is %s.", quote(n.Value), notPrincipal(n.Value))
			}
		case ast.Service:
			if !hostName.MatchString(n.Value) {
				p.misnamed(n, "not the name of a service", "Write the whole name, such as ec2.amazonaws.com.")
			}
		case ast.Federated:
			if !hostName.MatchString(n.Value) && !provider.MatchString(n.Value) {
				p.misnamed(n, "neither the name nor the ARN of an identity provider", "Write the name of the provider, such as cognito-identity.amazonaws.com, or its ARN.")
			}
		case ast.CanonicalUser:
			if !canonicalUser.MatchString(n.Value) {
				p.misnamed(n, "not a canonical user id", "Write the 64 hexadecimal digits of the id.")
			}
		}
	}
}

// misnamed reports a principal of another kind than AWS.
func (p *pass) misnamed(n named, what, fix string) {
	p.add(fault{at: n.At, text: quote(n.Value) + " is " + what + ".", why: "AWS refuses the policy, or nobody matches.", fix: fix})
}

// notPrincipal says what was written in the place of an AWS principal.
func notPrincipal(text string) string {
	plain := strings.ReplaceAll(text, "-", "")
	switch parts := strings.Split(text, ":"); {
	case plain != "" && strings.Trim(plain, "0123456789") == "" && plain != text && match.IsAccount(plain):
		return "an account id with hyphens; write " + plain
	case plain != "" && strings.Trim(text, "0123456789") == "":
		return "no account id, which has twelve digits"
	case len(parts) == arnParts && strings.HasPrefix(parts[arnResource], "group/"):
		return "a group, which cannot be a principal"
	case len(parts) == arnParts && strings.HasPrefix(parts[arnResource], "policy/"):
		return "a policy, which cannot be a principal"
	}
	return "neither an account id nor the ARN of a root user, user, role or session"
}

func principalKind(p *pass) {
	for _, st := range p.statements {
		for _, who := range []ast.Principals{st.Principal, st.NotPrincipal} {
			m, ok := who.(*ast.PrincipalMap)
			if !ok {
				continue
			}
			for _, group := range m.Groups {
				if !group.Kind.Known() {
					p.add(fault{at: group.At, text: "There is no kind of principal called " + quote(string(group.Kind)) + ".", fix: rightKind(string(group.Kind))})
				}
			}
		}
	}
}

// rightKind proposes the kind that differs in case alone; nothing if there is none.
func rightKind(wrong string) string {
	for _, kind := range []ast.PrincipalKind{ast.AWS, ast.Service, ast.Federated, ast.CanonicalUser} {
		if strings.EqualFold(wrong, string(kind)) {
			return "Write " + quote(string(kind)) + "."
		}
	}
	return ""
}

func principalUniqueID(p *pass) {
	for n := range p.principals() {
		if n.form() == match.UniqueIDForm {
			p.report(n.At, "%s is a unique id.", quote(n.Value))
		}
	}
}

func onlyServices(p *pass) {
	var first ast.At
	for _, st := range p.statements {
		if st.Effect != ast.Allow {
			continue
		}
		m, ok := st.Principal.(*ast.PrincipalMap)
		if !ok {
			return
		}
		for _, group := range m.Groups {
			if group.Kind != ast.Service {
				return
			}
			if !first.Written() {
				first = group.At
			}
		}
	}
	if first.Written() {
		p.report(first, "No statement allows anyone but services.")
	}
}

func foreignKind(p *pass) {
	home := map[ast.PrincipalKind]string{ast.CanonicalUser: "s3", ast.Federated: "sts"}
	seen := map[*ast.PrincipalGroup]bool{}
	for n := range p.principals() {
		service, special := home[n.group.Kind]
		if special && !seen[n.group] && !p.concerns(n.statement, service) {
			seen[n.group] = true
			p.report(n.group.At, "The statement names a principal of the kind %s, but is not about %s.", n.group.Kind, service)
		}
	}
}

// concerns reports whether the endpoint is one of a service, or if that was not said,
// whether the statement names actions of that service.
func (p *pass) concerns(st *statement, prefix string) bool {
	if p.options.Service != "" {
		return p.options.Service == prefix || strings.HasPrefix(p.options.Service, prefix+"-")
	}
	if st.notAction {
		return true
	}
	for _, action := range st.actions {
		own, _, found := strings.Cut(strings.ToLower(action.Value), ":")
		if !found || glob(own, prefix) {
			return true
		}
	}
	return false
}

func principalSession(p *pass) {
	for n := range p.principals() {
		if parts := strings.SplitN(n.Value, ":", arnParts); n.form() == match.CallerForm && strings.HasPrefix(parts[len(parts)-1], "assumed-role/") {
			p.report(n.At, "%s is one session of a role.", quote(n.Value))
		}
	}
}

func principalPartition(p *pass) {
	for n := range p.principals() {
		parts := strings.SplitN(n.Value, ":", arnParts)
		if len(parts) < arnParts || parts[arnPrefix] != "arn" || wild(parts[arnPartition]) {
			continue
		}
		switch own := p.options.partition(); own {
		case "":
			p.skip("The Region of the endpoint was not given, so its partition is not known.")
		case parts[arnPartition]:
		default:
			p.report(n.At, "%s is of the partition %s; the endpoint is in %s.", quote(n.Value), parts[arnPartition], own)
		}
	}
}
