package topology

import (
	"cmp"
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
)

// way says how the effective route table of a subnet was found.
type way string

// The ways to an effective route table, the most direct first.
const (
	// byKey is the subnet's own route_table.
	byKey way = "route_table"
	// byID is the subnet's own route_table_id.
	byID way = "route_table_id"
	// byTable is an entry in the associations of a route table.
	byTable way = "associations"
	// byAssociation is an entry of route_table_associations.
	byAssociation way = "route_table_associations"
	// throughMain is the main table, which serves every subnet without an association.
	throughMain way = "main"
)

// effective is the route table that a subnet really uses.
type effective struct {
	table int // none if not known
	how   way
	// missing says why it is not known, later whether it will be.
	missing string
	later   bool
}

// claim is one statement about the table of a subnet.
type claim struct {
	table int
	how   way
	at    string
}

// resolver collects the statements about all subnets.
type resolver struct {
	*Network
	errs   *input.Errors
	byKey  map[string]int
	byID   map[string][]int
	claims [][]claim
	// doubts are, by subnet, statements whose table is not known yet.
	doubts []string
	// anyone is a statement that may be about any subnet, anyNew about any subnet whose id
	// is not known yet.
	anyone, anyNew string
	// given says that associations are part of the input, so that a subnet without one has none.
	given bool
}

// readEffective finds the effective table of every subnet.
func (n *Network) readEffective(errs *input.Errors) {
	r := &resolver{
		Network: n, errs: errs, byKey: map[string]int{}, byID: map[string][]int{},
		claims: make([][]claim, len(n.subnets)), doubts: make([]string, len(n.subnets)),
	}
	for i, s := range n.subnets {
		r.byKey[s.key] = i
		if id, given := s.ID.Get(); given {
			r.byID[id] = append(r.byID[id], i)
		}
	}
	r.fromSubnets()
	r.fromTables()
	r.fromAssociations()
	for i := range n.subnets {
		n.subnets[i].effective = r.decide(i)
	}
}

// fromSubnets reads route_table and route_table_id of the subnets themselves.
func (r *resolver) fromSubnets() {
	for i, s := range r.subnets {
		path := input.At("subnets").Key(s.key)
		if key, ok := s.RouteTable.Get(); ok {
			at := path.Attribute("route_table")
			r.claim(i, claim{r.withKey(key, at, r.errs), byKey, at.String()})
		}
		if id, ok := s.RouteTableID.Get(); ok {
			r.claim(i, claim{r.withID(id), byID, path.Attribute("route_table_id").String()})
		}
		if s.RouteTable.IsUnknown() || s.RouteTableID.IsUnknown() {
			r.given = true
			r.doubts[i] = "its route table is not known yet"
		}
	}
}

// fromTables reads the associations that route tables show.
func (r *resolver) fromTables() {
	tables := r.input.RouteTables.Or(nil)
	for _, key := range sortedKeys(tables) {
		t := tables[key]
		at := input.At("route_tables").Key(key).Attribute("associations").String() // a set, so no index
		if t.Associations.IsUnknown() {
			r.anyone = cmp.Or(r.anyone, fmt.Sprintf("%s is not known yet", at))
		}
		for _, a := range t.Associations.Or(nil) {
			id, given := a.SubnetID.Get()
			switch {
			case given:
				r.byTheID(id, claim{r.tableByKey[key], byTable, at})
			case a.SubnetID.IsUnknown() && !a.Main.Or(false):
				r.given = true
				r.anyone = cmp.Or(r.anyone, fmt.Sprintf("a subnet in %s is not known yet", at))
			}
		}
	}
}

