package provider

import (
	"cmp"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/recommend"
)

// endpointServiceModel is an entry of endpoint_services, shaped as the resource and the data
// source aws_vpc_endpoint_service together.
type endpointServiceModel struct {
	ServiceName                 types.String                 `tfsdk:"service_name"`
	ServiceType                 types.String                 `tfsdk:"service_type"`
	OwnerID                     types.String                 `tfsdk:"owner_id"`
	Owner                       types.String                 `tfsdk:"owner"`
	Region                      types.String                 `tfsdk:"region"`
	SupportedRegions            []string                     `tfsdk:"supported_regions"`
	AllowedPrincipals           []string                     `tfsdk:"allowed_principals"`
	AcceptanceRequired          *bool                        `tfsdk:"acceptance_required"`
	State                       types.String                 `tfsdk:"state"`
	PrivateDNSName              types.String                 `tfsdk:"private_dns_name"`
	PrivateDNSNames             []string                     `tfsdk:"private_dns_names"`
	PrivateDNSNameVerified      *bool                        `tfsdk:"private_dns_name_verified"`
	PrivateDNSNameConfiguration []privateDNSStateModel       `tfsdk:"private_dns_name_configuration"`
	AvailabilityZoneIDs         []string                     `tfsdk:"availability_zone_ids"`
	AvailabilityZones           []string                     `tfsdk:"availability_zones"`
	NetworkLoadBalancerARNs     []string                     `tfsdk:"network_load_balancer_arns"`
	GatewayLoadBalancerARNs     []string                     `tfsdk:"gateway_load_balancer_arns"`
	LoadBalancers               map[string]loadBalancerModel `tfsdk:"load_balancers"`
	SupportedIPAddressTypes     []string                     `tfsdk:"supported_ip_address_types"`
	ManagesVPCEndpoints         *bool                        `tfsdk:"manages_vpc_endpoints"`
	Ports                       []int                        `tfsdk:"ports"`
	VPCEndpointPolicySupported  *bool                        `tfsdk:"vpc_endpoint_policy_supported"`
}

type privateDNSStateModel struct {
	State types.String `tfsdk:"state"`
}

type loadBalancerModel struct {
	ARN                   types.String `tfsdk:"arn"`
	SecurityGroups        []string     `tfsdk:"security_groups"`
	EnforceInbound        types.String `tfsdk:"enforce_security_group_inbound_rules_on_private_link_traffic"`
	TCPIdleTimeoutSeconds *int64       `tfsdk:"tcp_idle_timeout_seconds"`
}

// domain gives an entry the meaning that the recommendation works with.
func (m endpointServiceModel) domain() recommend.EndpointService {
	s := recommend.EndpointService{
		ServiceName: m.ServiceName.ValueString(), ServiceType: m.ServiceType.ValueString(),
		Owner: cmp.Or(m.OwnerID.ValueString(), m.Owner.ValueString()), Region: m.Region.ValueString(),
		SupportedRegions: m.SupportedRegions, AcceptanceRequired: m.AcceptanceRequired,
		PrivateDNSNames: m.PrivateDNSNames, PrivateDNSVerified: m.PrivateDNSNameVerified,
		SupportedIPAddressTypes: m.SupportedIPAddressTypes, Ports: m.Ports,
		ManagesVPCEndpoints: m.ManagesVPCEndpoints != nil && *m.ManagesVPCEndpoints,
		PolicySupported:     m.VPCEndpointPolicySupported,
	}
	if name := m.PrivateDNSName.ValueString(); name != "" && !slices.Contains(s.PrivateDNSNames, name) {
		s.PrivateDNSNames = append(s.PrivateDNSNames, name)
	}
	if s.PrivateDNSVerified == nil && len(m.PrivateDNSNameConfiguration) > 0 && !m.PrivateDNSNameConfiguration[0].State.IsNull() {
		verified := m.PrivateDNSNameConfiguration[0].State.ValueString() == "verified"
		s.PrivateDNSVerified = &verified
	}
	return s
}

