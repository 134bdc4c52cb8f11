package provider

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/topology"
)

// networkAttributes are the inputs that describe the network, wherever they are taken.
func networkAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"vpc":                      vpcAttribute(),
		"subnets":                  subnetsAttribute(),
		"route_tables":             routeTablesAttribute(),
		"route_table_associations": routeTableAssociationsAttribute(),
		"routes":                   routesAttribute(),
		"prefix_lists":             prefixListsAttribute(),
		"zone_ids": schema.MapAttribute{
			Optional: true, ElementType: types.StringType, Validators: []validator.Map{mapvalidator.NoNullValues()},
			MarkdownDescription: "Map from Availability Zone name to id, such as `zipmap(data.aws_availability_zones.this.names, data.aws_availability_zones.this.zone_ids)`. " +
				"Used where a subnet or a service of this account has only the name, as a subnet does until it is created. Null: names stay names, and what needs an id is not checked.",
		},
	}
}

func vpcAttribute() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Optional:            true,
		MarkdownDescription: "The VPC; a whole `aws_vpc` object, resource or data source, fits. Each attribute that is null is not given.",
		Attributes: map[string]schema.Attribute{
			"id":         optionalText("Id of the VPC. Null: the only VPC that the subnets name, if there is one."),
			"owner_id":   optionalText("Account of the VPC. Needed to use zone names of an endpoint service of this account."),
			"cidr_block": optionalText("Primary IPv4 CIDR block."),
			"cidr_block_associations": optionalSet("All IPv4 CIDR blocks, as the data source gives them.", map[string]schema.Attribute{
				"cidr_block": optionalText("CIDR block."),
				"state":      optionalText("State of the association, such as `associated`."),
			}),
			"ipv6_cidr_block":           optionalText("IPv6 CIDR block."),
			"enable_dns_support":        optionalFlag("Whether the Amazon DNS server answers."),
			"enable_dns_hostnames":      optionalFlag("Whether instances get DNS names; private DNS of endpoints needs both attributes."),
			"main_route_table_id":       optionalText("Id of the main route table, which every subnet without an association uses."),
			"default_security_group_id": optionalText("Id of the default security group."),
			"default_network_acl_id":    optionalText("Id of the default network ACL."),
			"domain_name_servers":       optionalTexts("DNS servers of the VPC's `aws_vpc_dhcp_options`; `AmazonProvidedDNS` is the default of AWS."),
		},
	}
}

func subnetsAttribute() schema.MapNestedAttribute {
	return optionalMap(
		"Subnets by your own key; whole `aws_subnet` objects, resource or data source, fit. Every attribute is optional: a new VPC is described by keys alone. "+
			"A subnet without an explicit association uses the main route table. But where a subnet has an `id` and no association was given for any subnet, "+
			"its table is not checked, because `aws_subnet` and `aws_route_table` resources do not carry associations; `route_table_associations = {}` says that there are none. "+
			"Null: not given, so nothing about subnets is checked.",
		map[string]schema.Attribute{
			"id":                   optionalText("Id of the subnet."),
			"availability_zone":    optionalText("Availability Zone name, which means another zone in another account."),
			"availability_zone_id": optionalText("Availability Zone ID. Null: taken from `zone_ids` by the name."),
			"cidr_block":           optionalText("IPv4 CIDR block. A subnet with this one alone has IPv4 only."),
			"ipv6_cidr_block":      optionalText("IPv6 CIDR block. A subnet with this one alone has IPv6 only."),
			"ipv6_native":          optionalFlag("Whether the subnet has IPv6 only. Null: follows from the CIDR blocks."),
			"available_ip_address_count": schema.Int64Attribute{
				Optional: true,
				MarkdownDescription: "Free IPv4 addresses, as the data source gives them. Null is not known. A subnet with `0` holds no endpoint with IPv4; one with enough for all endpoints goes before one without a number, and that before one with too few. " +
					"The number moves by itself; leave it out where placements must not move with it.",
			},
			"owner_id":       optionalText("Account of the subnet."),
			"vpc_id":         optionalText("VPC of the subnet."),
			"route_table":    optionalText("Key into `route_tables` of the table that the subnet is associated with."),
			"route_table_id": optionalText("Id of that table."),
			"client":         optionalFlag("Whether callers of the endpoints live here. Default `true`."),
			"eligible":       optionalFlag("Whether the subnet may hold network interfaces of endpoints. Default `true`."),
		},
	)
}

