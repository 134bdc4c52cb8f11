package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/topology"
)

// networkModel is the network, wherever it is taken.
type networkModel struct {
	VPC                    types.Object `tfsdk:"vpc"`
	Subnets                types.Map    `tfsdk:"subnets"`
	RouteTables            types.Map    `tfsdk:"route_tables"`
	RouteTableAssociations types.Map    `tfsdk:"route_table_associations"`
	Routes                 types.Map    `tfsdk:"routes"`
	PrefixLists            types.Map    `tfsdk:"prefix_lists"`
	ZoneIDs                types.Map    `tfsdk:"zone_ids"`
}

// domain gives the network the meaning that the domain works with.
func (m networkModel) domain() topology.Input {
	return topology.Input{
		VPC:                    readVPC(reader{m.VPC}),
		Subnets:                readMembers(reader{m.Subnets}, readSubnet),
		RouteTables:            readMembers(reader{m.RouteTables}, readRouteTable),
		RouteTableAssociations: readMembers(reader{m.RouteTableAssociations}, readRouteTableAssociation),
		Routes:                 readMembers(reader{m.Routes}, readRoute),
		PrefixLists:            readMembers(reader{m.PrefixLists}, readPrefixList),
		ZoneIDs:                readMembers(reader{m.ZoneIDs}, reader.asText).Or(nil),
	}
}

func readVPC(r reader) topology.VPC {
	return topology.VPC{ID: r.text("id"), OwnerID: r.text("owner_id"), MainRouteTableID: r.text("main_route_table_id")}
}

func readSubnet(r reader) topology.Subnet {
	return topology.Subnet{
		ID: r.text("id"), AvailabilityZone: r.text("availability_zone"), AvailabilityZoneID: r.text("availability_zone_id"),
		CIDRBlock: r.text("cidr_block"), IPv6CIDRBlock: r.text("ipv6_cidr_block"), IPv6Native: r.flag("ipv6_native"),
		AvailableIPAddressCount: r.whole("available_ip_address_count"), OwnerID: r.text("owner_id"), VPCID: r.text("vpc_id"),
		RouteTable: r.text("route_table"), RouteTableID: r.text("route_table_id"),
		Client: r.flag("client"), Eligible: r.flag("eligible"),
	}
}

// readRouteTable joins the two names that hashicorp/aws has for the id and for the routes.
func readRouteTable(r reader) topology.RouteTable {
	id := r.text("id")
	if id.IsAbsent() {
		id = r.text("route_table_id")
	}
	return topology.RouteTable{
		ID: id, VPCID: r.text("vpc_id"), Main: r.flag("main"),
		Routes: join(readElements(r.at("routes"), readInlineRoute), readElements(r.at("route"), readInlineRoute)),
		Associations: readElements(r.at("associations"), func(r reader) topology.TableAssociation {
			return topology.TableAssociation{SubnetID: r.text("subnet_id"), Main: r.flag("main")}
		}),
	}
}

// join unites two lists of which one is usually absent. Where one is not known yet, the
// union is not.
func join[T any](a, b maybe.Value[[]T]) maybe.Value[[]T] {
	switch {
	case a.IsUnknown() || b.IsUnknown():
		return maybe.Unknown[[]T]()
	case a.IsAbsent():
		return b
	case b.IsAbsent():
		return a
	}
	return maybe.Of(append(a.Or(nil), b.Or(nil)...))
}

// readInlineRoute reads a route of a table's own list.
func readInlineRoute(r reader) topology.Route {
	return topology.Route{
		CIDRBlock: r.text("cidr_block"), IPv6CIDRBlock: r.text("ipv6_cidr_block"),
		PrefixListID: r.text("destination_prefix_list_id"), Target: readTarget(r),
	}
}

// readRoute reads an aws_route.
func readRoute(r reader) topology.Route {
	return topology.Route{
		RouteTable: r.text("route_table"), RouteTableID: r.text("route_table_id"),
		CIDRBlock: r.text("destination_cidr_block"), IPv6CIDRBlock: r.text("destination_ipv6_cidr_block"),
		PrefixListID: r.text("destination_prefix_list_id"), Target: readTarget(r),
	}
}

// routeTargets are the names of a route's targets in hashicorp/aws. Those that it computes
// beside another one come last.
func routeTargets() []string {
	return []string{
		"nat_gateway_id", "gateway_id", "transit_gateway_id", "vpc_endpoint_id", "vpc_peering_connection_id",
		"egress_only_gateway_id", "core_network_arn", "carrier_gateway_id", "local_gateway_id",
		"instance_id", "network_interface_id",
	}
}

func readTarget(r reader) topology.Target {
	var later topology.Target
	for _, name := range routeTargets() {
		id := r.text(name)
		if id.IsGiven() {
			return topology.Target{Attribute: name, ID: id}
		}
		if id.IsUnknown() && later.Attribute == "" {
			later = topology.Target{Attribute: name, ID: id}
		}
	}
	return later
}

func readRouteTableAssociation(r reader) topology.RouteTableAssociation {
	return topology.RouteTableAssociation{
		Subnet: r.text("subnet"), SubnetID: r.text("subnet_id"),
		RouteTable: r.text("route_table"), RouteTableID: r.text("route_table_id"),
	}
}

func readPrefixList(r reader) topology.PrefixList {
	cidr := func(r reader) topology.Text { return r.text("cidr") }
	entries := join(readElements(r.at("entries"), cidr), readElements(r.at("entry"), cidr))
	return topology.PrefixList{ID: r.text("id"), Name: r.text("name"), CIDRs: join(r.texts("cidr_blocks"), entries)}
}

// readEndpoint reads what matters to the network of an endpoint.
func readEndpoint(r reader) topology.Endpoint {
	e := topology.Endpoint{
		ID: r.text("id"), Region: r.text("region"), VPCID: r.text("vpc_id"), ServiceName: r.text("service_name"),
		Type: r.text("vpc_endpoint_type"), RouteTables: r.texts("route_tables"), RouteTableIDs: r.texts("route_table_ids"),
		IPAddressType: r.text("ip_address_type"), PrefixListID: r.text("prefix_list_id"), CIDRBlocks: r.texts("cidr_blocks"),
		State: r.text("state"),
	}
	options := readElements(r.at("dns_options"), func(r reader) topology.Text { return r.text("dns_record_ip_type") })
	if list, given := options.Get(); given && len(list) > 0 {
		e.DNSRecordIPType = list[0]
	} else if options.IsUnknown() {
		e.DNSRecordIPType = maybe.Unknown[string]()
	}
	return e
}
