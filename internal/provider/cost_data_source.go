package provider

import (
	"context"
	"fmt"
	"maps"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/cost"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

var _ datasource.DataSourceWithConfigure = (*costDataSource)(nil)

type costDataSource struct{ configured }

func newCostDataSource() datasource.DataSource { return &costDataSource{} }

func (d *costDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_cost"
}

func (d *costDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := costInputs()
	maps.Copy(attributes, costOutputs())
	maps.Copy(attributes, findingsAttributes())
	resp.Schema = schema.Schema{
		MarkdownDescription: "What VPC endpoints cost in a month, what the same traffic costs through a NAT gateway, from which data on an endpoint pays, and which choice is the cheapest.\n\n" +
			"Sums are exact: every digit of the price list is kept, and nothing is rounded on the way. To print a line as AWS bills it, round it to cents, as `format(\"%.2f\", ...)` does. " +
			"A price that is not known is null, and so is every sum it stands in; a finding (COST-11) says how to supply it.",
		Attributes: attributes,
	}
}

func (d *costDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m costModel
	if resp.Diagnostics.Append(req.Config.Get(ctx, &m)...); resp.Diagnostics.HasError() {
		return
	}
	f, region, ok := d.start(m.Region, &resp.Diagnostics)
	in := m.input(f, region.Code, d.env.hours, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	result, errs := cost.Estimate(in)
	if addInputErrors(&resp.Diagnostics, "Invalid Cost Input", errs); resp.Diagnostics.HasError() {
		return
	}
	if err := m.fill(result); err != nil {
		addBug(&resp.Diagnostics, err)
		return
	}
	m.Findings, m.NotChecked = d.report(result.Report)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

func costInputs() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"region": schema.StringAttribute{Optional: true, MarkdownDescription: regionDocs},
		"endpoints": schema.MapNestedAttribute{
			Required: true, Validators: []validator.Map{mapvalidator.NoNullValues()},
			MarkdownDescription: "Endpoints to price, by your own keys. This is not the shape of `aws_vpc_endpoint`, but the `endpoints` of `vpce_recommendation` fit.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"service": schema.StringAttribute{
					Optional:            true,
					MarkdownDescription: "The service: " + serviceDocs + ". It must stand for one service. Where `service_name` is given it is only a label, as it is for types `Resource` and `ServiceNetwork`.",
				},
				"service_name": schema.StringAttribute{
					Optional:            true,
					MarkdownDescription: "Full name of the service, of AWS or of another account (`com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0`). One of `service` and `service_name` is needed, except for types `Resource` and `ServiceNetwork`.",
				},
				"vpc_endpoint_type": schema.StringAttribute{
					Optional:            true,
					MarkdownDescription: "One of " + words(typeNames()) + ". If null, `Gateway` where the service has a gateway endpoint, else `Interface`.",
				},
				"availability_zones": schema.Int64Attribute{
					Optional:            true,
					MarkdownDescription: "Number of Availability Zones it is in, from 1 to those of the Region. If null, the number of `subnet_ids` or `subnets`; if those are null too, the hours are a range (`monthly_range`, COST-09) and the total is null. Not used for types without an hourly price for each zone.",
				},
				"subnet_ids": optionalTexts("Ids of its subnets. Only their number counts: one for each zone."),
				"subnets":    optionalTexts("Keys of its subnets, for subnets that have no id yet. Only their number counts."),
				"gb_per_month": schema.NumberAttribute{
					Optional:            true,
					MarkdownDescription: "Data through each endpoint in a month, both directions together, in GB of 2^30 bytes (what the price list calls GB), read to the byte. If null, no data charge is in any sum, `stated_assumptions` says so, and the comparison with NAT is null.",
				},
				"service_region": schema.StringAttribute{
					Optional:            true,
					MarkdownDescription: "Region of the service, if another than that of the endpoint. The data then also pays transfer between the Regions (COST-08). Interface endpoints only.",
				},
				"quantity": schema.Int64Attribute{
					Optional:            true,
					MarkdownDescription: "Number of such endpoints, each with that many zones and that much data. Default `1`.",
				},
				"private": schema.BoolAttribute{
					Optional:            true,
					MarkdownDescription: "Whether its traffic must never be left on NAT, so that `cheapest` keeps the endpoint whatever it costs. Default `false`.",
				},
			}},
		},
		"nat_gateway": schema.DynamicAttribute{
			Optional: true,
			MarkdownDescription: "The NAT gateway that the traffic could use instead. Null: there is none, and nothing is compared. An unknown name is an error. An object of\n\n" +
				"  - `availability_zones` (number) Number of zonal NAT gateways, one for each zone, or of zones that a regional one is active in. Null: not known, so sums with its hours are null.\n" +
				"  - `keep` (bool) Whether it stays for other traffic, so that its hours decide nothing and are in neither side of the comparison. Default `true`. With `false` it goes when every service listed has an endpoint.\n" +
				"  - `regional` (bool) Whether it is one regional NAT gateway. Default `false`. For most Regions no source states its price for a GB: see the assumption `regional_nat_gb_as_zonal`.",
		},
		"hours_per_month": schema.NumberAttribute{
			Optional:            true,
			MarkdownDescription: "Hours of a month, above 0 and up to 744. If null, `hours_per_month` of the provider, which is 730 unless set.",
		},
		"price_overrides": schema.MapAttribute{
			Optional: true, ElementType: types.NumberType, Validators: []validator.Map{mapvalidator.NoNullValues()},
			MarkdownDescription: "Your own flat rates by item of the price book, such as `{ nat_gateway_gb = 0.045 }`, in the Region's currency, for every Region in the estimate. " +
				"An item that the book does not have is an error that names the nearest ones. Items, each with what one unit is:\n\n" + itemDocs(),
		},
		"use_inferred_prices": schema.BoolAttribute{
			Optional:            true,
			MarkdownDescription: "Whether a price that no source states, but that follows from a pattern in other Regions, may be used. It is marked `inferred` in its line. Default `false`.",
		},
		"assumptions": schema.MapAttribute{
			Optional: true, ElementType: types.BoolType, Validators: []validator.Map{mapvalidator.NoNullValues()},
			MarkdownDescription: "Switches for what AWS's pages leave open or the input does not say; `stated_assumptions` repeats those that bear on the answer. An unknown name is an error.\n\n" + assumptionDocs(),
		},
	}
}

func typeNames() []string {
	var out []string
	for _, t := range cost.PricedTypes() {
		out = append(out, string(t))
	}
	return out
}

// itemDocs lists the items of the price book.
func itemDocs() string {
	var b strings.Builder
	for _, d := range price.Items() {
		fmt.Fprintf(&b, "  - `%s` (%s) %s.\n", d.Item, d.Unit, strings.ToUpper(d.Text[:1])+d.Text[1:])
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// assumptionDocs lists the assumptions with both their meanings.
func assumptionDocs() string {
	var b strings.Builder
	for _, a := range cost.Assumptions() {
		fmt.Fprintf(&b, "  - `%s` Default `%t`. True: %s False: %s\n", a.Name, a.Default, a.IfTrue, a.IfFalse)
	}
	return strings.TrimSuffix(b.String(), "\n")
}
