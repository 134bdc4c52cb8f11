package catalog

// EndpointType is a value of the EC2 API's VpcEndpointType.
type EndpointType string

// The endpoint types of the EC2 API. Tunnel endpoints exist in AWS but not yet in hashicorp/aws.
const (
	Gateway             EndpointType = "Gateway"
	Interface           EndpointType = "Interface"
	GatewayLoadBalancer EndpointType = "GatewayLoadBalancer"
	Resource            EndpointType = "Resource"
	ServiceNetwork      EndpointType = "ServiceNetwork"
	Tunnel              EndpointType = "Tunnel"
)

// EndpointTypes lists the values of EndpointType.
func EndpointTypes() []string {
	return []string{string(Gateway), string(Interface), string(GatewayLoadBalancer), string(Resource), string(ServiceNetwork), string(Tunnel)}
}

// Region is one AWS Region and what its endpoint names are made of.
type Region struct {
	// Code is the Region's name in the API, such as ap-northeast-2.
	Code string
	// Name is the Region's name in the console, such as Asia Pacific (Seoul).
	Name string
	// Partition is aws, aws-cn, aws-us-gov, aws-eusc or one of the isolated ones.
	Partition string
	// DNSSuffix is the suffix of IPv4 API hosts, amazonaws.com in the commercial partition.
	DNSSuffix string
	// DualStackDNSSuffix is the suffix of dual-stack API hosts, api.aws in the commercial partition.
	DualStackDNSSuffix string
	// OptIn says that an account must opt in to the Region before it can use it.
	OptIn bool
	// ZoneIDs are the Availability Zone IDs; nil where they are not known.
	ZoneIDs []string
	// CrossRegionExcludedZoneIDs cannot hold an endpoint for a service of another Region.
	CrossRegionExcludedZoneIDs []string
	// Sources are the ids of the facts' sources.
	Sources []string
	// Notes is what a reader should know besides.
	Notes string
}

// Availability says what is known about a service's endpoint in a Region.
type Availability uint8

const (
	// NotEvidenced means that no source speaks about this Region: neither offered nor refused.
	NotEvidenced Availability = iota
	// Offered means that a source names the endpoint there, or in that partition in a Region of the service.
	Offered
	// NotOffered means that a source excludes the Region.
	NotOffered
)

// Offer is what is known about one service's endpoint of one type in one Region.
type Offer struct {
	// Key is the service's catalogue key.
	Key string
	// Region is the service's Region.
	Region string
	// Type is the endpoint type.
	Type EndpointType
	// ServiceName is the full service name; empty where it is not known.
	ServiceName string
	// Availability says whether the Region offers it, with Basis for the reason.
	Availability Availability
	// Basis is the reason for Availability, as a sentence.
	Basis string
	// HomeRegions are the Regions of the partition that do offer it, where this one does not.
	HomeRegions []string
	// PrivateDNSNames are the names that private DNS answers, wildcards as "*."; empty if none or not known.
	PrivateDNSNames []string
	// PrivateDNSStatus is documented, derived, none or unknown.
	PrivateDNSStatus string
	// PolicySupported says whether a custom endpoint policy is accepted; nil if not known.
	PolicySupported *bool
	// IPv6 says whether ipv6 and dualstack address types are supported; nil if not known.
	IPv6 *bool
	// CrossRegion says whether the endpoint can be created for a service of another Region; nil if not known.
	CrossRegion *bool
	// ZoneIDs are the only zones that hold the service, where a source lists them; else nil.
	ZoneIDs []string
	// ExcludedZoneIDs are zones of the Region that do not offer it.
	ExcludedZoneIDs []string
	// Ports are the TCP ports of the service; nil if not known.
	Ports []int
}
