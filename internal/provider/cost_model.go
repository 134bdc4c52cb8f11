package provider

import (
	"math/big"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/cost"
	"github.com/vpce-tools/terraform-provider-vpce/internal/cost/chart"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
)

// costModel is the data source's configuration and answer.
type costModel struct {
	Region            types.String                 `tfsdk:"region"`
	Endpoints         map[string]costEndpointModel `tfsdk:"endpoints"`
	NATGateway        types.Dynamic                `tfsdk:"nat_gateway"`
	HoursPerMonth     types.Number                 `tfsdk:"hours_per_month"`
	PriceOverrides    map[string]*big.Float        `tfsdk:"price_overrides"`
	UseInferredPrices types.Bool                   `tfsdk:"use_inferred_prices"`
	Assumptions       map[string]bool              `tfsdk:"assumptions"`

	costAnswerModel
	Findings   []findingModel    `tfsdk:"findings"`
	NotChecked []notCheckedModel `tfsdk:"not_checked"`
}

// costAnswerModel is what things cost.
type costAnswerModel struct {
	Currency                    types.String                   `tfsdk:"currency"`
	MonthlyTotal                types.Number                   `tfsdk:"monthly_total"`
	MonthlyRange                *costRangeModel                `tfsdk:"monthly_range"`
	LineItems                   []lineItemModel                `tfsdk:"line_items"`
	ByEndpoint                  map[string]costOfEndpointModel `tfsdk:"by_endpoint"`
	WithoutEndpointsMonthly     types.Number                   `tfsdk:"without_endpoints_monthly"`
	WithoutEndpointsLineItems   []lineItemModel                `tfsdk:"without_endpoints_line_items"`
	NATGatewayMonthly           types.Number                   `tfsdk:"nat_gateway_monthly"`
	MonthlySaving               types.Number                   `tfsdk:"monthly_saving"`
	BreakEvenGBPerMonth         map[string]types.Number        `tfsdk:"break_even_gb_per_month"`
	BreakEvenByAvailabilityZone map[string][]types.Number      `tfsdk:"break_even_gb_by_availability_zones"`
	Cheapest                    *cheapestModel                 `tfsdk:"cheapest"`
	StatedAssumptions           []string                       `tfsdk:"stated_assumptions"`
	ChartSVG                    types.String                   `tfsdk:"chart_svg"`
	ChartMermaid                types.String                   `tfsdk:"chart_mermaid"`
	PricesAsOf                  types.String                   `tfsdk:"prices_as_of"`
}

type costEndpointModel struct {
	Service           *string    `tfsdk:"service"`
	ServiceName       *string    `tfsdk:"service_name"`
	VPCEndpointType   *string    `tfsdk:"vpc_endpoint_type"`
	AvailabilityZones *int64     `tfsdk:"availability_zones"`
	SubnetIDs         []string   `tfsdk:"subnet_ids"`
	Subnets           []string   `tfsdk:"subnets"`
	GBPerMonth        *big.Float `tfsdk:"gb_per_month"`
	ServiceRegion     *string    `tfsdk:"service_region"`
	Quantity          *int64     `tfsdk:"quantity"`
	Private           *bool      `tfsdk:"private"`
}

type costRangeModel struct {
	Minimum types.Number `tfsdk:"minimum"`
	Maximum types.Number `tfsdk:"maximum"`
}

type lineItemModel struct {
	Endpoint *string `tfsdk:"endpoint"`
	pricedModel
}

type costOfEndpointModel struct {
	Service                string       `tfsdk:"service"`
	VPCEndpointType        string       `tfsdk:"vpc_endpoint_type"`
	Monthly                types.Number `tfsdk:"monthly"`
	WithoutEndpointMonthly types.Number `tfsdk:"without_endpoint_monthly"`
	MonthlySaving          types.Number `tfsdk:"monthly_saving"`
}

type cheapestModel struct {
	Endpoints       []string     `tfsdk:"endpoints"`
	LeftOnNAT       []string     `tfsdk:"left_on_nat"`
	NATGatewayStays bool         `tfsdk:"nat_gateway_stays"`
	MonthlyTotal    types.Number `tfsdk:"monthly_total"`
}

// input turns the configuration into the domain's input.
func (m costModel) input(f facts, region string, hours money.Amount, diags *diag.Diagnostics) cost.Input {
	if !m.HoursPerMonth.IsNull() {
		hours = hoursPerMonth(path.Root("hours_per_month"), m.HoursPerMonth.ValueBigFloat(), diags)
	}
	in := cost.Input{
		Catalog: f.catalog, Book: f.prices, Region: region, Endpoints: map[string]cost.Endpoint{}, HoursPerMonth: maybe.Of(hours),
		Overrides: map[string]money.Amount{}, UseInferred: m.UseInferredPrices.ValueBool(), Assumptions: m.Assumptions,
	}
	for key, e := range m.Endpoints {
		in.Endpoints[key] = e.endpoint(input.At("endpoints").Key(key), diags)
	}
	for item, rate := range m.PriceOverrides {
		in.Overrides[item] = amountAt(input.At("price_overrides").Key(item), rate, diags)
	}
	if nat := dynamicOption("nat_gateway", m.NATGateway, diags); nat.given() {
		o := nat.object("availability_zones", "keep", "regional")
		keep := o.get("keep").boolean()
		in.NAT = &cost.NAT{Keep: keep == nil || *keep, Regional: o.get("regional").isTrue()}
		if zones := o.get("availability_zones"); zones.given() {
			in.NAT.Zones = maybe.Of(zones.whole())
		}
	}
	return in
}

