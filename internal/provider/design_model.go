package provider

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/design"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	reports "github.com/vpce-tools/terraform-provider-vpce/internal/report"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// designModel is the answer of vpce_design and of the function design.
type designModel struct {
	Endpoints          map[string]designEndpointModel `tfsdk:"endpoints"`
	GatewayEndpoints   map[string]designEndpointModel `tfsdk:"gateway_endpoints"`
	InterfaceEndpoints map[string]designEndpointModel `tfsdk:"interface_endpoints"`
	ModuleEndpoints    types.Dynamic                  `tfsdk:"module_endpoints"`
	LeftOnNAT          []string                       `tfsdk:"left_on_nat"`
	SecurityGroupRules types.Map                      `tfsdk:"security_group_rules"`
	PrivateHostedZones []privateHostedZoneModel       `tfsdk:"private_hosted_zones"`
	Steps              types.List                     `tfsdk:"steps"`
	Cost               types.Object                   `tfsdk:"cost"`
	ReportMarkdown     types.String                   `tfsdk:"report_markdown"`
	DiagramMermaid     types.String                   `tfsdk:"diagram_mermaid"`
	Findings           types.List                     `tfsdk:"findings"`
	NotChecked         types.List                     `tfsdk:"not_checked"`
	AsOf               string                         `tfsdk:"as_of"`
}

type designEndpointModel struct {
	Service                  string       `tfsdk:"service"`
	VPCID                    types.String `tfsdk:"vpc_id"`
	ServiceName              types.String `tfsdk:"service_name"`
	ServiceRegion            types.String `tfsdk:"service_region"`
	VPCEndpointType          string       `tfsdk:"vpc_endpoint_type"`
	ResourceConfigurationARN types.String `tfsdk:"resource_configuration_arn"`
	ServiceNetworkARN        types.String `tfsdk:"service_network_arn"`
	AutoAccept               types.Bool   `tfsdk:"auto_accept"`
	RouteTableIDs            types.Set    `tfsdk:"route_table_ids"`
	RouteTables              types.Set    `tfsdk:"route_tables"`
	SubnetIDs                types.Set    `tfsdk:"subnet_ids"`
	Subnets                  types.Set    `tfsdk:"subnets"`
	SecurityGroupIDs         types.Set    `tfsdk:"security_group_ids"`
	PrivateDNSEnabled        types.Bool   `tfsdk:"private_dns_enabled"`
	IPAddressType            types.String `tfsdk:"ip_address_type"`
	DNSOptions               types.List   `tfsdk:"dns_options"`
	Policy                   types.String `tfsdk:"policy"`
	Reasons                  types.List   `tfsdk:"reasons"`
}

type securityGroupRuleModel struct {
	Type           string       `tfsdk:"type"`
	IPProtocol     string       `tfsdk:"ip_protocol"`
	FromPort       int64        `tfsdk:"from_port"`
	ToPort         int64        `tfsdk:"to_port"`
	CIDRIPv4       types.String `tfsdk:"cidr_ipv4"`
	CIDRIPv6       types.String `tfsdk:"cidr_ipv6"`
	PrefixListName types.String `tfsdk:"prefix_list_name"`
	Description    string       `tfsdk:"description"`
}

type privateHostedZoneModel struct {
	Name     string `tfsdk:"name"`
	Wildcard bool   `tfsdk:"wildcard"`
	Endpoint string `tfsdk:"endpoint"`
}

type stepModel struct {
	Side string `tfsdk:"side"`
	Text string `tfsdk:"text"`
}

// designValue gives a design the type of the answer. What rests on something that is not known
// yet is unknown: Terraform would take anything else for certain.
func designValue(ctx context.Context, d *design.Design) (types.Object, diag.Diagnostics) {
	c := &converter{ctx: ctx, kinds: designTypes()}
	m := designModel{
		Endpoints: map[string]designEndpointModel{}, GatewayEndpoints: map[string]designEndpointModel{}, InterfaceEndpoints: map[string]designEndpointModel{},
		LeftOnNAT: orEmpty(d.LeftOnNAT), PrivateHostedZones: []privateHostedZoneModel{}, AsOf: d.AsOf,
	}
	for key, e := range d.Endpoints {
		out := c.endpoint(e)
		m.Endpoints[key] = out
		if e.Type == catalog.Gateway {
			m.GatewayEndpoints[key] = out
		} else {
			m.InterfaceEndpoints[key] = out
		}
	}
	for _, z := range d.PrivateHostedZones {
		m.PrivateHostedZones = append(m.PrivateHostedZones, privateHostedZoneModel{Name: z.Name, Wildcard: z.Wildcard, Endpoint: z.Endpoint})
	}
	m.ModuleEndpoints = c.module(d)
	m.SecurityGroupRules = c.rules(d)
	m.Steps = c.steps(d)
	m.Cost = c.cost(d)
	m.ReportMarkdown, m.DiagramMermaid = types.StringUnknown(), types.StringUnknown()
	if !d.Open {
		m.ReportMarkdown, m.DiagramMermaid = types.StringValue(reports.Markdown(d)), types.StringValue(reports.Mermaid(d))
	}
	m.Findings = c.list("findings", findingModels(d.Findings), d.FindingsOpen)
	m.NotChecked = c.list("not_checked", notCheckedModels(d.NotChecked), d.FindingsOpen)
	value, diags := types.ObjectValueFrom(ctx, c.kinds, m)
	return value, append(c.diags, diags...)
}

