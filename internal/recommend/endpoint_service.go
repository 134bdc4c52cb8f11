package recommend

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
)

// EndpointService is a service of another VPC, account or partner, as aws_vpc_endpoint_service.
type EndpointService struct {
	// ServiceName is com.amazonaws.vpce.<region>.vpce-svc-….
	ServiceName string
	// ServiceType is Interface or GatewayLoadBalancer; empty means Interface.
	ServiceType string
	// Owner is the provider's account or alias, "amazon" for AWS.
	Owner string
	// Region is the service's Region; taken from the name if empty.
	Region string
	// SupportedRegions are those from which it may be reached; nil is not known.
	SupportedRegions []string
	// AcceptanceRequired says that the provider must accept each connection; nil is not known.
	AcceptanceRequired *bool
	// PrivateDNSNames are the provider's names.
	PrivateDNSNames []string
	// PrivateDNSVerified says that the provider proved to own them; nil is not known.
	PrivateDNSVerified *bool
	// SupportedIPAddressTypes are ipv4, ipv6; nil is not known.
	SupportedIPAddressTypes []string
	// Ports are the TCP ports of the service; nil is not known.
	Ports []int
	// ManagesVPCEndpoints says that the service makes its endpoints itself.
	ManagesVPCEndpoints bool
	// PolicySupported says whether a custom policy is accepted; nil is not known.
	PolicySupported *bool
}

// endpointServices answers every entry of endpoint_services.
func (d *decider) endpointServices() {
	for _, name := range sortedKeys(d.request.EndpointServices) {
		d.endpointService(name, d.request.EndpointServices[name])
	}
}

func (d *decider) endpointService(name string, s EndpointService) {
	path := input.At("endpoint_services").Key(name)
	at := func(attribute string) finding {
		return finding{target: name, attribute: path.Attribute(attribute).String()}
	}
	parsed := d.catalog.ParseName(s.ServiceName)
	option := d.request.Options[name]
	home := cmp.Or(option.ServiceRegion, s.Region, parsed.Region, d.region.Code)
	t, decision := catalog.Interface, UseInterface
	if s.ServiceType == string(catalog.GatewayLoadBalancer) {
		t, decision = catalog.GatewayLoadBalancer, UseGatewayLoadBalancer
	}
	none := func(rule, why string) {
		d.result.Recommendations[name] = &Recommendation{
			Decision: UseNone, Reasons: []string{why + " (" + rule + ")."}, Rejected: []Rejection{{Type: t, Reason: why + ".", Rule: rule}},
		}
	}
	if s.ManagesVPCEndpoints {
		none("IF-15", "The service makes its endpoints itself")
		d.remind("IF-15", at("manages_vpc_endpoints"), "The service makes its endpoints itself; ask its own API for one.")
		return
	}
	homeRegion, known := d.catalog.Region(home)
	if known && homeRegion.Partition != d.region.Partition {
		none("REG-05", fmt.Sprintf("%s is in partition %s, the VPC in partition %s", home, homeRegion.Partition, d.region.Partition))
		d.fault("REG-05", at("region"), "The service is in %s of partition %s, the VPC in partition %s; endpoints never cross partitions.", home, homeRegion.Partition, d.region.Partition)
		return
	}
	reasons := []string{"An endpoint service of another VPC or account is reached by an endpoint of its own type (ACC-02)."}
	e := &Endpoint{
		ServiceName: s.ServiceName, Ports: s.Ports, PolicySupported: s.PolicySupported,
		RequiresSubnets: true, RequiresSecurityGroup: t == catalog.Interface,
	}
	say := func(format string, args ...any) { e.Reasons = append(e.Reasons, fmt.Sprintf(format, args...)) }
	serviceRegion := ""
	if home != d.region.Code {
		serviceRegion = home
		d.remoteService(name, s, t, home, at)
		say("The service is in %s, so service_region says so (REG-09).", home)
	}
	d.serviceAddressType(name, s, option, e, at)
	d.servicePolicy(s, option, e, at)
	if t == catalog.Interface {
		enabled := d.serviceDNS(name, s, option, at, say)
		e.PrivateDNSEnabled = &enabled
		if enabled {
			e.PrivateDNSNames = s.PrivateDNSNames
		}
		if len(s.Ports) > 0 {
			say("Its security group must admit TCP %s from the callers (SG-01).", portList(s.Ports))
		} else {
			d.skip("SG-01", name, "ports is not given, so the port of the service is not known")
		}
	} else {
		say("One subnet each, routes that point at it, no private DNS and no security group (GWLB-01, GWLB-04, GWLB-05).")
	}
	d.acceptance(s, at, say)
	d.own(name, t, serviceRegion, decision, e, reasons)
}

