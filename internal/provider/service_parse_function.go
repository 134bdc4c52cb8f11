package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

var _ function.Function = (*serviceParseFunction)(nil)

type serviceParseFunction struct{ facts factsReader }

func newServiceParseFunction(facts factsReader) function.Function {
	return &serviceParseFunction{facts}
}

// parsedNameModel is what a full service name says.
type parsedNameModel struct {
	Service   *string `tfsdk:"service"`
	Region    *string `tfsdk:"region"`
	Partition *string `tfsdk:"partition"`
	Kind      string  `tfsdk:"kind"`
}

func (f *serviceParseFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "service_parse"
}

func (f *serviceParseFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Takes a full service name apart",
		MarkdownDescription: "Returns an object of four strings:\n\n" +
			"- `service`: catalogue key (`ecr.api`), or the id of an endpoint service (`vpce-svc-…`); null if the name is not known\n" +
			"- `region`: Region in the name; null if there is none, as in `com.amazonaws.iam`\n" +
			"- `partition`: partition of that Region; null if it cannot be told\n" +
			"- `kind`: `aws`, `endpoint_service` or `unknown`\n\n" +
			"Any string is answered; none is an error. " + functionFactsDocs,
		Parameters: []function.Parameter{
			function.StringParameter{Name: "service_name", MarkdownDescription: "Full service name, such as `com.amazonaws.us-east-1.s3`."},
		},
		Return: function.ObjectReturn{AttributeTypes: map[string]attr.Type{
			"service": types.StringType, "region": types.StringType, "partition": types.StringType, "kind": types.StringType,
		}},
	}
}

func (f *serviceParseFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var name string
	if resp.Error = req.Arguments.Get(ctx, &name); resp.Error != nil {
		return
	}
	known, err := f.facts()
	if err != nil {
		resp.Error = function.NewFuncError(internalError(err))
		return
	}
	parsed := known.catalog.ParseName(name)
	resp.Error = resp.Result.Set(ctx, parsedNameModel{
		Service: orNull(parsed.Service), Region: orNull(parsed.Region), Partition: orNull(parsed.Partition), Kind: string(parsed.Kind),
	})
}
