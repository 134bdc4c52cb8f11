package provider

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	datasourceschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/provider"
)

// TestEverythingIsDescribed holds that each attribute and function says what it is, in
// Markdown and as a sentence, and that each item has an example and a page.
func TestEverythingIsDescribed(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	p := &vpceProvider{facts: embeddedFacts}
	var providerSchema provider.SchemaResponse
	p.Schema(ctx, provider.SchemaRequest{}, &providerSchema)
	if diags := providerSchema.Schema.ValidateImplementation(ctx); diags.HasError() {
		t.Error(diags)
	}
	for name, attribute := range providerSchema.Schema.Attributes {
		sentence(t, "provider."+name, attribute.GetMarkdownDescription())
	}
	for _, construct := range p.DataSources(ctx) {
		d := construct()
		var meta datasource.MetadataResponse
		d.Metadata(ctx, datasource.MetadataRequest{ProviderTypeName: "vpce"}, &meta)
		var schema datasource.SchemaResponse
		d.Schema(ctx, datasource.SchemaRequest{}, &schema)
		if diags := schema.Schema.ValidateImplementation(ctx); diags.HasError() {
			t.Errorf("%s: %v", meta.TypeName, diags)
		}
		sentence(t, meta.TypeName, schema.Schema.MarkdownDescription)
		for name, attribute := range schema.Schema.Attributes {
			describedAttribute(t, meta.TypeName+"."+name, attribute)
		}
		exists(t, "examples", "data-sources", meta.TypeName, "data-source.tf")
		exists(t, "docs", "data-sources", strings.TrimPrefix(meta.TypeName, "vpce_")+".md")
	}
	for _, construct := range p.Functions(ctx) {
		f := construct()
		var meta function.MetadataResponse
		f.Metadata(ctx, function.MetadataRequest{}, &meta)
		var definition function.DefinitionResponse
		f.Definition(ctx, function.DefinitionRequest{}, &definition)
		sentence(t, meta.Name, definition.Definition.MarkdownDescription)
		if definition.Definition.Summary == "" {
			t.Errorf("%s has no summary", meta.Name)
		}
		for _, parameter := range definition.Definition.Parameters {
			sentence(t, meta.Name+"("+parameter.GetName()+")", parameter.GetMarkdownDescription())
		}
		exists(t, "examples", "functions", meta.Name, "function.tf")
		exists(t, "docs", "functions", meta.Name+".md")
	}
}

// describedAttribute checks an attribute and everything inside it.
func describedAttribute(t *testing.T, path string, attribute datasourceschema.Attribute) {
	t.Helper()
	sentence(t, path, attribute.GetMarkdownDescription())
	// Nested attributes differ in type but all have one of these fields.
	v := reflect.Indirect(reflect.ValueOf(attribute))
	if nested := v.FieldByName("NestedObject"); nested.IsValid() {
		v = nested
	}
	field := v.FieldByName("Attributes")
	if !field.IsValid() {
		return
	}
	for name, inner := range field.Interface().(map[string]datasourceschema.Attribute) {
		describedAttribute(t, path+"."+name, inner)
	}
}

func sentence(t *testing.T, path, text string) {
	t.Helper()
	if !strings.HasSuffix(text, ".") {
		t.Errorf("%s: the description does not end a sentence: %q", path, text)
	}
}

func exists(t *testing.T, path ...string) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(append([]string{"..", ".."}, path...)...)); err != nil {
		t.Error(err)
	}
}
