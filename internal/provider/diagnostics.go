package provider

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
)

// addInputErrors reports what the domain could not use, each at its attribute.
func addInputErrors(diags *diag.Diagnostics, summary string, errs input.Errors) {
	for _, err := range errs {
		addErrorAt(diags, err.Path, summary, err.Text)
	}
}

// dynamicAttributes are those inside which Terraform knows no types.
var dynamicAttributes = []input.Step{
	input.Attribute("hub"), input.Attribute("nat_gateway"), input.Attribute("service_options"),
	input.Attribute("targets"), input.Attribute("vpcs"),
}

// addErrorAt reports an error at its attribute. Given a path that leads into a dynamic
// attribute, Terraform would not even show the attribute: then the text names the place.
func addErrorAt(diags *diag.Diagnostics, p input.Path, summary, text string) {
	if len(p) > 1 && slices.Contains(dynamicAttributes, p[0]) {
		text, p = p.String()+": "+text, p[:1]
	}
	diags.AddAttributeError(frameworkPath(p), summary, text)
}

// frameworkPath turns a path of the domain into one of the framework.
func frameworkPath(p input.Path) path.Path {
	var out path.Path
	for i, step := range p {
		switch s := step.(type) {
		case input.Attribute:
			if i == 0 {
				out = path.Root(string(s))
			} else {
				out = out.AtName(string(s))
			}
		case input.Key:
			out = out.AtMapKey(string(s))
		case input.Index:
			out = out.AtListIndex(int(s))
		case input.Element:
			var value attr.Value = types.StringValue(string(s))
			out = out.AtSetValue(value)
		}
	}
	return out
}
