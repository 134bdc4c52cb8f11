package topology

import (
	"cmp"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
)

// existing is a gateway endpoint that exists or is planned elsewhere, with its tables.
type existing struct {
	Endpoint
	key    string
	tables []int
	// complete says that all its tables are known.
	complete bool
}

// readExisting finds the tables of existing gateway endpoints. What stands comes before what
// is planned, so that of two claims to a table the plan is the one at fault.
func (n *Network) readExisting(errs *input.Errors) {
	endpoints := n.input.ExistingEndpoints.Or(nil)
	for _, key := range sortedKeys(endpoints) {
		e := existing{Endpoint: endpoints[key], key: key}
		at := input.At("existing_endpoints").Key(key)
		oneOf(e.Type, catalog.EndpointTypes(), at.Attribute("vpc_endpoint_type"), errs)
		oneOf(e.IPAddressType, IPAddressTypes(), at.Attribute("ip_address_type"), errs)
		if e.Type.Or(string(catalog.Gateway)) != string(catalog.Gateway) {
			continue
		}
		if e.ServiceName.IsAbsent() {
			errs.Add(at, "A gateway endpoint needs service_name; without it nobody can say whose route it makes. For another kind of endpoint give vpc_endpoint_type.")
		}
		path := at.Attribute("route_tables")
		seen := map[int]bool{none: true}
		add := func(i int) {
			if !seen[i] {
				seen[i] = true
				e.tables = append(e.tables, i)
			}
		}
		e.complete = e.RouteTables.Known() && e.RouteTableIDs.Known() && e.Type.Known()
		for _, t := range e.RouteTables.Or(nil) {
			if k, ok := t.Get(); ok {
				add(n.withKey(k, path.Element(k), errs))
			}
			e.complete = e.complete && t.Known()
		}
		for _, t := range e.RouteTableIDs.Or(nil) {
			if id, ok := t.Get(); ok {
				add(n.withID(id))
			}
			e.complete = e.complete && t.Known()
		}
		n.existing = append(n.existing, e)
	}
	slices.SortStableFunc(n.existing, func(a, b existing) int {
		return cmp.Compare(boolInt(a.ID.IsAbsent()), boolInt(b.ID.IsAbsent()))
	})
}

// oneOf refuses a word that AWS does not know: an endpoint with one would silently not count.
func oneOf(word Text, allowed []string, at input.Path, errs *input.Errors) {
	if v, given := word.Get(); given && !slices.Contains(allowed, v) {
		errs.Add(at, "%q is not allowed here; use one of %s, spelt like this.", v, strings.Join(allowed, ", "))
	}
}

// boolInt makes a bool comparable: false comes first.
func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
