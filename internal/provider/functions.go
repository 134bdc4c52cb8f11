package provider

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
)

// Positions of the arguments that several functions share.
const (
	serviceArgument = 0
	regionArgument  = 1
)

const functionFactsDocs = "Functions run without the provider's configuration and know the built-in facts only, not `facts_files`."

func serviceParameter() function.StringParameter {
	return function.StringParameter{
		Name:                "service",
		MarkdownDescription: "The service: " + serviceDocs + ". It must stand for one service.",
	}
}

func regionParameter() function.StringParameter {
	return function.StringParameter{Name: "region", MarkdownDescription: "Region of the service, such as `ap-northeast-2`. Terraform functions have no default Region."}
}

// describeArguments looks up the service and Region that a function was given.
func describeArguments(read factsReader, service, region string) (catalog.Description, *function.FuncError) {
	f, err := read()
	if err != nil {
		return catalog.Description{}, function.NewFuncError(internalError(err))
	}
	if _, ok := f.catalog.Region(region); !ok {
		return catalog.Description{}, function.NewArgumentFuncError(regionArgument, f.catalog.UnknownRegion(region).Error())
	}
	refs, err := f.catalog.Resolve(service)
	if err != nil {
		return catalog.Description{}, function.NewArgumentFuncError(serviceArgument, err.Error())
	}
	if len(refs) > 1 {
		keys := make([]string, len(refs))
		for i, ref := range refs {
			keys[i] = ref.Key
		}
		return catalog.Description{}, function.NewArgumentFuncError(serviceArgument, fmt.Sprintf("%q stands for %s; name one of them", service, strings.Join(keys, ", ")))
	}
	if refs[0].Region != "" {
		region = refs[0].Region
	}
	d, _ := f.catalog.Describe(refs[0].Key, region)
	return d, nil
}

// twoStrings reads the arguments of a function of service and Region.
func twoStrings(ctx context.Context, read factsReader, req function.RunRequest, resp *function.RunResponse) (catalog.Description, bool) {
	var service, region string
	if resp.Error = req.Arguments.Get(ctx, &service, &region); resp.Error != nil {
		return catalog.Description{}, false
	}
	d, err := describeArguments(read, service, region)
	resp.Error = err
	return d, err == nil
}

// noEndpoint is the error for a service without an endpoint name.
func noEndpoint(s *catalog.Service) *function.FuncError {
	return function.NewArgumentFuncError(serviceArgument, fmt.Sprintf("%s has no VPC endpoint. Instead: %s", s.Name, strings.TrimSuffix(s.Alternative, ".")))
}
