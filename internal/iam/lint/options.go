package lint

import "strings"

// EndpointType is a type of endpoint, spelt as hashicorp/aws spells it.
type EndpointType string

// The types for which the same policy can mean different things.
const (
	// AnyType asks that the policy holds for gateway and interface endpoints alike.
	AnyType EndpointType = ""
	// Gateway is a gateway endpoint.
	Gateway EndpointType = "Gateway"
	// Interface is an interface endpoint, or another that treats policies as these do.
	Interface EndpointType = "Interface"
)

// Options tell what is known about the endpoint and what its owner wants. The zero Options
// know nothing; rules that need more are then not checked.
type Options struct {
	// Target is the caller's key for the policy, Attribute the path of the argument that holds
	// it. Both are repeated in every finding.
	Target, Attribute string

	// EndpointType is the type of the endpoint.
	EndpointType EndpointType
	// Service is the key of the endpoint's service in the catalogue, such as ecr.api.
	Service string
	// PolicySupported says whether the service takes endpoint policies; nil is not known.
	PolicySupported *bool
	// ForeignService says that the endpoint leads to a service that is not AWS's own.
	ForeignService bool
	// Region is the Region of the endpoint. Partition follows from it where it is empty.
	Region, Partition string
	// EndpointID and VPCID are the ids of the endpoint and of its VPC.
	EndpointID, VPCID string

	// Trusted says that the owner named the accounts or organisations to be trusted.
	Trusted bool
	// PolicyRequired says that the owner wants a policy that restricts something.
	PolicyRequired bool

	// Reminders asks for what holds for every endpoint policy too.
	Reminders bool

	// Vocabulary knows actions, resources and condition keys.
	Vocabulary Vocabulary
}

// partition returns the partition of the endpoint; nothing if it is not known.
func (o Options) partition() string {
	if o.Partition != "" || o.Region == "" {
		return o.Partition
	}
	for _, p := range []struct{ region, partition string }{
		{"cn-", "aws-cn"},
		{"us-gov-", "aws-us-gov"},
		{"us-isob-", "aws-iso-b"},
		{"us-isof-", "aws-iso-f"},
		{"us-iso-", "aws-iso"},
		{"eu-isoe-", "aws-iso-e"},
		{"eusc-", "aws-eusc"},
	} {
		if strings.HasPrefix(o.Region, p.region) {
			return p.partition
		}
	}
	return "aws"
}

// Vocabulary is what the linter asks about the words of policies. Package vocabulary
// answers it. Where known or judged is false, the rule that asked is not checked.
type Vocabulary interface {
	// AsOf is the day of which the answers are.
	AsOf() string

	// PrefixKnown reports whether a service has that action prefix, ActionsKnown whether its
	// actions are known too.
	PrefixKnown(prefix string) bool
	ActionsKnown(prefix string) bool
	NearestPrefixes(prefix string) []string

	// EndpointPrefixes returns the prefixes of the actions that pass the service's endpoint.
	EndpointPrefixes(service string) (prefixes []string, known bool)

	// Actions returns the actions that a name or pattern such as s3:Get* matches.
	Actions(pattern string) (actions []string, known bool)
	NearestActions(action string) []string
	PermissionOnly(action string) bool

	// Resources returns the ARN patterns that an action takes, with their open parts in ${…};
	// ServiceResources those of all actions of a service.
	Resources(action string) (patterns []string, known bool)
	ServiceResources(prefix string) (patterns []string, known bool)

	// KeyKnown reports whether a condition key exists, KeyType the type of its values, and
	// SupportsKey whether requests of an action can carry it.
	KeyKnown(key string) (exists, judged bool)
	KeyType(key string) (kind string, known bool)
	SupportsKey(action, key string) (supported, known bool)
	NearestKeys(key string) []string
}
