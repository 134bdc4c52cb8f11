package topology

import (
	"maps"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// Resolved shows the network with every reference followed, for rules to judge.
func (n *Network) Resolved() plan.Network {
	out := plan.Network{
		VPCID: n.vpc, Main: n.main, MainMissing: n.mainMissing, RoutesMissing: n.routesMissing,
		SubnetsGiven: givenness(n.input.Subnets), TablesGiven: givenness(n.input.RouteTables), ZoneIDs: maps.Clone(n.zones.ids),
		RoutesGiven: givenness(n.input.Routes), AssociationsLater: n.associationsLater,
	}
	for _, s := range n.subnets {
		out.Subnets = append(out.Subnets, plan.Subnet{
			Key: s.key, At: input.At("subnets").Key(s.key), Listed: true, ID: s.ID, VPCID: s.VPCID, OwnerID: s.OwnerID,
			CIDRBlock: s.CIDRBlock, IPv6CIDRBlock: s.IPv6CIDRBlock, IPv4: s.families.v4, IPv6: s.families.v6,
			Zone:  plan.Zoned{ID: s.zone.id, Name: s.zone.name, Key: s.zone.key, Missing: s.zone.missing},
			Table: s.effective.table, TableMissing: s.effective.missing, TableLater: s.effective.later,
			ThroughMain: s.effective.how == throughMain, Client: orTrue(s.Client), Eligible: orTrue(s.Eligible),
		})
	}
	listed := n.input.RouteTables.Or(nil)
	for _, t := range n.tables {
		_, isListed := listed[t.key]
		shown := plan.Table{
			Key: t.key, At: input.At("route_tables").Key(t.key), Listed: isListed, ID: t.id, VPCID: t.vpc,
			RoutesKnown: t.routesKnown && !t.routesLater, RoutesLater: t.routesLater, Subnets: t.users,
		}
		for _, r := range t.routes {
			shown.Routes = append(shown.Routes, plan.Route{
				At: r.path, Apart: r.apart, CIDRBlock: r.CIDRBlock, IPv6CIDRBlock: r.IPv6CIDRBlock, PrefixListID: r.PrefixListID,
				TargetAttribute: r.Target.Attribute, TargetID: r.Target.ID,
			})
		}
		out.Tables = append(out.Tables, shown)
	}
	if lists, given := n.input.PrefixLists.Get(); given {
		shown := []plan.PrefixList{}
		for _, key := range sortedKeys(lists) {
			shown = append(shown, plan.PrefixList{Key: key, ID: lists[key].ID, Name: lists[key].Name, CIDRs: lists[key].CIDRs})
		}
		out.PrefixLists = maybe.Of(shown)
	} else if n.input.PrefixLists.IsUnknown() {
		out.PrefixLists = maybe.Unknown[[]plan.PrefixList]()
	}
	for _, d := range n.duplicates {
		out.Duplicates = append(out.Duplicates, plan.Duplicate{First: d.first, Second: d.second, Subnet: d.subnet, Table: d.table})
	}
	return out
}

// orTrue is true where the caller was silent.
func orTrue(v maybe.Value[bool]) maybe.Value[bool] {
	if v.IsAbsent() {
		return maybe.Of(true)
	}
	return v
}

// givenness keeps of an input only whether it is given.
func givenness[T any](v maybe.Value[T]) maybe.Value[bool] {
	switch {
	case v.IsUnknown():
		return maybe.Unknown[bool]()
	case v.IsGiven():
		return maybe.Of(true)
	}
	return maybe.Absent[bool]()
}
