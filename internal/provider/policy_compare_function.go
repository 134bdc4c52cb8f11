package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
)

// compareOptions are the members of the options of policy_compare.
func compareOptions() []string { return []string{"assumptions", "service", "vpc_endpoint_type"} }

// comparisonModel is what two policies let through that the other does not.
type comparisonModel struct {
	NewAccess  answerModel `tfsdk:"new_access"`
	LostAccess answerModel `tfsdk:"lost_access"`
}

func newPolicyCompareFunction() function.Function {
	return &policyFunction{
		name: "policy_compare",
		definition: function.Definition{
			Summary: "What an endpoint policy lets through that another one does not, both ways",
			MarkdownDescription: "Compares an endpoint policy with a reference for every possible request: an object of `new_access` (what the policy lets through and the reference does not) and `lost_access` (the other way), " +
				"each with `verdict`, `witness`, `allowed_by`, `explanation`, `reason` and `assumptions`. `proved` means that there is no such request; both proved means that the two let the same through." + notAGrant + " " + functionFactsDocs,
			Parameters: []function.Parameter{
				policyParameter("policy", "The policy, as JSON."),
				policyParameter("reference", "The policy to compare with, as JSON."),
			},
			VariadicParameter: optionsParameter(compareOptions()),
			Return: function.ObjectReturn{AttributeTypes: map[string]attr.Type{
				"new_access": types.ObjectType{AttrTypes: answerTypes()}, "lost_access": types.ObjectType{AttrTypes: answerTypes()},
			}},
		},
		run: runCompare,
	}
}

func runCompare(ctx context.Context, req function.RunRequest) (any, *function.FuncError) {
	var policy, reference string
	var given []types.Dynamic
	if err := req.Arguments.Get(ctx, &policy, &reference, &given); err != nil {
		return nil, err
	}
	document, refusal := documentArgument(policy, 0)
	if refusal != nil {
		return nil, refusal
	}
	other, refusal := documentArgument(reference, 1)
	if refusal != nil {
		return nil, refusal
	}
	options, refusal := optionsOf(given, 2, compareOptions())
	if refusal != nil {
		return nil, refusal
	}
	if !options.Known() {
		return notKnownYet{}, nil
	}
	asking, refusal := askingArgument(embeddedFacts, options, 2)
	if refusal != nil {
		return nil, refusal
	}
	asking.Question.Reference = other
	var m comparisonModel
	for _, question := range []struct {
		kind prove.Kind
		into *answerModel
	}{{prove.NoNewAccess, &m.NewAccess}, {prove.LostAccess, &m.LostAccess}} {
		answer, err := asking.Ask(document, question.kind)
		if err != nil {
			return nil, function.NewFuncError(err.Error())
		}
		*question.into = answerOf(answer)
	}
	return m, nil
}
