package design

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/cost"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/recommend"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// Design is everything to create, and everything to know about it.
type Design struct {
	// Region is where the endpoints are, AsOf the date of the facts.
	Region catalog.Region
	AsOf   string
	// Recommendations are by service key: what each wish gets and why.
	Recommendations map[string]*recommend.Recommendation
	// Endpoints are by endpoint key, such as s3/gateway.
	Endpoints map[string]*Endpoint
	// LeftOnNAT are endpoint keys that were left out because the traffic is cheaper through
	// NAT, sorted.
	LeftOnNAT []string
	// SecurityGroupRules are by <ingress or egress>/<port>/<caller, subnet or service key>.
	SecurityGroupRules map[string]SecurityGroupRule
	// PrivateHostedZones are zones that a hub needs, sorted by name.
	PrivateHostedZones []PrivateHostedZone
	// Steps are what has to be done besides, in order.
	Steps []Step
	// Cost is the bill; never nil.
	Cost *cost.Result
	// Network is the network with every reference followed, for drawings.
	Network plan.Network
	// VPC is what was said about the VPC.
	VPC plan.VPC
	// Findings are those of the parts, and of the rules over the result; sorted.
	Findings []rules.Finding
	// NotChecked is what could not be judged.
	NotChecked []rules.NotChecked
	// Open says that some input is not known yet, so that texts may change.
	Open bool
	// FindingsOpen says that findings and what was not checked may change: ids decide nothing,
	// so they may be unknown.
	FindingsOpen bool
	// KeysOpen says that even the set of endpoints may change, so that nothing can be told.
	KeysOpen bool
	// CostOpen, RulesOpen and StepsOpen say the same of the bill, of the rules of security
	// groups, and of the steps.
	CostOpen, RulesOpen, StepsOpen bool
}

// Endpoint is an aws_vpc_endpoint to create, with every argument.
type Endpoint struct {
	// Key is the endpoint key, Service the service key or the caller's own.
	Key, Service string
	// VPCID is the VPC; absent where it is not given.
	VPCID plan.Text
	// ServiceName is the full name; absent where an ARN takes its place or it is not known.
	ServiceName plan.Text
	// ServiceRegion is given only for the service of another Region.
	ServiceRegion plan.Text
	// Type is the endpoint type.
	Type catalog.EndpointType
	// ResourceConfigurationARN and ServiceNetworkARN take the place of a service name.
	ResourceConfigurationARN, ServiceNetworkARN plan.Text
	// AutoAccept is true only where the caller owns the service; absent otherwise.
	AutoAccept plan.Flag
	// RouteTables and Subnets are the caller's keys, sorted; absent for types without them,
	// unknown while something decides the choice that is not known yet.
	RouteTables, Subnets maybe.Value[[]string]
	// RouteTableIDs and SubnetIDs are ids in the order of the keys; absent where one of them
	// has no id. Single ids may be unknown.
	RouteTableIDs, SubnetIDs plan.Texts
	// Zones are the Availability Zones of the subnets: ids, else names.
	Zones []string
	// SecurityGroupIDs are the caller's; absent for types without them.
	SecurityGroupIDs plan.Texts
	// PrivateDNSEnabled is absent for types without private DNS.
	PrivateDNSEnabled plan.Flag
	// PrivateDNSNames are answered while private DNS is on.
	PrivateDNSNames []string
	// IPAddressType is ipv4, ipv6 or dualstack.
	IPAddressType plan.Text
	// DNSOptions is absent where AWS's own defaults are right.
	DNSOptions *DNSOptions
	// Ports are TCP ports; nil is not known.
	Ports []int
	// Callers are the places that it serves, as in callers.
	Callers []string
	// Policy is the endpoint policy; absent means full access.
	Policy plan.Text
	// Reasons say why it is there and why it looks so.
	Reasons []string
	// Open says that it leads to an entry of the caller's own of which something is not known
	// yet, so that DNS, address type, ports and reasons may change.
	Open bool
}

// DNSOptions are the arguments of a dns_options block.
type DNSOptions struct {
	RecordIPType plan.Text
	InboundOnly  plan.Flag
}

// SecurityGroupRule is one rule of a security group: of that of the endpoints for ingress, of
// that of the callers for egress.
type SecurityGroupRule struct {
	// Type is ingress or egress.
	Type string
	// Port is a TCP port.
	Port int
	// CIDRIPv4, CIDRIPv6 and PrefixListName are the other side; one of them is given.
	CIDRIPv4, CIDRIPv6, PrefixListName plan.Text
	// Description says what it is for.
	Description string
}

// PrivateHostedZone is a zone that answers the names of a hub's endpoint in other VPCs.
type PrivateHostedZone struct {
	// Name is the zone, Endpoint the key of the endpoint it leads to.
	Name, Endpoint string
	// Wildcard says that *.<Name> is answered.
	Wildcard bool
}

// Step is something that somebody has to do besides creating the endpoints.
type Step struct {
	// Side is consumer or provider.
	Side string
	// Text says what, in a sentence.
	Text string
}