// remoteService judges an endpoint service of another Region.
func (d *decider) remoteService(name string, s EndpointService, t catalog.EndpointType, home string, at func(string) finding) {
	switch {
	case t == catalog.GatewayLoadBalancer:
		d.skip("REG-09", name, "whether a Gateway Load Balancer endpoint can reach another Region is not documented")
	case s.SupportedRegions == nil:
		d.skip("REG-09", name, "supported_regions is not given")
	case !slices.Contains(s.SupportedRegions, d.region.Code):
		d.fault("REG-09", at("supported_regions"), "The service in %s supports %s, not %s; its provider must add the Region.", home, list(s.SupportedRegions), d.region.Code)
	}
	d.warn("REG-06", at("region"), "Creating the endpoint needs vpce:AllowMultiRegion in the identity policy, and no service control policy may deny it; neither is visible here.")
	d.fault("COST-08", at("region"), "Besides hours and GB, inter-Region transfer to and from %s is charged.", home)
	if zones := d.region.CrossRegionExcludedZoneIDs; len(zones) > 0 {
		d.remind("REG-04", at("region"), "Subnets in %s cannot hold this endpoint; the other zones of %s can.", list(zones), d.region.Code)
	}
}

// acceptance says what the provider's side must do.
func (d *decider) acceptance(s EndpointService, at func(string) finding, say func(string, ...any)) {
	who := "its provider"
	if s.Owner != "" {
		who = "its provider, account " + s.Owner + ","
	}
	switch {
	case s.AcceptanceRequired == nil:
		say("Whether the connection must be accepted is not known; until it is, the endpoint carries nothing (ACC-04).")
	case *s.AcceptanceRequired:
		say("Carries nothing until the provider accepts it (ACC-04).")
		d.remind("ACC-04", at("acceptance_required"), "The endpoint stays pending until %s accepts it.", who)
	}
}

// serviceDNS decides whether private DNS can be on from the start.
func (d *decider) serviceDNS(name string, s EndpointService, option Option, at func(string) finding, say func(string, ...any)) bool {
	wanted := option.PrivateDNSEnabled
	verified := s.PrivateDNSVerified != nil && *s.PrivateDNSVerified && len(s.PrivateDNSNames) > 0
	accepted := s.AcceptanceRequired != nil && !*s.AcceptanceRequired
	if wanted != nil && *wanted && !verified {
		if s.PrivateDNSVerified == nil && len(s.PrivateDNSNames) > 0 {
			d.skip("ACC-07", name, "whether the provider's private DNS name is verified is not given")
			return true
		}
		d.fault("ACC-07", at("private_dns_name"), "Private DNS is asked for, and the provider has no verified name, so AWS refuses it; it is left off.")
		return false
	}
	if wanted != nil {
		return *wanted
	}
	switch {
	case !verified:
		say("Private DNS stays off, because no verified name of the provider is known (ACC-07).")
	case !accepted:
		say("Private DNS stays off until the connection is accepted (ACC-07).")
	}
	return verified && accepted
}

// serviceAddressType takes the address type asked for if the service supports it.
func (d *decider) serviceAddressType(name string, s EndpointService, option Option, e *Endpoint, at func(string) finding) {
	e.IPAddressType = cmp.Or(option.IPAddressType, d.request.IPAddressType, "ipv4")
	needs := []string{e.IPAddressType}
	if e.IPAddressType == "dualstack" {
		needs = []string{"ipv4", "ipv6"}
	}
	for _, family := range needs {
		switch {
		case s.SupportedIPAddressTypes == nil && family == "ipv4":
		case s.SupportedIPAddressTypes == nil:
			d.skip("IF-10", name, "supported_ip_address_types is not given")
		case !slices.Contains(s.SupportedIPAddressTypes, family):
			d.fault("IF-10", at("supported_ip_address_types"), "%s is asked for, and the service supports %s.", e.IPAddressType, list(s.SupportedIPAddressTypes))
		}
	}
}

// servicePolicy refuses a custom policy, which only services of AWS take.
func (d *decider) servicePolicy(s EndpointService, option Option, e *Endpoint, at func(string) finding) {
	if e.PolicySupported == nil && s.Owner != "amazon" {
		no := false
		e.PolicySupported = &no
	}
	if option.Policy != "" && e.PolicySupported != nil && !*e.PolicySupported {
		d.fault("ACC-12", at("service_name"), "A custom policy is given for an endpoint service that accepts none: access is always full.")
	}
}