func (e costEndpointModel) endpoint(at input.Path, diags *diag.Diagnostics) cost.Endpoint {
	out := cost.Endpoint{
		Service: orZero(e.Service), ServiceName: orZero(e.ServiceName), Type: catalog.EndpointType(orZero(e.VPCEndpointType)),
		Zones: wholeOrAbsent(e.AvailabilityZones), ServiceRegion: orZero(e.ServiceRegion), Quantity: wholeOrAbsent(e.Quantity), Private: orZero(e.Private),
	}
	// The design gives ids where every subnet has one and keys always.
	switch {
	case e.SubnetIDs != nil:
		out.Subnets, out.SubnetsAttribute = maybe.Of(len(e.SubnetIDs)), "subnet_ids"
	case e.Subnets != nil:
		out.Subnets, out.SubnetsAttribute = maybe.Of(len(e.Subnets)), "subnets"
	}
	if e.GBPerMonth != nil {
		out.GB = maybe.Of(amountAt(at.Attribute("gb_per_month"), e.GBPerMonth, diags))
	}
	return out
}

// wholeOrAbsent turns a nullable whole number into an input that may be absent.
func wholeOrAbsent(n *int64) maybe.Value[int] {
	if n == nil {
		return maybe.Absent[int]()
	}
	return maybe.Of(int(*n))
}

// orZero returns what a pointer points to, or the zero value.
func orZero[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

// fill writes the answer.
func (m *costAnswerModel) fill(r *cost.Result) error {
	m.Currency, m.PricesAsOf = types.StringPointerValue(orNull(r.Currency)), types.StringValue(r.PricesAsOf)
	m.MonthlyTotal = numberOrNull(r.Total)
	m.MonthlyRange = &costRangeModel{numberOrNull(r.Minimum), numberOrNull(r.Maximum)}
	m.LineItems, m.WithoutEndpointsLineItems = lineItems(r.Lines), lineItems(r.WithoutLines)
	m.WithoutEndpointsMonthly, m.MonthlySaving = numberOrNull(r.WithoutEndpoints), numberOrNull(r.Saving)
	m.NATGatewayMonthly = numberOrNull(r.NATGateway)
	m.ByEndpoint, m.BreakEvenGBPerMonth = map[string]costOfEndpointModel{}, map[string]types.Number{}
	m.BreakEvenByAvailabilityZone = map[string][]types.Number{}
	for key, c := range r.ByEndpoint {
		m.ByEndpoint[key] = costOfEndpointModel{
			Service: c.Service, VPCEndpointType: string(c.Type), Monthly: numberOrNull(c.Monthly),
			WithoutEndpointMonthly: numberOrNull(c.WithoutEndpoint), MonthlySaving: numberOrNull(c.Saving),
		}
		m.BreakEvenGBPerMonth[key] = numberOrNull(c.BreakEvenGB)
		if len(c.BreakEvenGBByZones) > 0 {
			m.BreakEvenByAvailabilityZone[key] = numbers(c.BreakEvenGBByZones)
		}
	}
	if c := r.Cheapest; c != nil {
		m.Cheapest = &cheapestModel{orEmpty(c.Endpoints), orEmpty(c.LeftOnNAT), c.NATStays, numberOrNull(maybe.Of(c.Monthly))}
	}
	m.StatedAssumptions = orEmpty(r.StatedAssumptions)
	return m.draw(r.Chart)
}

// draw writes the charts; they are null where a price for them is not known.
func (m *costAnswerModel) draw(c *cost.Chart) error {
	m.ChartSVG, m.ChartMermaid = types.StringNull(), types.StringNull()
	if c == nil {
		return nil
	}
	svg, err := chart.SVG(*c)
	if err != nil {
		return err
	}
	m.ChartSVG, m.ChartMermaid = types.StringValue(svg), types.StringValue(chart.Mermaid(*c))
	return nil
}

func numbers(in []money.Known) []types.Number {
	out := make([]types.Number, len(in))
	for i, k := range in {
		out[i] = numberOrNull(k)
	}
	return out
}

func lineItems(lines []cost.LineItem) []lineItemModel {
	out := []lineItemModel{}
	for _, l := range lines {
		out = append(out, lineItemModel{orNull(l.Endpoint), priced(l)})
	}
	return out
}
