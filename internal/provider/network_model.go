package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vpce-tools/terraform-provider-vpce/internal/topology"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// networkModel is the network, wherever it is taken.
type networkModel struct {
	VPC                    types.Object `tfsdk:"vpc"`
	Subnets                types.Map    `tfsdk:"subnets"`
	RouteTables            types.Map    `tfsdk:"route_tables"`
	RouteTableAssociations types.Map    `tfsdk:"route_table_associations"`
	Routes                 types.Map    `tfsdk:"routes"`
	PrefixLists            types.Map    `tfsdk:"prefix_lists"`
	ZoneIDs                types.Map    `tfsdk:"zone_ids"`
}

// domain gives the network the meaning that the domain works with.
func (m networkModel) domain() topology.Input { return topology.InputOf(tree.MapOf(m.members())) }

// members are the inputs by their names.
func (m networkModel) members() map[string]tree.Value {
	return map[string]tree.Value{
		"vpc": treeOf(m.VPC), "subnets": treeOf(m.Subnets), "route_tables": treeOf(m.RouteTables),
		"route_table_associations": treeOf(m.RouteTableAssociations), "routes": treeOf(m.Routes),
		"prefix_lists": treeOf(m.PrefixLists), "zone_ids": treeOf(m.ZoneIDs),
	}
}
