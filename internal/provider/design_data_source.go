package provider

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/design"
)

var _ datasource.DataSourceWithConfigure = (*designDataSource)(nil)

type designDataSource struct{ configured }

func newDesignDataSource() datasource.DataSource { return &designDataSource{} }

func (d *designDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_design"
}

func (d *designDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := designInputs()
	maps.Copy(attributes, designOutputs())
	resp.Schema = schema.Schema{
		MarkdownDescription: "The whole answer, ready to wire: which endpoints for the services and workloads of a VPC, on which route tables and in which subnets, with every argument of `aws_vpc_endpoint`, " +
			"the security group rules they need, what they cost, what the rules say about them, and a report with a diagram.\n\n" +
			"A data source with an unknown input is read only at apply, and its keys are then unknown to `for_each`. For a VPC that is made in the same plan use the function `design`, which gives the same from one object and lets unknown ids pass through.",
		Attributes: attributes,
	}
}

func (d *designDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var code types.String
	if resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("region"), &code)...); resp.Diagnostics.HasError() {
		return
	}
	f, region, ok := d.start(code, &resp.Diagnostics)
	if !ok {
		return
	}
	made, errs := design.Make(design.Request{
		Catalog: f.catalog, Book: f.prices, Region: region, Inputs: treeOfRaw(req.Config.Raw), Hours: d.env.hours, Overrides: d.env.overrides,
	})
	if addInputErrors(&resp.Diagnostics, "Invalid Design Input", errs); resp.Diagnostics.HasError() {
		return
	}
	value, diags := designValue(ctx, made)
	if resp.Diagnostics.Append(diags...); resp.Diagnostics.HasError() {
		return
	}
	resp.State.Raw = req.Config.Raw
	outputs := value.Attributes()
	for _, name := range slices.Sorted(maps.Keys(outputs)) {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(name), outputs[name])...)
	}
}
