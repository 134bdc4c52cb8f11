package recommend

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
)

// take adds an endpoint of one type. types are all that the wish gets.
func (a *answer) take(t catalog.EndpointType, serviceRegion string, types []catalog.EndpointType) {
	region := a.region.Code
	if serviceRegion != "" {
		region = serviceRegion
	}
	offer, _ := a.catalog.Offer(a.service.Key, region, t)
	if a.fips {
		offer = a.fipsOffer(offer)
	}
	e := &Endpoint{
		Service: offer.Key, ServiceName: offer.ServiceName, ServiceRegion: serviceRegion, Type: t,
		Ports: offer.Ports, PolicySupported: offer.PolicySupported,
		RequiresRouteTables: t == catalog.Gateway, RequiresSubnets: t == catalog.Interface, RequiresSecurityGroup: t == catalog.Interface,
	}
	say := func(format string, args ...any) { e.Reasons = append(e.Reasons, fmt.Sprintf(format, args...)) }
	if origin := list(a.wish.origins); origin != "" {
		say("%s%s.", strings.ToUpper(origin[:1]), origin[1:])
	}
	if s, ok := a.catalog.Service(offer.Key); ok && a.region.Partition != "aws" && offer.Availability == catalog.Offered {
		say("Its name in partition %s rests on the sources %s, state of %s; describe-vpc-endpoint-services is the authority (REG-19).",
			a.region.Partition, list(s.Evidence["name"]), a.catalog.AsOf())
	}
	e.IPAddressType = a.addressType(offer, say)
	switch t {
	case catalog.Gateway:
		say("Serves callers in this VPC through the route tables it is associated with (GW-03).")
		say("Costs nothing by the hour or GB (COST-03).")
		if len(offer.ZoneIDs) > 0 {
			say("In %s the service is only in %s (GW-01).", offer.Region, list(offer.ZoneIDs))
		}
	case catalog.Interface:
		a.interfaceSettings(e, offer, types, say)
	case catalog.GatewayLoadBalancer, catalog.Resource, catalog.ServiceNetwork, catalog.Tunnel:
	}
	if offer.ServiceName == "" {
		s, _ := a.catalog.Service(offer.Key)
		say("The full service name is not known (%q); ask describe-vpc-endpoint-services for it.", s.ServiceName)
		a.skip("REG-22", a.wish.name, "the full service name is not known")
	}
	if a.wish.option.Policy != "" {
		a.policy(offer, say)
	}
	key := EndpointKey(offer.Key, t, serviceRegion)
	if other, ok := a.result.Endpoints[key]; ok {
		a.unite(key, other, e)
	} else {
		a.result.Endpoints[key] = e
	}
	a.rec.Endpoints = append(a.rec.Endpoints, key)
}

// unite joins two wishes that lead to one endpoint, such as kms with FIPS and kms-fips. Where
// their options ask for different things, the first holds and a fault says so.
func (a *answer) unite(key string, other, e *Endpoint) {
	for _, reason := range e.Reasons {
		if !slices.Contains(other.Reasons, reason) {
			other.Reasons = append(other.Reasons, reason)
		}
	}
	if !sameFlag(other.PrivateDNSEnabled, e.PrivateDNSEnabled) || other.IPAddressType != e.IPAddressType {
		at := finding{target: a.wish.name, attribute: input.At("service_options").Key(a.wish.name).String()}
		a.fault("DNS-02", at, "%q leads to %s as another wish does, and their options ask for different settings; those of the other wish hold.", a.wish.name, key)
	}
}

func sameFlag(a, b *bool) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

// policy says whether the endpoint will take the custom policy that is planned.
func (a *answer) policy(offer catalog.Offer, say func(string, ...any)) {
	switch {
	case offer.PolicySupported == nil:
		say("Whether it accepts the custom policy that is planned is not known.")
	case !*offer.PolicySupported:
		say("It accepts no custom policy, so the one that is planned cannot be used: access is always full.")
	}
}

