package provider

import (
	"math/big"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/cost/fleet"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
)

// hubComparisonModel is the data source's configuration and answer.
type hubComparisonModel struct {
	Region            types.String          `tfsdk:"region"`
	VPCs              types.Dynamic         `tfsdk:"vpcs"`
	Services          []string              `tfsdk:"services"`
	Hub               types.Dynamic         `tfsdk:"hub"`
	NATGateway        types.Dynamic         `tfsdk:"nat_gateway"`
	HoursPerMonth     types.Number          `tfsdk:"hours_per_month"`
	PriceOverrides    map[string]*big.Float `tfsdk:"price_overrides"`
	UseInferredPrices types.Bool            `tfsdk:"use_inferred_prices"`
	Quotas            map[string]*big.Float `tfsdk:"quotas"`
	QuotaUsage        map[string]*big.Float `tfsdk:"quota_usage"`

	Currency            types.String               `tfsdk:"currency"`
	DistributedMonthly  types.Number               `tfsdk:"distributed_monthly"`
	HubMonthly          types.Number               `tfsdk:"hub_monthly"`
	CheapestMonthly     types.Number               `tfsdk:"cheapest_monthly"`
	BreakEvenGBPerMonth types.Number               `tfsdk:"break_even_gb_per_month"`
	Assignment          map[string]assignmentModel `tfsdk:"assignment"`
	LineItems           []hubLineItemModel         `tfsdk:"line_items"`
	PrivateHostedZones  []hostedZoneModel          `tfsdk:"private_hosted_zones"`
	GatewayServices     []string                   `tfsdk:"gateway_services"`
	StatedAssumptions   []string                   `tfsdk:"stated_assumptions"`
	PricesAsOf          types.String               `tfsdk:"prices_as_of"`
	Findings            []findingModel             `tfsdk:"findings"`
	NotChecked          []notCheckedModel          `tfsdk:"not_checked"`
}

type assignmentModel struct {
	Hub     bool     `tfsdk:"hub"`
	HubVPCs []string `tfsdk:"hub_vpcs"`
	OwnVPCs []string `tfsdk:"own_vpcs"`
	NATVPCs []string `tfsdk:"nat_vpcs"`
}

type hubLineItemModel struct {
	Design string `tfsdk:"design"`
	Place  string `tfsdk:"place"`
	pricedModel
}

type hostedZoneModel struct {
	Name     string   `tfsdk:"name"`
	Apex     bool     `tfsdk:"apex"`
	Wildcard bool     `tfsdk:"wildcard"`
	Services []string `tfsdk:"services"`
}

// request turns the configuration into the domain's request.
func (m hubComparisonModel) request(region string, hours money.Amount, diags *diag.Diagnostics) fleet.Request {
	if !m.HoursPerMonth.IsNull() {
		hours = hoursPerMonth(path.Root("hours_per_month"), m.HoursPerMonth.ValueBigFloat(), diags)
	}
	q := fleet.Request{
		Region: region, VPCs: map[string]fleet.VPC{}, Services: m.Services,
		HoursPerMonth: maybe.Of(hours), PriceOverrides: map[string]money.Amount{}, UseInferred: m.UseInferredPrices.ValueBool(),
		Quotas:     wholeNumbers(input.At("quotas"), m.Quotas, diags),
		QuotaUsage: wholeNumbers(input.At("quota_usage"), m.QuotaUsage, diags),
	}
	for name, member := range dynamicOption("vpcs", m.VPCs, diags).entries() {
		q.VPCs[name] = hubVPC(member)
	}
	h := dynamicOption("hub", m.Hub, diags).object("availability_zones", "transit_gateway_attached", "dns", "resolver_endpoint_addresses")
	q.Hub = fleet.Hub{
		AvailabilityZones: h.get("availability_zones").whole(), TransitGatewayAttached: h.get("transit_gateway_attached").isTrue(),
		DNS: h.get("dns").text(), ResolverEndpointAddresses: h.get("resolver_endpoint_addresses").whole(),
	}
	if nat := dynamicOption("nat_gateway", m.NATGateway, diags); nat.given() {
		n := nat.object("availability_zones", "keep", "regional", "private_services")
		keep := n.get("keep").boolean()
		q.NAT = &fleet.NAT{
			Keep: keep == nil || *keep, Regional: n.get("regional").isTrue(), PrivateServices: n.get("private_services").texts(),
		}
		if zones := n.get("availability_zones"); zones.given() {
			q.NAT.AvailabilityZones = maybe.Of(zones.whole())
		}
	}
	for item, rate := range m.PriceOverrides {
		q.PriceOverrides[item] = amountAt(input.At("price_overrides").Key(item), rate, diags)
	}
	return q
}

// hubVPC reads one entry of vpcs.
func hubVPC(member option) fleet.VPC {
	o := member.object("id", "account_id", "availability_zones", "gb_per_month", "transit_gateway_attached", "cidr_blocks")
	o.get("id").text()
	vpc := fleet.VPC{
		AccountID: o.get("account_id").text(), AvailabilityZones: o.get("availability_zones").whole(),
		GBPerMonth: map[string]money.Amount{}, TransitGatewayAttached: o.get("transit_gateway_attached").isTrue(),
	}
	for service, gb := range o.get("gb_per_month").entries() {
		vpc.GBPerMonth[service] = gb.amount()
	}
	if blocks := o.get("cidr_blocks"); blocks.given() {
		vpc.CIDRBlocks = maybe.Of(blocks.texts())
	}
	return vpc
}

// fill writes the answer.
func (m *hubComparisonModel) fill(r *fleet.Result, pricesAsOf string) {
	m.Currency, m.PricesAsOf = types.StringPointerValue(orNull(r.Currency)), types.StringValue(pricesAsOf)
	m.DistributedMonthly, m.HubMonthly = numberOrNull(r.DistributedMonthly), numberOrNull(r.HubMonthly)
	m.CheapestMonthly, m.BreakEvenGBPerMonth = numberOrNull(r.CheapestMonthly), numberOrNull(r.BreakEvenGBPerMonth)
	if r.Assignment != nil {
		m.Assignment = map[string]assignmentModel{}
	}
	for service, a := range r.Assignment {
		m.Assignment[service] = assignmentModel{a.Hub, a.HubVPCs, a.OwnVPCs, a.NATVPCs}
	}
	m.LineItems, m.PrivateHostedZones = []hubLineItemModel{}, []hostedZoneModel{}
	for _, l := range r.LineItems {
		m.LineItems = append(m.LineItems, hubLineItemModel{l.Design, l.Endpoint, priced(l.LineItem)})
	}
	for _, z := range r.PrivateHostedZones {
		m.PrivateHostedZones = append(m.PrivateHostedZones, hostedZoneModel(z))
	}
	m.GatewayServices, m.StatedAssumptions = orEmpty(r.GatewayServices), orEmpty(r.StatedAssumptions)
}
