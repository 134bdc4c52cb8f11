package provider

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/function"
)

var _ function.Function = (*serviceNameFunction)(nil)

type serviceNameFunction struct{ facts factsReader }

func newServiceNameFunction(facts factsReader) function.Function { return &serviceNameFunction{facts} }

func (f *serviceNameFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "service_name"
}

func (f *serviceNameFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Full service name of a service in a Region",
		MarkdownDescription: "Returns the full service name for `aws_vpc_endpoint`, with the prefix and spelling that the Region has: " +
			"`cn.com.amazonaws.cn-north-1.ec2`, `com.amazonaws.iam`, `aws.sagemaker.eu-west-1.notebook`. " +
			"It is known at plan, so no endpoint is replaced because its name is not. A service without an endpoint, and one whose name depends on the endpoint type there, is an error. " + functionFactsDocs,
		Parameters: []function.Parameter{serviceParameter(), regionParameter()},
		Return:     function.StringReturn{},
	}
}

func (f *serviceNameFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	d, ok := twoStrings(ctx, f.facts, req, resp)
	if !ok {
		return
	}
	names := slices.Compact(slices.Sorted(maps.Values(d.ServiceNames)))
	switch {
	case len(d.Service.Types) == 0:
		resp.Error = noEndpoint(d.Service)
	case len(names) == 0:
		resp.Error = function.NewArgumentFuncError(serviceArgument, fmt.Sprintf("the full service name of %s is not known", d.Service.Name))
	case len(names) > 1:
		resp.Error = function.NewArgumentFuncError(serviceArgument,
			fmt.Sprintf("the name of %s depends on the endpoint type in %s; use service_name_for", d.Service.Name, d.Main.Region))
	default:
		resp.Error = resp.Result.Set(ctx, names[0])
	}
}