func endpointServices(in map[string]endpointServiceModel) map[string]recommend.EndpointService {
	out := make(map[string]recommend.EndpointService, len(in))
	for key, m := range in {
		out[key] = m.domain()
	}
	return out
}

// endpointServicesAttribute is the schema of endpoint_services wherever it is taken.
func endpointServicesAttribute() schema.MapNestedAttribute {
	return schema.MapNestedAttribute{
		Optional:   true,
		Validators: []validator.Map{mapvalidator.NoNullValues()},
		MarkdownDescription: "Endpoint services of another VPC, account or partner, by your own key; whole `aws_vpc_endpoint_service` objects fit. " +
			"Each entry is a wish, and its key becomes part of an endpoint key, so a key that already means an AWS service is an error. Null means none.",
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"service_name":              optionalText("Full service name, `com.amazonaws.vpce.<region>.vpce-svc-…`. Null while the service does not exist yet."),
			"service_type":              optionalText("`Interface` (default) or `GatewayLoadBalancer`."),
			"owner_id":                  optionalText("Account of the provider."),
			"owner":                     optionalText("Account or alias of the provider as the data source gives it; `amazon` is AWS itself. Used where `owner_id` is null."),
			"region":                    optionalText("Region of the service. Default: the Region in `service_name`."),
			"supported_regions":         optionalTexts("Regions from which it may be reached. Null is not known."),
			"allowed_principals":        optionalTexts("ARNs that may connect, or `*`. Null is not known."),
			"acceptance_required":       optionalFlag("Whether the provider accepts each connection by hand. Null is not known."),
			"state":                     optionalText("State of the service."),
			"private_dns_name":          optionalText("Private DNS name of the provider."),
			"private_dns_names":         optionalTexts("Private DNS names as the data source gives them."),
			"private_dns_name_verified": optionalFlag("Whether the provider proved to own the name. Null: taken from `private_dns_name_configuration`, else not known."),
			"private_dns_name_configuration": schema.ListNestedAttribute{
				Optional: true, MarkdownDescription: "Verification of the name, as the resource gives it.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{"state": optionalText("`verified`, `pendingVerification` or `failed`.")}},
			},
			"availability_zone_ids":      optionalTexts("Availability Zone IDs in which the service is offered. Null is not known."),
			"availability_zones":         optionalTexts("Availability Zone names; usable with `zone_ids` for a service of this account only, because names differ between accounts."),
			"network_load_balancer_arns": optionalTexts("ARNs of its Network Load Balancers."),
			"gateway_load_balancer_arns": optionalTexts("ARNs of its Gateway Load Balancers."),
			"load_balancers": schema.MapNestedAttribute{
				Optional: true, MarkdownDescription: "Its load balancers, as `aws_lb` objects, by your own key.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"arn":             optionalText("ARN."),
					"security_groups": optionalTexts("Ids of its security groups."),
					"enforce_security_group_inbound_rules_on_private_link_traffic": optionalText("`on` or `off`."),
					"tcp_idle_timeout_seconds":                                     schema.Int64Attribute{Optional: true, MarkdownDescription: "TCP idle timeout of its listeners in seconds; null is AWS's default."},
				}},
			},
			"supported_ip_address_types": optionalTexts("`ipv4`, `ipv6` or both. Null is not known."),
			"manages_vpc_endpoints":      optionalFlag("Whether the service makes its endpoints itself. Default `false`."),
			"ports": schema.SetAttribute{
				Optional: true, ElementType: types.Int64Type, Validators: []validator.Set{setvalidator.NoNullValues()},
				MarkdownDescription: "TCP ports of the service. Null is not known; then no port is assumed.",
			},
			"vpc_endpoint_policy_supported": optionalFlag("Whether a custom endpoint policy is accepted. Null: only for services of `amazon`."),
		}},
	}
}

