package plan

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
)

// SecurityGroup is an aws_security_group with the rules that stand in it or apart from it.
type SecurityGroup struct {
	Key string
	At  input.Path
	// Listed is false for a group that only an id names.
	Listed    bool
	ID, VPCID Text
	// Client says that callers of endpoints have the group.
	Client Flag
	// Ingress and Egress are its rules.
	Ingress, Egress SecurityRules
}

// SecurityRules are the rules of one direction.
type SecurityRules struct {
	// Known says that the rules are given: by the group's own list, or by the maps of rules.
	Known bool
	// Later says that they will be known at apply.
	Later bool
	Rules []SecurityRule
	// Stray says that a rule of these maps may belong to any group, because its group is not
	// known yet.
	Stray bool
}

// SecurityRule is one rule; a rule of a list with several ranges stays one.
type SecurityRule struct {
	At input.Path
	// Protocol is tcp, udp, -1 and the like; FromPort and ToPort are absent for all ports.
	Protocol         Text
	FromPort, ToPort Whole
	// IPv4, IPv6 and PrefixLists are the other side.
	IPv4, IPv6, PrefixLists Texts
	// Groups are security groups as the other side, Self the group itself.
	Groups Refs
	Self   Flag
}

// ACL is an aws_network_acl with the rules that stand in it or apart from it.
type ACL struct {
	Key string
	At  input.Path
	ID  Text
	// VPCID is its VPC.
	VPCID Text
	// Subnets are those that it is associated with.
	Subnets Refs
	// Default marks the VPC's default ACL, which serves every subnet without another.
	Default Flag
	// Ingress and Egress are its rules, in the order of their numbers.
	Ingress, Egress ACLRules
}

// ACLRules are the rules of one direction.
type ACLRules struct {
	Known, Later bool
	Rules        []ACLRule
}

// ACLRule is one rule; the first that matches decides.
type ACLRule struct {
	At input.Path
	// Number orders the rules.
	Number Whole
	// Action is allow or deny.
	Action Text
	// Protocol is a name, a number or -1.
	Protocol                 Text
	FromPort, ToPort         Whole
	CIDRBlock, IPv6CIDRBlock Text
}

// LooseACLRule is a rule of an ACL that the plan does not hold.
type LooseACLRule struct {
	Key string
	ACLRule
}

// Zone is an aws_route53_zone.
type Zone struct {
	Key string
	At  input.Path
	// Name is without a dot at the end and in lower case.
	Name   Text
	ZoneID Text
	// VPCs are those that it is associated with; absent means this one, empty a public zone.
	VPCs maybe.Value[[]ZoneVPC]
	// Private says that it is a private zone, where the object shows it.
	Private Flag
	// Records are the names in it, in lower case; absent is not known.
	Records Texts
}

// ZoneVPC is an association of a zone.
type ZoneVPC struct{ VPCID, Region Text }

// ResolverRule is an aws_route53_resolver_rule.
type ResolverRule struct {
	Key string
	At  input.Path
	// DomainName is without a dot at the end and in lower case.
	DomainName Text
	// Type is FORWARD, SYSTEM or RECURSIVE.
	Type Text
}

// ResolverEndpoint is an aws_route53_resolver_endpoint.
type ResolverEndpoint struct {
	Key string
	At  input.Path
	// Direction is INBOUND, OUTBOUND or INBOUND_DELEGATION.
	Direction Text
}

// Association is a resource that attaches something to an endpoint.
type Association struct {
	Key string
	At  input.Path
	// Endpoint is the endpoint, or nil where it is none of those given; EndpointID is
	// vpc_endpoint_id as written.
	Endpoint   *Endpoint
	EndpointID Text
	// Open says that the endpoint is not known yet.
	Open bool
	// RouteTable, Subnet and SecurityGroup are what is attached, None if nothing of the kind.
	RouteTable, Subnet, SecurityGroup int
	// ReplaceDefault is replace_default_association.
	ReplaceDefault Flag
	// PrivateDNS is private_dns_enabled of an aws_vpc_endpoint_private_dns.
	PrivateDNS Flag
}
