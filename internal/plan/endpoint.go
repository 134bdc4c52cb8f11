package plan

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
)

// Endpoint is an aws_vpc_endpoint with the defaults of AWS and hashicorp/aws in place.
type Endpoint struct {
	// Key is the caller's key, At the path of the entry.
	Key string
	At  input.Path
	// Listed is false for an endpoint of existing_endpoints.
	Listed bool
	// Keys are the caller's keys that take the place of a name or an ARN.
	Keys TargetKeys
	// VPCOmitted says that no vpc_id is written, so that the endpoint is in the VPC of the
	// network, even if that has no id yet.
	VPCOmitted bool
	// ID is absent in configuration; an endpoint with an id is a resource object, whose sets
	// may also hold what association resources put there.
	ID, VPCID Text
	// Region is that of the guardrail if absent.
	Region Text
	// ServiceName is the full name; absent where one of the ARNs or keys takes its place.
	ServiceName Text
	// ServiceRegion is the Region of the service as written; absent means that of the endpoint.
	ServiceRegion Text
	// Type is Gateway where it was omitted, and TypeOmitted says so.
	Type        maybe.Value[catalog.EndpointType]
	TypeOmitted bool
	// Policy is the endpoint's own policy; absent means full access.
	Policy Text
	// AutoAccept says that the endpoint accepts itself.
	AutoAccept Flag
	// PrivateDNS is false where it was omitted.
	PrivateDNS Flag
	// IPAddressType is ipv4 where it was omitted, and IPAddressTypeOmitted says so.
	IPAddressType        Text
	IPAddressTypeOmitted bool
	// DNS is absent where no dns_options block is written, so that AWS's defaults hold.
	DNS maybe.Value[DNSOptions]
	// RouteTables, Subnets and SecurityGroups are what the endpoint attaches to, by its own
	// arguments and by associations; Inline are its own arguments alone.
	RouteTables, Subnets, SecurityGroups Refs
	Inline                               Attached
	// Addresses are the subnet_configuration blocks.
	Addresses maybe.Value[[]Address]
	// ResourceConfigurationARN and ServiceNetworkARN take the place of a service name.
	ResourceConfigurationARN, ServiceNetworkARN Text
	// State is the state in the API, OwnerID the endpoint's own account.
	State, OwnerID Text
	// RequesterManaged says that a service of AWS made the endpoint.
	RequesterManaged Flag
	// PrefixListID and CIDRBlocks are those of the service, as a gateway endpoint shows them.
	PrefixListID Text
	CIDRBlocks   Texts
	// Service is what the endpoint leads to.
	Service Service
}

// TargetKeys are keys into endpoint_services, resource_configurations and service_networks.
type TargetKeys struct{ EndpointService, ResourceConfiguration, ServiceNetwork Text }

// Attached are references of one endpoint.
type Attached struct{ RouteTables, Subnets, SecurityGroups Refs }

// DNSOptions are the arguments of a dns_options block.
type DNSOptions struct {
	// RecordIPType is dns_record_ip_type; absent is AWS's default.
	RecordIPType Text
	// InboundOnly is private_dns_only_for_inbound_resolver_endpoint; false where the block
	// omits it, as hashicorp/aws sends it.
	InboundOnly Flag
	// Preference and Domains are private_dns_preference and private_dns_specified_domains.
	Preference Text
	Domains    Texts
}

// Address is a subnet_configuration block.
type Address struct{ SubnetID, IPv4, IPv6 Text }

// Is reports whether the endpoint is known to be of one of the types.
func (e *Endpoint) Is(types ...catalog.EndpointType) bool {
	t, given := e.Type.Get()
	return given && slices.Contains(types, t)
}

// HasInterfaces reports whether the endpoint is known to have network interfaces, so that
// subnets matter to it.
func (e *Endpoint) HasInterfaces() bool {
	return e.Is(catalog.Interface, catalog.GatewayLoadBalancer, catalog.Resource, catalog.ServiceNetwork)
}

// TakesSecurityGroups reports whether the endpoint is known to have security groups.
func (e *Endpoint) TakesSecurityGroups() bool {
	return e.Is(catalog.Interface, catalog.Resource, catalog.ServiceNetwork)
}

// Gone reports whether the endpoint's state is one in which it serves nothing.
func (e *Endpoint) Gone() bool {
	return slices.Contains([]string{"deleting", "deleted", "failed", "rejected", "expired"}, strings.ToLower(e.State.Or("")))
}

// HomeRegion is the Region of the service: the one written, else that of the endpoint.
func (e *Endpoint) HomeRegion() Text {
	if e.ServiceRegion.IsAbsent() {
		return e.Region
	}
	return e.ServiceRegion
}

// CrossRegion reports whether the service is in another Region than the endpoint.
func (e *Endpoint) CrossRegion() Flag {
	home, region := e.HomeRegion(), e.Region
	if home.IsUnknown() || region.IsUnknown() {
		return maybe.Unknown[bool]()
	}
	return maybe.Of(home.Or("") != region.Or(""))
}

// RecordIPType is dns_record_ip_type: absent where AWS's default holds.
func (e *Endpoint) RecordIPType() Text {
	if e.DNS.IsUnknown() {
		return maybe.Unknown[string]()
	}
	return e.DNS.Or(DNSOptions{}).RecordIPType
}

// InboundOnly reports whether private DNS is for inbound resolver endpoints only. Without a
// dns_options block AWS decides, and for an S3 interface endpoint it decides for it.
func (e *Endpoint) InboundOnly() Flag {
	switch {
	case e.DNS.IsUnknown():
		return maybe.Unknown[bool]()
	case e.DNS.IsGiven():
		return e.DNS.Or(DNSOptions{}).InboundOnly
	}
	return maybe.Of(e.Service.Key == "s3" && e.Is(catalog.Interface))
}

// SameVPC reports whether two endpoints may be in one VPC: nobody said otherwise.
func (e *Endpoint) SameVPC(other *Endpoint) bool { return !differ(e.VPCID, other.VPCID) }

// Path is the path of one of the endpoint's attributes.
func (e *Endpoint) Path(attribute string) input.Path { return e.At.Attribute(attribute) }

// differ reports whether two texts are both given and not the same.
func differ(a, b Text) bool {
	x, given := a.Get()
	y, also := b.Get()
	return given && also && x != y
}
