package topology

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// InputOf reads a network from what the caller wrote, by the names that the inputs have
// wherever they are taken. What it does not name is absent.
func InputOf(v tree.Value) Input {
	return Input{
		VPC:                    readVPC(v.At("vpc")),
		Subnets:                tree.Members(v.At("subnets"), readSubnet),
		RouteTables:            tree.Members(v.At("route_tables"), readRouteTable),
		RouteTableAssociations: tree.Members(v.At("route_table_associations"), readRouteTableAssociation),
		Routes:                 tree.Members(v.At("routes"), readRoute),
		PrefixLists:            tree.Members(v.At("prefix_lists"), readPrefixList),
		ZoneIDs:                tree.Members(v.At("zone_ids"), tree.Value.AsText).Or(nil),
		ExistingEndpoints:      tree.Members(v.At("existing_endpoints"), readEndpoint),
	}
}

func readVPC(v tree.Value) VPC {
	return VPC{ID: v.Text("id"), OwnerID: v.Text("owner_id"), MainRouteTableID: v.Text("main_route_table_id")}
}

func readSubnet(v tree.Value) Subnet {
	return Subnet{
		ID: v.Text("id"), AvailabilityZone: v.Text("availability_zone"), AvailabilityZoneID: v.Text("availability_zone_id"),
		CIDRBlock: v.Text("cidr_block"), IPv6CIDRBlock: v.Text("ipv6_cidr_block"), IPv6Native: v.Flag("ipv6_native"),
		AvailableIPAddressCount: v.Whole("available_ip_address_count"), OwnerID: v.Text("owner_id"), VPCID: v.Text("vpc_id"),
		RouteTable: v.Text("route_table"), RouteTableID: v.Text("route_table_id"),
		Client: v.Flag("client"), Eligible: v.Flag("eligible"),
	}
}

// readRouteTable joins the two names that hashicorp/aws has for the id and for the routes.
func readRouteTable(v tree.Value) RouteTable {
	id := v.Text("id")
	if id.IsAbsent() {
		id = v.Text("route_table_id")
	}
	return RouteTable{
		ID: id, VPCID: v.Text("vpc_id"), Main: v.Flag("main"),
		Routes: join(tree.Elements(v.At("routes"), readInlineRoute), tree.Elements(v.At("route"), readInlineRoute)),
		Associations: tree.Elements(v.At("associations"), func(v tree.Value) TableAssociation {
			return TableAssociation{SubnetID: v.Text("subnet_id"), Main: v.Flag("main")}
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
func readInlineRoute(v tree.Value) Route {
	return Route{
		CIDRBlock: v.Text("cidr_block"), IPv6CIDRBlock: v.Text("ipv6_cidr_block"),
		PrefixListID: v.Text("destination_prefix_list_id"), Target: readTarget(v),
	}
}

// readRoute reads an aws_route.
func readRoute(v tree.Value) Route {
	return Route{
		RouteTable: v.Text("route_table"), RouteTableID: v.Text("route_table_id"),
		CIDRBlock: v.Text("destination_cidr_block"), IPv6CIDRBlock: v.Text("destination_ipv6_cidr_block"),
		PrefixListID: v.Text("destination_prefix_list_id"), Target: readTarget(v),
	}
}

// RouteTargets are the names of a route's targets in hashicorp/aws. Those that it computes
// beside another one come last.
func RouteTargets() []string {
	return []string{
		"nat_gateway_id", "gateway_id", "transit_gateway_id", "vpc_endpoint_id", "vpc_peering_connection_id",
		"egress_only_gateway_id", "core_network_arn", "carrier_gateway_id", "local_gateway_id",
		"instance_id", "network_interface_id",
	}
}

func readTarget(v tree.Value) Target {
	var later Target
	for _, name := range RouteTargets() {
		id := v.Text(name)
		if id.IsGiven() {
			return Target{Attribute: name, ID: id}
		}
		if id.IsUnknown() && later.Attribute == "" {
			later = Target{Attribute: name, ID: id}
		}
	}
	return later
}

func readRouteTableAssociation(v tree.Value) RouteTableAssociation {
	return RouteTableAssociation{
		Subnet: v.Text("subnet"), SubnetID: v.Text("subnet_id"),
		RouteTable: v.Text("route_table"), RouteTableID: v.Text("route_table_id"),
	}
}

func readPrefixList(v tree.Value) PrefixList {
	cidr := func(v tree.Value) Text { return v.Text("cidr") }
	entries := join(tree.Elements(v.At("entries"), cidr), tree.Elements(v.At("entry"), cidr))
	return PrefixList{ID: v.Text("id"), Name: v.Text("name"), CIDRs: join(v.Texts("cidr_blocks"), entries)}
}

// readEndpoint reads what matters to the network of an endpoint.
func readEndpoint(v tree.Value) Endpoint {
	e := Endpoint{
		ID: v.Text("id"), Region: v.Text("region"), VPCID: v.Text("vpc_id"), ServiceName: v.Text("service_name"),
		Type: v.Text("vpc_endpoint_type"), RouteTables: v.Texts("route_tables"), RouteTableIDs: v.Texts("route_table_ids"),
		IPAddressType: v.Text("ip_address_type"), PrefixListID: v.Text("prefix_list_id"), CIDRBlocks: v.Texts("cidr_blocks"),
		State: v.Text("state"),
	}
	options := tree.Elements(v.At("dns_options"), func(v tree.Value) Text { return v.Text("dns_record_ip_type") })
	if list, given := options.Get(); given && len(list) > 0 {
		e.DNSRecordIPType = list[0]
	} else if options.IsUnknown() {
		e.DNSRecordIPType = maybe.Unknown[string]()
	}
	return e
}
