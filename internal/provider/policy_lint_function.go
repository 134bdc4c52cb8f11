package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// lintOptions are the members of the options of policy_lint.
func lintOptions() []string { return []string{"region", "service", "vpc_endpoint_type"} }

func newPolicyLintFunction() function.Function {
	return &policyFunction{
		name: "policy_lint",
		definition: function.Definition{
			Summary: "What is wrong with an endpoint policy as it is written",
			MarkdownDescription: "Returns the findings of the linter about an endpoint policy, sorted, each with rule, severity, `line` and `column`, detail, fix and source, as in the guardrails. " +
				"Any text is taken: one that is no policy has findings that say so. What needs a proof is asked with `policy_prove`. " + functionFactsDocs,
			Parameters:        []function.Parameter{policyParameter("policy", "The policy, as JSON.")},
			VariadicParameter: optionsParameter(lintOptions()),
			Return:            function.ListReturn{ElementType: types.ObjectType{AttrTypes: findingTypes()}},
		},
		run: func(ctx context.Context, req function.RunRequest) (any, *function.FuncError) {
			var policy string
			var given []types.Dynamic
			if err := req.Arguments.Get(ctx, &policy, &given); err != nil {
				return nil, err
			}
			options, refusal := optionsOf(given, 1, lintOptions())
			if refusal != nil {
				return nil, refusal
			}
			if !options.Known() {
				return notKnownYet{}, nil
			}
			asking, refusal := askingArgument(embeddedFacts, options, 1)
			if refusal != nil {
				return nil, refusal
			}
			linted, err := asking.Lint("", "policy", policy)
			if err != nil {
				return nil, function.NewFuncError(internalError(err))
			}
			var report rules.Report
			report.Take(linted.Findings, linted.NotChecked)
			return findingModels(report.Findings()), nil
		},
	}
}
