package provider

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/guardrail"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/overlay"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

var _ function.Function = (*guardrailFunction)(nil)

type guardrailFunction struct{ facts factsReader }

func newGuardrailFunction(facts factsReader) function.Function { return &guardrailFunction{facts} }

func (f *guardrailFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "guardrail"
}

func (f *guardrailFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Findings of the guardrails over one object",
		MarkdownDescription: "Judges one object by the rules of all guardrails and returns an object of `passed` (bool), `findings` and `not_checked` (lists, as in the guardrail resources). " +
			"For `precondition`, `validation` and `terraform test`; it never fails because of a finding.\n\n" +
			"Values inside the object may be unknown. Then `findings` and `not_checked` are unknown, and `passed` is unknown unless something has failed for certain, in which case it is `false`. " +
			"`region` is needed. " + functionFactsDocs + " `facts` takes their contents instead.",
		Parameters: []function.Parameter{function.DynamicParameter{
			Name: "inputs", AllowUnknownValues: true,
			MarkdownDescription: "An object with the inputs of the guardrails by their names: " + words(guardrailNames()) + ". Any other name is an error.",
		}},
		Return: function.ObjectReturn{AttributeTypes: guardrailReturn()},
	}
}

// guardrailNames are the names that inputs may have.
func guardrailNames() []string {
	names := append(plan.Names(), "facts", "ignore", "rule_severity")
	slices.Sort(names)
	return names
}

// findingTypes are those of a finding, notCheckedTypes those of an unchecked rule.
func findingTypes() map[string]attr.Type {
	return map[string]attr.Type{
		"rule": types.StringType, "related": types.ListType{ElemType: types.StringType}, "severity": types.StringType,
		"target": types.StringType, "attribute": types.StringType, "summary": types.StringType, "detail": types.StringType,
		"fix": types.StringType, "source": types.StringType, "line": types.Int64Type, "column": types.Int64Type,
	}
}

func notCheckedTypes() map[string]attr.Type {
	return map[string]attr.Type{"rule": types.StringType, "target": types.StringType, "reason": types.StringType}
}

func guardrailReturn() map[string]attr.Type {
	return map[string]attr.Type{
		"passed":      types.BoolType,
		"findings":    types.ListType{ElemType: types.ObjectType{AttrTypes: findingTypes()}},
		"not_checked": types.ListType{ElemType: types.ObjectType{AttrTypes: notCheckedTypes()}},
	}
}

func (f *guardrailFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var given types.Dynamic
	if resp.Error = req.Arguments.Get(ctx, &given); resp.Error != nil {
		return
	}
	inputs := treeOf(given)
	if inputs.Kind() == tree.Unknown || inputs.At("region").Kind() == tree.Unknown {
		resp.Error = resp.Result.Set(ctx, types.ObjectUnknown(guardrailReturn()))
		return
	}
	request, refusal := f.request(inputs)
	if refusal == nil {
		var result *guardrail.Result
		var errs input.Errors
		if result, errs = guardrail.Judge(request); len(errs) == 0 {
			value, diags := guardrailValue(ctx, result, inputs.Known())
			resp.Error = function.ConcatFuncErrors(function.FuncErrorFromDiags(ctx, diags), resp.Result.Set(ctx, value))
			return
		}
		refusal = function.NewArgumentFuncError(0, tellErrors(errs))
	}
	resp.Error = refusal
}

// request reads the object that the function was given.
func (f *guardrailFunction) request(inputs tree.Value) (guardrail.Request, *function.FuncError) {
	refuse := func(text string) (guardrail.Request, *function.FuncError) {
		return guardrail.Request{}, function.NewArgumentFuncError(0, text)
	}
	if inputs.Kind() != tree.Map {
		return refuse("an object is needed, with the inputs of a guardrail by their names")
	}
	for _, name := range slices.Sorted(maps.Keys(inputs.Members())) {
		if !slices.Contains(guardrailNames(), name) {
			return refuse(strings.TrimSuffix("\""+name+"\" is no input of a guardrail"+suggestion(name, guardrailNames()), "."))
		}
	}
	known, region, refusal := functionFacts(f.facts, inputs)
	if refusal != nil {
		return guardrail.Request{}, refusal
	}
	var diags diag.Diagnostics
	request := guardrail.Request{
		Catalog: known.catalog, Region: region, Guards: rules.Guards(), Inputs: inputs,
		Overrides: severitiesOf(path.Root("rule_severity"), inputs.At("rule_severity"), &diags),
		Ignore:    ignoreOf(path.Root("ignore"), inputs.At("ignore"), &diags),
	}
	if diags.HasError() {
		return refuse(strings.TrimSuffix(diags.Errors()[0].Detail(), "."))
	}
	return request, nil
}

// functionFacts are the facts and the Region that a function works with, as its argument says:
// Terraform runs functions without the provider's configuration.
func functionFacts(read factsReader, inputs tree.Value) (facts, catalog.Region, *function.FuncError) {
	refuse := func(text string) (facts, catalog.Region, *function.FuncError) {
		return facts{}, catalog.Region{}, function.NewArgumentFuncError(0, text)
	}
	known, err := read()
	if err != nil {
		return facts{}, catalog.Region{}, function.NewFuncError(internalError(err))
	}
	for i, text := range inputs.At("facts").Elements() {
		content, given := text.AsText().Get()
		if !given {
			return refuse(input.At("facts").Index(i).String() + ": the contents of a facts file are needed, and known at plan")
		}
		c, b, problems := overlay.Apply(known.catalog, known.prices, overlay.File{Name: input.At("facts").Index(i).String(), Text: []byte(content)})
		if len(problems) > 0 {
			return refuse(problems[0].Error())
		}
		known = facts{catalog: c, prices: b}
	}
	code := inputs.Text("region").Or("")
	region, exists := known.catalog.Region(code)
	if !exists {
		if code == "" {
			return refuse("region: a Region is needed; functions have no default Region")
		}
		return refuse("region: " + known.catalog.UnknownRegion(code).Error())
	}
	return known, region, nil
}

// tellErrors lists what is wrong with the input, each with its place.
func tellErrors(errs input.Errors) string {
	lines := make([]string, len(errs))
	for i, err := range errs {
		lines[i] = err.Error()
	}
	return strings.TrimSuffix(strings.Join(lines, "\n"), ".")
}

// guardrailValue gives the judgement the type of the function's result. What may still change
// is unknown.
func guardrailValue(ctx context.Context, result *guardrail.Result, known bool) (types.Object, diag.Diagnostics) {
	findings, unchecked := types.ListUnknown(types.ObjectType{AttrTypes: findingTypes()}), types.ListUnknown(types.ObjectType{AttrTypes: notCheckedTypes()})
	passed := types.BoolValue(result.Passed)
	var diags, more diag.Diagnostics
	if known {
		findings, diags = types.ListValueFrom(ctx, types.ObjectType{AttrTypes: findingTypes()}, findingModels(result.Findings))
		unchecked, more = types.ListValueFrom(ctx, types.ObjectType{AttrTypes: notCheckedTypes()}, notCheckedModels(result.NotChecked))
	} else if !slices.ContainsFunc(result.Findings, func(f rules.Finding) bool { return f.Severity == rules.Error }) {
		passed = types.BoolUnknown()
	}
	value, last := types.ObjectValue(guardrailReturn(), map[string]attr.Value{"passed": passed, "findings": findings, "not_checked": unchecked})
	return value, append(append(diags, more...), last...)
}
