package match

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
)

// CallerKind says who makes a request.
type CallerKind uint8

// The kinds of callers.
const (
	// Anonymous is a request that is not signed.
	Anonymous CallerKind = iota
	// Root is the root user of an account.
	Root
	// User is an IAM user.
	User
	// Role is some session of an IAM role, of which only the role is known.
	Role
	// RoleSession is a session of a role.
	RoleSession
	// FederatedSession is a session that an IAM user made with GetFederationToken.
	FederatedSession
	// ServicePrincipal is an AWS service that calls by itself.
	ServicePrincipal
	// Provider is an identity provider, as it calls STS.
	Provider
)

// Caller is who makes a request. The zero Caller is anonymous.
type Caller struct {
	Kind CallerKind
	// Text is the ARN, the name of a service or of a provider; nothing if anonymous.
	Text string
	// Partition and Account are those of the ARN.
	Partition, Account string
	// Name is the last part of the path of a user or role, the role of a session, or the
	// name of a federated session.
	Name string
	// Session is the name of a role session.
	Session string
}

// AnonymousName is how a request says that it is not signed.
const AnonymousName = "anonymous"

// webProviders are the identity providers with names that are not ARNs.
func webProvider(name string) bool {
	return slices.Contains([]string{"accounts.google.com", "cognito-identity.amazonaws.com", "graph.facebook.com", "www.amazon.com"}, name)
}

// NewCaller reads a caller: an ARN, the name of a service such as ec2.amazonaws.com, or
// anonymous.
func NewCaller(text string) (Caller, error) {
	switch {
	case text == AnonymousName:
		return Caller{}, nil
	case strings.ContainsAny(text, "*? \t\r\n"):
		return Caller{}, fmt.Errorf("a caller has no wildcards and no spaces")
	case IsAccount(text):
		return Caller{}, fmt.Errorf("an account does not call; give the ARN of a user, a role, a session, or arn:aws:iam::%s:root", text)
	case webProvider(text):
		return Caller{Kind: Provider, Text: text}, nil
	case strings.HasPrefix(text, "arn:"):
		return callerOfARN(text)
	case strings.Contains(text, ".") && !strings.ContainsAny(text, ":/"):
		return Caller{Kind: ServicePrincipal, Text: text}, nil
	}
	return Caller{}, fmt.Errorf("a caller is an ARN, the name of a service such as ec2.amazonaws.com, or %q", AnonymousName)
}

func callerOfARN(text string) (Caller, error) {
	segments := strings.SplitN(text, ":", pattern.Segments)
	if len(segments) < pattern.Segments || segments[1] == "" || segments[3] != "" || !IsAccount(segments[4]) {
		return Caller{}, fmt.Errorf("the ARN of a caller has a partition, no Region and an account of 12 digits, such as arn:aws:iam::111122223333:role/app")
	}
	c := Caller{Text: text, Partition: segments[1], Account: segments[4]}
	kind, path, _ := strings.Cut(segments[5], "/")
	c.Name = path[strings.LastIndexByte(path, '/')+1:]
	switch service := segments[2]; {
	case service == "iam" && segments[5] == "root":
		c.Kind = Root
	case c.Name == "":
		return Caller{}, fmt.Errorf("the ARN ends without a name")
	case service == "iam" && kind == "user":
		c.Kind = User
	case service == "iam" && kind == "role":
		c.Kind = Role
	case service == "iam" && (kind == "saml-provider" || kind == "oidc-provider"):
		c.Kind = Provider
	case service == "sts" && kind == "federated-user" && !strings.Contains(path, "/"):
		c.Kind = FederatedSession
	case service == "sts" && kind == "assumed-role" && strings.Count(path, "/") == 1:
		c.Kind = RoleSession
		c.Name, c.Session, _ = strings.Cut(path, "/")
		if c.Name == "" {
			return Caller{}, fmt.Errorf("the ARN names no role")
		}
	default:
		return Caller{}, fmt.Errorf("it is not the ARN of a caller: arn:aws:iam::ACCOUNT:root, user/NAME or role/NAME, or arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION or federated-user/NAME")
	}
	return c, nil
}

// InAccount reports whether the caller is a principal of an account: its root user, a user,
// a role or a session. Services and identity providers are not.
func (c Caller) InAccount() bool {
	switch c.Kind {
	case Root, User, Role, RoleSession, FederatedSession:
		return true
	case Anonymous, ServicePrincipal, Provider:
	}
	return false
}

// PrincipalARN is what aws:PrincipalArn holds for the caller, nothing for one that has none.
// A session of a role has the ARN of the role, of which the path is not known and left out.
func (c Caller) PrincipalARN() string {
	switch {
	case c.Kind == RoleSession:
		return "arn:" + c.Partition + ":iam::" + c.Account + ":role/" + c.Name
	case c.InAccount():
		return c.Text
	}
	return ""
}

// IsAccount reports whether a text is the number of an account.
func IsAccount(text string) bool {
	return len(text) == 12 && strings.Trim(text, "0123456789") == ""
}
