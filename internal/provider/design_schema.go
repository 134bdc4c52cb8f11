package provider

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/design"
)

// designInputs are what a design is made from.
func designInputs() map[string]schema.Attribute {
	attributes := recommendationInputs()
	costs := costInputs()
	maps.Copy(attributes, networkAttributes())
	maps.Copy(attributes, map[string]schema.Attribute{
		"caller_cidr_blocks": callerCIDRsAttribute(),
		"security_group_ids": schema.SetAttribute{
			Optional: true, ElementType: types.StringType, Validators: []validator.Set{setvalidator.NoNullValues()},
			MarkdownDescription: "Ids of the security groups of every endpoint that takes one. Null: none is given, so the endpoints get the VPC's default group, which SG-02 tells. `security_group_rules` says what the groups need.",
		},
		"existing_endpoints": endpointsAttribute("Endpoints that exist already, or are planned elsewhere, by your own key; whole `aws_vpc_endpoint` objects fit. " +
			"Route tables that they serve are left to them. Leave out the endpoints that this design makes. Null: not given, so what depends on it is not checked. An empty map says that there are none."),
		"minimum_availability_zones": schema.Int64Attribute{
			Optional: true, MarkdownDescription: "In how many Availability Zones an endpoint with network interfaces should be. Default `2`.",
		},
		"gb_per_month": schema.MapAttribute{
			Optional: true, ElementType: types.NumberType, Validators: []validator.Map{mapvalidator.NoNullValues()},
			MarkdownDescription: "Data of a month in GB of 2^30 bytes, both directions together, by service as in `services`, or by endpoint key where a service has two (`s3/interface`). " +
				"What is not given is in no sum, and such a service keeps its endpoint.",
		},
		"nat_gateway":     costs["nat_gateway"],
		"hours_per_month": costs["hours_per_month"],
		"price_overrides": costs["price_overrides"],
		"quotas":          quotasAttribute("All of them are looked at here"),
		"quota_usage":     quotaUsageAttribute(),
		"trusted": schema.DynamicAttribute{
			Optional: true,
			MarkdownDescription: trustedDocs + " If given, every endpoint that takes a policy gets one that keeps to them, as `vpce_policy_document` writes it; a `policy` in `service_options` takes its place. " +
				"Null: no policy is written, and endpoints without one have full access, which POL-601 tells.",
		},
		"objective": schema.StringAttribute{
			Optional: true, Validators: []validator.String{stringvalidator.OneOf(design.Private, design.Cheapest)},
			MarkdownDescription: "`private` (default): an endpoint for every service. `cheapest`: only where it pays, compared with `nat_gateway`, which is needed then; the choice is a proven minimum.",
		},
	})
	return attributes
}

