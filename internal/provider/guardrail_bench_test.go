package provider

import (
	"context"
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// floorProvider has a resource with the guardrail's schema that does nothing.
type floorProvider struct{ vpceProvider }

func (p *floorProvider) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {
}

func (p *floorProvider) DataSources(context.Context) []func() datasource.DataSource { return nil }

func (p *floorProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource {
		return &floorResource{guardrailResource: newEndpointGuardrail().(*guardrailResource)}
	}}
}

// floorResource is what the framework does for such an input, whoever judges it.
type floorResource struct{ guardrailResource *guardrailResource }

func (f *floorResource) Metadata(ctx context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	f.guardrailResource.Metadata(ctx, req, resp)
}

func (f *floorResource) Schema(ctx context.Context, req resource.SchemaRequest, resp *resource.SchemaResponse) {
	f.guardrailResource.Schema(ctx, req, resp)
}

func (f *floorResource) Create(context.Context, resource.CreateRequest, *resource.CreateResponse) {}
func (f *floorResource) Read(context.Context, resource.ReadRequest, *resource.ReadResponse)       {}
func (f *floorResource) Update(context.Context, resource.UpdateRequest, *resource.UpdateResponse) {}
func (f *floorResource) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}

// BenchmarkGuardrailPlan plans a guardrail over many endpoints, and beside it the same input
// for a resource that judges nothing: what is above the floor is ours.
func BenchmarkGuardrailPlan(b *testing.B) {
	floor := providerserver.NewProtocol6(&floorProvider{})()
	for _, n := range []int{100, 1000} {
		endpoints := values{}
		for i := range n {
			endpoints[fmt.Sprintf("e%05d", i)] = values{
				"service_name": "com.amazonaws.us-east-1.kms", "vpc_endpoint_type": "Interface", "vpc_id": fmt.Sprintf("vpc-%04d", i),
				"subnet_ids": []any{fmt.Sprintf("subnet-%05d", i)}, "security_group_ids": []any{"sg-1"},
			}
		}
		config := values{"region": "us-east-1", "mode": "report", "endpoints": endpoints}
		for _, server := range []struct {
			name   string
			server tfprotov6.ProviderServer
		}{{"floor", floor}, {"guardrail", serve(b, nil)}} {
			b.Run(fmt.Sprintf("%s/%d", server.name, n), func(b *testing.B) {
				schema := schemasOf(b, server.server).ResourceSchemas["vpce_endpoint_guardrail"]
				prior := null(b, schema)
				req := &tfprotov6.PlanResourceChangeRequest{
					TypeName: "vpce_endpoint_guardrail", PriorState: prior,
					ProposedNewState: proposed(b, schema, config, prior), Config: dynamicValue(b, schema, config),
				}
				for b.Loop() {
					if _, err := server.server.PlanResourceChange(context.Background(), req); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
