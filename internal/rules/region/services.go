package region

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// users are the endpoints for services of other Regions, by the entry of endpoint_services that
// they lead to. Of an endpoint without such an entry the rule says what is missing.
func users(c *rule.Case) map[*plan.EndpointService][]crossing {
	out := map[*plan.EndpointService][]crossing{}
	for _, x := range crossings(c) {
		switch x.Service.Kind {
		case plan.Own:
			if s := c.Entry(x.Endpoint); s != nil {
				out[s] = append(out[s], x)
			}
		case plan.Undecided:
			c.Leads(x.Endpoint)
		case plan.AWS, plan.Lattice, plan.Mesh:
		}
	}
	return out
}

// keysOf lists the keys of endpoints for a reader.
func keysOf(endpoints []crossing) string {
	keys := make([]string, len(endpoints))
	for i, x := range endpoints {
		keys[i] = x.Key
	}
	return quoted(keys)
}

// fixedRegion is the Region that a service carries in its name whatever the Region of the VPC;
// empty for all others.
func fixedRegion(c *catalog.Catalog, s *catalog.Service) string {
	if s == nil || s.ServiceName == "" || strings.Contains(s.ServiceName, "{") {
		return ""
	}
	return c.ParseName(s.ServiceName).Region
}
