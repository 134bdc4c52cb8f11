package provider

import (
	"cmp"
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/topology"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

var _ datasource.DataSourceWithConfigure = (*subnetPlacementDataSource)(nil)

type subnetPlacementDataSource struct{ configured }

func newSubnetPlacementDataSource() datasource.DataSource { return &subnetPlacementDataSource{} }

func (d *subnetPlacementDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_subnet_placement"
}

func (d *subnetPlacementDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		"region": schema.StringAttribute{Optional: true, MarkdownDescription: regionDocs},
		"services": schema.ListAttribute{
			Optional: true, ElementType: types.StringType,
			Validators: []validator.List{listvalidator.SizeAtLeast(1), noNullElements{}},
			MarkdownDescription: "Services to reach. Each is " + serviceDocs + ". Those with an endpoint that lives in subnets count: `s3` here means its interface endpoint, " +
				"whether or not a gateway endpoint serves the VPC's own callers. Null: only `endpoint_services` and `resource_configurations`.",
		},
		"service_options":         serviceOptionsAttribute(),
		"endpoint_services":       endpointServicesAttribute(),
		"resource_configurations": resourceConfigurationsAttribute(),
		"minimum_availability_zones": schema.Int64Attribute{
			Optional: true, Validators: []validator.Int64{int64validator.AtLeast(1)},
			MarkdownDescription: "How many Availability Zones an endpoint should have, a whole number from 1. Default `2`. Zones without clients are used only to reach it; fewer zones are finding IF-05.",
		},
	}
	maps.Copy(attributes, networkAttributes())
	maps.Copy(attributes, subnetPlacementOutputs())
	maps.Copy(attributes, findingsAttributes())
	resp.Schema = schema.Schema{
		MarkdownDescription: "Chooses the subnets of interface endpoints, and of the other types that live in subnets: one in each Availability Zone with clients, " +
			"only in zones that the service offers, and why the others are left out.\n\n" +
			"A subnet that is known to have a free address for every endpoint goes first, then one of which that is not known, then the first by key. The choice does not depend on ids nor on the order of the input. " +
			"Zones are compared by id. Where a service is not in every zone, a subnet of which only the zone's name is known is not used, because AWS would refuse the whole endpoint; " +
			"give `availability_zone_id` or `zone_ids`. Where it is in every zone, names are enough. " +
			"A Gateway Load Balancer endpoint takes exactly one subnet. An endpoint without any usable zone has no placement, and finding IF-04 says so.",
		Attributes: attributes,
	}
}

func subnetPlacementOutputs() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"placements": schema.MapNestedAttribute{
			Computed:            true,
			MarkdownDescription: "Where each endpoint lives, by endpoint key: `ecr.api/interface`, `kms/interface@us-west-2`.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"subnets":            computedTexts("Keys of the chosen subnets, at most one in each Availability Zone, sorted."),
				"subnet_ids":         computedTexts("Their ids, in the same order; null unless every one is given."),
				"availability_zones": computedTexts("Their Availability Zone IDs, or names where the id is not known, in the same order."),
				"ip_address_type":    computedText("`ip_address_type` of the endpoint: the one asked for in `service_options`, else the widest that the subnets and the service take; null if the subnets do not decide it."),
				"dns_record_ip_type": computedText("`dns_record_ip_type` that goes with it; null for Gateway Load Balancer endpoints."),
				"dropped": schema.ListNestedAttribute{
					Computed: true, MarkdownDescription: "Eligible subnets that cannot or need not hold the endpoint, sorted by key. A subnet that merely shares its zone with a chosen one is not listed.",
					NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
						"subnet": computedText("Key of the subnet."),
						"rule":   computedText("Id of the rule."),
						"reason": computedText("Why it was left out."),
					}},
				},
			}},
		},
	}
}

// subnetPlacementModel is the data source's configuration and answer.
type subnetPlacementModel struct {
	networkModel

	Region                   types.String                          `tfsdk:"region"`
	Services                 []string                              `tfsdk:"services"`
	ServiceOptions           types.Dynamic                         `tfsdk:"service_options"`
	EndpointServices         map[string]endpointServiceModel       `tfsdk:"endpoint_services"`
	ResourceConfigurations   map[string]resourceConfigurationModel `tfsdk:"resource_configurations"`
	MinimumAvailabilityZones types.Int64                           `tfsdk:"minimum_availability_zones"`

	Placements map[string]placementModel `tfsdk:"placements"`
	Findings   []findingModel            `tfsdk:"findings"`
	NotChecked []notCheckedModel         `tfsdk:"not_checked"`
}

