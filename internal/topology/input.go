package topology

import "github.com/vpce-tools/terraform-provider-vpce/internal/maybe"

// Text is a text that may be given, absent or not known yet.
type Text = maybe.Value[string]

// Input is what the caller says about a network. A map that is absent is not known; an
// empty one is known to be empty.
type Input struct {
	// VPC is the VPC itself.
	VPC VPC
	// Subnets, RouteTables and the other maps are keyed by the caller's own names.
	Subnets     maybe.Value[map[string]Subnet]
	RouteTables maybe.Value[map[string]RouteTable]
	// RouteTableAssociations are explicit associations of subnets with route tables.
	RouteTableAssociations maybe.Value[map[string]RouteTableAssociation]
	// Routes are routes written apart from their tables.
	Routes maybe.Value[map[string]Route]
	// PrefixLists say what a prefix list id in a route stands for.
	PrefixLists maybe.Value[map[string]PrefixList]
	// ZoneIDs maps Availability Zone names to ids.
	ZoneIDs map[string]Text
	// ExistingEndpoints are endpoints that somebody has made, or plans, besides.
	ExistingEndpoints maybe.Value[map[string]Endpoint]
}

// VPC is what matters here of a VPC.
type VPC struct {
	// ID is the VPC's id, OwnerID the account it belongs to.
	ID, OwnerID Text
	// MainRouteTableID is the id of the table of every subnet without an association.
	MainRouteTableID Text
}

// Subnet is one subnet.
type Subnet struct {
	ID Text
	// AvailabilityZone is the zone's name in this account, AvailabilityZoneID the same in all.
	AvailabilityZone, AvailabilityZoneID Text
	// CIDRBlock and IPv6CIDRBlock say which address families the subnet has.
	CIDRBlock, IPv6CIDRBlock Text
	// IPv6Native says that the subnet has no IPv4.
	IPv6Native maybe.Value[bool]
	// AvailableIPAddressCount is the number of free IPv4 addresses.
	AvailableIPAddressCount maybe.Value[int64]
	// OwnerID is the account of the subnet, VPCID its VPC.
	OwnerID, VPCID Text
	// RouteTable is a key into RouteTables, RouteTableID an id.
	RouteTable, RouteTableID Text
	// Client says that callers live here, Eligible that it may hold an endpoint's network
	// interface. Both are true if absent.
	Client, Eligible maybe.Value[bool]
}

// RouteTable is one route table.
type RouteTable struct {
	ID, VPCID Text
	// Main says that it is the VPC's main table.
	Main maybe.Value[bool]
	// Routes is absent where the table's routes are not shown.
	Routes maybe.Value[[]Route]
	// Associations is absent where the table does not show them.
	Associations maybe.Value[[]TableAssociation]
}

// TableAssociation is one association as a route table shows it.
type TableAssociation struct {
	// SubnetID is absent in the association of the main table and in that of a gateway.
	SubnetID Text
	// Main marks the association that makes the table the main one.
	Main maybe.Value[bool]
}

// RouteTableAssociation associates a subnet with a route table, each by key or by id.
type RouteTableAssociation struct {
	Subnet, SubnetID         Text
	RouteTable, RouteTableID Text
}

// Route is one route, in a table's own list or written apart.
type Route struct {
	// RouteTable is a key, RouteTableID an id; both are absent in a table's own list.
	RouteTable, RouteTableID Text
	// CIDRBlock, IPv6CIDRBlock and PrefixListID are the destination, one of them given.
	CIDRBlock, IPv6CIDRBlock, PrefixListID Text
	// Target is where the traffic goes.
	Target Target
}

// Target is where a route leads.
type Target struct {
	// Attribute is its name in hashicorp/aws, such as nat_gateway_id; empty if none is given.
	Attribute string
	// ID is the id under that name.
	ID Text
}

// PrefixList is a named set of address ranges.
type PrefixList struct {
	// ID is the id that routes name.
	ID Text
	// Name is com.amazonaws.<region>.s3 and the like for a list of AWS.
	Name Text
	// CIDRs are the ranges.
	CIDRs maybe.Value[[]Text]
}

// Endpoint is what matters here of an endpoint that exists or is planned elsewhere.
type Endpoint struct {
	// ID is absent in an endpoint that is configuration only.
	ID Text
	// Region is that of the VPC if absent, VPCID the VPC of the network.
	Region, VPCID Text
	// ServiceName is the full service name, Type the endpoint type, Gateway if absent.
	ServiceName, Type Text
	// RouteTables are keys, RouteTableIDs ids.
	RouteTables, RouteTableIDs maybe.Value[[]Text]
	// IPAddressType is ipv4 if absent, DNSRecordIPType AWS's own default.
	IPAddressType, DNSRecordIPType Text
	// PrefixListID and CIDRBlocks are those of the service, as a gateway endpoint shows them.
	PrefixListID Text
	CIDRBlocks   maybe.Value[[]Text]
	// State is the endpoint's state in the API.
	State Text
}
