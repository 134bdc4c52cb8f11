package guardrail

import (
	"maps"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/topology"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// Read gives the inputs of a guardrail their meaning, the network included.
func Read(c *catalog.Catalog, region catalog.Region, in tree.Value) (*plan.Plan, input.Errors) {
	// Endpoints are read once, with their associations, by the plan.
	inputs := maps.Clone(in.Members())
	delete(inputs, "existing_endpoints")
	network, errs := topology.Read(topology.InputOf(tree.MapOf(inputs)))
	network.CheckZones(c, region.Code, &errs)
	p, more := plan.Read(c, region, network.Resolved(), in)
	return p, append(errs, more...)
}
