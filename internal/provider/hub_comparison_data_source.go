package provider

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/cost/fleet"
)

var _ datasource.DataSourceWithConfigure = (*hubComparisonDataSource)(nil)

type hubComparisonDataSource struct{ configured }

func newHubComparisonDataSource() datasource.DataSource { return &hubComparisonDataSource{} }

func (d *hubComparisonDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_hub_comparison"
}

func (d *hubComparisonDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := hubComparisonInputs()
	maps.Copy(attributes, hubComparisonOutputs())
	maps.Copy(attributes, findingsAttributes())
	resp.Schema = schema.Schema{
		MarkdownDescription: "Compares interface endpoints in every VPC with endpoints in one hub that the VPCs share over a Transit Gateway, and finds the mix with the smallest bill: " +
			"for each service and VPC the hub, an endpoint of its own, or, if there are NAT gateways, none.\n\n" +
			"`cheapest_monthly` is a proven minimum over every possible assignment, not the result of a search that may have missed one. " +
			"Services with a gateway endpoint (S3, DynamoDB, S3 Express) keep a free one in every VPC: a hub cannot take them over. " +
			"The guide *Endpoint, NAT or hub: what it costs* explains what is counted.",
		Attributes: attributes,
	}
}

func (d *hubComparisonDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m hubComparisonModel
	if resp.Diagnostics.Append(req.Config.Get(ctx, &m)...); resp.Diagnostics.HasError() {
		return
	}
	f, region, ok := d.start(m.Region, &resp.Diagnostics)
	request := m.request(region.Code, d.env.hours, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	result, errs := fleet.Compare(f.catalog, f.prices, request)
	if addInputErrors(&resp.Diagnostics, "Invalid Hub Comparison Input", errs); resp.Diagnostics.HasError() {
		return
	}
	m.fill(result, f.prices.AsOf())
	m.Findings, m.NotChecked = d.report(result.Report)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

func hubComparisonInputs() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"region": schema.StringAttribute{
			Optional:            true,
			MarkdownDescription: "Region of all VPCs and of the hub, such as `ap-northeast-2`. If null, the provider's `region`, then `AWS_REGION`, then `AWS_DEFAULT_REGION`; an error if there is none.",
		},
		"vpcs": schema.DynamicAttribute{
			Required: true,
			MarkdownDescription: "Map by your own name of the VPCs that could use the hub; the hub's VPC is not one of them. An unknown name in an entry is an error. Each is an object of\n\n" +
				"  - `availability_zones` (number, required) Number of zones that an endpoint of its own would be in.\n" +
				"  - `gb_per_month` (map of number) Data of a month by service, in GB of 2^30 bytes, both directions together. A service named here is used in this VPC even if `services` does not name it; " +
				"one that is not named here has no stated traffic: it counts as 0 GB in the sums and is never left on NAT.\n" +
				"  - `transit_gateway_attached` (bool) Whether its Transit Gateway attachment exists and is paid for anyway. Default `false`: its hours are counted as soon as the VPC uses the hub.\n" +
				"  - `cidr_blocks` (list of string) Its IPv4 and IPv6 blocks. VPCs that overlap cannot use a hub (HUB-12) and keep their own endpoints in every design. Null: not checked.\n" +
				"  - `account_id` (string) Account that owns it, for the quotas of each account. Null: not known.\n" +
				"  - `id` (string) Its id. Not used; it may be there so that one map serves several data sources.",
		},
		"services": schema.ListAttribute{
			Optional: true, ElementType: types.StringType,
			Validators:          []validator.List{noNullElements{}},
			MarkdownDescription: "Services that every VPC uses. Each is " + serviceDocs + ". If null, those of `gb_per_month`. A service without an interface endpoint is named in `findings` or `not_checked` and left out.",
		},
		"hub": schema.DynamicAttribute{
			Required: true,
			MarkdownDescription: "The VPC that would hold the shared endpoints. An unknown name is an error. An object of\n\n" +
				"  - `availability_zones` (number, required) Number of zones of each endpoint in it.\n" +
				"  - `transit_gateway_attached` (bool) Whether its attachment is paid for anyway. Default `false`.\n" +
				"  - `dns` (string) How the names of its endpoints reach the VPCs: " + words(fleet.DNSModels()) + ". Null: nothing is planned, which costs nothing and is an error finding (HUB-02).\n" +
				"  - `resolver_endpoint_addresses` (number) Addresses of the Resolver endpoints that only the hub needs, for callers on premises, at least 2. Default 0: there are none, or they are paid for anyway.",
		},
		"nat_gateway": schema.DynamicAttribute{
			Optional: true,
			MarkdownDescription: "The NAT gateways of every VPC, over which a service could be reached without an endpoint. Null: there are none. An unknown name is an error. An object of\n\n" +
				"  - `availability_zones` (number) Number of zones with a NAT gateway, the same in every VPC. Null: every zone of the VPC.\n" +
				"  - `keep` (bool) Whether they stay whatever the endpoints do, so that their hours decide nothing and are left out of every sum. Default `true`. With `false` those of a VPC go when nothing given here uses them.\n" +
				"  - `regional` (bool) Whether they are regional NAT gateways. Default `false`.\n" +
				"  - `private_services` (list of string) Services that must not be left on NAT.",
		},
		"hours_per_month": schema.NumberAttribute{
			Optional:            true,
			MarkdownDescription: "Hours of a month, above 0 and up to 744. If null, `hours_per_month` of the provider, which is 730 unless set.",
		},
		"price_overrides": schema.MapAttribute{
			Optional: true, ElementType: types.NumberType, Validators: []validator.Map{mapvalidator.NoNullValues()},
			MarkdownDescription: "Your own flat rates by item of the price book, such as `{ tgw_gb = 0.02 }`, in the Region's currency. An item the book does not have is an error that names the nearest ones.",
		},
		"use_inferred_prices": schema.BoolAttribute{
			Optional:            true,
			MarkdownDescription: "Whether a price that no source states, but that follows from a pattern in other Regions, may be used. It is marked in its line. Default `false`.",
		},
		"quotas":      quotasAttribute("Looked at here are `gateway_endpoints_per_region` (20, in each account), `gateway_endpoints_per_vpc` (255) and `interface_endpoints_per_vpc` (50)"),
		"quota_usage": quotaUsageAttribute(),
	}
}

