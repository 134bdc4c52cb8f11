package design

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/topology"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// attach associates gateway endpoints with route tables. One whose tables are all served by
// another endpoint already is not needed.
func (m *maker) attach() input.Errors {
	var services []string
	for _, key := range sortedKeys(m.Endpoints) {
		if e := m.Endpoints[key]; e.Type == catalog.Gateway {
			services = append(services, e.Service)
		}
	}
	if len(services) == 0 {
		return nil
	}
	if m.tablesOpen() {
		for _, service := range services {
			e := m.Endpoints[service+"/gateway"]
			e.RouteTables, e.RouteTableIDs = maybe.Unknown[[]string](), maybe.Unknown[[]plan.Text]()
		}
	}
	if !m.Network.SubnetsGiven.IsGiven() && !m.Network.TablesGiven.IsGiven() {
		for _, service := range services {
			m.report.Skip("GW-03", service+"/gateway", "neither subnets nor route_tables is given, so that no route table is chosen")
		}
		return nil
	}
	found, errs := m.network.Associate(m.q.Catalog, topology.AssociateRequest{
		Region: m.Region.Code, Services: maybe.Of(services), IPAddressType: orAbsent(m.order.recommend.IPAddressType),
		Quotas: m.plan.Quotas, Usage: m.plan.Usage,
	})
	if len(errs) > 0 {
		return errs
	}
	m.report.Merge(found.Report)
	tables := map[string][]topology.Association{}
	for _, name := range sortedKeys(found.Associations) {
		a := found.Associations[name]
		tables[a.Service] = append(tables[a.Service], a)
	}
	for _, key := range sortedKeys(m.Endpoints) {
		if e := m.Endpoints[key]; e.Type == catalog.Gateway {
			m.associate(e, tables[e.Service])
		}
	}
	return nil
}

// tablesOpen reports whether the choice of route tables may still change.
func (m *maker) tablesOpen() bool {
	for _, name := range []string{"subnets", "route_tables", "route_table_associations"} {
		if hasUnknownEntry(m.q.Inputs.At(name)) {
			return true
		}
	}
	return m.Network.AssociationsLater != "" || slices.ContainsFunc(m.Network.Subnets, func(s plan.Subnet) bool {
		return s.Listed && (s.Client.IsUnknown() || s.Client.Or(true) && s.TableLater)
	})
}

// hasUnknownEntry reports whether a map, or an entry of it as a whole, is not known yet.
func hasUnknownEntry(v tree.Value) bool {
	if v.Kind() == tree.Unknown {
		return true
	}
	for _, entry := range v.Members() {
		if entry.Kind() == tree.Unknown {
			return true
		}
	}
	return false
}

// associate gives one gateway endpoint its route tables.
func (m *maker) associate(e *Endpoint, tables []topology.Association) {
	if len(tables) == 0 || e.RouteTables.IsUnknown() {
		return // why none is known is in the report
	}
	var keys []string
	var ids []plan.Text
	var served []string
	for _, a := range tables {
		switch by, known := a.AlreadyServedBy.Get(); {
		case a.AlreadyServedBy.IsUnknown():
			e.RouteTables, e.RouteTableIDs = maybe.Unknown[[]string](), maybe.Unknown[[]plan.Text]()
			return
		case known:
			served = append(served, fmt.Sprintf("%s by %s", a.RouteTable, by))
		default:
			keys, ids = append(keys, a.RouteTable), append(ids, a.RouteTableID)
		}
	}
	if len(keys) == 0 {
		m.drop(e.Key)
		m.Steps = append(m.Steps, Step{Side: Consumer, Text: fmt.Sprintf("%s is not created: every route table that needs it is served already (%s).", e.Key, strings.Join(served, ", "))})
		return
	}
	if len(served) > 0 {
		e.Reasons = append(e.Reasons, fmt.Sprintf("Served already, and left to the endpoint that does: %s (GW-06).", strings.Join(served, ", ")))
	}
	e.RouteTables, e.RouteTableIDs = maybe.Of(keys), allOrNone(ids)
}

// allOrNone are ids where every one is there, be it unknown; else they are absent, because a
// part of them would be wrong.
func allOrNone(ids []plan.Text) plan.Texts {
	if slices.ContainsFunc(ids, plan.Text.IsAbsent) {
		return plan.Texts{}
	}
	return maybe.Of(ids)
}

