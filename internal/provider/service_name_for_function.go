package provider

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
)

var _ function.Function = (*serviceNameForFunction)(nil)

type serviceNameForFunction struct{ facts factsReader }

func newServiceNameForFunction(facts factsReader) function.Function {
	return &serviceNameForFunction{facts}
}

func (f *serviceNameForFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "service_name_for"
}

func (f *serviceNameForFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Full service name of a service in a Region for one endpoint type",
		MarkdownDescription: "As `service_name`, for one endpoint type. In China the S3 gateway endpoint is `com.amazonaws.cn-north-1.s3` and the interface endpoint `cn.com.amazonaws.cn-north-1.s3`. " +
			"A type that the service does not have is an error. " + functionFactsDocs,
		Parameters: []function.Parameter{
			serviceParameter(), regionParameter(),
			function.StringParameter{
				Name:                "vpc_endpoint_type",
				Validators:          []function.StringParameterValidator{stringvalidator.OneOf(catalog.EndpointTypes()...)},
				MarkdownDescription: "Endpoint type: " + words(catalog.EndpointTypes()) + ".",
			},
		},
		Return: function.StringReturn{},
	}
}

func (f *serviceNameForFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var service, region, endpointType string
	if resp.Error = req.Arguments.Get(ctx, &service, &region, &endpointType); resp.Error != nil {
		return
	}
	d, err := describeArguments(f.facts, service, region)
	if err != nil {
		resp.Error = err
		return
	}
	name, named := d.ServiceNames[catalog.EndpointType(endpointType)]
	_, has := d.ByType[catalog.EndpointType(endpointType)]
	switch {
	case len(d.Service.Types) == 0:
		resp.Error = noEndpoint(d.Service)
	case !has:
		resp.Error = function.NewArgumentFuncError(2, fmt.Sprintf("%s has no endpoint of type %s; it has %s", d.Service.Name, endpointType, strings.Join(endpointTypeNames(d.Service), ", ")))
	case !named:
		resp.Error = function.NewArgumentFuncError(serviceArgument, fmt.Sprintf("the full service name of %s is not known", d.Service.Name))
	default:
		resp.Error = resp.Result.Set(ctx, name)
	}
}
