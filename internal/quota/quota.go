// Package quota knows the names under which a caller raises AWS's quotas and says what of
// them is used already, so that one map serves every part of the provider.
package quota

import (
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
)

// The names of the quotas.
const (
	// GatewaysPerRegion counts gateway endpoints in an account and Region.
	GatewaysPerRegion = "gateway_endpoints_per_region"
	// GatewaysPerVPC counts gateway endpoints in a VPC.
	GatewaysPerVPC = "gateway_endpoints_per_vpc"
	// InterfacesPerVPC counts interface and Gateway Load Balancer endpoints in a VPC.
	InterfacesPerVPC = "interface_endpoints_per_vpc"
	// ACLRules counts the rules of a network ACL in one direction, for each address family.
	ACLRules = "network_acl_rules"
	// NetworkInterfacesPerRegion counts network interfaces in an account and Region.
	NetworkInterfacesPerRegion = "network_interfaces_per_region"
	// ResourcesPerVPC counts resource endpoints in a VPC.
	ResourcesPerVPC = "resource_endpoints_per_vpc"
	// RouteTablesPerVPC counts route tables in a VPC, the main one included.
	RouteTablesPerVPC = "route_tables_per_vpc"
	// RoutesPerRouteTable counts the routes of a table, for each address family.
	RoutesPerRouteTable = "routes_per_route_table"
	// RulesPerSecurityGroup counts the rules of a group in one direction, for each address family.
	RulesPerSecurityGroup = "rules_per_security_group"
	// SecurityGroupsPerInterface counts the security groups of a network interface.
	SecurityGroupsPerInterface = "security_groups_per_network_interface"
	// ServiceNetworksPerVPC counts service-network endpoints in a VPC.
	ServiceNetworksPerVPC = "service_network_endpoints_per_vpc"
	// SubnetsPerVPC counts subnets in a VPC.
	SubnetsPerVPC = "subnets_per_vpc"
)

// RulesPerInterface is what AWS lets the product of [RulesPerSecurityGroup] and
// [SecurityGroupsPerInterface] be; it is not raised.
const RulesPerInterface = 1000

// defaults are AWS's own values.
func defaults() map[string]int64 {
	return map[string]int64{
		GatewaysPerRegion: 20, GatewaysPerVPC: 255, InterfacesPerVPC: 50, ACLRules: 20, NetworkInterfacesPerRegion: 5000,
		ResourcesPerVPC: 200, RouteTablesPerVPC: 200, RoutesPerRouteTable: 500, RulesPerSecurityGroup: 60,
		SecurityGroupsPerInterface: 5, ServiceNetworksPerVPC: 50, SubnetsPerVPC: 200,
	}
}

// Names lists the names that quotas and quota_usage may hold, sorted.
func Names() []string { return slices.Sorted(maps.Keys(defaults())) }

// Default is AWS's own value of a quota; 0 for a name that no quota has.
func Default(name string) int64 { return defaults()[name] }

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
