package match

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
)

// Endpoint is a type of endpoint that has a policy.
type Endpoint uint8

// The types of endpoints. The zero Endpoint is an interface endpoint.
const (
	Interface Endpoint = iota
	Gateway
)

// String returns the type as AWS writes it.
func (e Endpoint) String() string {
	if e == Gateway {
		return "Gateway"
	}
	return "Interface"
}

// Subject is the caller of a request and what the request says about it.
type Subject struct {
	Caller Caller
	// UserID is aws:userid, which begins with the unique id of the user or role.
	UserID string
	// Provider is aws:FederatedProvider, the identity provider behind a session.
	Provider string
	// CanonicalUser is the canonical user id that Amazon S3 knows the account by.
	CanonicalUser string
}

// PrincipalForm says what an entry of Principal is.
type PrincipalForm uint8

// The forms of an entry.
const (
	// NobodyForm fits no caller: a wildcard in a name, a group, a misspelt kind.
	NobodyForm PrincipalForm = iota
	// EveryoneForm is {"AWS": "*"}, which fits unsigned requests too.
	EveryoneForm
	// AccountForm is an account number or the ARN that ends in :root.
	AccountForm
	// CallerForm is the ARN of a user, a role or a session.
	CallerForm
	// UniqueIDForm is a unique id such as AROA…, which AWS leaves where the entity is gone.
	UniqueIDForm
	// ServiceForm is the name of a service.
	ServiceForm
	// ProviderForm is an identity provider.
	ProviderForm
	// CanonicalUserForm is a canonical user id.
	CanonicalUserForm
)

// Principal is one entry of Principal or NotPrincipal.
type Principal struct {
	Form PrincipalForm
	// Text is the entry as written.
	Text string
	// Caller is the entry taken apart. An account has only Account and, if written as an
	// ARN, Partition.
	Caller Caller
}

// NewPrincipal reads an entry of a kind.
func NewPrincipal(kind ast.PrincipalKind, text string) Principal {
	p := Principal{Text: text}
	switch kind {
	case ast.Service:
		p.Form = ServiceForm
	case ast.Federated:
		p.Form = ProviderForm
	case ast.CanonicalUser:
		p.Form = CanonicalUserForm
	case ast.AWS:
		p.Form, p.Caller = awsPrincipal(text)
	}
	return p
}

func awsPrincipal(text string) (PrincipalForm, Caller) {
	switch {
	case text == "*":
		return EveryoneForm, Caller{}
	case IsAccount(text):
		return AccountForm, Caller{Kind: Root, Account: text}
	case uniqueID(text):
		return UniqueIDForm, Caller{}
	}
	c, err := NewCaller(text)
	switch {
	case err != nil || !c.InAccount():
		return NobodyForm, Caller{}
	case c.Kind == Root:
		return AccountForm, c
	}
	return CallerForm, c
}

// uniqueID reports whether a text is the unique id of a user or role.
func uniqueID(text string) bool {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	return len(text) >= 16 && strings.Trim(text, letters) == "" &&
		slices.ContainsFunc([]string{"AIDA", "AROA"}, func(prefix string) bool { return strings.HasPrefix(text, prefix) })
}

// Match reports whether the entry fits a caller of an endpoint.
func (p Principal) Match(s Subject, endpoint Endpoint) bool {
	switch p.Form {
	case EveryoneForm:
		return true
	case AccountForm:
		// On gateway endpoints an account is its root user and nobody else.
		return s.Caller.InAccount() && s.Caller.Account == p.Caller.Account &&
			(p.Caller.Partition == "" || s.Caller.Partition == p.Caller.Partition) &&
			(endpoint == Interface || s.Caller.Kind == Root)
	case CallerForm:
		return p.fits(s.Caller)
	case UniqueIDForm:
		id, _, _ := strings.Cut(s.UserID, ":")
		return id == p.Text
	case ServiceForm:
		return s.Caller.Kind == ServicePrincipal && s.Caller.Text == p.Text
	case ProviderForm:
		return p.Text != "" && (s.Provider == p.Text || s.Caller.Kind == Provider && s.Caller.Text == p.Text)
	case CanonicalUserForm:
		return s.CanonicalUser != "" && s.CanonicalUser == p.Text
	case NobodyForm:
	}
	return false
}

// fits compares a caller with the ARN of a user, a role or a session. A role fits its
// sessions and a user its federated sessions; the ARNs of sessions show no path.
func (p Principal) fits(c Caller) bool {
	own := p.Caller
	if c.Text == own.Text {
		return true
	}
	session := own.Kind == Role && c.Kind == RoleSession || own.Kind == User && c.Kind == FederatedSession
	return session && c.Partition == own.Partition && c.Account == own.Account && c.Name == own.Name
}

// PrincipalSet is the value of Principal or NotPrincipal.
type PrincipalSet struct {
	// Everyone says that it is the lone "*".
	Everyone bool
	Entries  []Principal
	// Not says that the element is NotPrincipal.
	Not bool

	byIdentity bool
}

// Principals reads Principal, or NotPrincipal if not is true. Nil fits nobody.
func Principals(value ast.Principals, not bool, semantics Semantics) PrincipalSet {
	set := PrincipalSet{Not: not, byIdentity: semantics.NotPrincipalByIdentity}
	switch value := value.(type) {
	case *ast.Everyone:
		set.Everyone = true
	case *ast.PrincipalMap:
		for _, group := range value.Groups {
			for _, name := range group.Names.Items {
				set.Entries = append(set.Entries, NewPrincipal(group.Kind, name.Value))
			}
		}
	}
	return set
}

// Match reports whether the element holds for a caller of an endpoint.
func (set PrincipalSet) Match(s Subject, endpoint Endpoint) bool {
	named := set.Everyone || slices.ContainsFunc(set.Entries, func(p Principal) bool { return p.Match(s, endpoint) })
	if set.Not && set.byIdentity && !set.Everyone && s.Caller.InAccount() {
		named = set.namesAll(s.Caller)
	}
	return named != set.Not
}

// namesAll reports whether each identity of a caller is an entry: its account, its user or
// role, and its session. Everyone stands for all of them.
func (set PrincipalSet) namesAll(c Caller) bool {
	account := func(p Principal) bool {
		return p.Form == AccountForm && p.Caller.Account == c.Account && (p.Caller.Partition == "" || p.Caller.Partition == c.Partition)
	}
	itself := func(p Principal) bool { return p.Form == CallerForm && p.Text == c.Text }
	parent := func(p Principal) bool { return p.Form == CallerForm && p.Text != c.Text && p.fits(c) }
	needed := []func(Principal) bool{account}
	switch c.Kind {
	case User, Role:
		needed = append(needed, itself)
	case RoleSession, FederatedSession:
		needed = append(needed, itself, parent)
	case Root, Anonymous, ServicePrincipal, Provider:
	}
	everyone := func(p Principal) bool { return p.Form == EveryoneForm }
	return slices.ContainsFunc(set.Entries, everyone) ||
		!slices.ContainsFunc(needed, func(need func(Principal) bool) bool { return !slices.ContainsFunc(set.Entries, need) })
}
