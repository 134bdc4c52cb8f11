package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/recommend"
)

// recommendationModel is the data source's configuration and answer.
type recommendationModel struct {
	Region                 types.String                          `tfsdk:"region"`
	Services               []string                              `tfsdk:"services"`
	Workloads              map[string][]string                   `tfsdk:"workloads"`
	Callers                []string                              `tfsdk:"callers"`
	IPAddressType          types.String                          `tfsdk:"ip_address_type"`
	FIPS                   types.Bool                            `tfsdk:"fips"`
	Egress                 types.String                          `tfsdk:"egress"`
	ServiceOptions         types.Dynamic                         `tfsdk:"service_options"`
	EndpointServices       map[string]endpointServiceModel       `tfsdk:"endpoint_services"`
	ResourceConfigurations map[string]resourceConfigurationModel `tfsdk:"resource_configurations"`
	ServiceNetworks        map[string]serviceNetworkModel        `tfsdk:"service_networks"`
	Targets                types.Dynamic                         `tfsdk:"targets"`

	Recommendations     map[string]wishModel                `tfsdk:"recommendations"`
	Endpoints           map[string]recommendedEndpointModel `tfsdk:"endpoints"`
	GatewayServices     []string                            `tfsdk:"gateway_services"`
	InterfaceServices   []string                            `tfsdk:"interface_services"`
	UnsupportedServices []string                            `tfsdk:"unsupported_services"`
	AsOf                types.String                        `tfsdk:"as_of"`
	Findings            []findingModel                      `tfsdk:"findings"`
	NotChecked          []notCheckedModel                   `tfsdk:"not_checked"`
}

type wishModel struct {
	Decision   string          `tfsdk:"decision"`
	Endpoints  []string        `tfsdk:"endpoints"`
	Reasons    []string        `tfsdk:"reasons"`
	Rejected   []rejectedModel `tfsdk:"rejected"`
	Companions []string        `tfsdk:"companions"`
	AsOf       string          `tfsdk:"as_of"`
}

type rejectedModel struct {
	VPCEndpointType string  `tfsdk:"vpc_endpoint_type"`
	Reason          string  `tfsdk:"reason"`
	Rule            *string `tfsdk:"rule"`
}

type recommendedEndpointModel struct {
	Service                  string            `tfsdk:"service"`
	ServiceName              *string           `tfsdk:"service_name"`
	ServiceRegion            *string           `tfsdk:"service_region"`
	VPCEndpointType          string            `tfsdk:"vpc_endpoint_type"`
	ResourceConfigurationARN *string           `tfsdk:"resource_configuration_arn"`
	ServiceNetworkARN        *string           `tfsdk:"service_network_arn"`
	PrivateDNSEnabled        *bool             `tfsdk:"private_dns_enabled"`
	PrivateDNSNames          []string          `tfsdk:"private_dns_names"`
	IPAddressType            string            `tfsdk:"ip_address_type"`
	DNSOptions               []dnsOptionsModel `tfsdk:"dns_options"`
	Ports                    []int             `tfsdk:"ports"`
	PolicySupported          *bool             `tfsdk:"policy_supported"`
	RequiresRouteTables      bool              `tfsdk:"requires_route_tables"`
	RequiresSubnets          bool              `tfsdk:"requires_subnets"`
	RequiresSecurityGroup    bool              `tfsdk:"requires_security_group"`
	Reasons                  []string          `tfsdk:"reasons"`
}

type dnsOptionsModel struct {
	DNSRecordIPType                          *string `tfsdk:"dns_record_ip_type"`
	PrivateDNSOnlyForInboundResolverEndpoint *bool   `tfsdk:"private_dns_only_for_inbound_resolver_endpoint"`
}

// request turns the configuration into the domain's request.
func (m recommendationModel) request(region string, diags *diag.Diagnostics) recommend.Request {
	return recommend.Request{
		Region: region, Services: m.Services, Workloads: m.Workloads, Callers: m.Callers,
		IPAddressType: m.IPAddressType.ValueString(), FIPS: m.FIPS.ValueBool(), Egress: m.Egress.ValueString(),
		Options: readServiceOptions(m.ServiceOptions, diags), Targets: readTargets(m.Targets, diags),
		EndpointServices: endpointServices(m.EndpointServices), ResourceConfigurations: resourceConfigurations(m.ResourceConfigurations),
		ServiceNetworks: serviceNetworks(m.ServiceNetworks),
	}
}

// fill writes the answer.
func (m *recommendationModel) fill(r *recommend.Result, asOf string) {
	m.Recommendations, m.Endpoints = map[string]wishModel{}, map[string]recommendedEndpointModel{}
	for key, rec := range r.Recommendations {
		w := wishModel{
			Decision: string(rec.Decision), Endpoints: orEmpty(rec.Endpoints), Reasons: orEmpty(rec.Reasons),
			Rejected: []rejectedModel{}, Companions: orEmpty(rec.Companions), AsOf: asOf,
		}
		for _, rejected := range rec.Rejected {
			w.Rejected = append(w.Rejected, rejectedModel{string(rejected.Type), rejected.Reason, orNull(rejected.Rule)})
		}
		m.Recommendations[key] = w
	}
	for key, e := range r.Endpoints {
		m.Endpoints[key] = recommendedEndpoint(e)
	}
	m.GatewayServices, m.InterfaceServices = orEmpty(r.GatewayServices), orEmpty(r.InterfaceServices)
	m.UnsupportedServices, m.AsOf = orEmpty(r.UnsupportedServices), types.StringValue(asOf)
}

