package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
)

var _ function.Function = (*endpointTypesFunction)(nil)

type endpointTypesFunction struct{ facts factsReader }

func newEndpointTypesFunction(facts factsReader) function.Function {
	return &endpointTypesFunction{facts}
}

func (f *endpointTypesFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "endpoint_types"
}

func (f *endpointTypesFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Endpoint types of a service in a Region",
		MarkdownDescription: "Returns the endpoint types that a service has in a Region, such as `[\"Gateway\", \"Interface\"]`. " +
			"The list is empty if there is no endpoint, or if it is known not to be offered there. " + functionFactsDocs,
		Parameters: []function.Parameter{serviceParameter(), regionParameter()},
		Return:     function.ListReturn{ElementType: types.StringType},
	}
}

func (f *endpointTypesFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	d, ok := twoStrings(ctx, f.facts, req, resp)
	if !ok {
		return
	}
	out := []string{}
	for _, t := range d.Service.Types {
		if d.ByType[t].Availability != catalog.NotOffered {
			out = append(out, string(t))
		}
	}
	resp.Error = resp.Result.Set(ctx, out)
}
