package plan

import (
	"net/netip"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
)

// VPC is the VPC as a whole.
type VPC struct {
	ID, OwnerID Text
	// CIDRBlocks are the primary block and those associated; absent where none is given.
	CIDRBlocks    Texts
	IPv6CIDRBlock Text
	// DNSSupport and DNSHostnames are enable_dns_support and enable_dns_hostnames.
	DNSSupport, DNSHostnames             Flag
	DefaultSecurityGroupID, DefaultACLID Text
	// DomainNameServers are those of its DHCP options; absent is not given.
	DomainNameServers Texts
}

// Network is a network of which every reference is resolved.
type Network struct {
	// VPCID is the VPC that the network is in: the one named, else the only one its subnets name.
	VPCID Text
	// SubnetsGiven, TablesGiven and RoutesGiven say whether subnets, route_tables and routes are
	// part of the input.
	SubnetsGiven, TablesGiven, RoutesGiven maybe.Value[bool]
	// Subnets and Tables are those of the input in the order of their keys; those that only an
	// id names follow.
	Subnets []Subnet
	Tables  []Table
	// Main is the main route table, or None, and MainMissing says why it is not known.
	Main        int
	MainMissing string
	// PrefixLists say what an id of a prefix list stands for.
	PrefixLists maybe.Value[[]PrefixList]
	// ZoneIDs maps names of Availability Zones to ids, as far as anything says.
	ZoneIDs map[string]string
	// RoutesMissing says why a route may belong to any table; empty if none does.
	RoutesMissing string
	// Duplicates are associations of a subnet with a route table that are there twice.
	Duplicates []Duplicate
	// AssociationsLater says why there may be more of them; empty if there cannot be.
	AssociationsLater string
}

// Subnet is one subnet.
type Subnet struct {
	Key string
	At  input.Path
	// Listed is false for a subnet that only an id names.
	Listed    bool
	ID, VPCID Text
	OwnerID   Text
	// CIDRBlock and IPv6CIDRBlock are its ranges; IPv4 and IPv6 say whether it has the family.
	CIDRBlock, IPv6CIDRBlock Text
	IPv4, IPv6               Flag
	// Zone is its Availability Zone.
	Zone Zoned
	// Table is the route table that it really uses, or None, and TableMissing says why it is
	// not known, TableLater whether it will be.
	Table        int
	TableMissing string
	TableLater   bool
	// ThroughMain says that it uses the table only because that is the main one.
	ThroughMain bool
	// Client says that callers live here, Eligible that it may hold network interfaces.
	Client, Eligible Flag
}

// Zoned is an Availability Zone as far as it is known.
type Zoned struct {
	// ID is the same in every account, Name is that of this one.
	ID, Name Text
	// Key tells zones apart: the id, else the name; empty where neither decides, and Missing
	// says why.
	Key, Missing string
}

// Label is what a reader recognises: the id, else the name.
func (z Zoned) Label() string { return z.ID.Or(z.Name.Or("")) }

// Table is one route table.
type Table struct {
	Key string
	At  input.Path
	// Listed is false for a table that only an id names.
	Listed    bool
	ID, VPCID Text
	// Routes are its routes; RoutesKnown is false where nobody said which it has.
	Routes      []Route
	RoutesKnown bool
	// RoutesLater says that not all of them are known yet.
	RoutesLater bool
	// Subnets are the subnets that use it.
	Subnets []int
}

// Route is one route.
type Route struct {
	At input.Path
	// Apart marks a route that is a resource of its own.
	Apart bool
	// CIDRBlock, IPv6CIDRBlock and PrefixListID are the destination, one of them given.
	CIDRBlock, IPv6CIDRBlock, PrefixListID Text
	// TargetAttribute is the target's name in hashicorp/aws, such as nat_gateway_id, TargetID
	// the id under it.
	TargetAttribute string
	TargetID        Text
}

// Destination returns the address range of a route to one.
func (r Route) Destination() (netip.Prefix, bool) {
	if p, ok := ParsePrefix(r.CIDRBlock); ok {
		return p, true
	}
	return ParsePrefix(r.IPv6CIDRBlock)
}

// IsDefault reports whether the route is a default route of either family.
func (r Route) IsDefault() bool {
	to, ok := r.Destination()
	return ok && to.Bits() == 0
}

// ParsePrefix reads a range of addresses.
func ParsePrefix(t Text) (netip.Prefix, bool) {
	text, given := t.Get()
	if !given {
		return netip.Prefix{}, false
	}
	p, err := netip.ParsePrefix(text)
	return p.Masked(), err == nil
}

// PrefixList is a named set of address ranges.
type PrefixList struct {
	Key string
	ID  Text
	// Name is the service name for a list of AWS.
	Name  Text
	CIDRs Texts
}

// Duplicate is an association that is there twice, told by both paths.
type Duplicate struct{ First, Second, Subnet, Table string }

// Refs are references to subnets, route tables or security groups, as indexes.
type Refs struct {
	// Items are indexes into the list of the plan, each once, in order.
	Items []int
	// Open says that the set, or an element of it, is not known yet, so that there may be more.
	Open bool
	// Given says that the caller wrote something, if only an empty list.
	Given bool
	// Count is how many the caller wrote, elements that are not known yet included, if the
	// number is known; else -1.
	Count int
	// Least is how many there are at least: ids and keys beside them may name the same.
	Least int
}

// Empty reports whether it is known that there is no reference.
func (r Refs) Empty() bool { return len(r.Items) == 0 && !r.Open }
