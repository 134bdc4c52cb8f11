package provider

import (
	"context"
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	data "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vpce-tools/terraform-provider-vpce/internal/guardrail"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

var (
	_ resource.ResourceWithConfigure  = (*guardrailResource)(nil)
	_ resource.ResourceWithModifyPlan = (*guardrailResource)(nil)
)

// guardrailResource judges its inputs in every plan and again at apply. It makes nothing: what
// it keeps is what it judged.
type guardrailResource struct {
	configured
	name        string
	guard       rules.Guard
	description string
	inputs      func() map[string]data.Attribute
}

func newRegionGuardrail() resource.Resource {
	return &guardrailResource{
		name: "region_guardrail", guard: rules.RegionGuard, inputs: regionInputs,
		description: "Fails plans in which an endpoint breaks a rule about names, partitions and Regions (the rules REG of the guide *Rules*): " +
			"a service name of the wrong Region or partition, a cross-Region endpoint that cannot be made, a Region that you do not allow.",
	}
}

func newAccountGuardrail() resource.Resource {
	return &guardrailResource{
		name: "account_guardrail", guard: rules.AccountGuard, inputs: accountInputs,
		description: "Fails plans in which an endpoint or an endpoint service breaks a rule about accounts and ownership (the rules ACC of the guide *Rules*): " +
			"a provider that you do not allow, a principal that is no ARN, an acceptance that nobody gives, a private DNS name that is not verified.",
	}
}

func newEndpointGuardrail() resource.Resource {
	return &guardrailResource{
		name: "endpoint_guardrail", guard: rules.EndpointGuard, inputs: endpointInputs,
		description: "Fails plans in which an endpoint does not fit its network (the rules GW, IF, SG, DNS, DEP, GWLB, LAT, QUO, TF and some of HUB of the guide *Rules*): " +
			"a route table left out, two subnets in one zone, a security group that admits nobody, private DNS that collides, a companion that is missing, a quota that is exceeded.",
	}
}

func newPolicyGuardrail() resource.Resource {
	return &guardrailResource{
		name: "policy_guardrail", guard: rules.PolicyGuard, inputs: policyInputs,
		description: "Fails plans in which an endpoint policy is wrong or lets too much through (the rules POL of the guide *Rules*): " +
			"what AWS refuses, what can never match, what opens more than it seems to, and, proved for every possible request, who from outside gets in and what outside is reached. " +
			"A leak is shown with a concrete request and the statement that lets it through.",
	}
}

func (g *guardrailResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + g.name
}

func (g *guardrailResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	attributes := guardrailInputs()
	maps.Copy(attributes, g.inputs())
	maps.Copy(attributes, guardrailOutputs())
	resp.Schema = schema.Schema{
		MarkdownDescription: g.description + "\n\n" +
			"It is judged in every plan, also when nothing changes, and again at apply before whatever depends on it; nothing is created in AWS. " +
			"What is known at plan is judged at plan; what is not known yet is listed and judged at apply. " +
			"Every finding is a diagnostic of its own at the attribute at fault, all of them in one run. " +
			"The guides *Guardrails in modules* and *What is checked at plan and what at apply* show how to wire it.",
		Attributes: resourceAttributes(attributes),
	}
}

func (g *guardrailResource) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	g.take(req.ProviderData, &resp.Diagnostics)
}

// ModifyPlan judges the configuration, in every plan and again at apply.
func (g *guardrailResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() || g.env == nil {
		return // destroyed, or planned without a configured provider
	}
	run, ok := g.run(req.Config.Raw, req.State.Raw, &resp.Diagnostics)
	if !ok {
		return
	}
	if run.result == nil || !run.inputs.Known() {
		run.pending(ctx, &resp.Plan, &resp.Diagnostics)
	} else {
		run.answer(ctx, resp.Plan.SetAttribute, &resp.Diagnostics)
	}
	run.show(&resp.Diagnostics)
}

func (g *guardrailResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	resp.State.Raw = req.Plan.Raw
	g.apply(ctx, req.Config.Raw, &resp.State, &resp.Diagnostics)
}

func (g *guardrailResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	resp.State.Raw = req.Plan.Raw
	g.apply(ctx, req.Config.Raw, &resp.State, &resp.Diagnostics)
}

// apply judges what is known now. Warnings were shown by the plan of this very step.
func (g *guardrailResource) apply(ctx context.Context, config tftypes.Value, state *tfsdk.State, diags *diag.Diagnostics) {
	run, ok := g.run(config, tftypes.Value{}, diags)
	if !ok {
		return
	}
	if run.result == nil {
		addBug(diags, fmt.Errorf("the Region is not known at apply"))
		return
	}
	run.answer(ctx, state.SetAttribute, diags)
	run.showErrors(diags)
}

// Read keeps the state: what was judged is all there is.
func (g *guardrailResource) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

// Delete has nothing to remove.
func (g *guardrailResource) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {
}

