package topology

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// readMain finds the VPC's main table: named by the VPC, marked, or shown by an association.
// Without exactly one it stays unknown; no table is ever assumed to be the main one.
func (n *Network) readMain() {
	claims := map[int]bool{}
	missing := ""
	if id, given := n.input.VPC.MainRouteTableID.Get(); given {
		claims[n.withID(id)] = true
	} else if n.input.VPC.MainRouteTableID.IsUnknown() {
		missing = "vpc.main_route_table_id is not known yet"
	}
	tables := n.input.RouteTables.Or(nil)
	for _, key := range sortedKeys(tables) {
		t := tables[key]
		if differ(t.VPCID, n.input.VPC.ID) {
			continue
		}
		if t.Main.IsUnknown() || t.Associations.IsUnknown() {
			missing = cmp.Or(missing, fmt.Sprintf("whether route table %q is the main one is not known yet", key))
		}
		isMain := t.Main.Or(false)
		for _, a := range t.Associations.Or(nil) {
			isMain = isMain || a.Main.Or(false)
		}
		if isMain {
			claims[n.tableByKey[key]] = true
		}
	}
	switch len(claims) {
	case 1:
		for i := range claims {
			n.main = i
		}
	case 0:
		n.mainLater = missing != ""
		n.mainMissing = cmp.Or(missing, "the main route table is not given (vpc.main_route_table_id, or main in route_tables)")
	default:
		keys := make([]string, 0, len(claims))
		for i := range claims {
			keys = append(keys, n.tables[i].key)
		}
		slices.Sort(keys)
		n.mainMissing = fmt.Sprintf("the route tables %s each claim to be the main one", strings.Join(keys, ", "))
	}
}
