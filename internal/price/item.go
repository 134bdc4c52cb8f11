package price

import "sync"

// Item is the name of a price, as written in price_overrides and in facts files.
type Item string

// The items of the price book. The unit of each is in [Items].
const (
	InterfaceEndpointHour         Item = "interface_endpoint_hour"
	InterfaceEndpointGB           Item = "interface_endpoint_gb"
	GatewayEndpointHour           Item = "gateway_endpoint_hour"
	GatewayEndpointGB             Item = "gateway_endpoint_gb"
	GWLBEndpointHour              Item = "gwlb_endpoint_hour"
	GWLBEndpointGB                Item = "gwlb_endpoint_gb"
	ResourceEndpointHour          Item = "resource_endpoint_hour"
	ResourceEndpointGB            Item = "resource_endpoint_gb"
	ServiceNetworkEndpointHour    Item = "service_network_endpoint_hour"
	LatticeVPCResourceHour        Item = "lattice_vpc_resource_hour"
	LatticeVPCResourceProviderGB  Item = "lattice_vpc_resource_provider_gb"
	LatticeServiceHour            Item = "lattice_service_hour"
	LatticeServiceGB              Item = "lattice_service_gb"
	CrossRegionProviderHour       Item = "cross_region_privatelink_provider_hour_per_remote_region"
	NATGatewayHour                Item = "nat_gateway_hour"
	NATGatewayGB                  Item = "nat_gateway_gb"
	RegionalNATGatewayHour        Item = "regional_nat_gateway_hour_per_az"
	RegionalNATGatewayGB          Item = "regional_nat_gateway_gb"
	TGWAttachmentHour             Item = "tgw_attachment_hour"
	TGWPeeringAttachmentHour      Item = "tgw_peering_attachment_hour"
	TGWGB                         Item = "tgw_gb"
	InterAZGB                     Item = "inter_az_gb"
	VPCPeeringSameAZGB            Item = "vpc_peering_same_az_gb"
	VPCPeeringCrossAZGB           Item = "vpc_peering_cross_az_gb"
	PublicIPv4Hour                Item = "public_ipv4_hour"
	InternetEgressGB              Item = "internet_egress_gb"
	InterRegionOutGB              Item = "inter_region_out_gb"
	InterRegionInGB               Item = "inter_region_in_gb"
	ResolverEndpointENIHour       Item = "resolver_endpoint_eni_hour"
	ResolverQueryPerMillion       Item = "resolver_query_per_million"
	PrivateHostedZoneMonth        Item = "private_hosted_zone_month"
	Route53ProfileHour            Item = "route53_profile_hour"
	Route53ProfileAssociationHour Item = "route53_profile_extra_association_hour"
)

// Description says what an item is and what one unit of it is.
type Description struct {
	// Item is the name.
	Item Item
	// Unit is what the rate is for: hour, GB, month, million queries.
	Unit string
	// Text says in a few words what is billed.
	Text string
}

// Items lists every item of the book, sorted by name.
func Items() []Description {
	return []Description{
		{CrossRegionProviderHour, "hour", "the provider's side of a cross-Region endpoint service, for each remote Region in use"},
		{GatewayEndpointGB, "GB", "data through a gateway endpoint"},
		{GatewayEndpointHour, "hour", "a gateway endpoint"},
		{GWLBEndpointGB, "GB", "data through a Gateway Load Balancer endpoint, both directions"},
		{GWLBEndpointHour, "hour", "a Gateway Load Balancer endpoint, for each zone"},
		{InterAZGB, "GB", "data between Availability Zones, at each of the two ends"},
		{InterRegionInGB, "GB", "data received from another Region"},
		{InterRegionOutGB, "GB", "data sent to another Region, billed to the sender"},
		{InterfaceEndpointGB, "GB", "data through interface endpoints, both directions, pooled in the Region"},
		{InterfaceEndpointHour, "hour", "an interface endpoint, for each zone"},
		{InternetEgressGB, "GB", "data sent to the internet"},
		{LatticeServiceGB, "GB", "data through a VPC Lattice service"},
		{LatticeServiceHour, "hour", "a VPC Lattice service"},
		{LatticeVPCResourceHour, "hour", "a resource in a service network, paid by its owner"},
		{LatticeVPCResourceProviderGB, "GB", "data of a VPC resource, paid by its owner"},
		{NATGatewayGB, "GB", "data through a zonal NAT gateway, both directions"},
		{NATGatewayHour, "hour", "a zonal NAT gateway"},
		{PrivateHostedZoneMonth, "zone month", "a private hosted zone"},
		{PublicIPv4Hour, "hour", "a public IPv4 address"},
		{RegionalNATGatewayGB, "GB", "data through a regional NAT gateway, both directions"},
		{RegionalNATGatewayHour, "hour", "a regional NAT gateway, for each zone it is active in"},
		{ResolverEndpointENIHour, "hour", "an IP address of a Resolver endpoint"},
		{ResolverQueryPerMillion, "million queries", "queries through a Resolver endpoint"},
		{ResourceEndpointGB, "GB", "data through resource endpoints, both directions, pooled in the Region"},
		{ResourceEndpointHour, "hour", "a resource endpoint"},
		{Route53ProfileAssociationHour, "hour", "a VPC associated with a Route 53 Profile beyond those included"},
		{Route53ProfileHour, "hour", "a Route 53 Profile with its included associations"},
		{ServiceNetworkEndpointHour, "hour", "a service-network endpoint"},
		{TGWAttachmentHour, "hour", "a Transit Gateway attachment of a VPC, not for each zone"},
		{TGWGB, "GB", "data a VPC sends into a Transit Gateway"},
		{TGWPeeringAttachmentHour, "hour", "a Transit Gateway peering attachment"},
		{VPCPeeringCrossAZGB, "GB", "data over VPC peering between zones, in each direction"},
		{VPCPeeringSameAZGB, "GB", "data over VPC peering inside a zone"},
	}
}

// Unit is what the rate of the item is for; empty if the book has no such item.
func (i Item) Unit() string { return units()[i] }

var units = sync.OnceValue(func() map[Item]string {
	out := map[Item]string{}
	for _, d := range Items() {
		out[d.Item] = d.Unit
	}
	return out
})