// guardrailRun is one judgement.
type guardrailRun struct {
	env    *environment
	name   string
	inputs tree.Value
	report bool
	asOf   string
	// result is nil while the Region is not known yet.
	result *guardrail.Result
}

// run judges a configuration.
func (g *guardrailResource) run(config, state tftypes.Value, diags *diag.Diagnostics) (*guardrailRun, bool) {
	inputs := treeOfRaw(config)
	run := &guardrailRun{env: g.env, name: g.name, inputs: inputs}
	// A mode that is not known yet cannot fail the plan; apply will know it.
	mode := inputs.Text("mode")
	run.report = g.env.reportOnly || mode.Or(enforce) == report || mode.IsUnknown()
	if inputs.At("region").Kind() == tree.Unknown {
		return run, true
	}
	region := types.StringNull()
	if code, given := inputs.Text("region").Get(); given {
		region = types.StringValue(code)
	}
	f, r, ok := g.start(region, diags)
	if !ok {
		return nil, false
	}
	run.asOf = f.catalog.AsOf()
	request := guardrail.Request{
		Catalog: f.catalog, Region: r, Guards: []rules.Guard{g.guard}, Inputs: inputs,
		Overrides: g.env.overrides.Merge(severitiesOf(path.Root("rule_severity"), inputs.At("rule_severity"), diags)),
		Ignore:    ignoreOf(path.Root("ignore"), inputs.At("ignore"), diags),
	}
	if !state.IsNull() {
		request.Prior = treeOfRaw(state)
	}
	if diags.HasError() {
		return nil, false
	}
	result, errs := guardrail.Judge(request)
	for _, err := range errs {
		addErrorAt(diags, err.Path, "Invalid Guardrail Input", err.Text)
	}
	run.result = result
	return run, len(errs) == 0
}

// severitiesOf reads rule_severity of a guardrail.
func severitiesOf(at path.Path, v tree.Value, diags *diag.Diagnostics) rules.Overrides {
	words := map[string]string{}
	if !v.Known() {
		diags.AddAttributeError(at, "Unknown Rule Severity", "The value is known only at apply, so nothing could be judged at plan. Use a literal value, or one made of variables.")
	}
	for key, word := range v.Members() {
		words[key] = word.AsText().Or("")
	}
	overrides, errs := rules.ParseOverrides(words)
	if !v.Known() {
		return overrides
	}
	for _, err := range errs {
		diags.AddAttributeError(at.AtMapKey(err.Key), "Invalid Rule Severity", err.Detail)
	}
	return overrides
}

// ignoreOf reads ignore.
func ignoreOf(at path.Path, v tree.Value, diags *diag.Diagnostics) []guardrail.Ignore {
	if !v.Known() {
		diags.AddAttributeError(at, "Unknown Ignore", "The value is known only at apply, so what is accepted could not be told at plan. Use literal values, or ones made of variables.")
		return nil
	}
	var out []guardrail.Ignore
	for _, entry := range v.Elements() {
		out = append(out, guardrail.Ignore{Rule: entry.Text("rule").Or(""), Target: entry.Text("target").Or(""), Reason: entry.Text("reason").Or("")})
	}
	return out
}

// setter writes one attribute of a plan or of a state.
type setter func(ctx context.Context, at path.Path, value any) diag.Diagnostics

// answer writes the outputs.
func (r *guardrailRun) answer(ctx context.Context, set setter, diags *diag.Diagnostics) {
	ignored := []ignoredModel{}
	for _, i := range r.result.Ignored {
		ignored = append(ignored, ignoredModel{findingModel: findingOf(i.Finding), Reason: i.Reason})
	}
	for name, value := range map[string]any{
		"id": r.name, "passed": r.result.Passed, "facts_as_of": r.asOf, "ignored": ignored,
		"findings": findingModels(r.result.Findings), "not_checked": notCheckedModels(r.result.NotChecked),
	} {
		diags.Append(set(ctx, path.Root(name), value)...)
	}
}

// pending leaves open what an input that is not known yet may still change.
func (r *guardrailRun) pending(ctx context.Context, plan *tfsdk.Plan, diags *diag.Diagnostics) {
	unknown := map[string]attr.Value{"id": types.StringValue(r.name), "passed": types.BoolUnknown(), "facts_as_of": types.StringUnknown()}
	if r.asOf != "" {
		unknown["facts_as_of"] = types.StringValue(r.asOf)
	}
	for _, name := range []string{"findings", "ignored", "not_checked"} {
		kind, more := plan.Schema.TypeAtPath(ctx, path.Root(name))
		diags.Append(more...)
		if list, ok := kind.(types.ListType); ok {
			unknown[name] = types.ListUnknown(list.ElemType)
		}
	}
	for name, value := range unknown {
		diags.Append(plan.SetAttribute(ctx, path.Root(name), value)...)
	}
}

// ignoredModel is an accepted finding.
type ignoredModel struct {
	findingModel

	Reason string `tfsdk:"reason"`
}
