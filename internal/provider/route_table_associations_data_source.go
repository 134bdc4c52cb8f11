package provider

import (
	"context"
	"maps"
	"math/big"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/topology"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

var _ datasource.DataSourceWithConfigure = (*routeTableAssociationsDataSource)(nil)

type routeTableAssociationsDataSource struct{ configured }

func newRouteTableAssociationsDataSource() datasource.DataSource {
	return &routeTableAssociationsDataSource{}
}

func (d *routeTableAssociationsDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_route_table_associations"
}

func (d *routeTableAssociationsDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		"region": schema.StringAttribute{Optional: true, MarkdownDescription: regionDocs},
		"services": schema.ListAttribute{
			Optional: true, ElementType: types.StringType,
			Validators: []validator.List{listvalidator.SizeAtLeast(1), noNullElements{}},
			MarkdownDescription: "Services to reach. Each is " + serviceDocs + ". Those with a gateway endpoint in this Region count, the others are left to interface endpoints. " +
				"Default `[\"s3\", \"dynamodb\"]`.",
		},
		"ip_address_type": schema.StringAttribute{
			Optional: true, Validators: []validator.String{stringvalidator.OneOf(topology.IPAddressTypes()...)},
			MarkdownDescription: "Address type wanted of the gateway endpoints: " + words(topology.IPAddressTypes()) + ". Null: the one that suits the subnets of the associated tables.",
		},
		"existing_endpoints": endpointsAttribute("Endpoints that exist already, or are planned elsewhere, by your own key; whole `aws_vpc_endpoint` objects, resource or data source, fit. " +
			"This is the way to know which tables are served already, because `hashicorp/aws` shows the routes of gateway endpoints in no route table object. " +
			"Leave out the endpoint that this answer feeds: its own tables would count as served and vanish from the next answer. " +
			"Null: not given, so what depends on it is not checked. An empty map says that there are none."),
		"quotas":      quotasAttribute("Looked at here are `gateway_endpoints_per_region` (20), `gateway_endpoints_per_vpc` (255) and `routes_per_route_table` (500)"),
		"quota_usage": quotaUsageAttribute(),
	}
	maps.Copy(attributes, networkAttributes())
	maps.Copy(attributes, routeTableAssociationsOutputs())
	maps.Copy(attributes, findingsAttributes())
	resp.Schema = schema.Schema{
		MarkdownDescription: "Says which route tables the gateway endpoints for S3, DynamoDB and S3 Express must be associated with, so that every subnet with clients reaches them: " +
			"the table that each subnet really uses, each table once, and who else is moved by it.\n\n" +
			"It works from your own keys, so that a VPC that does not exist yet can be planned, and from whole objects of `hashicorp/aws`. " +
			"Hand it literal keys rather than resource attributes where a plan must know the answer: a data source with an unknown input is read only at apply. " +
			"The guide *Route tables: who really reaches the gateway endpoint* explains it with examples.",
		Attributes: attributes,
	}
}

func routeTableAssociationsOutputs() map[string]schema.Attribute {
	lists := types.ListType{ElemType: types.StringType}
	return map[string]schema.Attribute{
		"associations": schema.MapNestedAttribute{
			Computed: true,
			MarkdownDescription: "The associations that the clients need, by key `<service>/<route table key>`: `s3/private-a`. " +
				"Those that an existing endpoint makes already are among them, with `already_served_by` set; leave them out of a `for_each`.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"service":           computedText("Service key."),
				"service_name":      computedText("Full service name; null if it is not known."),
				"route_table":       computedText("Key of the route table, or its id if it has no key."),
				"route_table_id":    computedText("Id of the route table; null if it is not given."),
				"subnets":           schema.ListAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: "Keys of the subnets with clients that use the table, sorted."},
				"through_main":      schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether at least one of them uses it only because it is the main route table."},
				"ip_address_type":   computedText("`ip_address_type` of the endpoint; null if the subnets do not decide it."),
				"already_served_by": computedText("Key in `existing_endpoints` of the endpoint that serves the table already, or its id if only a route shows it; null if there is none."),
			}},
		},
		"route_table_keys": schema.MapAttribute{
			Computed: true, ElementType: lists,
			MarkdownDescription: "Keys of the route tables to associate, by service, sorted; tables that are served already are not among them.",
		},
		"route_table_ids": schema.MapAttribute{
			Computed: true, ElementType: lists,
			MarkdownDescription: "Ids of the same tables, by service; only for services of which every id is given. Ready for `route_table_ids` of `aws_vpc_endpoint`.",
		},
		"effective_route_tables": schema.MapAttribute{
			Computed: true, ElementType: types.StringType,
			MarkdownDescription: "The route table that each subnet really uses, from subnet key to route table key; only for subnets of which it is known.",
		},
	}
}

