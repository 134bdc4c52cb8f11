package provider

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/design"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

var _ function.Function = (*designFunction)(nil)

type designFunction struct{ facts factsReader }

func newDesignFunction(facts factsReader) function.Function { return &designFunction{facts} }

func (f *designFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "design"
}

func (f *designFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "The endpoints of a VPC that may not exist yet",
		MarkdownDescription: "Gives what the data source `vpce_design` gives, from one object, of which parts may be unknown: the keys, types, names and reasons of the endpoints are known in the plan that makes the VPC, " +
			"so `for_each` works over them, and unknown ids pass through to `route_table_ids` and `subnet_ids`.\n\n" +
			"What decides the endpoints has to be known: " + words(design.Deciding()) + ", and of `service_options`, `endpoint_services` and `targets` what names a service, its type and its Region: beside a `service_name` or `arn` that is not known yet, give `region`. While it is not, the whole result is unknown. " +
			"Ids decide nothing, so `findings`, `not_checked` and `cost` are known without them; while a rule waits for something else, or `cost` does, these are unknown. " +
			"`report_markdown` and `diagram_mermaid` show ids, and are unknown while anything is. " +
			"`region` is needed. " + functionFactsDocs + " `facts` takes their contents instead.",
		Parameters: []function.Parameter{function.DynamicParameter{
			Name: "inputs", AllowUnknownValues: true,
			MarkdownDescription: "An object with the inputs of `vpce_design` by their names: " + words(designNames()) + ". Any other name is an error.",
		}},
		Return: function.ObjectReturn{AttributeTypes: designTypes()},
	}
}

// designNames are the names that inputs may have.
func designNames() []string {
	names := append(design.Names(), "facts", "rule_severity")
	slices.Sort(names)
	return names
}

func (f *designFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var given types.Dynamic
	if resp.Error = req.Arguments.Get(ctx, &given); resp.Error != nil {
		return
	}
	inputs := treeOf(given)
	if refusal := refuseNames(inputs, 0, designNames()); inputs.Kind() != tree.Unknown && refusal != nil {
		resp.Error = refusal
		return
	}
	if inputs.Kind() == tree.Unknown || design.Undecided(inputs) != "" || !inputs.At("facts").Known() || !inputs.At("rule_severity").Known() {
		resp.Error = resp.Result.Set(ctx, types.ObjectUnknown(designTypes()))
		return
	}
	known, region, refusal := functionFacts(f.facts, inputs)
	if refusal != nil {
		resp.Error = refusal
		return
	}
	var diags diag.Diagnostics
	overrides := severitiesOf(path.Root("rule_severity"), inputs.At("rule_severity"), &diags)
	if diags.HasError() {
		resp.Error = function.NewArgumentFuncError(0, strings.TrimSuffix(diags.Errors()[0].Detail(), "."))
		return
	}
	made, errs := design.Make(design.Request{
		Catalog: known.catalog, Book: known.prices, Region: region, Inputs: inputs,
		Hours: known.prices.Allowance(price.HoursPerMonth), Overrides: overrides,
	})
	if len(errs) > 0 {
		resp.Error = function.NewArgumentFuncError(0, tellErrors(errs))
		return
	}
	if made.KeysOpen {
		resp.Error = resp.Result.Set(ctx, types.ObjectUnknown(designTypes()))
		return
	}
	value, diags := designValue(ctx, made)
	resp.Error = function.ConcatFuncErrors(function.FuncErrorFromDiags(ctx, diags), resp.Result.Set(ctx, value))
}
