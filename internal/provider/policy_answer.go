package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
)

// answerModel is what was proved about one question.
type answerModel struct {
	Verdict     string        `tfsdk:"verdict"`
	Witness     *witnessModel `tfsdk:"witness"`
	AllowedBy   *int64        `tfsdk:"allowed_by"`
	Explanation string        `tfsdk:"explanation"`
	Reason      *string       `tfsdk:"reason"`
	Assumptions []string      `tfsdk:"assumptions"`
}

// witnessModel is a request that shows a counterexample.
type witnessModel struct {
	Principal       string              `tfsdk:"principal"`
	Action          string              `tfsdk:"action"`
	Resource        string              `tfsdk:"resource"`
	Context         map[string][]string `tfsdk:"context"`
	VPCEndpointType string              `tfsdk:"vpc_endpoint_type"`
}

func answerOf(a prove.Answer) answerModel {
	m := answerModel{Verdict: string(a.Verdict), Explanation: a.Explanation, Reason: orNull(a.Reason), Assumptions: orEmpty(a.Assumptions)}
	if a.AllowedBy >= 0 && a.Witness != nil {
		n := int64(a.AllowedBy) + 1
		m.AllowedBy = &n
	}
	if w := a.Witness; w != nil {
		m.Witness = &witnessModel{Principal: w.Principal, Action: w.Action, Resource: w.Resource, Context: map[string][]string{}, VPCEndpointType: w.Endpoint.String()}
		for key, values := range w.Context {
			m.Witness.Context[key] = orEmpty(values)
		}
	}
	return m
}

// answerAttributes describe the model.
func answerAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"verdict": computedText("`proved`, `counterexample` or `undecided`. Undecided never means safe."),
		"witness": schema.SingleNestedAttribute{
			Computed:            true,
			MarkdownDescription: "A request that shows the counterexample, run through the evaluator before it is shown; null for another verdict, and for dead statements.",
			Attributes: map[string]schema.Attribute{
				"principal":         computedText("ARN of the caller, name of a service, or `anonymous`."),
				"action":            computedText("Action."),
				"resource":          computedText("ARN of the resource, or `*`."),
				"context":           schema.MapAttribute{Computed: true, ElementType: types.ListType{ElemType: types.StringType}, MarkdownDescription: "Condition keys and their values; keys that do not matter are left out."},
				"vpc_endpoint_type": computedText("Type of the endpoint for which it is one."),
			},
		},
		"allowed_by":  schema.Int64Attribute{Computed: true, MarkdownDescription: "Number of the statement that lets the witness through, counted from 1; null if there is none."},
		"explanation": computedText("What was found, in sentences."),
		"reason":      computedText("Why it is undecided; else null."),
		"assumptions": computedTexts("Facts on which a proof rests, by name."),
	}
}

// answerTypes are those of the model as the result of a function.
func answerTypes() map[string]attr.Type {
	return map[string]attr.Type{
		"verdict": types.StringType,
		"witness": types.ObjectType{AttrTypes: map[string]attr.Type{
			"principal": types.StringType, "action": types.StringType, "resource": types.StringType,
			"context": types.MapType{ElemType: types.ListType{ElemType: types.StringType}}, "vpc_endpoint_type": types.StringType,
		}},
		"allowed_by": types.Int64Type, "explanation": types.StringType, "reason": types.StringType,
		"assumptions": types.ListType{ElemType: types.StringType},
	}
}
