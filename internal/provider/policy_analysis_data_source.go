package provider

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/policies"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

var _ datasource.DataSourceWithConfigure = (*policyAnalysisDataSource)(nil)

type policyAnalysisDataSource struct{ configured }

func newPolicyAnalysisDataSource() datasource.DataSource { return &policyAnalysisDataSource{} }

func (d *policyAnalysisDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_policy_analysis"
}

// questionWords are the questions by their names.
func questionWords() []string {
	var out []string
	for _, kind := range prove.Kinds() {
		out = append(out, string(kind))
	}
	return out
}

// ConfigValidators hold that there is something to judge.
func (d *policyAnalysisDataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{datasourcevalidator.ExactlyOneOf(path.MatchRoot("policy"), path.MatchRoot("policies"))}
}

func (d *policyAnalysisDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		"policy": schema.StringAttribute{
			Optional:            true,
			MarkdownDescription: "The policy, as JSON. Exactly one of it and `policies` is given.",
		},
		"policies":                     textsByKey("Several policies, as JSON, by your own key; results are then by `<key>/<question>`."),
		"vpc_endpoint_type":            optionalText("`Gateway` or `Interface`, which read some policies differently. Null: an answer must hold for both."),
		"service":                      optionalText("Service of the endpoint, such as `s3`: only its actions come through. Null: any action."),
		"region":                       optionalText("Region of the endpoint. Null: the Region and partition are left open."),
		"trusted":                      schema.DynamicAttribute{Optional: true, MarkdownDescription: trustedDocs + " Needed by `principal_outside` and `resource_outside`."},
		"resources":                    optionalTexts("ARN patterns of resources that may be reached besides those of the trusted."),
		"allow_aws_service_principals": optionalFlag("Whether calls that AWS services make by themselves count as inside. Default `false`."),
		"reference_policy":             optionalText("Policy to compare with, as JSON. Needed by `no_new_access`, `lost_access` and `equivalent`."),
		"required":                     schema.DynamicAttribute{Optional: true, MarkdownDescription: "What must pass, by your own key, for `must_allow`: " + accessDocs + "."},
		"forbidden":                    schema.DynamicAttribute{Optional: true, MarkdownDescription: "What must not pass, by your own key, for `access_not_granted`: " + accessDocs + "."},
		"questions": schema.SetAttribute{
			Optional: true, ElementType: types.StringType, Validators: []validator.Set{setvalidator.ValueStringsAre(stringvalidator.OneOf(questionWords()...))},
			MarkdownDescription: "Questions to ask: " + words(questionWords()) + ". Default: all for which what they need is given.",
		},
		"assumptions": assumptionsAttribute(),
		"results": schema.MapNestedAttribute{
			Computed: true, MarkdownDescription: "Answers by question; with `policies` by `<key>/<question>`. Each holds for every possible request, under every reading of what AWS does not document.",
			NestedObject: schema.NestedAttributeObject{Attributes: answerAttributes()},
		},
		"semantics_version": computedText("Version of the semantics by which policies were read."),
	}
	maps.Copy(attributes, findingsAttributes())
	resp.Schema = schema.Schema{
		MarkdownDescription: "Answers questions about an endpoint policy for every possible request: who from outside gets in, what outside is reached, what it allows that another one does not. " +
			"An answer is proved, or shown wrong by a concrete request, or undecided with the reason.\n\n" +
			"An endpoint policy is a filter: what it lets through still needs the permission of identity and resource policies. " +
			"The guide *Proving an endpoint policy* says what is proved, what is assumed and what is not.",
		Attributes: attributes,
	}
}

// policyAnalysisModel is the data source's configuration and answer.
type policyAnalysisModel struct {
	Policy                    types.String  `tfsdk:"policy"`
	Policies                  types.Map     `tfsdk:"policies"`
	VPCEndpointType           types.String  `tfsdk:"vpc_endpoint_type"`
	Service                   types.String  `tfsdk:"service"`
	Region                    types.String  `tfsdk:"region"`
	Trusted                   types.Dynamic `tfsdk:"trusted"`
	Resources                 types.Set     `tfsdk:"resources"`
	AllowAWSServicePrincipals types.Bool    `tfsdk:"allow_aws_service_principals"`
	ReferencePolicy           types.String  `tfsdk:"reference_policy"`
	Required                  types.Dynamic `tfsdk:"required"`
	Forbidden                 types.Dynamic `tfsdk:"forbidden"`
	Questions                 types.Set     `tfsdk:"questions"`
	Assumptions               types.Map     `tfsdk:"assumptions"`

	Results          map[string]answerModel `tfsdk:"results"`
	SemanticsVersion types.String           `tfsdk:"semantics_version"`
	Findings         []findingModel         `tfsdk:"findings"`
	NotChecked       []notCheckedModel      `tfsdk:"not_checked"`
}

func (d *policyAnalysisDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m policyAnalysisModel
	if resp.Diagnostics.Append(req.Config.Get(ctx, &m)...); resp.Diagnostics.HasError() {
		return
	}
	f, err := d.env.facts()
	if err != nil {
		addBug(&resp.Diagnostics, err)
		return
	}
	in := treeOfRaw(req.Config.Raw)
	asking, errs := policies.ReadAsking(f.catalog, in, nil)
	for _, word := range in.Texts("questions").Or(nil) {
		asking.Kinds = append(asking.Kinds, prove.Kind(word.Or("")))
	}
	for _, kind := range asking.Apply() {
		if lacking := asking.Lacks(kind); lacking != "" {
			errs.Add(input.At("questions"), "The question %s needs %s, which is not given.", kind, lacking)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(in.At("policies").Members())) {
		if !in.At("policies").At(key).Given() {
			errs.Add(input.At("policies").Key(key), "This entry is null, which says nothing about it. Leave it out, or give it a value.")
		}
	}
	if addInputErrors(&resp.Diagnostics, "Invalid Policy Question", errs); resp.Diagnostics.HasError() {
		return
	}
	m.Results, m.SemanticsVersion = map[string]answerModel{}, types.StringValue(match.Version)
	var report rules.Report
	texts := in.At("policies").Members()
	if text, given := in.At("policy").RawText(); given {
		m.judge(asking, "", "", input.At("policy"), text, &report, resp)
	}
	for _, key := range slices.Sorted(maps.Keys(texts)) {
		text, _ := texts[key].RawText()
		m.judge(asking, key, key+"/", input.At("policies").Key(key), text, &report, resp)
	}
	m.Findings, m.NotChecked = d.report(report)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

// judge answers all questions about one policy.
func (m *policyAnalysisModel) judge(asking policies.Asking, target, prefix string, at input.Path, text string, report *rules.Report, resp *datasource.ReadResponse) {
	linted, err := asking.Lint(target, at.String(), text)
	if err != nil {
		addBug(&resp.Diagnostics, err)
		return
	}
	report.Take(linted.Findings, linted.NotChecked)
	parsed := parse.Parse(text)
	for _, kind := range asking.Apply() {
		answer := prove.Answer{Kind: kind, Verdict: prove.Undecided, Reason: "the policy cannot be read", Explanation: "The policy cannot be read; the findings say why.", AllowedBy: -1}
		if parsed.Document != nil {
			if answer, err = asking.Ask(parsed.Document, kind); err != nil {
				addErrorAt(&resp.Diagnostics, at, "Invalid Policy Question", err.Error())
				continue
			}
		}
		m.Results[prefix+string(kind)] = answerOf(answer)
	}
}