type placementModel struct {
	Subnets           []string       `tfsdk:"subnets"`
	SubnetIDs         []string       `tfsdk:"subnet_ids"`
	AvailabilityZones []string       `tfsdk:"availability_zones"`
	IPAddressType     types.String   `tfsdk:"ip_address_type"`
	DNSRecordIPType   types.String   `tfsdk:"dns_record_ip_type"`
	Dropped           []droppedModel `tfsdk:"dropped"`
}

type droppedModel struct {
	Subnet string `tfsdk:"subnet"`
	Rule   string `tfsdk:"rule"`
	Reason string `tfsdk:"reason"`
}

func (d *subnetPlacementDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m subnetPlacementModel
	if resp.Diagnostics.Append(req.Config.Get(ctx, &m)...); resp.Diagnostics.HasError() {
		return
	}
	f, region, ok := d.start(m.Region, &resp.Diagnostics)
	asked := m.asked(region.Code, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	network, errs := topology.Read(m.domain())
	if addInputErrors(&resp.Diagnostics, "Invalid Placement Input", errs); resp.Diagnostics.HasError() {
		return
	}
	result, errs := network.PlaceServices(f.catalog, asked)
	if addInputErrors(&resp.Diagnostics, "Invalid Placement Input", errs); resp.Diagnostics.HasError() {
		return
	}
	m.fill(result)
	m.Findings, m.NotChecked = d.report(result.Report)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

// asked turns the configuration into the domain's request.
func (m subnetPlacementModel) asked(region string, diags *diag.Diagnostics) topology.Asked {
	own := topology.Own{
		EndpointServices: map[string]topology.ServiceZones{},
		ResourceGateways: map[string]maybe.Value[[]topology.Text]{},
	}
	for key, s := range m.EndpointServices {
		own.EndpointServices[key] = topology.ServiceZones{
			IDs: textList(s.AvailabilityZoneIDs), Names: textList(s.AvailabilityZones),
			Owner:                   tree.Text(cmp.Or(s.OwnerID.ValueString(), s.Owner.ValueString())).AsText(),
			SupportedIPAddressTypes: s.SupportedIPAddressTypes,
		}
	}
	for key, c := range m.ResourceConfigurations {
		own.ResourceGateways[key] = maybe.Value[[]topology.Text]{}
		if c.ResourceGateway != nil {
			own.ResourceGateways[key] = textList(c.ResourceGateway.AvailabilityZoneIDs)
		}
	}
	return topology.Asked{
		Region: region, Services: m.Services, Options: readServiceOptions(m.ServiceOptions, diags), Own: own,
		EndpointServices: endpointServices(m.EndpointServices), ResourceConfigurations: resourceConfigurations(m.ResourceConfigurations),
		MinimumAvailabilityZones: int(m.MinimumAvailabilityZones.ValueInt64()),
	}
}

// textList gives a list of plain texts to the domain; nil is not given.
func textList(in []string) maybe.Value[[]topology.Text] {
	if in == nil {
		return maybe.Value[[]topology.Text]{}
	}
	out := make([]topology.Text, len(in))
	for i, t := range in {
		out[i] = maybe.Of(t)
	}
	return maybe.Of(out)
}

// fill writes the answer.
func (m *subnetPlacementModel) fill(r *topology.Placements) {
	m.Placements = map[string]placementModel{}
	for key, p := range r.Placements {
		out := placementModel{
			Subnets: p.Subnets, AvailabilityZones: p.AvailabilityZones, Dropped: []droppedModel{},
			IPAddressType: textValue(p.IPAddressType), DNSRecordIPType: textValue(p.DNSRecordIPType),
		}
		for _, id := range p.SubnetIDs {
			if v, given := id.Get(); given {
				out.SubnetIDs = append(out.SubnetIDs, v)
			}
		}
		if len(out.SubnetIDs) < len(p.SubnetIDs) {
			out.SubnetIDs = nil
		}
		for _, dropped := range p.Dropped {
			out.Dropped = append(out.Dropped, droppedModel(dropped))
		}
		m.Placements[key] = out
	}
}