// fromAssociations reads route_table_associations. An entry without a subnet associates a
// gateway, which has nothing to do with subnets.
func (r *resolver) fromAssociations() {
	if !r.input.RouteTableAssociations.IsAbsent() {
		r.given = true
	}
	if r.input.RouteTableAssociations.IsUnknown() {
		r.anyone = cmp.Or(r.anyone, "route_table_associations is not known yet")
		r.associationsLater = "route_table_associations is not known yet"
	}
	associations := r.input.RouteTableAssociations.Or(nil)
	if len(associations) > 1 && r.input.Subnets.IsUnknown() {
		r.associationsLater = "subnets is not known yet"
	}
	for _, key := range sortedKeys(associations) {
		a := associations[key]
		path := input.At("route_table_associations").Key(key)
		if a.Subnet.IsAbsent() && a.SubnetID.IsAbsent() {
			continue
		}
		if !a.Subnet.IsGiven() && !a.SubnetID.IsGiven() || !a.RouteTable.IsGiven() && !a.RouteTableID.IsGiven() {
			r.associationsLater = cmp.Or(r.associationsLater, fmt.Sprintf("what %s associates is not known yet", path))
		}
		c := claim{none, byAssociation, path.String()}
		if k, ok := a.RouteTable.Get(); ok {
			c.table = r.withKey(k, path.Attribute("route_table"), r.errs)
		} else if id, ok := a.RouteTableID.Get(); ok {
			c.table = r.withID(id)
		} else if a.RouteTable.IsAbsent() && a.RouteTableID.IsAbsent() {
			r.errs.Add(path, "The association names no route table; give route_table_id, or route_table with a key of route_tables.")
		}
		if k, ok := a.Subnet.Get(); ok {
			r.byTheKey(k, c, path)
		} else if id, ok := a.SubnetID.Get(); ok {
			r.byTheID(id, c)
		} else {
			r.anyone = cmp.Or(r.anyone, fmt.Sprintf("the subnet of %s is not known yet", path))
		}
	}
}

func (r *resolver) byTheKey(key string, c claim, path input.Path) {
	i, known := r.byKey[key]
	switch {
	case known:
		r.claim(i, c)
	case r.input.Subnets.IsGiven():
		r.errs.Add(path.Attribute("subnet"), "%q is not a key of subnets; its keys are %s.", key, keyList(sortedKeys(r.byKey)))
	}
}

// byTheID records a statement about a subnet named by id. One that no subnet has may still
// be about a subnet whose id is not known yet.
func (r *resolver) byTheID(id string, c claim) {
	r.given = true
	indexes := r.byID[id]
	for _, i := range indexes {
		r.claim(i, c)
	}
	if len(indexes) == 0 {
		r.anyNew = cmp.Or(r.anyNew, fmt.Sprintf("its id is not known yet, so it may be the subnet of %s", c.at))
	}
}

// claim records a statement; one whose table is not known yet is a doubt.
func (r *resolver) claim(i int, c claim) {
	r.given = true
	if c.table == none {
		r.doubts[i] = cmp.Or(r.doubts[i], fmt.Sprintf("the route table of %s is not known yet", c.at))
		return
	}
	r.claims[i] = append(r.claims[i], c)
}

// decide weighs the statements about one subnet. Only a subnet of which it is known that
// nothing associates it uses the main table.
func (r *resolver) decide(i int) effective {
	s := r.subnets[i]
	if claims := r.claims[i]; len(claims) > 0 {
		first := claims[0]
		for _, c := range claims[1:] {
			if c.table != first.table {
				return effective{table: none, missing: fmt.Sprintf("%s says %q and %s says %q", first.at, r.tables[first.table].key, c.at, r.tables[c.table].key)}
			}
		}
		written := ""
		for _, c := range claims {
			if c.how == byAssociation {
				if written != "" {
					r.duplicates = append(r.duplicates, duplicate{written, c.at, s.key, r.tables[c.table].key})
				}
				written = cmp.Or(written, c.at)
			}
		}
		return effective{table: first.table, how: first.how}
	}
	later := cmp.Or(r.doubts[i], r.anyone)
	if s.ID.IsUnknown() {
		later = cmp.Or(later, r.anyNew)
		r.associationsLater = cmp.Or(r.associationsLater, r.anyNew)
	}
	switch {
	case later != "":
		return effective{table: none, missing: later, later: true}
	case !s.ID.IsAbsent() && !r.given:
		return effective{table: none, missing: "no association was given for any subnet, and aws_subnet and aws_route_table objects carry none (route_table, route_table_id, or route_table_associations, where {} says that there are none)"}
	case r.main == none:
		return effective{table: none, missing: r.mainMissing, later: r.mainLater}
	case differ(s.VPCID, r.tables[r.main].vpc):
		return effective{table: none, missing: "it is in another VPC than the main route table"}
	}
	return effective{table: r.main, how: throughMain}
}
