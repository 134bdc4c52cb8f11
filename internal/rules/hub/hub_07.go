package hub

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan/firewall"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// hub07: spokes must use the VPC resolver and on-premises an inbound endpoint.
var hub07 = rule.Rule{
	ID: "HUB-07", Severity: rule.Error, Needs: []string{"endpoints", "resolver_endpoints"},
	Title:  "Spokes must use the VPC resolver and on-premises an inbound endpoint",
	Why:    "Shared zones and Profiles are answered by the Amazon resolver of an associated VPC only. It is judged where vpcs names the spokes; of endpoints with private DNS the inbound endpoint is DNS-14.",
	Fix:    "Use the VPC resolver in the spokes, or forward to it; from on-premises forward to an inbound Resolver endpoint.",
	Source: page.HostedZones,
	Check:  checkResolution,
}

// checkResolution asks for the inbound endpoint that callers on-premises need for the shared
// zones of a hub, and reminds of the resolvers of the spokes, which no input shows.
func checkResolution(c *rule.Case) {
	if !isHub(c) {
		return
	}
	endpoints := hubEndpoints(c, catalog.Interface)
	if len(endpoints) == 0 {
		return
	}
	fromOnPremises(c, endpoints)
	var keys []string
	for _, s := range c.Spokes.Or(nil) {
		keys = append(keys, s.Key)
	}
	c.Remind("vpcs", input.At("vpcs"), "The VPCs %s resolve the names of the hub's endpoints only if they ask the Amazon resolver (AmazonProvidedDNS in their DHCP options), or servers that forward to it.", firewall.Quoted(keys))
}

// fromOnPremises judges endpoints whose names are in zones of the caller's own.
func fromOnPremises(c *rule.Case, endpoints []*plan.Endpoint) {
	var shared []string
	for _, e := range endpoints {
		callers := c.CallersOf(e)
		if names, known := domains(e); known && len(names) == 0 || e.PrivateDNS.Or(false) || !c.Settled(e.Key, "callers", callers) ||
			!slices.Contains(callers.Or(nil), plan.CallerOnPremises) || !c.Settled(e.Key, "private_dns_enabled", e.PrivateDNS) {
			continue
		}
		shared = append(shared, e.Key)
	}
	if len(shared) == 0 || !c.Need("", "resolver_endpoints", c.ResolverEndpoints) {
		return
	}
	for _, r := range c.ResolverEndpoints.Or(nil) {
		if direction, given := r.Direction.Get(); given && direction != "OUTBOUND" {
			return
		}
	}
	for _, r := range c.ResolverEndpoints.Or(nil) {
		if !c.Need(r.Key, "direction", r.Direction) {
			return
		}
	}
	c.Fault(plan.CallerOnPremises, input.At("resolver_endpoints"), "Callers on-premises use the hub's endpoints %s, and there is no inbound Resolver endpoint that could answer their names from the shared zones.", firewall.Quoted(shared))
}
