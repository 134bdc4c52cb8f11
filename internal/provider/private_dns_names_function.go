package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

var _ function.Function = (*privateDNSNamesFunction)(nil)

type privateDNSNamesFunction struct{ facts factsReader }

func newPrivateDNSNamesFunction(facts factsReader) function.Function {
	return &privateDNSNamesFunction{facts}
}

func (f *privateDNSNamesFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "private_dns_names"
}

func (f *privateDNSNamesFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Private DNS names of a service in a Region",
		MarkdownDescription: "Returns the names that private DNS of the interface endpoint answers, wildcards as `*.`: " +
			"`[\"dkr.ecr.us-east-1.amazonaws.com\", \"*.dkr.ecr.us-east-1.amazonaws.com\"]`. These are the names of the private hosted zones of a hub. " +
			"The list is empty if there are none, and null if it is not known whether there are any. " + functionFactsDocs,
		Parameters: []function.Parameter{serviceParameter(), regionParameter()},
		Return:     function.ListReturn{ElementType: types.StringType},
	}
}

func (f *privateDNSNamesFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	if d, ok := twoStrings(ctx, f.facts, req, resp); ok {
		resp.Error = resp.Result.Set(ctx, privateDNSNames(d.Main))
	}
}