// place chooses subnets for the endpoints with network interfaces.
func (m *maker) place() {
	for _, e := range m.Endpoints {
		// What is not placed below may be once everything about the subnets is known.
		if subnets := m.q.Inputs.At("subnets"); e.Type != catalog.Gateway && (m.zonesOpen(subnets) || m.homeOpen(e)) {
			e.Subnets, e.SubnetIDs = maybe.Unknown[[]string](), maybe.Unknown[[]plan.Text]()
		}
	}
	if !m.Network.SubnetsGiven.IsGiven() {
		for _, key := range sortedKeys(m.Endpoints) {
			if e := m.Endpoints[key]; e.Type != catalog.Gateway {
				m.report.Skip("IF-04", key, "subnets is not given, so that the endpoint is not placed")
			}
		}
		return
	}
	result := *m.answer
	found := m.network.Place(topology.PlaceRequest{
		Wishes:                   m.network.WishesOf(m.q.Catalog, m.Region.Code, &result, m.order.own),
		MinimumAvailabilityZones: m.order.zones,
	})
	m.report.Merge(found.Report)
	for key, e := range m.Endpoints {
		// One that no subnet suits yet may find some once the ids of their zones are known.
		if _, placed := found.Placements[key]; !placed && e.Type != catalog.Gateway && m.zoneIDsOpen() {
			e.Subnets, e.SubnetIDs = maybe.Unknown[[]string](), maybe.Unknown[[]plan.Text]()
		}
	}
	for key, placed := range found.Placements {
		e, kept := m.Endpoints[key]
		if !kept {
			continue
		}
		if !placed.Certain || e.Subnets.IsUnknown() {
			e.Subnets, e.SubnetIDs = maybe.Unknown[[]string](), maybe.Unknown[[]plan.Text]()
			continue
		}
		e.Subnets, e.SubnetIDs, e.Zones = maybe.Of(placed.Subnets), allOrNone(placed.SubnetIDs), placed.AvailabilityZones
		if t := placed.IPAddressType; e.IPAddressType.IsAbsent() && t.IsGiven() {
			e.IPAddressType = t
		}
		for _, dropped := range placed.Dropped {
			e.Reasons = append(e.Reasons, fmt.Sprintf("Not in %s: %s (%s).", dropped.Subnet, strings.TrimSuffix(dropped.Reason, "."), cmp.Or(dropped.Rule, "IF-04")))
		}
	}
}

// zonesOpen reports whether something is not known yet that decides in which zone, and for
// which address family, a subnet is.
func (m *maker) zonesOpen(subnets tree.Value) bool {
	if hasUnknownEntry(subnets) || m.q.Inputs.At("zone_ids").Kind() == tree.Unknown {
		return true
	}
	for _, entry := range subnets.Members() {
		for _, name := range []string{"available_ip_address_count", "client", "eligible", "ipv6_native"} {
			if entry.At(name).Kind() == tree.Unknown {
				return true
			}
		}
		if m.familyOpen(entry) {
			return true
		}
		// The name of the zone is enough to tell it from others; limits by id wait.
		name, id := entry.At("availability_zone"), entry.At("availability_zone_id")
		if name.Kind() == tree.Unknown && !id.Given() || id.Kind() == tree.Unknown && !name.Given() {
			return true
		}
	}
	return false
}

// homeOpen reports whether something is not known yet that decides in which zones an entry of
// the caller's own can be reached.
func (m *maker) homeOpen(e *Endpoint) bool {
	entry := m.q.Inputs.At("endpoint_services").At(e.Service)
	for _, name := range []string{"availability_zone_ids", "availability_zones", "owner", "owner_id", "supported_ip_address_types"} {
		if e.Open && !entry.At(name).Known() {
			return true
		}
	}
	return e.Open && !m.q.Inputs.At("resource_configurations").At(e.Service).At("resource_gateway").Known()
}

// zoneIDsOpen reports whether the id of a subnet's zone is not known yet.
func (m *maker) zoneIDsOpen() bool {
	return slices.ContainsFunc(m.Network.Subnets, func(s plan.Subnet) bool { return s.Listed && s.Zone.ID.IsUnknown() })
}

// familyOpen reports whether it is not known yet which families of addresses a subnet has, where
// more than ipv4 is wanted.
func (m *maker) familyOpen(subnet tree.Value) bool {
	if subnet.Flag("ipv6_native").Or(false) && subnet.At("cidr_block").Kind() == tree.Unknown {
		return true
	}
	wanted := slices.ContainsFunc(sortedKeys(m.Endpoints), func(key string) bool { return m.Endpoints[key].IPAddressType.Or("ipv4") != "ipv4" })
	return wanted && subnet.At("ipv6_cidr_block").Kind() == tree.Unknown
}
