// Package quota knows the names under which a caller raises AWS's quotas and says what of
// them is used already, so that one map serves every part of the provider.
package quota

import (
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
)

// The names that are judged by more than one part of the provider.
const (
	// GatewaysPerRegion counts gateway endpoints in an account and Region.
	GatewaysPerRegion = "gateway_endpoints_per_region"
	// GatewaysPerVPC counts gateway endpoints in a VPC.
	GatewaysPerVPC = "gateway_endpoints_per_vpc"
	// InterfacesPerVPC counts interface and Gateway Load Balancer endpoints in a VPC.
	InterfacesPerVPC = "interface_endpoints_per_vpc"
	// RoutesPerRouteTable counts the routes of a table, for each address family.
	RoutesPerRouteTable = "routes_per_route_table"
)

// Names lists the names that quotas and quota_usage may hold, sorted.
func Names() []string {
	return []string{
		GatewaysPerRegion, GatewaysPerVPC, InterfacesPerVPC, "network_acl_rules", "network_interfaces_per_region",
		"resource_endpoints_per_vpc", "route_tables_per_vpc", RoutesPerRouteTable, "rules_per_security_group",
		"security_groups_per_network_interface", "service_network_endpoints_per_vpc", "subnets_per_vpc",
	}
}

// Default is AWS's own value of a quota that is judged by name here; 0 for the others.
func Default(name string) int64 {
	switch name {
	case GatewaysPerRegion:
		return 20
	case GatewaysPerVPC:
		return 255
	case InterfacesPerVPC:
		return 50
	case RoutesPerRouteTable:
		return 500
	}
	return 0
}

// Limit returns a quota, raised or default, and how much of it is used already.
func Limit(name string, raised, usage map[string]int64) (limit, used int64) {
	limit, ok := raised[name]
	if !ok {
		limit = Default(name)
	}
	return limit, usage[name]
}

// Check refuses names that no quota has and amounts that none can have.
func Check(attribute string, values map[string]int64, errs *input.Errors) {
	for _, name := range slices.Sorted(maps.Keys(values)) {
		path := input.At(attribute).Key(name)
		switch {
		case !slices.Contains(Names(), name):
			errs.Add(path, "%q is not a quota; there are %s.", name, strings.Join(Names(), ", "))
		case values[name] < 0:
			errs.Add(path, "%d: a quota and what is used of it cannot be negative.", values[name])
		}
	}
}
