package provider

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/policies"
)

func newPolicyProveFunction() function.Function {
	return &policyFunction{
		name: "policy_prove",
		definition: function.Definition{
			Summary: "One question about an endpoint policy, answered for every possible request",
			MarkdownDescription: "Answers one question about an endpoint policy: an object of `verdict` (`proved`, `counterexample`, `undecided`), `witness` (a concrete request, or null), " +
				"`allowed_by` (the statement that lets it through, counted from 1), `explanation`, `reason` and `assumptions`, as a result of `vpce_policy_analysis`." + notAGrant + " " + functionFactsDocs,
			Parameters: []function.Parameter{
				policyParameter("policy", "The policy, as JSON."),
				function.DynamicParameter{Name: "question", MarkdownDescription: "An object of `kind` (" + words(questionWords()) + ") and what the kind needs of " + words(policies.AskingNames()) + ", as in `vpce_policy_analysis`. Any other name is an error."},
			},
			Return: function.ObjectReturn{AttributeTypes: answerTypes()},
		},
		run: func(ctx context.Context, req function.RunRequest) (any, *function.FuncError) {
			var policy string
			var given types.Dynamic
			if err := req.Arguments.Get(ctx, &policy, &given); err != nil {
				return nil, err
			}
			document, refusal := documentArgument(policy, 0)
			if refusal != nil {
				return nil, refusal
			}
			question := treeOf(given)
			if refusal := refuseNames(question, 1, policies.AskingNames()); refusal != nil {
				return nil, refusal
			}
			if !question.Known() {
				return notKnownYet{}, nil
			}
			asking, refusal := askingArgument(embeddedFacts, question, 1)
			if refusal != nil {
				return nil, refusal
			}
			kind, named := question.Text("kind").Get()
			switch all := strings.Join(questionWords(), ", "); {
			case !named:
				return nil, function.NewArgumentFuncError(1, "kind: it is missing; there are the questions "+all)
			case !slices.Contains(questionWords(), kind):
				return nil, function.NewArgumentFuncError(1, fmt.Sprintf("kind: there is no question %q%s There are %s", kind, suggestion(kind, questionWords()), all))
			}
			answer, err := asking.Ask(document, prove.Kind(kind))
			if err != nil {
				return nil, function.NewArgumentFuncError(1, err.Error())
			}
			return answerOf(answer), nil
		},
	}
}
