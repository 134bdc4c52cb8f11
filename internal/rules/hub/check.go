package hub

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// isHub reports whether the endpoints are those of a hub: vpcs names VPCs that use them.
func isHub(c *rule.Case) bool {
	return c.Settled("", "vpcs", c.Spokes) && len(c.Spokes.Or(nil)) > 0
}

// hubEndpoints are the endpoints of some types that the spokes share. One in the VPC of a
// spoke is that spoke's own.
func hubEndpoints(c *rule.Case, types ...catalog.EndpointType) []*plan.Endpoint {
	spokes := map[string]bool{}
	for _, s := range c.Spokes.Or(nil) {
		if id, given := s.ID.Get(); given {
			spokes[id] = true
		}
	}
	hub, all := c.Network.VPCID.Or(""), c.Of(types...)
	shared := slices.DeleteFunc(slices.Clone(all), func(e *plan.Endpoint) bool {
		id, given := e.VPCID.Get()
		return given && id != hub && spokes[id]
	})
	if len(shared) == 0 {
		return all // vpcs lists the hub as well
	}
	return shared
}

// isPublic reports whether a zone is known to be a public one, which has no VPC.
func isPublic(z plan.Zone) bool {
	vpcs, listed := z.VPCs.Get()
	return listed && len(vpcs) == 0 || !z.Private.Or(true)
}

// spokesOf are the VPCs that use the endpoint of the hub: not the hub itself, and not a VPC
// with an endpoint of its own for the same service.
func spokesOf(c *rule.Case, own map[owner]bool, e *plan.Endpoint) []plan.Spoke {
	var out []plan.Spoke
	for _, s := range c.Spokes.Or(nil) {
		id, given := s.ID.Get()
		if given && (s.ID == e.VPCID || e.Service.Key != "" && own[owner{id, e.Service.Key}]) {
			continue
		}
		out = append(out, s)
	}
	return out
}

// owner is a VPC with an endpoint for a service.
type owner struct{ vpc, service string }

// owners are the VPCs that keep interface endpoints with private DNS, which their callers
// therefore use.
func owners(c *rule.Case) map[owner]bool {
	out := map[owner]bool{}
	for _, e := range slices.Concat(c.Endpoints.Or(nil), c.Existing.Or(nil)) {
		if id, given := e.VPCID.Get(); given && e.Is(catalog.Interface) && e.PrivateDNS.Or(false) && !e.Gone() {
			out[owner{id, e.Service.Key}] = true
		}
	}
	return out
}

// domain is the zone that answers a name: a wildcard is answered by the domain below it.
func domain(name string) string { return strings.TrimPrefix(strings.ToLower(name), "*.") }

// domains are the zones that answer the private DNS names of an endpoint, and whether these
// are known.
func domains(e *plan.Endpoint) (list []string, known bool) {
	names, given := e.Service.PrivateDNSNames().Get()
	for _, name := range names {
		text, settled := name.Get()
		given = given && settled
		if d := domain(text); settled && !slices.Contains(list, d) {
			list = append(list, d)
		}
	}
	return list, given
}