func routeTablesAttribute() schema.MapNestedAttribute {
	inline := map[string]schema.Attribute{
		"cidr_block":                 optionalText("IPv4 destination."),
		"ipv6_cidr_block":            optionalText("IPv6 destination."),
		"destination_prefix_list_id": optionalText("Prefix list as destination."),
	}
	maps.Copy(inline, targetAttributes())
	return optionalMap(
		"Route tables by your own key; whole `aws_route_table` or `aws_default_route_table` objects fit, and the `aws_route_table` data source with its `associations`. "+
			"A table that only an id refers to needs no entry; its id is its key in the answer. Null: not given, and a `route_table` of a subnet is then a name of its own.",
		map[string]schema.Attribute{
			"id":             optionalText("Id of the route table."),
			"route_table_id": optionalText("The same, by the name the data source takes it."),
			"vpc_id":         optionalText("VPC of the route table."),
			"main":           optionalFlag("Whether it is the main route table of the VPC. Null is not given: nothing is assumed to be the main table."),
			"routes":         optionalSet("Routes, as the data source shows them. Null, with `route` null and no `routes` beside the tables: not given.", inline),
			"route":          optionalSet("Routes, as the resource shows them; they count together with `routes`.", maps.Clone(inline)),
			"associations": optionalSet("Associations, as the data source shows them. Null: not given.", map[string]schema.Attribute{
				"subnet_id":  optionalText("Subnet that is associated; empty for the main table and for gateways."),
				"main":       optionalFlag("Whether the association makes the table the main one."),
				"gateway_id": optionalText("Gateway that is associated; not looked at."),
			}),
		},
	)
}

func targetAttributes() map[string]schema.Attribute {
	out := map[string]schema.Attribute{}
	for _, name := range topology.RouteTargets() {
		out[name] = optionalText("Target of the route, if it is of this kind.")
	}
	return out
}

func routeTableAssociationsAttribute() schema.MapNestedAttribute {
	return optionalMap(
		"Explicit associations by your own key; whole `aws_route_table_association` objects fit. Null: not given. An empty map says that there are none.",
		map[string]schema.Attribute{
			"subnet_id":      optionalText("Id of the subnet."),
			"subnet":         optionalText("Key into `subnets`, where the id is not known."),
			"route_table_id": optionalText("Id of the route table."),
			"route_table":    optionalText("Key into `route_tables`, where the id is not known."),
		},
	)
}

func routesAttribute() schema.MapNestedAttribute {
	attributes := map[string]schema.Attribute{
		"route_table_id":              optionalText("Id of the route table."),
		"route_table":                 optionalText("Key into `route_tables`, where the id is not known."),
		"destination_cidr_block":      optionalText("IPv4 destination."),
		"destination_ipv6_cidr_block": optionalText("IPv6 destination."),
		"destination_prefix_list_id":  optionalText("Prefix list as destination."),
	}
	maps.Copy(attributes, targetAttributes())
	return optionalMap(
		"Routes that are written apart from their tables, by your own key; whole `aws_route` objects fit. Given, even empty, they say that the routes of all tables are known. "+
			"Null: only the tables' own lists count.",
		attributes,
	)
}

func prefixListsAttribute() schema.MapNestedAttribute {
	entry := map[string]schema.Attribute{"cidr": optionalText("CIDR block.")}
	return optionalMap(
		"Prefix lists by your own key: what an id in a route or security group stands for; whole `aws_prefix_list` and `aws_ec2_managed_prefix_list` objects fit. "+
			"A gateway endpoint's own `prefix_list_id` and `cidr_blocks` say the same. Null: not given.",
		map[string]schema.Attribute{
			"id":          optionalText("Id of the prefix list, `pl-…`."),
			"name":        optionalText("Name; that of AWS's own lists is the service name, `com.amazonaws.us-east-1.s3`."),
			"cidr_blocks": optionalTexts("Its ranges, as `aws_prefix_list` gives them."),
			"entries":     optionalSet("Its ranges, as the `aws_ec2_managed_prefix_list` data source gives them.", entry),
			"entry":       optionalSet("Its ranges, as the `aws_ec2_managed_prefix_list` resource gives them.", maps.Clone(entry)),
		},
	)
}

