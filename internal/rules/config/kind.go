package config

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// kind is a kind of thing that is attached to an endpoint.
type kind struct {
	// word is what a reader calls it, attribute the argument of the endpoint.
	word, attribute string
	// refs are those of an endpoint's own arguments, item is that of an association.
	refs func(*plan.Endpoint) plan.Refs
	item func(plan.Association) int
	// name is how the caller calls one.
	name func(*plan.Plan, int) string
}

// kinds are route tables, subnets and security groups.
func kinds() []kind {
	return []kind{
		{
			word: "route table", attribute: "route_table_ids",
			refs: func(e *plan.Endpoint) plan.Refs { return e.Inline.RouteTables },
			item: func(a plan.Association) int { return a.RouteTable },
			name: func(p *plan.Plan, i int) string { return p.Network.Tables[i].Key },
		},
		{
			word: "subnet", attribute: "subnet_ids",
			refs: func(e *plan.Endpoint) plan.Refs { return e.Inline.Subnets },
			item: func(a plan.Association) int { return a.Subnet },
			name: func(p *plan.Plan, i int) string { return p.Network.Subnets[i].Key },
		},
		{
			word: "security group", attribute: "security_group_ids",
			refs: func(e *plan.Endpoint) plan.Refs { return e.Inline.SecurityGroups },
			item: func(a plan.Association) int { return a.SecurityGroup },
			name: func(p *plan.Plan, i int) string { return p.SecurityGroups[i].Key },
		},
	}
}

// kindOf is the kind of thing that an association attaches; false where that is not known yet.
func kindOf(a plan.Association) (kind, bool) {
	for _, k := range kinds() {
		if k.item(a) != plan.None {
			return k, true
		}
	}
	return kind{}, false
}
