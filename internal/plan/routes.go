package plan

import "strings"

// RoutesOf says whether every route of a table is known, and whether it will be. A table that
// only an id names has those of routes.
func (n *Network) RoutesOf(table int) (known, later bool) {
	t := n.Tables[table]
	later = t.RoutesLater || n.RoutesGiven.IsUnknown() || !t.Listed && n.TablesGiven.IsUnknown()
	return !later && (t.RoutesKnown || n.RoutesGiven.Or(false)), later
}

// ToEndpoint reports whether a route leads into a VPC endpoint.
func (r Route) ToEndpoint() bool {
	id, given := r.TargetID.Get()
	return r.TargetAttribute == "vpc_endpoint_id" || given && strings.HasPrefix(id, "vpce-")
}

// Leaves reports whether a route leads out of the VPC by one of the usual ways.
func (r Route) Leaves() bool {
	id, given := r.TargetID.Get()
	switch r.TargetAttribute {
	case "nat_gateway_id", "transit_gateway_id", "egress_only_gateway_id", "core_network_arn":
		return true
	case "gateway_id":
		// The id of a new gateway is not known yet, while local always is.
		return r.TargetID.IsUnknown() || given && (strings.HasPrefix(id, "igw-") || strings.HasPrefix(id, "vgw-"))
	}
	return false
}

// Target is how a reader recognises where a route leads.
func (r Route) Target() string { return r.TargetID.Or(r.TargetAttribute) }