// designOutputs are what a design answers.
func designOutputs() map[string]schema.Attribute {
	endpoint := designEndpointAttributes()
	costs := costOutputs()
	outputs := findingsAttributes()
	maps.Copy(outputs, map[string]schema.Attribute{
		"endpoints": designEndpoints("The endpoints to create, by key `<service>/<type>`, with `@<region>` behind the service of another Region. "+
			"Every argument of `aws_vpc_endpoint` is there under its name, null where it does not apply, so one `for_each` makes them all, "+
			"unless `s3/gateway` and `s3/interface` are both there: then make `gateway_endpoints` first.", endpoint),
		"gateway_endpoints":   designEndpoints("Those of `endpoints` that are gateway endpoints.", endpoint),
		"interface_endpoints": designEndpoints("All other `endpoints`. Where the S3 pair is among them, their resource must `depends_on` that of `gateway_endpoints`.", endpoint),
		"module_endpoints": schema.DynamicAttribute{
			Computed: true,
			MarkdownDescription: "The gateway and interface endpoints as `endpoints` of `terraform-aws-modules/vpc//modules/vpc-endpoints` takes them: only the attributes that apply, in the names of that module. " +
				"It makes no other types.",
		},
		"left_on_nat": computedTexts("Keys of endpoints that `objective = \"cheapest\"` left out, because their traffic is cheaper through NAT, sorted."),
		"security_group_rules": schema.MapNestedAttribute{
			Computed: true,
			MarkdownDescription: "Rules that security groups need, by `<ingress or egress>/<port>/<caller, subnet or service key>`: ingress for the group of the endpoints, egress for that of the callers, to the prefix list of a gateway endpoint. " +
				"Where a caller has several ranges, each stands behind the key: `ingress/443/on_premises/10.0.0.0/8`.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"type":             computedText("`ingress` or `egress`."),
				"ip_protocol":      computedText("`tcp`."),
				"from_port":        schema.Int64Attribute{Computed: true, MarkdownDescription: "First port."},
				"to_port":          schema.Int64Attribute{Computed: true, MarkdownDescription: "Last port; the same."},
				"cidr_ipv4":        computedText("Range of the other side; null if it is another."),
				"cidr_ipv6":        computedText("IPv6 range of the other side; null if it is another."),
				"prefix_list_name": computedText("Name of the managed prefix list of the other side, for `data.aws_ec2_managed_prefix_list`; null if it is another."),
				"description":      computedText("What the rule is for."),
			}},
		},
		"private_hosted_zones": schema.ListNestedAttribute{
			Computed: true,
			MarkdownDescription: "Zones that answer the names of interface endpoints in VPCs that use them by peering or a transit gateway, sorted by name; an alternative to a Route 53 Profile. " +
				"Associate them with those VPCs, and not with this one while private DNS is on.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"name":     computedText("Name of the zone, and of its record."),
				"wildcard": computedFlag("Whether `*.<name>` is answered too."),
				"endpoint": computedText("Key of the endpoint to which the records lead."),
			}},
		},
		"steps": schema.ListNestedAttribute{
			Computed: true, MarkdownDescription: "What has to be done besides, by whom.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"side": computedText("`consumer` (whoever makes the endpoints) or `provider` (whoever owns the service, resource or target)."),
				"text": computedText("What to do, in a sentence."),
			}},
		},
		"cost": schema.SingleNestedAttribute{
			Computed: true, MarkdownDescription: "What the endpoints cost, as `vpce_cost` answers it.", Attributes: costs,
		},
		"report_markdown": computedText("The design as Markdown for a pull request: what, why, what it costs, what was found, what was not checked."),
		"diagram_mermaid": computedText("The design as the body of a `mermaid` code block."),
		"as_of":           computedText(asOfDocs),
	})
	return outputs
}

func designEndpoints(description string, attributes map[string]schema.Attribute) schema.MapNestedAttribute {
	return schema.MapNestedAttribute{Computed: true, MarkdownDescription: description, NestedObject: schema.NestedAttributeObject{Attributes: attributes}}
}

func designEndpointAttributes() map[string]schema.Attribute {
	texts := func(description string) schema.SetAttribute {
		return schema.SetAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: description}
	}
	return map[string]schema.Attribute{
		"service":                    computedText("Catalogue key, or your own key of `endpoint_services`, `resource_configurations` or `service_networks`."),
		"vpc_id":                     computedText("Id of the VPC; null if it is not given."),
		"service_name":               computedText("Full service name; null if an ARN takes its place or it is not known."),
		"service_region":             computedText("Region of the service; null if it is the VPC's own."),
		"vpc_endpoint_type":          computedText("`Gateway`, `Interface`, `GatewayLoadBalancer`, `Resource` or `ServiceNetwork`."),
		"resource_configuration_arn": computedText("ARN of the resource configuration; null for other types."),
		"service_network_arn":        computedText("ARN of the service network; null for other types."),
		"auto_accept":                computedFlag("`true` where the service is of the VPC's own account (`vpc.owner_id`) and asks for acceptance; else null."),
		"route_table_ids":            texts("Ids of the route tables; null for other types, and where a table has no id: `route_tables` has their keys then."),
		"route_tables":               texts("Your keys of the route tables; null for other types, and where none could be chosen."),
		"subnet_ids":                 texts("Ids of the subnets; null for gateway endpoints, and where a subnet has no id: `subnets` has their keys then."),
		"subnets":                    texts("Your keys of the subnets, one in each Availability Zone; null for gateway endpoints, and where none could be chosen."),
		"security_group_ids":         texts("The `security_group_ids` given; null for types that take none."),
		"private_dns_enabled":        computedFlag("Whether private DNS is on; null for types without it."),
		"ip_address_type":            computedText("`ipv4`, `ipv6` or `dualstack`; null where AWS's default, `ipv4` of a gateway endpoint, need not be sent."),
		"dns_options": schema.ListNestedAttribute{
			Computed: true, MarkdownDescription: "The `dns_options` block, at most one; empty where AWS's defaults are right.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"dns_record_ip_type":                             computedText("Record types of the DNS names; null is AWS's default."),
				"private_dns_only_for_inbound_resolver_endpoint": computedFlag("Whether only inbound Resolver endpoints answer with this endpoint (S3); null is not sent."),
			}},
		},
		"policy":  computedText("Endpoint policy as JSON; null for full access."),
		"reasons": computedTexts("Why it is there and why it looks so."),
	}
}
