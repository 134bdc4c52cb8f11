package provider

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

var _ datasource.DataSourceWithConfigure = (*serviceDataSource)(nil)

type serviceDataSource struct{ configured }

func newServiceDataSource() datasource.DataSource { return &serviceDataSource{} }

type serviceModel struct {
	Service types.String `tfsdk:"service"`
	Region  types.String `tfsdk:"region"`
	serviceFactsModel
}

func (d *serviceDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_service"
}

func (d *serviceDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		"service": schema.StringAttribute{Required: true, MarkdownDescription: "The service: " + serviceDocs + ". It must stand for one service; an alias of several is an error that names them."},
		"region":  schema.StringAttribute{Optional: true, MarkdownDescription: "Region of the service. " + strings.TrimPrefix(regionDocs, "Region of the VPC, such as `ap-northeast-2`. ")},
	}
	maps.Copy(attributes, serviceFactsAttributes())
	resp.Schema = schema.Schema{
		MarkdownDescription: "What is known about the VPC endpoint of one service in one Region: types, names, private DNS, policy support, address types, zones, ports and where each fact is from. What no source says is null.",
		Attributes:          attributes,
	}
}

func (d *serviceDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m serviceModel
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("service"), &m.Service)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("region"), &m.Region)...)
	if resp.Diagnostics.HasError() {
		return
	}
	f, region, ok := d.start(m.Region, &resp.Diagnostics)
	if !ok {
		return
	}
	refs, err := f.catalog.Resolve(m.Service.ValueString())
	if err != nil {
		resp.Diagnostics.AddAttributeError(path.Root("service"), "Unknown Service", err.Error()+".")
		return
	}
	if len(refs) > 1 {
		keys := make([]string, len(refs))
		for i, ref := range refs {
			keys[i] = ref.Key
		}
		resp.Diagnostics.AddAttributeError(path.Root("service"), "Ambiguous Service",
			fmt.Sprintf("%q stands for %s; name one of them.", m.Service.ValueString(), strings.Join(slices.Sorted(slices.Values(keys)), ", ")))
		return
	}
	code := region.Code
	if refs[0].Region != "" {
		code = refs[0].Region
	}
	description, _ := f.catalog.Describe(refs[0].Key, code)
	m.serviceFactsModel = serviceFacts(f.catalog, description)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}