func recommendedEndpoint(e *recommend.Endpoint) recommendedEndpointModel {
	out := recommendedEndpointModel{
		Service: e.Service, ServiceName: orNull(e.ServiceName), ServiceRegion: orNull(e.ServiceRegion), VPCEndpointType: string(e.Type),
		ResourceConfigurationARN: orNull(e.ResourceConfigurationARN), ServiceNetworkARN: orNull(e.ServiceNetworkARN),
		PrivateDNSEnabled: e.PrivateDNSEnabled, PrivateDNSNames: orEmpty(e.PrivateDNSNames), IPAddressType: e.IPAddressType,
		DNSOptions: []dnsOptionsModel{}, Ports: e.Ports, PolicySupported: e.PolicySupported, RequiresRouteTables: e.RequiresRouteTables,
		RequiresSubnets: e.RequiresSubnets, RequiresSecurityGroup: e.RequiresSecurityGroup, Reasons: orEmpty(e.Reasons),
	}
	if o := e.DNSOptions; o != nil {
		out.DNSOptions = append(out.DNSOptions, dnsOptionsModel{orNull(o.DNSRecordIPType), o.PrivateDNSOnlyForInboundResolverEndpoint})
	}
	return out
}

// orNull makes an empty text null, which is what "not known" and "not set" are in outputs.
func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

func recommendationOutputs() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"recommendations": schema.MapNestedAttribute{
			Computed:            true,
			MarkdownDescription: "The answer to each wish, by service key, with `@<region>` behind the service of another Region.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"decision":  computedText("`gateway`, `interface`, `gateway_and_interface`, `gateway_load_balancer`, `resource`, `service_network` or `none`."),
				"endpoints": computedTexts("Keys into `endpoints`, sorted."),
				"reasons":   computedTexts("Why, each with the rule it rests on."),
				"rejected": schema.ListNestedAttribute{
					Computed: true, MarkdownDescription: "The types that were not taken.",
					NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
						"vpc_endpoint_type": computedText("The type."),
						"reason":            computedText("Why it was not taken."),
						"rule":              computedText("Id of the rule; null if you ruled it out yourself."),
					}},
				},
				"companions": computedTexts("Keys of services that are usually needed as well."),
				"as_of":      computedText(asOfDocs),
			}},
		},
		"endpoints": schema.MapNestedAttribute{
			Computed: true,
			MarkdownDescription: "The endpoints to create, by key `<service>/<type>`, with `@<region>` behind the service of another Region: `s3/gateway`, `kms/interface@us-west-2`. " +
				"The arguments have the names of `aws_vpc_endpoint`.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"service":                    computedText("Catalogue key, or your own key of `endpoint_services`, `resource_configurations` or `service_networks`."),
				"service_name":               computedText("Full service name; null if it is not known or an ARN takes its place."),
				"service_region":             computedText("Region of the service; null if it is the VPC's own."),
				"vpc_endpoint_type":          computedText("`Gateway`, `Interface`, `GatewayLoadBalancer`, `Resource` or `ServiceNetwork`."),
				"resource_configuration_arn": computedText("ARN of the resource configuration; null for other types."),
				"service_network_arn":        computedText("ARN of the service network; null for other types."),
				"private_dns_enabled":        computedFlag("Whether private DNS is on; null for types without it."),
				"private_dns_names":          computedTexts("Names that are answered with the endpoint while private DNS is on, wildcards as `*.`; empty if there are none or none is known."),
				"ip_address_type":            computedText("`ipv4`, `ipv6` or `dualstack`."),
				"dns_options": schema.ListNestedAttribute{
					Computed: true, MarkdownDescription: "The `dns_options` block, at most one; empty where AWS's defaults are right.",
					NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
						"dns_record_ip_type":                             computedText("Record types of the DNS names; null is AWS's default."),
						"private_dns_only_for_inbound_resolver_endpoint": computedFlag("Whether only inbound Resolver endpoints answer with this endpoint (S3); null is not sent."),
					}},
				},
				"ports":                   schema.ListAttribute{Computed: true, ElementType: types.Int64Type, MarkdownDescription: "TCP ports of the service; null if they are not known."},
				"policy_supported":        computedFlag("Whether a custom endpoint policy is accepted; null if it is not known."),
				"requires_route_tables":   computedFlag("Whether it is associated with route tables."),
				"requires_subnets":        computedFlag("Whether it is placed in subnets."),
				"requires_security_group": computedFlag("Whether it takes security groups."),
				"reasons":                 computedTexts("Why it is there and why it looks so."),
			}},
		},
		"gateway_services":     computedTexts("Keys of `recommendations` that get a gateway endpoint, sorted."),
		"interface_services":   computedTexts("Keys of `recommendations` that get an interface endpoint, sorted."),
		"unsupported_services": computedTexts("Keys of `recommendations` that get no endpoint, sorted."),
		"as_of":                computedText(asOfDocs),
	}
}
