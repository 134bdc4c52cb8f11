package provider

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	"github.com/vpce-tools/terraform-provider-vpce/internal/policies"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// policyFunction is what the functions about policies share: a name, its definition, and what
// it does with its arguments.
type policyFunction struct {
	name       string
	definition function.Definition
	run        func(ctx context.Context, req function.RunRequest) (any, *function.FuncError)
}

var _ function.Function = (*policyFunction)(nil)

func (f *policyFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = f.name
}

func (f *policyFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = f.definition
}

func (f *policyFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	value, err := f.run(ctx, req)
	if err != nil {
		resp.Error = err
		return
	}
	if _, waits := value.(notKnownYet); !waits {
		resp.Error = resp.Result.Set(ctx, value)
	}
}

// notKnownYet is what a function returns that was given an object with a value that is not
// known yet: the result stays what it is before it is set, unknown. Terraform does not call
// functions with such objects; nothing says that others do not.
type notKnownYet struct{}

const notAGrant = " An endpoint policy is a filter and grants nothing: identity and resource policies decide as well."

func policyParameter(name, what string) function.StringParameter {
	return function.StringParameter{Name: name, MarkdownDescription: what}
}

// optionsParameter is an object that may be left out.
func optionsParameter(names []string) function.DynamicParameter {
	return function.DynamicParameter{
		Name: "options", AllowNullValue: true,
		MarkdownDescription: "An object with some of " + words(names) + ", or nothing. More than one is an error, and so is any other name.",
	}
}

// options reads the one object of an options parameter.
func optionsOf(given []types.Dynamic, position int64, names []string) (tree.Value, *function.FuncError) {
	if len(given) > 1 {
		return tree.Value{}, function.NewArgumentFuncError(position+1, fmt.Sprintf("%d options were given; give one object, or none", len(given)))
	}
	if len(given) == 0 {
		return tree.Value{}, nil
	}
	v := treeOf(given[0])
	return v, refuseNames(v, position, names)
}

// refuseNames refuses an object that is none, or has other members than those named.
func refuseNames(v tree.Value, position int64, names []string) *function.FuncError {
	if !v.Given() {
		return nil
	}
	if v.Kind() != tree.Map {
		return function.NewArgumentFuncError(position, "an object is needed, with some of "+strings.Join(names, ", "))
	}
	for _, name := range slices.Sorted(maps.Keys(v.Members())) {
		if !slices.Contains(names, name) {
			return function.NewArgumentFuncError(position, fmt.Sprintf("%q is not known here%s Known are %s", name, suggestion(name, names), strings.Join(names, ", ")))
		}
	}
	return nil
}

// documentArgument parses a policy that is an argument.
func documentArgument(text string, position int64) (*ast.Document, *function.FuncError) {
	parsed := parse.Parse(text)
	if parsed.Document == nil {
		return nil, function.NewArgumentFuncError(position, "the policy cannot be used: "+parsed.Err().Error())
	}
	return parsed.Document, nil
}

// askingArgument reads an object of what is asked.
func askingArgument(read factsReader, v tree.Value, position int64) (policies.Asking, *function.FuncError) {
	f, err := read()
	if err != nil {
		return policies.Asking{}, function.NewFuncError(internalError(err))
	}
	asking, errs := policies.ReadAsking(f.catalog, v, nil)
	if len(errs) > 0 {
		return policies.Asking{}, function.NewArgumentFuncError(position, tellErrors(errs))
	}
	return asking, nil
}
