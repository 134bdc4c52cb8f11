package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// decisionModel is the decision about one request.
type decisionModel struct {
	Decision    string           `tfsdk:"decision"`
	Explanation string           `tfsdk:"explanation"`
	Statements  []statementModel `tfsdk:"statements"`
}

// statementModel is what became of one statement.
type statementModel struct {
	Statement int64    `tfsdk:"statement"`
	Sid       *string  `tfsdk:"sid"`
	Effect    string   `tfsdk:"effect"`
	Matched   bool     `tfsdk:"matched"`
	Line      int64    `tfsdk:"line"`
	Failed    []string `tfsdk:"failed"`
}

// requestNames are the members of a request.
func requestNames() []string {
	return []string{"action", "canonical_user", "context", "principal", "resource", "vpc_endpoint_type"}
}

func newPolicyEvaluateFunction() function.Function {
	return &policyFunction{
		name: "policy_evaluate",
		definition: function.Definition{
			Summary: "What an endpoint policy makes of one request",
			MarkdownDescription: "Decides one request against an endpoint policy: an object of `decision` (`allowed`, `explicit_deny`, `implicit_deny`), `explanation` and `statements` " +
				"(`statement` counted from 1, `sid`, `effect`, `matched`, `line`, and in `failed` the elements that do not fit, with the reason)." + notAGrant + "\n\n" +
				"Context keys that follow from the caller and the resource, such as `aws:PrincipalAccount`, are filled in where the context does not have them.",
			Parameters: []function.Parameter{
				policyParameter("policy", "The policy, as JSON."),
				function.DynamicParameter{Name: "request", MarkdownDescription: "An object of `principal` (ARN, name of a service, or `anonymous`), `action`, `resource` (ARN, or `*` for an action without resources), " +
					"`context` (map from condition key to a value or a list), `vpc_endpoint_type` (`Interface` by default, or `Gateway`) and `canonical_user`. Any other name is an error."},
			},
			Return: function.ObjectReturn{AttributeTypes: map[string]attr.Type{
				"decision": types.StringType, "explanation": types.StringType,
				"statements": types.ListType{ElemType: types.ObjectType{AttrTypes: map[string]attr.Type{
					"statement": types.Int64Type, "sid": types.StringType, "effect": types.StringType, "matched": types.BoolType,
					"line": types.Int64Type, "failed": types.ListType{ElemType: types.StringType},
				}}},
			}},
		},
		run: runEvaluate,
	}
}

func runEvaluate(ctx context.Context, req function.RunRequest) (any, *function.FuncError) {
	var policy string
	var given types.Dynamic
	if err := req.Arguments.Get(ctx, &policy, &given); err != nil {
		return nil, err
	}
	document, refusal := documentArgument(policy, 0)
	if refusal != nil {
		return nil, refusal
	}
	asked := treeOf(given)
	if refusal := refuseNames(asked, 1, requestNames()); refusal != nil {
		return nil, refusal
	}
	if !asked.Known() {
		return notKnownYet{}, nil
	}
	fields, ok := plainOf(asked).(map[string]any)
	if !ok {
		return nil, function.NewArgumentFuncError(1, "an object is needed, with principal, action, resource and perhaps context")
	}
	request, errs := eval.ReadRequest(fields)
	if len(errs) == 0 {
		errs = request.Validate()
	}
	if len(errs) > 0 {
		return nil, function.NewArgumentFuncError(1, tellErrors(errs))
	}
	result, err := eval.Evaluate(document, request.WithFacts(), match.Semantics{})
	if err != nil {
		return nil, function.NewArgumentFuncError(0, err.Error())
	}
	m := decisionModel{Decision: string(result.Decision), Explanation: result.Sentence(), Statements: []statementModel{}}
	for _, s := range result.Statements {
		entry := statementModel{Statement: int64(s.Index) + 1, Sid: orNull(s.Sid), Effect: s.Effect.String(), Matched: s.Matched, Line: int64(s.Line), Failed: []string{}}
		for _, f := range s.Failures {
			entry.Failed = append(entry.Failed, f.Element+": "+f.Text)
		}
		m.Statements = append(m.Statements, entry)
	}
	return m, nil
}

// plainOf turns a tree into plain Go, as the reader of requests takes it.
func plainOf(v tree.Value) any {
	switch v.Kind() {
	case tree.String:
		text, _ := v.RawText()
		return text
	case tree.Bool:
		return v.AsFlag().Or(false)
	case tree.Number:
		if f, given := v.AsNumber().Get(); given {
			return numberText(f.Text('f', -1))
		}
	case tree.List:
		out := []any{}
		for _, element := range v.Elements() {
			out = append(out, plainOf(element))
		}
		return out
	case tree.Map:
		out := map[string]any{}
		for name, member := range v.Members() {
			out[name] = plainOf(member)
		}
		return out
	}
	return nil
}

// numberText is a number that knows how to write itself.
type numberText string

func (n numberText) String() string { return string(n) }
