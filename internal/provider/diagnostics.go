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
	input.Attribute("targets"), input.Attribute("vpcs"), input.Attribute("trusted"), input.Attribute("required"),
	input.Attribute("forbidden"), input.Attribute("aws_owned_resources"),
}

// addErrorAt reports an error at its attribute. Of what is inside a dynamic attribute, or of an attribute inside
// another, Terraform would show neither the path nor the line: then the text names the place, and the
// error stands at what is around it.
func addErrorAt(diags *diag.Diagnostics, p input.Path, summary, text string) {
	if shown := shownSteps(p); shown < len(p) {
		text, p = p.String()+": "+text, p[:shown]
	}
	diags.AddAttributeError(frameworkPath(p), summary, text)
}

// shownSteps is how many steps of a path Terraform follows to a line of the configuration.
func shownSteps(p input.Path) int {
	if slices.Contains(dynamicAttributes, p[0]) {
		return 1
	}
	inner := slices.IndexFunc(p[1:], func(s input.Step) bool { _, ok := s.(input.Attribute); return ok })
	if inner < 0 {
		return len(p)
	}
	return inner + 1
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