// designTypes are the types of the answer.
func designTypes() map[string]attr.Type {
	out := map[string]attr.Type{}
	for name, attribute := range designOutputs() {
		out[name] = attribute.GetType()
	}
	return out
}

// converter turns parts of a design into values, and collects what goes wrong.
type converter struct {
	ctx   context.Context //nolint:containedctx // for one conversion only
	kinds map[string]attr.Type
	diags diag.Diagnostics
}

func (c *converter) endpoint(e *design.Endpoint) designEndpointModel {
	out := designEndpointModel{
		Service: e.Service, VPCID: textValue(e.VPCID), ServiceName: textValue(e.ServiceName), ServiceRegion: textValue(e.ServiceRegion),
		VPCEndpointType: string(e.Type), ResourceConfigurationARN: textValue(e.ResourceConfigurationARN), ServiceNetworkARN: textValue(e.ServiceNetworkARN),
		AutoAccept: flagValue(e.AutoAccept), RouteTableIDs: setOf(e.RouteTableIDs), SubnetIDs: setOf(e.SubnetIDs),
		RouteTables: setOfKeys(e.RouteTables.Or(nil), e.RouteTables), Subnets: setOfKeys(e.Subnets.Or(nil), e.Subnets),
		SecurityGroupIDs: setOf(e.SecurityGroupIDs), PrivateDNSEnabled: flagValue(e.PrivateDNSEnabled), IPAddressType: textValue(e.IPAddressType),
		Policy: textValue(e.Policy),
	}
	options := types.ObjectType{AttrTypes: dnsOptionsTypes()}
	var diags diag.Diagnostics
	list := []dnsOptionsValue{}
	if dns := e.DNSOptions; dns != nil {
		list = append(list, dnsOptionsValue{textValue(dns.RecordIPType), flagValue(dns.InboundOnly)})
	}
	out.DNSOptions, diags = types.ListValueFrom(c.ctx, options, list)
	c.diags.Append(diags...)
	out.Reasons, diags = types.ListValueFrom(c.ctx, types.StringType, orEmpty(e.Reasons))
	c.diags.Append(diags...)
	if e.Open {
		out.PrivateDNSEnabled, out.DNSOptions = types.BoolUnknown(), types.ListUnknown(options)
	}
	if e.AddressOpen() {
		out.IPAddressType = types.StringUnknown()
	}
	if e.Open || e.Subnets.IsUnknown() || e.RouteTables.IsUnknown() {
		out.Reasons = types.ListUnknown(types.StringType)
	}
	return out
}

// dnsOptionsValue is a dns_options block of which parts may be unknown.
type dnsOptionsValue struct {
	DNSRecordIPType                          types.String `tfsdk:"dns_record_ip_type"`
	PrivateDNSOnlyForInboundResolverEndpoint types.Bool   `tfsdk:"private_dns_only_for_inbound_resolver_endpoint"`
}

func dnsOptionsTypes() map[string]attr.Type {
	return map[string]attr.Type{"dns_record_ip_type": types.StringType, "private_dns_only_for_inbound_resolver_endpoint": types.BoolType}
}

func flagValue(f plan.Flag) types.Bool {
	flag, given := f.Get()
	switch {
	case given:
		return types.BoolValue(flag)
	case f.IsUnknown():
		return types.BoolUnknown()
	}
	return types.BoolNull()
}

// setOf is a set of texts of which single ones may be unknown. A set with an unknown in it may
// turn out smaller, so it is unknown as a whole: hashicorp/aws does the same in its plans.
func setOf(list plan.Texts) types.Set {
	texts, given := list.Get()
	switch {
	case list.IsUnknown() || slices.ContainsFunc(texts, plan.Text.IsUnknown):
		return types.SetUnknown(types.StringType)
	case !given:
		return types.SetNull(types.StringType)
	}
	out := []attr.Value{}
	for _, t := range texts {
		out = append(out, textValue(t))
	}
	return types.SetValueMust(types.StringType, unique(out))
}

