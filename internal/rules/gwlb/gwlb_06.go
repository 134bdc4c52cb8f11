package gwlb

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gwlb06: A Gateway Load Balancer endpoint cannot be deleted while routes target it.
var gwlb06 = rule.Rule{
	ID: "GWLB-06", Severity: rule.Error, Change: true, Needs: []string{"endpoints"},
	Title:  "A Gateway Load Balancer endpoint cannot be deleted while routes target it",
	Why:    "AWS refuses the deletion until no route names the endpoint.",
	Fix:    "Remove or redirect the routes first.",
	Source: page.GWLBEndpoints,
	Check:  checkDeletion,
}

// checkDeletion finds endpoints that were there before and are not any more, while routes
// still lead to them.
func checkDeletion(c *rule.Case) {
	if c.Prior == nil || !c.Need("", "endpoints", c.Endpoints) {
		return
	}
	kept, now := map[string]bool{}, map[string]*plan.Endpoint{}
	for _, e := range c.Endpoints.Or(nil) {
		kept[e.ID.Or("")] = true
		now[e.Key] = e
	}
	all := routesByTarget(c.Plan)
	for _, e := range c.Prior.Endpoints.Or(nil) {
		id, given := e.ID.Get()
		if !given || !e.Is(catalog.GatewayLoadBalancer) || kept[id] || maySurvive(e, now[e.Key]) {
			continue
		}
		if routes := all[id]; len(routes) > 0 {
			c.Fault(e.Key, routes[0].At, "Endpoint %q (%s) goes, and %s still leads to it: AWS refuses the deletion until no route does.", e.Key, id, routes[0].At)
		}
	}
}

// maySurvive reports whether the endpoint that has the key now, if any, may be the same as
// before: its id is not shown, and no attribute differs that AWS does not change.
func maySurvive(before, now *plan.Endpoint) bool {
	return now != nil && !now.ID.IsGiven() && !differ(before.ServiceName, now.ServiceName) && !differ(before.VPCID, now.VPCID) &&
		(now.Type.IsUnknown() || now.Is(catalog.GatewayLoadBalancer))
}

func differ(a, b plan.Text) bool { return a.IsGiven() && b.IsGiven() && a != b }

// routesByTarget are the routes of a plan by the id of their target.
func routesByTarget(p *plan.Plan) map[string][]plan.Route {
	out := map[string][]plan.Route{}
	for _, t := range p.Network.Tables {
		for _, r := range t.Routes {
			if id, given := r.TargetID.Get(); given {
				out[id] = append(out[id], r)
			}
		}
	}
	return out
}
