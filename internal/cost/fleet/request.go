package fleet

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
)

// How the names of services reach a hub's endpoints from other VPCs.
const (
	// DNSProfile is a Route 53 Profile with which every VPC is associated.
	DNSProfile = "route53_profile"
	// DNSZones is a private hosted zone for each name, associated with every VPC.
	DNSZones = "private_hosted_zones"
)

// DNSModels lists the values of [Hub.DNS], empty left out.
func DNSModels() []string { return []string{DNSProfile, DNSZones} }

// Request is a fleet of VPCs, what they use, and the hub they could share.
type Request struct {
	// Region is the Region of every VPC and of the hub.
	Region string
	// VPCs are the spokes, by the caller's own names. The hub's VPC is not one of them.
	VPCs map[string]VPC
	// Services are used in every VPC: keys, aliases, display names or full service names.
	Services []string
	// Hub is the VPC whose endpoints the others could use.
	Hub Hub
	// NAT describes the NAT gateways of every VPC; nil if there are none.
	NAT *NAT
	// HoursPerMonth is the length of a month; absent means that of the price book.
	HoursPerMonth maybe.Value[money.Amount]
	// PriceOverrides are flat rates by item of the price book, in the Region's currency.
	PriceOverrides map[string]money.Amount
	// UseInferred allows prices that only follow from a pattern in other Regions.
	UseInferred bool
	// Quotas are raised values, QuotaUsage is what exists and is not listed, both by quota name.
	Quotas, QuotaUsage map[string]int64
}

// VPC is one spoke.
type VPC struct {
	// AccountID is the account that owns it; empty if not given.
	AccountID string
	// AvailabilityZones is the number of zones an endpoint of its own would be in.
	AvailabilityZones int
	// GBPerMonth is the traffic by service, both directions together. A service named here
	// is used in this VPC even if Services does not name it.
	GBPerMonth map[string]money.Amount
	// TransitGatewayAttached says that the attachment is paid for already.
	TransitGatewayAttached bool
	// CIDRBlocks are its IPv4 and IPv6 blocks.
	CIDRBlocks maybe.Value[[]string]
}

// Hub is the VPC that would hold the shared endpoints.
type Hub struct {
	// AvailabilityZones is the number of zones of each endpoint in it.
	AvailabilityZones int
	// TransitGatewayAttached says that its attachment is paid for already.
	TransitGatewayAttached bool
	// DNS is one of [DNSModels]; empty means that nothing is planned.
	DNS string
	// ResolverEndpointAddresses is the number of addresses of the Resolver endpoints that the hub needs for callers on
	// premises; 0 means none. One endpoint has at least two.
	ResolverEndpointAddresses int
}

// NAT describes the NAT gateways of each VPC.
type NAT struct {
	// AvailabilityZones is the number of zones with a NAT gateway; absent means each zone of the VPC.
	AvailabilityZones maybe.Value[int]
	// Keep says that they stay whatever the endpoints do, so that their hours decide nothing.
	Keep bool
	// Regional says that they are regional NAT gateways.
	Regional bool
	// PrivateServices must not be left on NAT.
	PrivateServices []string
}