// known is what setOfKeys asks of a choice.
type known interface {
	IsGiven() bool
	IsUnknown() bool
}

func setOfKeys(keys []string, state known) types.Set {
	switch {
	case state.IsUnknown():
		return types.SetUnknown(types.StringType)
	case !state.IsGiven():
		return types.SetNull(types.StringType)
	}
	out := []attr.Value{}
	for _, key := range keys {
		out = append(out, types.StringValue(key))
	}
	return types.SetValueMust(types.StringType, unique(out))
}

// unique drops what is there twice.
func unique(values []attr.Value) []attr.Value {
	out := []attr.Value{}
	for _, v := range values {
		if !slices.ContainsFunc(out, v.Equal) {
			out = append(out, v)
		}
	}
	return out
}

// list makes a list of objects, or an unknown one.
func (c *converter) list(name string, models any, open bool) types.List {
	kind, _ := c.kinds[name].(types.ListType)
	if open {
		return types.ListUnknown(kind.ElemType)
	}
	list, diags := types.ListValueFrom(c.ctx, kind.ElemType, models)
	c.diags.Append(diags...)
	return list
}

func (c *converter) rules(d *design.Design) types.Map {
	kind, _ := c.kinds["security_group_rules"].(types.MapType)
	if d.RulesOpen {
		return types.MapUnknown(kind.ElemType)
	}
	models := map[string]securityGroupRuleModel{}
	for key, r := range d.SecurityGroupRules {
		models[key] = securityGroupRuleModel{
			Type: r.Type, IPProtocol: "tcp", FromPort: int64(r.Port), ToPort: int64(r.Port), CIDRIPv4: textValue(r.CIDRIPv4), CIDRIPv6: textValue(r.CIDRIPv6),
			PrefixListName: textValue(r.PrefixListName), Description: r.Description,
		}
	}
	out, diags := types.MapValueFrom(c.ctx, kind.ElemType, models)
	c.diags.Append(diags...)
	return out
}

func (c *converter) steps(d *design.Design) types.List {
	models := []stepModel{}
	for _, s := range d.Steps {
		models = append(models, stepModel{Side: s.Side, Text: s.Text})
	}
	return c.list("steps", models, d.StepsOpen)
}

func (c *converter) cost(d *design.Design) types.Object {
	kind, _ := c.kinds["cost"].(types.ObjectType)
	if d.CostOpen {
		return types.ObjectUnknown(kind.AttrTypes)
	}
	var m costAnswerModel
	if err := m.fill(d.Cost); err != nil {
		addBug(&c.diags, err)
	}
	out, diags := types.ObjectValueFrom(c.ctx, kind.AttrTypes, m)
	c.diags.Append(diags...)
	return out
}

// module is a map of objects that have different attributes, so each has a type of its own.
func (c *converter) module(d *design.Design) types.Dynamic {
	kinds, values := map[string]attr.Type{}, map[string]attr.Value{}
	entries := d.Module()
	for key, entry := range entries {
		v := c.value(entry)
		kinds[key], values[key] = v.Type(c.ctx), v
	}
	out, diags := types.ObjectValue(kinds, values)
	c.diags.Append(diags...)
	return types.DynamicValue(out)
}

// value turns a value of the domain into one of the framework, with the type that it shows.
func (c *converter) value(v tree.Value) attr.Value {
	switch v.Kind() {
	case tree.String:
		return types.StringValue(v.AsText().Or(""))
	case tree.Bool:
		return types.BoolValue(v.AsFlag().Or(false))
	case tree.Number:
		return types.NumberValue(v.AsNumber().Or(nil))
	case tree.List:
		out := []attr.Value{}
		for _, element := range v.Elements() {
			text := element.AsText()
			out = append(out, textValue(text))
		}
		list, diags := types.ListValue(types.StringType, out)
		c.diags.Append(diags...)
		return list
	case tree.Map:
		kinds, values := map[string]attr.Type{}, map[string]attr.Value{}
		for _, name := range slices.Sorted(maps.Keys(v.Members())) {
			member := c.value(v.At(name))
			kinds[name], values[name] = member.Type(c.ctx), member
		}
		out, diags := types.ObjectValue(kinds, values)
		c.diags.Append(diags...)
		return out
	case tree.Unknown:
		return types.DynamicUnknown()
	case tree.Null:
	}
	return types.DynamicNull()
}