// interfaceSettings works out DNS and the security group of an interface endpoint.
func (a *answer) interfaceSettings(e *Endpoint, offer catalog.Offer, types []catalog.EndpointType, say func(string, ...any)) {
	served := a.callers
	if slices.Contains(types, catalog.Gateway) {
		served = outsiders(a.callers) // the VPC itself has the gateway endpoint
	}
	if len(served) > 0 {
		say("Serves callers %s through one network interface in each chosen zone (IF-07).", inWords(served))
	}
	if len(e.Ports) > 0 {
		say("Its security group must admit TCP %s from the callers (SG-01).", portList(e.Ports))
	} else {
		say("The service's ports are not known; its security group must admit them from the callers (SG-01).")
		a.skip("SG-01", a.wish.name, "the ports of the service are not known")
	}
	enabled := a.privateDNS(offer, say)
	e.PrivateDNSEnabled = &enabled
	if enabled {
		e.PrivateDNSNames = offer.PrivateDNSNames
	}
	options := DNSOptions{}
	if e.IPAddressType != "ipv4" {
		options.DNSRecordIPType = e.IPAddressType
	}
	if a.service.Key == "s3" && enabled {
		options.PrivateDNSOnlyForInboundResolverEndpoint = a.inboundOnly(e, types, say)
	}
	if options != (DNSOptions{}) {
		e.DNSOptions = &options
	}
	a.forCallersOutside(a.wish.name, a.callers, enabled)
}

// inboundOnly decides which resolvers answer S3's names with the interface endpoint. AWS
// would default to the inbound resolver only, so the setting is always written out.
func (a *answer) inboundOnly(e *Endpoint, types []catalog.EndpointType, say func(string, ...any)) *bool {
	only := slices.Contains(types, catalog.Gateway)
	switch {
	case e.ServiceRegion != "":
		a.skip("DNS-07", a.wish.name, "whether AWS's inbound-resolver-only default matters to an endpoint for another Region; it is written out as false")
	case only:
		say("Private DNS answers only through an inbound Resolver endpoint: callers outside get this endpoint, the VPC keeps the free gateway endpoint (DNS-08).")
		say("Create the gateway endpoint first and delete it last (DNS-07, GW-22).")
		a.remind("DNS-09", a.here(), "Leave the gateway endpoint's dns_record_ip_type at service-defined, or equal to that of the interface endpoint.")
		a.remind("GW-22", a.here(), "The gateway endpoint cannot be deleted while the interface endpoint answers for the inbound resolver only.")
	default:
		say("Private DNS answers all resolvers, because no gateway endpoint stands beside it (DNS-07).")
	}
	return &only
}

// privateDNS decides whether private DNS is on.
func (a *answer) privateDNS(offer catalog.Offer, say func(string, ...any)) bool {
	wanted := a.wish.option.PrivateDNSEnabled
	at := finding{target: a.wish.name, attribute: fmt.Sprintf("service_options[%q].private_dns_enabled", a.wish.name)}
	if offer.PrivateDNSStatus == "none" {
		if wanted != nil && *wanted {
			a.fault("DNS-05", at, "private_dns_enabled is true, and this endpoint has no private DNS name; AWS refuses it, so it is left off.")
		}
		say("No private DNS name: callers outside the gateway endpoint use the endpoint's own URL (DNS-05, DNS-11).")
		return false
	}
	if wanted != nil && !*wanted {
		if offer.Key == "ecr.dkr" || offer.Key == "ecr-fips.dkr" {
			a.fault("DNS-13", at, "private_dns_enabled is false, and image pulls use the registry's ordinary name, which then leads past the endpoint.")
		} else {
			a.fault("DNS-11", at, "private_dns_enabled is false, so callers must use the endpoint's own names or a zone of yours.")
		}
		say("Private DNS is switched off by service_options (DNS-11).")
		return false
	}
	if offer.PrivateDNSStatus == "unknown" {
		a.skip("DNS-05", a.wish.name, "whether the endpoint has a private DNS name is not known; if AWS refuses it, set private_dns_enabled to false in service_options")
		say("Whether it has a private DNS name is not known; it is switched on, because a refusal at apply is seen and a silent bypass is not (DNS-05).")
		return true
	}
	say("Private DNS lets callers keep the service's ordinary names (DNS-01).")
	if offer.Key == "execute-api" {
		a.fault("DNS-12", a.here(), "With private DNS on, the default names of public APIs in %s stop working from this VPC.", offer.Region)
	}
	return true
}

