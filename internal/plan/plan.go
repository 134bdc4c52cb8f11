package plan

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
)

type (
	// Text is a text that may be given, absent or not known yet.
	Text = maybe.Value[string]
	// Flag is a bool of that kind.
	Flag = maybe.Value[bool]
	// Whole is a whole number of that kind.
	Whole = maybe.Value[int64]
	// Texts is a list of texts of that kind.
	Texts = maybe.Value[[]Text]
)

// None is the index of something that is not in a list.
const None = -1

// Plan is what a guardrail judges. Lists are in the order of the caller's keys.
type Plan struct {
	// Catalog holds the facts, Region the Region of the endpoints.
	Catalog *catalog.Catalog
	Region  catalog.Region
	// Endpoints are those to judge; absent is not given.
	Endpoints maybe.Value[[]*Endpoint]
	// Existing are endpoints of other stacks, and of other VPCs.
	Existing maybe.Value[[]*Endpoint]
	// Associations are resources that attach something to an endpoint.
	Associations maybe.Value[[]Association]
	// Network is the network with every reference resolved.
	Network Network
	// VPC is the VPC, with the attributes that decide about DNS.
	VPC VPC
	// SecurityGroups are those given, then those that only an id names; SecurityGroupsGiven
	// says whether the input is given.
	SecurityGroups      []SecurityGroup
	SecurityGroupsGiven Flag
	// ACLs, Zones, ResolverRules and ResolverEndpoints are those given.
	ACLs              maybe.Value[[]ACL]
	Zones             maybe.Value[[]Zone]
	ResolverRules     maybe.Value[[]ResolverRule]
	ResolverEndpoints maybe.Value[[]ResolverEndpoint]
	// LooseACLRules are rules of network_acl_rules of which the ACL is none of ACLs, or not
	// known yet.
	LooseACLRules []LooseACLRule
	// EndpointServices, ResourceConfigurations and ServiceNetworks are what endpoints lead to.
	EndpointServices       maybe.Value[[]*EndpointService]
	ResourceConfigurations maybe.Value[[]*ResourceConfiguration]
	ServiceNetworks        maybe.Value[[]*ServiceNetwork]
	// Wishes are the services that are wanted, by services and by workloads; Workloads are the
	// bundles with their optional parts.
	Wishes    maybe.Value[[]Wish]
	Workloads maybe.Value[[]Workload]
	// Targets are what the callers reach.
	Targets maybe.Value[[]Target]
	// Callers are where the callers are, CallerCIDRs from where they call, by caller.
	Callers     maybe.Value[[]string]
	CallerCIDRs maybe.Value[map[string]Texts]
	// Options are options of single services, by service key, "@<region>" behind it for the
	// service of another Region.
	Options map[string]Option
	// optionsLater says that the options are not known yet.
	optionsLater bool
	// Spokes are the VPCs that use the endpoints of this one.
	Spokes maybe.Value[[]Spoke]
	// ResourcePolicies are policies of buckets, keys and the like, by the caller's key.
	ResourcePolicies maybe.Value[map[string]Text]
	// Quotas are raised quotas and Usage what exists besides, by the names of package quota.
	Quotas, Usage map[string]int64
	// laterQuotas and laterUsage are those of them that are not known yet; see [Plan.Quota].
	laterQuotas, laterUsage laterAmounts
	// Stated is what the caller allows and demands.
	Stated Stated
	// Policies is what the caller says about endpoint policies.
	Policies Policies
	// Prior is what the guardrail judged before; nil on its first run, and where nothing
	// remembers.
	Prior *Plan
}

// Stated are the caller's own Region and account rules.
type Stated struct {
	// AllowedRegions limits Regions, AllowCrossRegion admits endpoints for other Regions.
	AllowedRegions   Texts
	AllowCrossRegion Flag
	// AssumeAllowMultiRegion states whether vpce:AllowMultiRegion is granted.
	AssumeAllowMultiRegion Flag
	// OptedInRegions are the opt-in Regions that the account has opted in to.
	OptedInRegions Texts
	// RequireFIPS demands FIPS endpoints.
	RequireFIPS Flag
	// AccountID is the consumer's account, AllowedAccountIDs and OrganizationIDs those that
	// may be involved; AWS itself always may.
	AccountID         Text
	AllowedAccountIDs Texts
	OrganizationIDs   Texts
	// AccountsByOrganization lists all accounts of an organisation.
	AccountsByOrganization maybe.Value[map[string]Texts]
	// VPCOwnerID is the account of the VPC.
	VPCOwnerID Text
	// RequirePolicy demands an endpoint policy of one's own.
	RequirePolicy Flag
}
