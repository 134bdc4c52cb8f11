// Package recommend answers which VPC endpoint a wish needs: gateway, interface, both, one
// of the other types, or none, with the reasons, the rejected alternatives and the rules.
//
// The order of decisions is that of the rules: the place of the service first (this Region,
// another one, no endpoint at all), then the place of the callers, then names, DNS and
// address types. A wish never changes the endpoint keys of another: adding a caller adds
// keys and renames none.
package recommend

import (
	"cmp"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// Request is what the caller wants to reach, from where, and under which conditions.
type Request struct {
	// Region is the Region of the VPC.
	Region string
	// Services are keys, aliases, display names or full service names, with "@<region>"
	// behind the service of another Region.
	Services []string
	// Workloads are the optional parts wanted, by workload name.
	Workloads map[string][]string
	// Targets are what the callers reach, by the caller's own name.
	Targets map[string]Target
	// Callers says where the callers are; empty means inside the VPC.
	Callers []string
	// IPAddressType is ipv4, ipv6 or dualstack; empty means ipv4.
	IPAddressType string
	// FIPS asks for FIPS endpoints.
	FIPS bool
	// Egress is none, nat or internet: what the subnets have besides; empty means none.
	Egress string
	// Options are per service, by a word that names it.
	Options map[string]Option
	// EndpointServices, ResourceConfigurations and ServiceNetworks are wishes of their own.
	EndpointServices       map[string]EndpointService
	ResourceConfigurations map[string]ResourceConfiguration
	ServiceNetworks        map[string]ServiceNetwork
}

// Option overrides the request for one service.
type Option struct {
	// Callers, IPAddressType and FIPS replace those of the request where given.
	Callers       []string
	IPAddressType string
	FIPS          *bool
	// ServiceRegion is the Region of the service, as "@<region>" behind its name.
	ServiceRegion string
	// VPCEndpointTypes restricts the types to choose from.
	VPCEndpointTypes []string
	// PrivateDNSEnabled switches private DNS on or off.
	PrivateDNSEnabled *bool
	// Policy is a custom endpoint policy, of which only the presence matters here.
	Policy string
}

// Target is something that the callers reach.
type Target struct {
	// Service is a word for the service; taken from the ARN where that says it.
	Service string
	// ARN is the target's ARN.
	ARN string
	// AccountID and Region are taken from the ARN where they stand there.
	AccountID, Region string
	// CopySourceRegion is the Region from which S3 copies are made.
	CopySourceRegion string
}

// Decision says which endpoints a wish gets.
type Decision string

// The decisions. None means that no endpoint of this VPC serves the wish.
const (
	UseGateway             Decision = "gateway"
	UseInterface           Decision = "interface"
	UseGatewayAndInterface Decision = "gateway_and_interface"
	UseGatewayLoadBalancer Decision = "gateway_load_balancer"
	UseResource            Decision = "resource"
	UseServiceNetwork      Decision = "service_network"
	UseNone                Decision = "none"
)

// Recommendation is the answer to one wish.
type Recommendation struct {
	// Decision says which endpoints the wish gets.
	Decision Decision
	// Endpoints are keys into Result.Endpoints, sorted.
	Endpoints []string
	// Reasons say why, each with the rule it rests on.
	Reasons []string
	// Rejected are the types that were not taken.
	Rejected []Rejection
	// Companions are keys of services that are usually needed as well.
	Companions []string
}

// Rejection is a type that was not taken, and why.
type Rejection struct {
	Type   catalog.EndpointType
	Reason string
	Rule   string
}

// Endpoint is one endpoint to create.
type Endpoint struct {
	// Service is the key of the service or of the caller's own entry.
	Service string
	// ServiceName is the full name; empty where it is not known or an ARN takes its place.
	ServiceName string
	// ServiceRegion is set only for the service of another Region.
	ServiceRegion string
	// Type is the endpoint type.
	Type catalog.EndpointType
	// ResourceConfigurationARN and ServiceNetworkARN take the place of a service name.
	ResourceConfigurationARN, ServiceNetworkARN string
	// PrivateDNSEnabled is nil for types without private DNS.
	PrivateDNSEnabled *bool
	// PrivateDNSNames are answered inside the VPC while private DNS is on.
	PrivateDNSNames []string
	// IPAddressType is ipv4, ipv6 or dualstack.
	IPAddressType string
	// DNSOptions is nil where AWS's own defaults are right.
	DNSOptions *DNSOptions
	// Ports are the TCP ports that callers use; nil if not known.
	Ports []int
	// PolicySupported says whether a custom policy is accepted; nil if not known.
	PolicySupported *bool
	// RequiresRouteTables, RequiresSubnets and RequiresSecurityGroup say what it attaches to.
	RequiresRouteTables, RequiresSubnets, RequiresSecurityGroup bool
	// Reasons say why it is there and why it looks so.
	Reasons []string
}

// DNSOptions are the arguments of the dns_options block; nil and "" are not set.
type DNSOptions struct {
	DNSRecordIPType                          string
	PrivateDNSOnlyForInboundResolverEndpoint *bool
}

// Result is everything there is to say about a request.
type Result struct {
	// Recommendations are by service key, "@<region>" behind the service of another Region.
	Recommendations map[string]*Recommendation
	// Endpoints are by endpoint key.
	Endpoints map[string]*Endpoint
	// GatewayServices, InterfaceServices and UnsupportedServices are keys of Recommendations.
	GatewayServices, InterfaceServices, UnsupportedServices []string
	// Report holds findings and what was not checked.
	Report rules.Report
}

// Recommend answers a request, or says everything that makes it unusable.
func Recommend(c *catalog.Catalog, q Request) (*Result, input.Errors) {
	region, ok := c.Region(q.Region)
	if !ok {
		return nil, input.Errors{{Path: input.At("region"), Text: c.UnknownRegion(q.Region).Error() + "."}}
	}
	q.Callers = placesOr(q.Callers, []string{CallerVPC})
	q.Egress = cmp.Or(q.Egress, EgressNone)
	wishes, errs := collect(c, region, q)
	if len(errs) > 0 {
		return nil, errs
	}
	d := &decider{
		catalog: c, region: region, request: q,
		result: &Result{Recommendations: map[string]*Recommendation{}, Endpoints: map[string]*Endpoint{}},
		byCIDR: map[string][]string{}, byResolver: map[string][]string{},
	}
	for _, w := range wishes.services {
		d.service(w)
	}
	d.endpointServices()
	d.lattice()
	d.callersOutside()
	d.dependencies(wishes)
	d.result.summarise()
	return d.result, nil
}

// decider carries one run.
type decider struct {
	catalog *catalog.Catalog
	region  catalog.Region
	request Request
	result  *Result
	// byCIDR and byResolver are the wishes whose callers at a place outside the VPC need
	// security group rules and an inbound Resolver endpoint.
	byCIDR, byResolver map[string][]string
}

// summarise sorts the wishes by what they got.
func (r *Result) summarise() {
	for _, key := range sortedKeys(r.Recommendations) {
		rec := r.Recommendations[key]
		slices.Sort(rec.Endpoints)
		rec.Endpoints = slices.Compact(rec.Endpoints)
		switch rec.Decision {
		case UseGateway:
			r.GatewayServices = append(r.GatewayServices, key)
		case UseInterface:
			r.InterfaceServices = append(r.InterfaceServices, key)
		case UseGatewayAndInterface:
			r.GatewayServices = append(r.GatewayServices, key)
			r.InterfaceServices = append(r.InterfaceServices, key)
		case UseNone:
			r.UnsupportedServices = append(r.UnsupportedServices, key)
		case UseGatewayLoadBalancer, UseResource, UseServiceNetwork:
		}
	}
}

// EndpointKey is the stable name of an endpoint: <service>/<type>, with @<region> behind
// the service of another Region.
func EndpointKey(service string, t catalog.EndpointType, serviceRegion string) string {
	key := service + "/" + typeWords[t]
	if serviceRegion != "" {
		key += "@" + serviceRegion
	}
	return key
}

var typeWords = map[catalog.EndpointType]string{
	catalog.Gateway: "gateway", catalog.Interface: "interface", catalog.GatewayLoadBalancer: "gateway_load_balancer",
	catalog.Resource: "resource", catalog.ServiceNetwork: "service_network", catalog.Tunnel: "tunnel",
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func list(words []string) string { return strings.Join(words, ", ") }
