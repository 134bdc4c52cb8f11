package prove

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// Kind is what is asked about a policy.
type Kind string

// The questions. What "proved" means stands behind each.
const (
	// PrincipalOutside: no principal outside of the trusted accounts and organisations is let
	// through. An unsigned request is outside.
	PrincipalOutside Kind = "principal_outside"
	// ResourceOutside: no resource is reached but those of the trusted accounts and
	// organisations and those listed.
	ResourceOutside Kind = "resource_outside"
	// AnonymousAccess: no unsigned request is let through.
	AnonymousAccess Kind = "anonymous"
	// NothingAllowed: nothing at all is let through.
	NothingAllowed Kind = "nothing_allowed"
	// NoNewAccess: everything that the policy lets through, the reference lets through too.
	NoNewAccess Kind = "no_new_access"
	// LostAccess: everything that the reference lets through, the policy lets through too.
	LostAccess Kind = "lost_access"
	// Equivalent: both let the same through.
	Equivalent Kind = "equivalent"
	// AccessNotGranted: nothing of the given access is let through.
	AccessNotGranted Kind = "access_not_granted"
	// MustAllow: all of the given access is let through.
	MustAllow Kind = "must_allow"
	// DeadStatements: every statement makes a difference.
	DeadStatements Kind = "dead_statements"
)

// Kinds lists all questions.
func Kinds() []Kind {
	return []Kind{
		PrincipalOutside, ResourceOutside, AnonymousAccess, NothingAllowed, NoNewAccess, LostAccess,
		Equivalent, AccessNotGranted, MustAllow, DeadStatements,
	}
}

// Question is what is asked, with what the kind needs.
type Question struct {
	Kind Kind
	// Endpoints are the types for which the answer must hold; none means both.
	Endpoints []match.Endpoint

	// Trusted says who is not outside.
	Trusted Trusted
	// Resources are ARN patterns of resources that are not outside though they belong to
	// somebody else.
	Resources []string
	// AllowServices says that calls of AWS services by themselves are not outside.
	AllowServices bool
	// Reference is the policy to compare with.
	Reference *ast.Document
	// Access is what must be, or must not be, let through, by a name of the asker's.
	Access map[string]Access

	// Partition is that of the endpoint, such as aws or aws-cn. If it is empty, callers of
	// aws and of the partitions that the policies name are thought of.
	Partition string
	// Assumptions switches facts of [Facts] off, by name. A name that is missing is on.
	Assumptions map[string]bool
	// Service is the key of the endpoint's service, whose actions are the only ones that
	// come through. It is of no account without a vocabulary that knows it.
	Service string
	// Vocabulary may be nil.
	Vocabulary Vocabulary
	Budget     Budget
}

// Trusted says which principals and owners of resources are trusted.
type Trusted struct {
	Organizations []string
	Accounts      []string
	// Paths are paths of organisational units, such as o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/.
	// What lies below is trusted too.
	Paths []string
	// Members are all accounts of an organisation, where they are known.
	Members map[string][]string
}

// Access is a set of requests. An empty list leaves its part open.
type Access struct {
	// Actions are patterns such as s3:Get*, Resources such as arn:aws:s3:::bucket/*.
	Actions, Resources []string
	// Principals are ARNs, accounts, services, anonymous, trusted or *.
	Principals []string
	// Context holds values that condition keys must have, of each list one. In a key with
	// several values each must be one of the list. Texts may have wildcards.
	Context map[string][]string
}

// Vocabulary knows the actions of services. A vocabulary.Vocabulary is one.
type Vocabulary interface {
	// EndpointPrefixes returns the action prefixes of a service's endpoint.
	EndpointPrefixes(service string) ([]string, bool)
	// Actions returns the actions that a pattern matches.
	Actions(pattern string) ([]string, bool)
	// Resources returns the ARN patterns of what an action takes; known and none mean that
	// it is checked against * only.
	Resources(action string) ([]string, bool)
	// KeyType returns the type of a condition key; one that begins with ArrayOf is a list.
	KeyType(key string) (string, bool)
}

// Budget bounds the work of one answer in steps, never in time, so that the same question
// has the same answer everywhere. Zero means the default.
type Budget struct {
	// Split bounds each automaton, and Total the steps of all of them together.
	Split symbolic.Budget
	Total int
	// Search bounds the steps of all searches together.
	Search int
}

// DefaultSearch is the default budget of all searches of an answer together.
const DefaultSearch = 5_000_000
