package report

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/design"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// sketch is what the diagram shows, before anything is put together to make it fit.
type sketch struct {
	d *design.Design
	// subnets and tables are those of the network, then those that only an endpoint names.
	subnets []plan.Subnet
	tables  []plan.Table
	// endpoints are in the order of their keys.
	endpoints []attached
	callers   []caller
}

// attached is an endpoint with the indexes of what it is attached to.
type attached struct {
	*design.Endpoint
	key             string
	subnets, tables []int
	// missing says why there are none; empty if there are.
	missing string
}

// caller is somebody outside the VPC who may connect.
type caller struct {
	key, name string
	cidrs     []string
}

func sketchOf(d *design.Design) sketch {
	s := sketch{d: d, subnets: slices.Clone(d.Network.Subnets), tables: slices.Clone(d.Network.Tables)}
	for _, key := range slices.Sorted(maps.Keys(d.Endpoints)) {
		s.endpoints = append(s.endpoints, s.attach(key, d.Endpoints[key]))
	}
	s.callers = callersOf(d)
	return s
}

func (s *sketch) attach(key string, e *design.Endpoint) attached {
	out := attached{Endpoint: e, key: key}
	if e.Type == catalog.Gateway {
		for _, table := range e.RouteTables.Or(nil) {
			out.tables = append(out.tables, s.table(table))
		}
		out.missing = absence(e.RouteTables, "route tables")
	} else {
		for _, subnet := range e.Subnets.Or(nil) {
			out.subnets = append(out.subnets, s.subnet(subnet))
		}
		out.missing = absence(e.Subnets, "subnets")
	}
	return out
}

// absence says why an endpoint is attached to nothing.
func absence(keys maybe.Value[[]string], what string) string {
	switch {
	case keys.IsUnknown():
		return what + " " + later
	case len(keys.Or(nil)) == 0:
		return "no " + what
	}
	return ""
}

func (s *sketch) subnet(key string) int {
	i := slices.IndexFunc(s.subnets, func(n plan.Subnet) bool { return n.Key == key })
	if i < 0 {
		i = len(s.subnets)
		s.subnets = append(s.subnets, plan.Subnet{Key: key, Table: plan.None})
	}
	return i
}

func (s *sketch) table(key string) int {
	i := slices.IndexFunc(s.tables, func(t plan.Table) bool { return t.Key == key })
	if i < 0 {
		i = len(s.tables)
		s.tables = append(s.tables, plan.Table{Key: key})
	}
	return i
}

// outsiders are the callers outside the VPC with the words for them.
func outsiders() []struct{ key, name string } {
	return []struct{ key, name string }{
		{"on_premises", "On premises"},
		{"other_region", "Other Region"},
		{"peered_vpc", "Peered VPC"},
		{"transit_gateway", "Behind the transit gateway"},
	}
}

// callersOf are the callers outside of the VPC, with the ranges that the security group rules
// admit.
func callersOf(d *design.Design) []caller {
	var out []caller
	for _, o := range outsiders() {
		c := caller{key: o.key, name: o.name}
		if !slices.ContainsFunc(slices.Collect(maps.Values(d.Endpoints)), func(e *design.Endpoint) bool { return slices.Contains(e.Callers, o.key) }) {
			continue
		}
		for key, r := range d.SecurityGroupRules {
			if parts := strings.SplitN(key, "/", 4); r.Type != design.Ingress || len(parts) < 3 || parts[2] != o.key {
				continue
			}
			if cidr := firstText(r.CIDRIPv4, r.CIDRIPv6); !cidr.IsAbsent() {
				c.cidrs = append(c.cidrs, cidr.Or(later))
			}
		}
		slices.Sort(c.cidrs)
		c.cidrs = slices.Compact(c.cidrs)
		out = append(out, c)
	}
	return out
}

// zone names the Availability Zone of a subnet: key tells zones apart, title is for reading.
func zone(s plan.Subnet) (key, title string) {
	switch {
	case s.Zone.Key != "":
		return s.Zone.Key, cmp.Or(s.Zone.Label(), s.Zone.Key)
	case s.Zone.ID.IsUnknown() || s.Zone.Name.IsUnknown():
		return "", "Zone " + later
	}
	return "", "Zone " + notKnown
}