// forCallersOutside notes what callers outside the VPC need besides the endpoint.
func (d *decider) forCallersOutside(name string, callers []string, privateDNS bool) {
	for _, place := range outsiders(callers) {
		d.byCIDR[place] = append(d.byCIDR[place], name)
		if privateDNS {
			d.byResolver[place] = append(d.byResolver[place], name)
		}
	}
}

// callersOutside reminds, once for each place, of what its callers need.
func (d *decider) callersOutside() {
	for _, place := range Callers()[1:] {
		at := finding{target: place, attribute: input.At("callers").String()}
		if names := d.byCIDR[place]; len(names) > 0 {
			d.remind("SG-05", at, "Callers %s must be in the security groups by CIDR block, for the endpoints of %s.", placeNames[place], list(names))
		}
		if names := d.byResolver[place]; len(names) > 0 {
			way := "through an inbound Resolver endpoint and forwarding to it"
			if place == CallerPeeredVPC || place == CallerTransitGateway {
				way = "with a Route 53 Profile or a shared private hosted zone, or through an inbound Resolver endpoint"
			}
			d.remind("DNS-14", at, "Callers %s resolve the names only %s, for %s.", placeNames[place], way, list(names))
		}
	}
}

// addressType decides the address family, and says where the wish cannot be met.
func (a *answer) addressType(offer catalog.Offer, say func(string, ...any)) string {
	if a.address == "ipv4" {
		return "ipv4"
	}
	at := finding{target: a.wish.name, attribute: "ip_address_type"}
	if a.wish.option.IPAddressType != "" {
		at.attribute = fmt.Sprintf("service_options[%q].ip_address_type", a.wish.name)
	}
	rule := "IF-10"
	if offer.Type == catalog.Gateway {
		rule = "GW-18"
		if offer.Key == "dynamodb" {
			rule = "GW-19"
		}
	}
	switch {
	case offer.IPv6 == nil:
		a.skip(rule, a.wish.name, "whether the %s endpoint supports %s is not known", typeWords[offer.Type], a.address)
		say("Whether it supports %s is not known (%s).", a.address, rule)
		return a.address
	case !*offer.IPv6:
		a.fault(rule, at, "%s is asked for, and the %s endpoint supports ipv4 only as far as the sources go; ipv4 is recommended.", a.address, typeWords[offer.Type])
		say("It supports ipv4 only (%s).", rule)
		return "ipv4"
	}
	return a.address
}

// fipsOffer returns the FIPS endpoint in place of the ordinary one.
func (a *answer) fipsOffer(base catalog.Offer) catalog.Offer {
	s := a.service
	at := a.here()
	if base.Type == catalog.Gateway {
		a.skip("REG-27", a.wish.name, "a gateway endpoint routes addresses; whether callers use FIPS host names is not visible")
		return base
	}
	if s.FIPSOf != "" {
		return base
	}
	if s.FIPSVariant == "" {
		a.fault("REG-27", at, "FIPS is required, and no FIPS endpoint of %s is known; the ordinary one is recommended.", s.Name)
		return base
	}
	offer, ok := a.catalog.Offer(s.FIPSVariant, base.Region, base.Type)
	if !ok || offer.Availability == catalog.NotOffered {
		a.fault("REG-27", at, "FIPS is required, and %s is not offered in %s; the ordinary endpoint is recommended. %s", s.FIPSVariant, base.Region, offer.Basis)
		return base
	}
	if base.Region != a.region.Code && (offer.CrossRegion == nil || !*offer.CrossRegion) {
		a.fault("REG-27", at, "FIPS is required, and AWS does not list %s for access from other Regions; the ordinary endpoint is recommended.", s.FIPSVariant)
		return base
	}
	if published, known := a.catalog.FIPSPublished(s.FIPSVariant, base.Region); known && !published {
		a.skip("REG-27", a.wish.name, "whether %s is offered in %s: the service has no FIPS host there as far as the sources go", s.FIPSVariant, base.Region)
	}
	a.reason("FIPS is required, so %s takes the place of %s (REG-27).", s.FIPSVariant, s.Key)
	return offer
}

func portList(ports []int) string {
	words := make([]string, len(ports))
	for i, p := range ports {
		words[i] = fmt.Sprint(p)
	}
	return list(words)
}
