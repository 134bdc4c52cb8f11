package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
)

var _ datasource.DataSourceWithConfigure = (*servicesDataSource)(nil)

type servicesDataSource struct{ configured }

func newServicesDataSource() datasource.DataSource { return &servicesDataSource{} }

type servicesModel struct {
	Region               types.String            `tfsdk:"region"`
	VPCEndpointType      types.String            `tfsdk:"vpc_endpoint_type"`
	PolicySupported      *bool                   `tfsdk:"policy_supported"`
	CrossRegionSupported *bool                   `tfsdk:"cross_region_supported"`
	Query                types.String            `tfsdk:"query"`
	Keys                 []string                `tfsdk:"keys"`
	Services             map[string]summaryModel `tfsdk:"services"`
	AsOf                 types.String            `tfsdk:"as_of"`
}

// summaryModel is short on purpose: the whole catalogue would fill the state.
type summaryModel struct {
	Name             string            `tfsdk:"name"`
	VPCEndpointTypes []string          `tfsdk:"vpc_endpoint_types"`
	ServiceNames     map[string]string `tfsdk:"service_names"`
	Availability     string            `tfsdk:"availability"`
	PolicySupported  *bool             `tfsdk:"policy_supported"`
	CrossRegion      *bool             `tfsdk:"cross_region_supported"`
}

func (d *servicesDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_services"
}

func (d *servicesDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	facts := serviceFactsAttributes()
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the services of the catalogue that pass a filter and are not known to be missing in the Region. " +
			"Only what is known passes a filter: a service of which it is not known whether it takes a policy is left out by either value of `policy_supported`.",
		Attributes: map[string]schema.Attribute{
			"region": schema.StringAttribute{Optional: true, MarkdownDescription: regionDocs},
			"vpc_endpoint_type": schema.StringAttribute{
				Optional:            true,
				Validators:          []validator.String{stringvalidator.OneOf(catalog.EndpointTypes()...)},
				MarkdownDescription: "Only services with this endpoint type: " + words(catalog.EndpointTypes()) + ". Default: any, and services without an endpoint.",
			},
			"policy_supported":       schema.BoolAttribute{Optional: true, MarkdownDescription: "Only services of which it is known that they accept a custom endpoint policy, or that they do not. Default: any."},
			"cross_region_supported": schema.BoolAttribute{Optional: true, MarkdownDescription: "Only services of which it is known that a VPC of another Region can reach them, or that it cannot. Default: any."},
			"query":                  schema.StringAttribute{Optional: true, MarkdownDescription: "Only services with this text in key, display name or an alias, whatever the case. Default: any."},
			"keys":                   schema.ListAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: "Keys of the services, sorted."},
			"services": schema.MapNestedAttribute{
				Computed: true, MarkdownDescription: "The services by key; `vpce_service` tells the rest.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"name": facts["name"], "vpc_endpoint_types": facts["vpc_endpoint_types"], "service_names": facts["service_names"],
					"availability": facts["availability"], "policy_supported": facts["policy_supported"], "cross_region_supported": facts["cross_region_supported"],
				}},
			},
			"as_of": facts["as_of"],
		},
	}
}

func (d *servicesDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m servicesModel
	if resp.Diagnostics.Append(req.Config.Get(ctx, &m)...); resp.Diagnostics.HasError() {
		return
	}
	f, region, ok := d.start(m.Region, &resp.Diagnostics)
	if !ok {
		return
	}
	m.Keys = f.catalog.Find(region.Code, catalog.Filter{
		Type: catalog.EndpointType(m.VPCEndpointType.ValueString()), PolicySupported: m.PolicySupported,
		CrossRegionSupported: m.CrossRegionSupported, Query: m.Query.ValueString(),
	})
	m.Services = make(map[string]summaryModel, len(m.Keys))
	for _, key := range m.Keys {
		description, _ := f.catalog.Describe(key, region.Code)
		all := serviceFacts(f.catalog, description)
		m.Services[key] = summaryModel{all.Name, all.VPCEndpointTypes, all.ServiceNames, all.Availability, all.PolicySupported, all.CrossRegionSupported}
	}
	m.AsOf = types.StringValue(f.catalog.AsOf())
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}
