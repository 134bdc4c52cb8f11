package provider

import (
	"fmt"

	data "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
)

// resourceAttributes gives a resource the attributes that a data source has, so that an input
// is described once wherever it is taken.
func resourceAttributes(in map[string]data.Attribute) map[string]schema.Attribute {
	out := make(map[string]schema.Attribute, len(in))
	for name, attribute := range in {
		out[name] = resourceAttribute(attribute)
	}
	return out
}

func resourceAttribute(in data.Attribute) schema.Attribute {
	switch a := in.(type) {
	case data.StringAttribute:
		return schema.StringAttribute{Required: a.Required, Optional: a.Optional, Computed: a.Computed, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators}
	case data.BoolAttribute:
		return schema.BoolAttribute{Required: a.Required, Optional: a.Optional, Computed: a.Computed, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators}
	case data.Int64Attribute:
		return schema.Int64Attribute{Required: a.Required, Optional: a.Optional, Computed: a.Computed, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators}
	case data.DynamicAttribute:
		return schema.DynamicAttribute{Required: a.Required, Optional: a.Optional, Computed: a.Computed, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators}
	case data.ListAttribute:
		return schema.ListAttribute{Required: a.Required, Optional: a.Optional, Computed: a.Computed, ElementType: a.ElementType, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators}
	case data.SetAttribute:
		return schema.SetAttribute{Required: a.Required, Optional: a.Optional, Computed: a.Computed, ElementType: a.ElementType, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators}
	case data.MapAttribute:
		return schema.MapAttribute{Required: a.Required, Optional: a.Optional, Computed: a.Computed, ElementType: a.ElementType, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators}
	case data.SingleNestedAttribute:
		return schema.SingleNestedAttribute{Required: a.Required, Optional: a.Optional, Computed: a.Computed, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators, Attributes: resourceAttributes(a.Attributes)}
	case data.ListNestedAttribute:
		return schema.ListNestedAttribute{
			Required: a.Required, Optional: a.Optional, Computed: a.Computed, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators,
			NestedObject: schema.NestedAttributeObject{Attributes: resourceAttributes(a.NestedObject.Attributes)},
		}
	case data.SetNestedAttribute:
		return schema.SetNestedAttribute{
			Required: a.Required, Optional: a.Optional, Computed: a.Computed, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators,
			NestedObject: schema.NestedAttributeObject{Attributes: resourceAttributes(a.NestedObject.Attributes)},
		}
	case data.MapNestedAttribute:
		return schema.MapNestedAttribute{
			Required: a.Required, Optional: a.Optional, Computed: a.Computed, MarkdownDescription: a.MarkdownDescription, Validators: a.Validators,
			NestedObject: schema.NestedAttributeObject{Attributes: resourceAttributes(a.NestedObject.Attributes)},
		}
	}
	panic(fmt.Sprintf("no attribute of a resource is like %T", in))
}
