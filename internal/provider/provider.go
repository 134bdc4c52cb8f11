// Package provider adapts the domain packages to the Terraform plugin framework: schemas,
// models, conversions and diagnostics. It holds no rule about AWS; every answer comes from
// one exported verb of a domain package.
package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

var (
	_ provider.Provider              = (*vpceProvider)(nil)
	_ provider.ProviderWithFunctions = (*vpceProvider)(nil)
)

type vpceProvider struct {
	version string
	// facts reads the built-in facts when first asked.
	facts factsReader
}

// New returns a constructor of the provider.
func New(version string) func() provider.Provider {
	return func() provider.Provider { return &vpceProvider{version: version, facts: embeddedFacts} }
}

func (p *vpceProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName, resp.Version = "vpce", p.version
}

// providerModel is the provider's configuration.
type providerModel struct {
	Region       types.String `tfsdk:"region"`
	FactsFiles   types.List   `tfsdk:"facts_files"`
	RuleSeverity types.Map    `tfsdk:"rule_severity"`
	Hours        types.Number `tfsdk:"hours_per_month"`
}

func (p *vpceProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Which VPC endpoint, on which route tables and subnets, for how much, and is it allowed? " +
			"The provider answers from facts compiled into it, needs no credentials and opens no network connection.",
		Attributes: map[string]schema.Attribute{
			"region": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Default Region of data sources and resources that name none, such as `ap-northeast-2`. " +
					"If null, `AWS_REGION` and then `AWS_DEFAULT_REGION` are used; where no Region is known at all, whatever needs one is an error.",
			},
			"facts_files": schema.ListAttribute{
				Optional: true, ElementType: types.StringType,
				Validators: []validator.List{noNullElements{}},
				MarkdownDescription: "Paths of JSON files to lay over the built-in facts, in this order: new services, other Regions, negotiated prices. " +
					"The guide *Facts: where they come from and how to overlay them* describes their format. " +
					"A file that cannot be used is an error that names file, line, column and key. Provider functions do not see these files.",
			},
			"rule_severity": schema.MapAttribute{
				Optional: true, ElementType: types.StringType,
				Validators: []validator.Map{mapvalidator.NoNullValues()},
				MarkdownDescription: "Severity of faults by rule id or glob, such as `{ \"SG-*\" = \"warning\" }`: `error`, `warning`, `info`, or `off`, " +
					"which takes a rule out of scope so that it is neither judged nor listed as not checked. The longest match wins. " +
					"An id that no rule has is an error. Default: the severity of each rule, as the guide *Rules* lists it.",
			},
			"hours_per_month": schema.NumberAttribute{
				Optional:            true,
				MarkdownDescription: "Hours of a month in every cost. Default `730`, the usual planning figure. Allowed are numbers above 0 and up to 744.",
			},
		},
	}
}

func (p *vpceProvider) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var m providerModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	env := newEnvironment(ctx, m, p.facts, &resp.Diagnostics)
	resp.DataSourceData, resp.ResourceData = env, env
}

func (p *vpceProvider) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{
		newCostDataSource,
		newDesignDataSource,
		newHubComparisonDataSource,
		newPolicyAnalysisDataSource,
		newPolicyDocumentDataSource,
		newRecommendationDataSource,
		newRouteTableAssociationsDataSource,
		newServiceDataSource,
		newServicesDataSource,
		newSubnetPlacementDataSource,
	}
}

func (p *vpceProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{newAccountGuardrail, newEndpointGuardrail, newPolicyGuardrail, newRegionGuardrail}
}

func (p *vpceProvider) Functions(context.Context) []func() function.Function {
	return []func() function.Function{
		func() function.Function { return newDesignFunction(p.facts) },
		func() function.Function { return newEndpointTypesFunction(p.facts) },
		func() function.Function { return newGuardrailFunction(p.facts) },
		newPolicyCompareFunction,
		newPolicyEvaluateFunction,
		newPolicyLintFunction,
		newPolicyMinifyFunction,
		newPolicyProveFunction,
		func() function.Function { return newPrivateDNSNamesFunction(p.facts) },
		func() function.Function { return newServiceNameForFunction(p.facts) },
		func() function.Function { return newServiceNameFunction(p.facts) },
		func() function.Function { return newServiceParseFunction(p.facts) },
	}
}
