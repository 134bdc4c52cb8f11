package plan

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
)

// Kind says what an endpoint leads to.
type Kind uint8

const (
	// Undecided means that it is not known, perhaps not yet.
	Undecided Kind = iota
	// AWS is a service of AWS.
	AWS
	// Own is an endpoint service of an account or a partner.
	Own
	// Lattice is a resource configuration.
	Lattice
	// Mesh is a service network.
	Mesh
)

// Service is what an endpoint leads to, as far as it is known.
type Service struct {
	Kind Kind
	// Key is the catalogue key of a service of AWS, else the caller's key or the id of the
	// endpoint service; empty if neither is known.
	Key string
	// Name is the full service name taken apart.
	Name catalog.Name
	// Entry is the catalogue entry of a service of AWS.
	Entry *catalog.Service
	// Offer is what is known about the endpoint's type in the Region of the service; absent
	// where the service has no such type, unknown while type or Region are not known.
	Offer maybe.Value[catalog.Offer]
	// Endpoint is the entry of endpoint_services, Resource that of resource_configurations,
	// Network that of service_networks; nil where none was given.
	Endpoint *EndpointService
	Resource *ResourceConfiguration
	Network  *ServiceNetwork
}

// IsAWS reports whether the endpoint is known to lead to a service of AWS.
func (s Service) IsAWS() bool { return s.Kind == AWS }

// Has reports whether the service of AWS is known to have endpoints of a type.
func (s Service) Has(t catalog.EndpointType) bool {
	return s.Entry != nil && slices.Contains(s.Entry.Types, t)
}

// Label is what a reader calls the service: its key.
func (s Service) Label() string {
	if s.Key == "" {
		return "the service"
	}
	return s.Key
}

// Ports are the TCP ports that callers use; absent where nobody said.
func (s Service) Ports() maybe.Value[[]int64] {
	switch {
	case s.Endpoint != nil:
		return s.Endpoint.Ports
	case s.Entry != nil && s.Entry.Ports != nil:
		ports := make([]int64, len(s.Entry.Ports))
		for i, port := range s.Entry.Ports {
			ports[i] = int64(port)
		}
		return maybe.Of(ports)
	}
	return maybe.Absent[[]int64]()
}

// PrivateDNSNames are the names that private DNS of the endpoint answers; absent where they
// are not known.
func (s Service) PrivateDNSNames() Texts {
	if s.Endpoint != nil {
		return s.Endpoint.PrivateDNSNames
	}
	offer, given := s.Offer.Get()
	switch {
	case s.Offer.IsUnknown():
		return maybe.Unknown[[]Text]()
	case !given || offer.PrivateDNSStatus == "unknown":
		return Texts{}
	}
	names := make([]Text, len(offer.PrivateDNSNames))
	for i, name := range offer.PrivateDNSNames {
		names[i] = maybe.Of(name)
	}
	return maybe.Of(names)
}

// EndpointService is an aws_vpc_endpoint_service, from either side.
type EndpointService struct {
	Key string
	At  input.Path
	// ServiceName is the full name, ServiceType Interface or GatewayLoadBalancer.
	ServiceName, ServiceType Text
	// Owner is the provider's account or alias, amazon for AWS.
	Owner Text
	// Region is the Region of the service: written, else from the name, else the guardrail's.
	Region Text
	// SupportedRegions are those from which it may be reached.
	SupportedRegions Texts
	// AllowedPrincipals are ARNs or *.
	AllowedPrincipals Texts
	// AcceptanceRequired says that the provider accepts each connection.
	AcceptanceRequired Flag
	State              Text
	// PrivateDNSNames are its names, PrivateDNSVerified says that the provider owns them, and
	// PrivateDNSState is the state of that proof as the resource gives it.
	PrivateDNSNames    Texts
	PrivateDNSVerified Flag
	PrivateDNSState    Text
	// ZoneIDs are Availability Zone IDs, ZoneNames names in the account of Owner.
	ZoneIDs, ZoneNames Texts
	// NetworkLoadBalancerARNs and GatewayLoadBalancerARNs are its load balancers.
	NetworkLoadBalancerARNs, GatewayLoadBalancerARNs Texts
	LoadBalancers                                    maybe.Value[[]LoadBalancer]
	// SupportedIPAddressTypes are ipv4, ipv6.
	SupportedIPAddressTypes Texts
	// ManagesVPCEndpoints says that the service makes its endpoints itself.
	ManagesVPCEndpoints Flag
	// Ports are TCP ports.
	Ports maybe.Value[[]int64]
	// PolicySupported says whether a custom policy is accepted.
	PolicySupported Flag
}

// LoadBalancer is an aws_lb behind an endpoint service.
type LoadBalancer struct {
	Key string
	At  input.Path
	ARN Text
	// SecurityGroups are ids; an empty list is none.
	SecurityGroups Texts
	// Enforce is on or off: whether its groups judge traffic that comes through endpoints.
	Enforce Text
	// IdleTimeout is the TCP idle timeout of its listeners in seconds; absent is AWS's default.
	IdleTimeout Whole
}

// ResourceConfiguration is an aws_vpclattice_resource_configuration.
type ResourceConfiguration struct {
	Key string
	At  input.Path
	ARN Text
	// Type is SINGLE, GROUP, CHILD, ARN or CIDR.
	Type, Protocol Text
	PortRanges     Texts
	OwnerID        Text
	// Shared says that it is shared through AWS RAM, and accepted.
	Shared Flag
	// Gateway is its resource gateway.
	Gateway maybe.Value[ResourceGateway]
}

// ResourceGateway is where a resource configuration is reached from.
type ResourceGateway struct {
	VPCID         Text
	ZoneIDs       Texts
	IPAddressType Text
}

// ServiceNetwork is a VPC Lattice service network.
type ServiceNetwork struct {
	Key     string
	At      input.Path
	ARN     Text
	OwnerID Text
	Shared  Flag
}