func hubComparisonOutputs() map[string]schema.Attribute {
	lines := pricedAttributes()
	lines["design"] = computedText("`distributed`, `hub` or `cheapest`.")
	lines["place"] = computedText("Where the cost arises: `vpcs`, `hub`, or `all` for data through interface endpoints, whose tiers count over the whole Region.")
	return map[string]schema.Attribute{
		"currency":            computedText("Currency of every sum, `USD` or `CNY`; null if it is not known."),
		"distributed_monthly": computedNumber("What a month costs with an endpoint in every VPC for every service it uses, exact. Null if a price is not known."),
		"hub_monthly":         computedNumber("What a month costs with every service in the hub, exact. Null if a price is not known."),
		"cheapest_monthly":    computedNumber("What the cheapest assignment costs a month, exact and proven. Null if a price is not known."),
		"break_even_gb_per_month": computedNumber("Data to the hub, in GB a month, from which `hub_monthly` is no less than `distributed_monthly`, to six digits behind the decimal point; " +
			"0 if the hub pays at no volume, null if it pays at every volume or a price is not known."),
		"assignment": schema.MapNestedAttribute{
			Computed:            true,
			MarkdownDescription: "The cheapest assignment, by service key. Null if a price is not known. Of equally cheap ones, an endpoint of its own is taken before NAT, and either before the hub.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"hub":      computedFlag("Whether the hub has an endpoint for the service."),
				"hub_vpcs": computedTexts("VPCs that use the endpoint in the hub, sorted."),
				"own_vpcs": computedTexts("VPCs that have an endpoint of their own, sorted."),
				"nat_vpcs": computedTexts("VPCs that have none and use their NAT gateways, sorted."),
			}},
		},
		"line_items": schema.ListNestedAttribute{
			Computed:            true,
			MarkdownDescription: "The bills of the three designs. The lines of a design add up to its sum.",
			NestedObject:        schema.NestedAttributeObject{Attributes: lines},
		},
		"private_hosted_zones": schema.ListNestedAttribute{
			Computed: true,
			MarkdownDescription: "The private hosted zones that would answer for the services in a hub if `dns` is `private_hosted_zones`, sorted by name. " +
				"Associate a zone only with VPCs that use the hub for all of its services: an endpoint of the VPC's own with private DNS conflicts with it.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"name":     computedText("Name of the zone."),
				"apex":     computedFlag("Whether it needs an alias record for its own name."),
				"wildcard": computedFlag("Whether it needs an alias record `*` for all names below."),
				"services": computedTexts("Services whose names it answers, sorted."),
			}},
		},
		"gateway_services":   computedTexts("Services that keep a gateway endpoint in every VPC, sorted."),
		"stated_assumptions": computedTexts("What the sums rest on besides the input, in sentences."),
		"prices_as_of":       computedText("Date of the newest price in the price book; each line has its own."),
	}
}
