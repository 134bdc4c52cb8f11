package quota

import (
	"fmt"
	"maps"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/quota"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// quo11: network interfaces per Region must stay within the quota.
var quo11 = rule.Rule{
	ID: "QUO-11", Severity: rule.Error, Needs: []string{"endpoints", "quota_usage"},
	Title:  "Network interfaces per Region must stay within the quota",
	Why:    "The default is 5,000, and every interface endpoint takes one in each of its zones.",
	Fix:    "Raise the quota and set quotas.network_interfaces_per_region, or use fewer endpoints or zones.",
	Source: page.VPCQuotas,
	Check:  checkInterfaces,
}

// checkInterfaces counts the network interfaces of the endpoints of each Region.
func checkInterfaces(c *rule.Case) {
	tallies := map[string]*tally{}
	var loose int64
	placeOf := inRegion(c)
	add := func(e *plan.Endpoint, planned bool) {
		least, most := interfacesOf(c, e)
		where, open := placeOf(e)
		switch t := tallies[where]; {
		case most == 0 || !planned && !open && t == nil:
		case open:
			loose += most
		case t == nil:
			tallies[where] = &tally{planned: least, more: most - least}
		case planned:
			t.planned, t.more = t.planned+least, t.more+most-least
		default:
			t.existing, t.more = t.existing+least, t.more+most-least
		}
	}
	for _, e := range c.Judged() {
		add(e, true)
	}
	if len(tallies) == 0 && loose > 0 {
		tallies[c.Region.Code] = &tally{}
	}
	for _, e := range c.Existing.Or(nil) {
		add(e, false)
	}
	missing := ""
	if _, used := c.Quota(quota.NetworkInterfacesPerRegion); used.IsAbsent() {
		missing = fmt.Sprintf("quota_usage[%q] is not given", quota.NetworkInterfacesPerRegion)
	}
	matters := false
	for _, region := range slices.Sorted(maps.Keys(tallies)) {
		t := tallies[region]
		a := amount{
			quota: quota.NetworkInterfacesPerRegion, what: "network interfaces in " + region, target: region, at: input.At("endpoints"),
			planned: t.planned, existing: t.existing, more: t.more + loose, endlessMissing: missing,
		}
		if c.Existing.IsUnknown() {
			a.endlessLater = "existing_endpoints is not known yet"
		}
		matters = judge(c, a) || matters
	}
	if matters {
		c.Missing("", "%s", missing)
	}
}

// interfacesOf is how many network interfaces an endpoint has at least and at most: one for
// each subnet, of which a zone takes one.
func interfacesOf(c *rule.Case, e *plan.Endpoint) (least, most int64) {
	if !e.HasInterfaces() && !e.Type.IsUnknown() {
		return 0, 0
	}
	subnets := e.Subnets
	least, most = int64(subnets.Least), int64(subnets.Least)
	if subnets.Open {
		most = max(most, int64(subnets.Count), int64(len(c.Plan.Region.ZoneIDs)), 1)
	}
	if e.Type.IsUnknown() {
		least = 0
	}
	return least, most
}
