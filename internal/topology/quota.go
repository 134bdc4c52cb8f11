package topology

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/quota"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// weight is how many routes the prefix list of a service counts for, in each family.
func weight(service string) int64 {
	if service == "s3express" {
		return 6
	}
	return 1
}

// judgeQuotas counts what there would be with the new associations.
func (a *associator) judgeQuotas() {
	var region, vpc int64
	planned := map[string]bool{}
	for _, o := range a.claims.owners {
		if o.shown {
			continue
		}
		region++
		if o.ours {
			vpc++
		}
		planned[o.service] = planned[o.service] || o.planned && o.ours
	}
	for _, g := range a.wanted {
		if len(g.open) > 0 && !planned[g.offer.Key] {
			region++
			vpc++
		}
	}
	if !a.input.ExistingEndpoints.IsUnknown() {
		a.judgeQuota("QUO-01", quota.GatewaysPerRegion, "", region, "gateway endpoints in "+a.request.Region)
		a.judgeQuota("QUO-02", quota.GatewaysPerVPC, "", vpc, "gateway endpoints in the VPC")
	}
	entries := map[string]int64{}
	for _, list := range a.input.PrefixLists.Or(nil) {
		if id, given := list.ID.Get(); given {
			entries[id] = int64(len(list.CIDRs.Or(nil)))
		}
	}
	for _, i := range sortedKeys(a.proposed) {
		if t := a.Network.tables[i]; t.routesKnown {
			a.judgeRouteQuota(t, a.proposed[i], entries)
		}
	}
}

// judgeRouteQuota counts the routes of a table for each family, prefix lists with the
// weight of the lists that the endpoints add.
func (a *associator) judgeRouteQuota(t table, services []string, entries map[string]int64) {
	var v4, v6 int64
	for _, r := range t.routes {
		list, isList := r.PrefixListID.Get()
		to, isRange := r.destination()
		switch {
		case isRange && to.Addr().Is4():
			v4++
		case isRange:
			v6++
		case isList:
			v4 += max(entries[list], 1)
		}
	}
	for _, key := range services {
		for _, g := range a.wanted {
			if g.offer.Key != key {
				continue
			}
			if asked := g.addressType.Or(ipv4); asked != ipv6 {
				v4 += weight(key)
			}
			if asked := g.addressType.Or(ipv4); asked != ipv4 {
				v6 += weight(key)
			}
		}
	}
	a.judgeQuota("QUO-07", quota.RoutesPerRouteTable, t.key, max(v4, v6), fmt.Sprintf("routes of one family in route table %q, each prefix list with its weight", t.key))
}

// judgeQuota is a fault above the quota and a warning from four fifths of it on.
func (a *associator) judgeQuota(rule, name, target string, planned int64, what string) {
	ceiling, used := quota.Limit(name, a.request.Quotas, a.request.Usage)
	count := planned + used
	f := rules.Finding{
		Rule: rule, Target: target, Attribute: input.At("quotas").Key(name).String(),
		Detail: fmt.Sprintf("There would be %d %s; the quota is %d.", count, what, ceiling),
	}
	if rule == "QUO-07" {
		f.Related = []string{"GW-24"}
		f.Attribute = input.At("route_tables").Key(target).String()
	}
	switch {
	case count > ceiling:
		a.out.Report.Add(f)
	case count*5 >= ceiling*4:
		f.Severity = rules.Warning
		a.out.Report.Add(f)
	}
}
