package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// noNullElements refuses null in a list, at the element: the library's NoNullValues points
// at the whole list, which in a long one helps nobody.
type noNullElements struct{}

func (noNullElements) Description(context.Context) string {
	return "no element may be null"
}

func (v noNullElements) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (noNullElements) ValidateList(_ context.Context, req validator.ListRequest, resp *validator.ListResponse) {
	for i, element := range req.ConfigValue.Elements() {
		if element.IsNull() {
			resp.Diagnostics.AddAttributeError(req.Path.AtListIndex(i), "Null Element",
				"This element is null. Leave it out, for example with compact() or an if clause in a for expression.")
		}
	}
}
