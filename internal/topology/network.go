package topology

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
)

// Network is a network whose references are resolved. It is immutable once read.
type Network struct {
	input Input
	// subnets are in the order of their keys.
	subnets []subnet
	// tables are those of the input in the order of their keys, then those known only by an
	// id that something refers to.
	tables      []table
	tableByKey  map[string]int
	tableByID   map[string]int
	main        int    // index into tables, none if not known
	mainMissing string // why main is not known
	mainLater   bool   // whether it will be
	zones       zones
	duplicates  []duplicate
	// associationsLater says why there may be more duplicates.
	associationsLater string
	// routesMissing says why a route may belong to any table.
	routesMissing string
	// vpc is the VPC that the network is in: the one named, else the only one its subnets name.
	vpc      Text
	existing []existing
}

const none = -1

// subnet is a subnet with everything that follows from the rest of the network.
type subnet struct {
	Subnet
	key       string
	effective effective
	zone      zone
	families  families
}

// isClient reports whether callers live here. A subnet of which that is not known yet is no
// client, and the report says so.
func (s subnet) isClient() bool { return s.Client.Or(s.Client.IsAbsent()) }

// table is a route table together with what belongs to it.
type table struct {
	key  string
	id   Text
	vpc  Text
	main maybe.Value[bool]
	// routes are its own list and those written apart, known only if one of the two is given.
	routes      []foundRoute
	routesKnown bool
	routesLater bool
	// users are the subnets whose effective table it is.
	users []int
}

// foundRoute is a route and the attribute it stands in.
type foundRoute struct {
	Route
	at   string
	path input.Path
	// apart marks a route of the routes map.
	apart bool
}

// duplicate is an association that is there twice.
type duplicate struct{ first, second, subnet, table string }

// Read resolves every reference inside a network, or says what makes it unusable.
func Read(in Input) (*Network, input.Errors) {
	n := &Network{input: in, main: none, tableByKey: map[string]int{}, tableByID: map[string]int{}}
	var errs input.Errors
	n.readTables()
	n.readSubnets(&errs)
	n.checkBlocks(&errs)
	n.vpc = n.onlyVPC(&errs)
	n.readRoutes(&errs)
	n.readMain()
	n.readEffective(&errs)
	n.readExisting(&errs)
	for i, s := range n.subnets {
		if s.effective.table != none {
			t := &n.tables[s.effective.table]
			t.users = append(t.users, i)
		}
	}
	return n, errs
}

// readTables takes the tables of the input. Two keys with one id are one table, under the
// first of them.
func (n *Network) readTables() {
	tables := n.input.RouteTables.Or(nil)
	for _, key := range sortedKeys(tables) {
		t := tables[key]
		id, given := t.ID.Get()
		if i, known := n.tableByID[id]; given && known {
			n.tableByKey[key] = i
			n.addInlineRoutes(i, key, t)
			continue
		}
		i := n.addTable(table{key: key, id: t.ID, vpc: t.VPCID, main: t.Main})
		n.addInlineRoutes(i, key, t)
	}
}

func (n *Network) addTable(t table) int {
	i := len(n.tables)
	t.routesKnown = n.input.Routes.IsGiven()
	t.routesLater = n.input.Routes.IsUnknown()
	n.tables = append(n.tables, t)
	n.tableByKey[t.key] = i
	if id, given := t.id.Get(); given {
		n.tableByID[id] = i
	}
	return i
}

func (n *Network) addInlineRoutes(i int, key string, t RouteTable) {
	routes, given := t.Routes.Get()
	if !given {
		n.tables[i].routesLater = n.tables[i].routesLater || t.Routes.IsUnknown()
		return
	}
	n.tables[i].routesKnown = true
	path := input.At("route_tables").Key(key).Attribute("routes") // a set, so no index
	for _, r := range routes {
		n.tables[i].routes = append(n.tables[i].routes, foundRoute{Route: r, at: path.String(), path: path})
	}
}

// withID returns the table with that id. One that the input does not list gets the id as
// its key; a listed table without id whose key is the id is that table.
func (n *Network) withID(id string) int {
	if i, known := n.tableByID[id]; known {
		return i
	}
	key := id
	if i, taken := n.tableByKey[key]; taken {
		if n.tables[i].id.IsAbsent() {
			n.tableByID[id] = i
			return i
		}
		key = "id:" + id
	}
	return n.addTable(table{key: key, id: maybe.Of(id)})
}

// withKey returns the table with that key. Where no route tables are given at all, a key
// alone makes a table.
func (n *Network) withKey(key string, at input.Path, errs *input.Errors) int {
	if i, known := n.tableByKey[key]; known {
		return i
	}
	if tables, given := n.input.RouteTables.Get(); given {
		errs.Add(at, "%q is not a key of route_tables; its keys are %s.", key, keyList(sortedKeys(tables)))
		return none
	}
	return n.addTable(table{key: key})
}

func (n *Network) readSubnets(errs *input.Errors) {
	subnets := n.input.Subnets.Or(nil)
	n.zones = readZones(n.input.ZoneIDs, subnets, errs)
	for _, key := range sortedKeys(subnets) {
		s := subnets[key]
		n.subnets = append(n.subnets, subnet{
			Subnet: s, key: key, zone: n.zones.of(s), families: familiesOf(s),
			effective: effective{table: none},
		})
	}
}

// readRoutes gives each table the routes that are written apart from it.
func (n *Network) readRoutes(errs *input.Errors) {
	routes, given := n.input.Routes.Get()
	if !given {
		return
	}
	for _, key := range sortedKeys(routes) {
		r := routes[key]
		path := input.At("routes").Key(key)
		i := none
		if id, ok := r.RouteTableID.Get(); ok {
			i = n.withID(id)
		} else if k, ok := r.RouteTable.Get(); ok {
			i = n.withKey(k, path.Attribute("route_table"), errs)
		} else if r.RouteTable.IsAbsent() && r.RouteTableID.IsAbsent() {
			errs.Add(path, "The route names no route table; give route_table_id, or route_table with a key of route_tables.")
		}
		switch {
		case i != none:
			n.tables[i].routes = append(n.tables[i].routes, foundRoute{Route: r, at: path.String(), path: path, apart: true})
		case n.routesMissing == "":
			n.routesMissing = fmt.Sprintf("the route table of %s is not known yet", path)
		}
	}
}

// onlyVPC returns the VPC that is named, else the only one that the subnets name. An endpoint
// lives in one VPC, so with two and none named nobody can say where it goes.
func (n *Network) onlyVPC(errs *input.Errors) Text {
	if !n.input.VPC.ID.IsAbsent() {
		return n.input.VPC.ID
	}
	var out Text
	first := ""
	for _, s := range n.subnets {
		switch {
		case s.VPCID.IsAbsent():
		case out.IsAbsent():
			out, first = s.VPCID, s.key
		case differ(out, s.VPCID):
			errs.Add(input.At("subnets").Key(s.key).Attribute("vpc_id"),
				"It is %q here and %q in subnets[%q]; an endpoint lives in one VPC. Give vpc with the id of that VPC, or its subnets only.", s.VPCID.Or(""), out.Or(""), first)
			return Text{}
		}
	}
	return out
}

// elsewhere reports whether a subnet, or the route table it uses, is in another VPC.
func (n *Network) elsewhere(s subnet) bool {
	return differ(s.VPCID, n.vpc) || (s.effective.table != none && differ(n.tables[s.effective.table].vpc, n.vpc))
}