// resourceConfigurationModel is an entry of resource_configurations.
type resourceConfigurationModel struct {
	ARN             types.String          `tfsdk:"arn"`
	Type            types.String          `tfsdk:"type"`
	Protocol        types.String          `tfsdk:"protocol"`
	PortRanges      []string              `tfsdk:"port_ranges"`
	OwnerID         types.String          `tfsdk:"owner_id"`
	Shared          *bool                 `tfsdk:"shared"`
	ResourceGateway *resourceGatewayModel `tfsdk:"resource_gateway"`
}

type resourceGatewayModel struct {
	VPCID               types.String `tfsdk:"vpc_id"`
	AvailabilityZoneIDs []string     `tfsdk:"availability_zone_ids"`
	IPAddressType       types.String `tfsdk:"ip_address_type"`
}

func resourceConfigurations(in map[string]resourceConfigurationModel) map[string]recommend.ResourceConfiguration {
	out := make(map[string]recommend.ResourceConfiguration, len(in))
	for key, m := range in {
		out[key] = recommend.ResourceConfiguration{
			ARN: m.ARN.ValueString(), Type: m.Type.ValueString(), PortRanges: m.PortRanges, Shared: m.Shared,
		}
	}
	return out
}

func resourceConfigurationsAttribute() schema.MapNestedAttribute {
	return schema.MapNestedAttribute{
		Optional:   true,
		Validators: []validator.Map{mapvalidator.NoNullValues()},
		MarkdownDescription: "VPC Lattice resource configurations to reach, by your own key; whole `aws_vpclattice_resource_configuration` objects fit. " +
			"Each entry is a wish, and its key becomes part of an endpoint key. Null means none.",
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"arn":         optionalText("ARN. Null while it does not exist yet."),
			"type":        optionalText("`SINGLE`, `GROUP`, `CHILD`, `ARN` or `CIDR`; the last needs a tunnel endpoint, which hashicorp/aws cannot create yet."),
			"protocol":    optionalText("`TCP`."),
			"port_ranges": optionalTexts("Ports (`5432`) and ranges (`8000-8100`)."),
			"owner_id":    optionalText("Account it belongs to."),
			"shared":      schema.BoolAttribute{Optional: true, MarkdownDescription: "Whether it was shared with this account through AWS RAM, and accepted. Null is not known."},
			"resource_gateway": schema.SingleNestedAttribute{
				Optional: true, MarkdownDescription: "Its resource gateway.",
				Attributes: map[string]schema.Attribute{
					"vpc_id":                optionalText("VPC of the resource gateway."),
					"availability_zone_ids": optionalTexts("Availability Zone IDs of the resource gateway."),
					"ip_address_type":       optionalText("`IPV4`, `IPV6` or `DUALSTACK`."),
				},
			},
		}},
	}
}

// serviceNetworkModel is an entry of service_networks.
type serviceNetworkModel struct {
	ARN     types.String `tfsdk:"arn"`
	OwnerID types.String `tfsdk:"owner_id"`
	Shared  *bool        `tfsdk:"shared"`
}

func serviceNetworks(in map[string]serviceNetworkModel) map[string]recommend.ServiceNetwork {
	out := make(map[string]recommend.ServiceNetwork, len(in))
	for key, m := range in {
		out[key] = recommend.ServiceNetwork{ARN: m.ARN.ValueString(), Shared: m.Shared}
	}
	return out
}

func serviceNetworksAttribute() schema.MapNestedAttribute {
	return schema.MapNestedAttribute{
		Optional:            true,
		Validators:          []validator.Map{mapvalidator.NoNullValues()},
		MarkdownDescription: "VPC Lattice service networks to reach, by your own key. Each entry is a wish, and its key becomes part of an endpoint key. Null means none.",
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"arn":      schema.StringAttribute{Optional: true, MarkdownDescription: "ARN. Null while it does not exist yet."},
			"owner_id": schema.StringAttribute{Optional: true, MarkdownDescription: "Account it belongs to."},
			"shared":   schema.BoolAttribute{Optional: true, MarkdownDescription: "Whether it was shared with this account through AWS RAM, and accepted. Null is not known."},
		}},
	}
}
