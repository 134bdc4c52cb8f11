package prove

import "slices"

// Fact is something about real requests that no policy says: that an unsigned request names
// no organisation, for example. Proofs may rest on facts; an answer names those it rests on,
// and each can be switched off.
type Fact struct {
	// Name is how assumptions call it.
	Name string
	// Description is one sentence.
	Description string
}

// fact numbers the facts; zero is none.
type fact int

const (
	noFact fact = iota
	anonymousKeys
	principalARN
	principalAccount
	principalKeys
	servicePrincipals
	organizationPaths
	knownMembers
	resourceAccount
	sameAccount
	endpointKeys
	requestKeys
	valueFormats
	actionResources
	onePartition
	serviceActions
	singleValues
)

// Facts returns all facts, always in the same order.
func Facts() []Fact {
	return []Fact{
		{"anonymous_keys", "An unsigned request carries none of the keys about its caller, and its aws:PrincipalAccount is anonymous."},
		{"principal_arn", "aws:PrincipalArn is the ARN of the calling user or root user, or of the role behind a session."},
		{"principal_account", "aws:PrincipalAccount is the account in the ARN of the caller."},
		{"principal_keys", "aws:username belongs to users and is the name in their ARN, and aws:PrincipalIsAWSService is true for AWS services and false for every other signed request."},
		{"service_principals", "An AWS service that calls by itself belongs to no account and to no organization."},
		{"organization_paths", "Organization paths begin with the id of the organization, and a request has both or neither."},
		{"known_members", "The accounts listed for an organization are all of its accounts, and their requests and resources show its id if any."},
		{"resource_account", "The account in the ARN of a resource is its aws:ResourceAccount, and s3:ResourceAccount says the same."},
		{"same_account", "Where caller and owner show the same account, the organization that the caller shows is the owner's, and shown as such."},
		{"endpoint_keys", "A request through an endpoint has aws:SourceVpce, aws:SourceVpc and aws:VpcSourceIp, and never aws:SourceIp."},
		{"request_keys", "Every request has aws:CurrentTime, aws:EpochTime, aws:SecureTransport, aws:RequestedRegion, aws:UserAgent, aws:ViaAWSService, aws:PrincipalType, aws:userid and aws:PrincipalAccount, the last but for AWS services."},
		{"value_formats", "Accounts have twelve digits, ids of organizations have the form o-a1b2c3d4e5, and keys for dates, addresses and Booleans hold such values."},
		{"action_resources", "An action that takes no resource is asked for with the resource *."},
		{"partition", "Callers are of the partition of the endpoint or, where that is not given, of aws or one that the policy names."},
		{"service_actions", "Only actions of its own service come through an endpoint, where the service is given."},
		{"single_values", "A condition key that is not known to be a list, and stands under no set operator, has one value."},
	}
}

// factNames returns the names of the facts in a set of their numbers, in order.
func factNames(used map[fact]bool) []string {
	var names []string
	for i, f := range Facts() {
		if used[fact(i+1)] {
			names = append(names, f.Name)
		}
	}
	return names
}

// switches says which facts hold.
type switches map[string]bool

func (s switches) on(f fact) bool {
	on, given := s[Facts()[f-1].Name]
	return on || !given
}

// unknownAssumption returns a name that is no fact.
func unknownAssumption(assumptions map[string]bool) (string, bool) {
	names := make([]string, 0, len(assumptions))
	for name := range assumptions {
		if !slices.ContainsFunc(Facts(), func(f Fact) bool { return f.Name == name }) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return "", false
	}
	slices.Sort(names)
	return names[0], true
}