// routeTableAssociationsModel is the data source's configuration and answer.
type routeTableAssociationsModel struct {
	networkModel

	Region            types.String `tfsdk:"region"`
	Services          types.List   `tfsdk:"services"`
	IPAddressType     types.String `tfsdk:"ip_address_type"`
	ExistingEndpoints types.Map    `tfsdk:"existing_endpoints"`

	Quotas     map[string]*big.Float `tfsdk:"quotas"`
	QuotaUsage map[string]*big.Float `tfsdk:"quota_usage"`

	Associations         map[string]associationModel `tfsdk:"associations"`
	RouteTableKeys       map[string][]string         `tfsdk:"route_table_keys"`
	RouteTableIDs        map[string][]string         `tfsdk:"route_table_ids"`
	EffectiveRouteTables map[string]string           `tfsdk:"effective_route_tables"`
	Findings             []findingModel              `tfsdk:"findings"`
	NotChecked           []notCheckedModel           `tfsdk:"not_checked"`
}

type associationModel struct {
	Service         string       `tfsdk:"service"`
	ServiceName     *string      `tfsdk:"service_name"`
	RouteTable      string       `tfsdk:"route_table"`
	RouteTableID    types.String `tfsdk:"route_table_id"`
	Subnets         []string     `tfsdk:"subnets"`
	ThroughMain     bool         `tfsdk:"through_main"`
	IPAddressType   types.String `tfsdk:"ip_address_type"`
	AlreadyServedBy types.String `tfsdk:"already_served_by"`
}

func (d *routeTableAssociationsDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m routeTableAssociationsModel
	if resp.Diagnostics.Append(req.Config.Get(ctx, &m)...); resp.Diagnostics.HasError() {
		return
	}
	f, region, ok := d.start(m.Region, &resp.Diagnostics)
	if !ok {
		return
	}
	const summary = "Invalid Route Table Input"
	members := m.members()
	members["existing_endpoints"] = treeOf(m.ExistingEndpoints)
	in := topology.InputOf(tree.MapOf(members))
	network, errs := topology.Read(in)
	if addInputErrors(&resp.Diagnostics, summary, errs); resp.Diagnostics.HasError() {
		return
	}
	request := topology.AssociateRequest{
		Region: region.Code, IPAddressType: treeOf(m.IPAddressType).AsText(),
		Quotas: wholeNumbers(input.At("quotas"), m.Quotas, &resp.Diagnostics), Usage: wholeNumbers(input.At("quota_usage"), m.QuotaUsage, &resp.Diagnostics),
	}
	if !m.Services.IsNull() {
		var services []string
		resp.Diagnostics.Append(m.Services.ElementsAs(ctx, &services, false)...)
		request.Services = maybe.Of(services)
	}
	result, errs := network.Associate(f.catalog, request)
	if addInputErrors(&resp.Diagnostics, summary, errs); resp.Diagnostics.HasError() {
		return
	}
	m.fill(result)
	m.Findings, m.NotChecked = d.report(result.Report)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

// fill writes the answer.
func (m *routeTableAssociationsModel) fill(r *topology.Associations) {
	m.Associations = map[string]associationModel{}
	for key, a := range r.Associations {
		m.Associations[key] = associationModel{
			Service: a.Service, ServiceName: orNull(a.ServiceName), RouteTable: a.RouteTable, RouteTableID: textValue(a.RouteTableID),
			Subnets: orEmpty(a.Subnets), ThroughMain: a.ThroughMain, IPAddressType: textValue(a.IPAddressType),
			AlreadyServedBy: textValue(a.AlreadyServedBy),
		}
	}
	m.RouteTableKeys, m.RouteTableIDs, m.EffectiveRouteTables = r.RouteTableKeys, r.RouteTableIDs, r.EffectiveRouteTables
}

// textValue writes a text of the domain: absent is null, unknown stays unknown.
func textValue(t topology.Text) types.String {
	if v, given := t.Get(); given {
		return types.StringValue(v)
	}
	if t.IsUnknown() {
		return types.StringUnknown()
	}
	return types.StringNull()
}