// endpointsAttribute is the shape of aws_vpc_endpoint, wherever it is taken.
func endpointsAttribute(description string) schema.MapNestedAttribute {
	return optionalMap(description, map[string]schema.Attribute{
		"id":                  optionalText("Id of the endpoint. Null: the entry is configuration, else it is a resource object."),
		"region":              optionalText("Region of the endpoint. Null: the Region asked about."),
		"vpc_id":              optionalText("VPC of the endpoint. Null: `vpc`."),
		"service_name":        optionalText("Full service name."),
		"service_region":      optionalText("Region of the service. Null: that of the endpoint."),
		"vpc_endpoint_type":   optionalText("`Gateway` (default, as in `hashicorp/aws`), `Interface`, `GatewayLoadBalancer`, `Resource`, `ServiceNetwork` or `Tunnel`."),
		"policy":              optionalText("Endpoint policy. Null: full access."),
		"auto_accept":         optionalFlag("Whether the endpoint accepts itself."),
		"private_dns_enabled": optionalFlag("Whether private DNS is on. Null: `false`."),
		"ip_address_type":     optionalText("`ipv4` (default), `ipv6` or `dualstack`."),
		"dns_options": schema.ListNestedAttribute{
			Optional: true, MarkdownDescription: "The `dns_options` block, at most one. Null or empty: AWS's defaults.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"dns_record_ip_type":                             optionalText("Record types of the DNS names."),
				"private_dns_only_for_inbound_resolver_endpoint": optionalFlag("Whether only inbound Resolver endpoints answer with this endpoint (S3). Null inside a given block: `false`."),
				"private_dns_preference":                         optionalText("Which private DNS names of resources are answered."),
				"private_dns_specified_domains":                  optionalTexts("Domains for that preference."),
			}},
		},
		"route_table_ids":    optionalTexts("Ids of the associated route tables. Null: none."),
		"route_tables":       optionalTexts("Keys into `route_tables`, for tables that have no id yet; while `route_table_ids` is not known, they stand for all of it."),
		"subnet_ids":         optionalTexts("Ids of the subnets. Null: none."),
		"subnets":            optionalTexts("Keys into `subnets`, for subnets that have no id yet; while `subnet_ids` is not known, they stand for all of it."),
		"security_group_ids": optionalTexts("Ids of the security groups. Null: the VPC's default group."),
		"security_groups":    optionalTexts("Keys into `security_groups`, for groups that have no id yet; while `security_group_ids` is not known, they stand for all of it."),
		"subnet_configuration": optionalSet("Designated addresses, as the `subnet_configuration` blocks.", map[string]schema.Attribute{
			"subnet_id": optionalText("Id of the subnet."),
			"ipv4":      optionalText("IPv4 address."),
			"ipv6":      optionalText("IPv6 address."),
		}),
		"resource_configuration_arn": optionalText("ARN of the resource configuration of a Resource endpoint."),
		"resource_configuration":     optionalText("Key into `resource_configurations` in its place."),
		"service_network_arn":        optionalText("ARN of the service network of a ServiceNetwork endpoint."),
		"service_network":            optionalText("Key into `service_networks` in its place."),
		"endpoint_service":           optionalText("Key into `endpoint_services`. Null: the entry with the same `service_name`."),
		"state":                      optionalText("State in the API. One that is deleted or failed does not count."),
		"owner_id":                   optionalText("Account of the endpoint, as in `aws_vpc_endpoint`; not that of the service."),
		"requester_managed":          optionalFlag("Whether a service of AWS made the endpoint."),
		"prefix_list_id":             optionalText("Prefix list of the service, as a gateway endpoint shows it."),
		"cidr_blocks":                optionalTexts("Ranges of the service, as a gateway endpoint shows them."),
	})
}
