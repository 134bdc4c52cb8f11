package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/minify"
	printer "github.com/vpce-tools/terraform-provider-vpce/internal/iam/print"
)

func newPolicyMinifyFunction() function.Function {
	return &policyFunction{
		name: "policy_minify",
		definition: function.Definition{
			Summary: "A shorter endpoint policy that means the same",
			MarkdownDescription: "Returns a policy that lets exactly the same requests through with fewer characters: white space, `Id` and `Sid` go, statements and values are merged where the meaning provably stays, and what is covered by something else is dropped. " +
				"An endpoint policy has at most 20,480 characters. A text that AWS would refuse is an error that names every place.",
			Parameters: []function.Parameter{policyParameter("policy", "The policy, as JSON.")},
			Return:     function.StringReturn{},
		},
		run: func(ctx context.Context, req function.RunRequest) (any, *function.FuncError) {
			var policy string
			if err := req.Arguments.Get(ctx, &policy); err != nil {
				return nil, err
			}
			document, refusal := documentArgument(policy, 0)
			if refusal != nil {
				return nil, refusal
			}
			return printer.Minified(minify.Document(document)), nil
		},
	}
}
