package provider

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/quota"
)

// Builders of optional inputs. What is a set in hashicorp/aws is a set here.

func optionalText(description string) schema.StringAttribute {
	return schema.StringAttribute{Optional: true, MarkdownDescription: description}
}

func optionalFlag(description string) schema.BoolAttribute {
	return schema.BoolAttribute{Optional: true, MarkdownDescription: description}
}

func optionalTexts(description string) schema.SetAttribute {
	return schema.SetAttribute{
		Optional: true, ElementType: types.StringType, MarkdownDescription: description,
		Validators: []validator.Set{setvalidator.NoNullValues()},
	}
}

func optionalSet(description string, attributes map[string]schema.Attribute) schema.SetNestedAttribute {
	return schema.SetNestedAttribute{
		Optional: true, MarkdownDescription: description, Validators: []validator.Set{setvalidator.NoNullValues()},
		NestedObject: schema.NestedAttributeObject{Attributes: attributes},
	}
}

func optionalMap(description string, attributes map[string]schema.Attribute) schema.MapNestedAttribute {
	return schema.MapNestedAttribute{
		Optional: true, MarkdownDescription: description, Validators: []validator.Map{mapvalidator.NoNullValues()},
		NestedObject: schema.NestedAttributeObject{Attributes: attributes},
	}
}

// quotasAttribute takes raised quotas; looked says which of them count and what AWS's own values are.
func quotasAttribute(looked string) schema.MapAttribute {
	return schema.MapAttribute{
		Optional: true, ElementType: types.NumberType, Validators: []validator.Map{mapvalidator.NoNullValues()},
		MarkdownDescription: "Raised quotas by name; AWS's defaults hold for the others. " + looked + "; all names are " + words(quota.Names()) + ". An unknown name is an error.",
	}
}

func quotaUsageAttribute() schema.MapAttribute {
	return schema.MapAttribute{
		Optional: true, ElementType: types.NumberType, Validators: []validator.Map{mapvalidator.NoNullValues()},
		MarkdownDescription: "What exists and is not listed here, by the names of `quotas`. Default 0.",
	}
}

// Builders of outputs.

func computedText(description string) schema.StringAttribute {
	return schema.StringAttribute{Computed: true, MarkdownDescription: description}
}

func computedFlag(description string) schema.BoolAttribute {
	return schema.BoolAttribute{Computed: true, MarkdownDescription: description}
}

func computedNumber(description string) schema.NumberAttribute {
	return schema.NumberAttribute{Computed: true, MarkdownDescription: description}
}

func computedTexts(description string) schema.ListAttribute {
	return schema.ListAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: description}
}
