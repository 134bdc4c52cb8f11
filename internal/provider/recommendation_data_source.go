package provider

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/recommend"
)

var _ datasource.DataSourceWithConfigure = (*recommendationDataSource)(nil)

type recommendationDataSource struct{ configured }

func newRecommendationDataSource() datasource.DataSource { return &recommendationDataSource{} }

func (d *recommendationDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_recommendation"
}

func (d *recommendationDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := recommendationInputs()
	maps.Copy(attributes, recommendationOutputs())
	maps.Copy(attributes, findingsAttributes())
	resp.Schema = schema.Schema{
		MarkdownDescription: "Recommends the VPC endpoints for services and workloads: the type of each, its full name, its DNS and address settings, " +
			"and the reasons, with the alternatives that were rejected.\n\n" +
			"Services without an endpoint are answered too, with what to use instead. The keys of `endpoints` are stable: another caller or service adds keys and renames none, so they are fit for `for_each`.",
		Attributes: attributes,
	}
}

// recommendationInputs are what a recommendation is made from.
func recommendationInputs() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"region": schema.StringAttribute{Optional: true, MarkdownDescription: regionDocs},
		"services": schema.ListAttribute{
			Optional: true, ElementType: types.StringType,
			Validators:          []validator.List{listvalidator.SizeAtLeast(1), noNullElements{}},
			MarkdownDescription: "Services to reach. Each is " + serviceDocs + ". Duplicates are one wish. An unknown service is an error that names the three nearest keys.",
		},
		"workloads": schema.MapAttribute{
			Optional: true, ElementType: types.SetType{ElemType: types.StringType},
			Validators: []validator.Map{mapvalidator.NoNullValues(), mapvalidator.ValueSetsAre(setvalidator.NoNullValues())},
			MarkdownDescription: "Workloads whose services are to be reached, from the name of the workload to the set of its optional parts that are wanted, " +
				"such as `{ eks_private_cluster = [\"logs\", \"elasticloadbalancing\"] }`. The guide *Getting started* lists all of them.",
		},
		"callers": schema.SetAttribute{
			Optional: true, ElementType: types.StringType, Validators: []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.NoNullValues()},
			MarkdownDescription: "Where the callers are: " + words(recommend.Callers()) + ". Default `[\"vpc\"]`.",
		},
		"ip_address_type": schema.StringAttribute{
			Optional: true, Validators: []validator.String{stringvalidator.OneOf(recommend.IPAddressTypes()...)},
			MarkdownDescription: "Address type wanted of every endpoint: " + words(recommend.IPAddressTypes()) + ". Default `ipv4`. Where an endpoint does not support it, `ipv4` is recommended and a finding says so.",
		},
		"fips": schema.BoolAttribute{Optional: true, MarkdownDescription: "Whether FIPS endpoints are required. Default `false`."},
		"egress": schema.StringAttribute{
			Optional: true, Validators: []validator.String{stringvalidator.OneOf(recommend.Egresses()...)},
			MarkdownDescription: "What the subnets have besides endpoints: " + words(recommend.Egresses()) + ". Default `none`, so that a service without an endpoint is a finding of severity `error`.",
		},
		"service_options":         serviceOptionsAttribute(),
		"endpoint_services":       endpointServicesAttribute(),
		"resource_configurations": resourceConfigurationsAttribute(),
		"service_networks":        serviceNetworksAttribute(),
		"targets":                 targetsAttribute(),
	}
}

func (d *recommendationDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m recommendationModel
	if resp.Diagnostics.Append(req.Config.Get(ctx, &m)...); resp.Diagnostics.HasError() {
		return
	}
	f, region, ok := d.start(m.Region, &resp.Diagnostics)
	request := m.request(region.Code, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	result, errs := recommend.Recommend(f.catalog, request)
	if addInputErrors(&resp.Diagnostics, "Invalid Recommendation Input", errs); resp.Diagnostics.HasError() {
		return
	}
	m.fill(result, f.catalog.AsOf())
	m.Findings, m.NotChecked = d.report(result.Report)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

func serviceOptionsAttribute() schema.DynamicAttribute {
	return schema.DynamicAttribute{
		Optional: true,
		MarkdownDescription: "Map from a service, as in `services`, or one of your own keys, to an object that overrides the request for it. Allowed are " +
			"`callers` (as above), `service_region` (Region of the service), `vpc_endpoint_types` (types to choose from, as `[\"Interface\"]`), " +
			"`private_dns_enabled` (bool), `ip_address_type`, `fips` and `policy` (a custom endpoint policy is planned). Another name is an error.",
	}
}

func targetsAttribute() schema.DynamicAttribute {
	return schema.DynamicAttribute{
		Optional: true,
		MarkdownDescription: "Map by your own key of what the callers reach; each entry is a wish for its service. Allowed are `service`, `arn`, `account_id`, `region` " +
			"(each taken from the ARN where it stands there) and `copy_source_region` (S3 copies are made from there). Another name is an error. " +
			"A target in another Region is the wish for `<service>@<region>`.",
	}
}

// readServiceOptions reads service_options.
func readServiceOptions(v types.Dynamic, diags *diag.Diagnostics) map[string]recommend.Option {
	out := map[string]recommend.Option{}
	for service, member := range dynamicOption("service_options", v, diags).members() {
		o := member.object("callers", "service_region", "vpc_endpoint_types", "private_dns_enabled", "ip_address_type", "fips", "policy")
		out[service] = recommend.Option{
			Callers: o.get("callers").texts(), ServiceRegion: o.get("service_region").text(),
			VPCEndpointTypes: o.get("vpc_endpoint_types").texts(), PrivateDNSEnabled: o.get("private_dns_enabled").boolean(),
			IPAddressType: o.get("ip_address_type").text(), FIPS: o.get("fips").boolean(), Policy: o.get("policy").text(),
		}
	}
	return out
}

// readTargets reads targets.
func readTargets(v types.Dynamic, diags *diag.Diagnostics) map[string]recommend.Target {
	out := map[string]recommend.Target{}
	for name, member := range dynamicOption("targets", v, diags).members() {
		o := member.object("service", "arn", "account_id", "region", "copy_source_region")
		out[name] = recommend.Target{
			Service: o.get("service").text(), ARN: o.get("arn").text(), AccountID: o.get("account_id").text(),
			Region: o.get("region").text(), CopySourceRegion: o.get("copy_source_region").text(),
		}
	}
	return out
}
