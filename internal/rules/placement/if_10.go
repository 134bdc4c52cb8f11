package placement

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// if10: the address type must suit every subnet and the service.
var if10 = rule.Rule{
	ID: "IF-10", Severity: rule.Error, Needs: []string{"endpoints", "subnets"},
	Title:  "The address type must suit every subnet and the service",
	Why:    "ipv4 needs IPv4 in all subnets, ipv6 subnets with IPv6 only, dualstack subnets with both; and the service must support the type.",
	Fix:    "Choose the ip_address_type that all subnets and the service have.",
	Source: page.CreateInterface,
	Check:  checkAddressType,
}

func checkAddressType(c *rule.Case) {
	look := sightOf(c)
	for _, e := range c.Of(withInterfaces()...) {
		t, given := e.IPAddressType.Get()
		if !given {
			look.anyType(e)
			continue
		}
		look.subnetsSuit(e, t)
		look.serviceSuits(e, t)
	}
}

// subnetsSuit names subnets that an address type does not suit.
func (s *sight) subnetsSuit(e *plan.Endpoint, addressType string) {
	if e.Subnets.Open {
		s.Later(e.Key, "the subnets of the endpoint are not all known yet")
	}
	var wrong []string
	for _, i := range e.Subnets.Items {
		subnet, listed := s.subnet(i)
		if !listed {
			continue
		}
		suits := familiesOf(subnet).suit(addressType)
		if fits, known := suits.Get(); known && !fits {
			wrong = append(wrong, fmt.Sprintf("%q (%s)", subnet.Key, familiesOf(subnet)))
		} else if !known {
			s.lacks(subnet.Key, suits.IsUnknown(), "which address families the subnet has is not given (cidr_block, ipv6_cidr_block)")
		}
	}
	if len(wrong) > 0 {
		written := fmt.Sprintf("ip_address_type is %s", addressType)
		if e.IPAddressTypeOmitted {
			written = "ip_address_type is left out, which means ipv4"
		}
		s.Fault(e.Key, e.Path("ip_address_type"), "%s, and that needs %s in every subnet; not so %s.", written, needed(addressType), listed(wrong))
	}
}

// needed says what an address type asks of subnets.
func needed(addressType string) string {
	switch addressType {
	case ipv4:
		return "IPv4"
	case ipv6:
		return "IPv6 and no IPv4"
	}
	return "both IPv4 and IPv6"
}

// anyType judges an endpoint whose address type is not known yet: a fault is certain only if
// none suits.
func (s *sight) anyType(e *plan.Endpoint) {
	for _, t := range []string{ipv4, ipv6, dualstack} {
		refused := false
		for _, i := range e.Subnets.Items {
			if subnet := s.Network.Subnets[i]; subnet.Listed && !familiesOf(subnet).suit(t).Or(true) {
				refused = true
			}
		}
		if !refused {
			s.Later(e.Key, "ip_address_type is not known yet")
			return
		}
	}
	s.Fault(e.Key, e.Path("subnet_ids"), "Some of its subnets have only IPv4 and some only IPv6, so no ip_address_type suits all of them.")
}

// serviceSuits compares an address type with what the service supports.
func (s *sight) serviceSuits(e *plan.Endpoint, addressType string) {
	families := map[string][]string{ipv4: {ipv4}, ipv6: {ipv6}, dualstack: {ipv4, ipv6}}[addressType]
	own := e.Service.Endpoint
	if own != nil && !own.SupportedIPAddressTypes.IsAbsent() {
		s.ownService(e, own, addressType, families)
		return
	}
	if addressType == ipv4 {
		return // what every service had before there was a choice
	}
	switch e.Service.Kind {
	case plan.AWS:
		offer, given := e.Service.Offer.Get()
		switch {
		case e.Service.Offer.IsUnknown():
			s.Later(e.Key, "the Region of the service is not known yet")
		case !given:
		case offer.IPv6 == nil:
			s.Missing(e.Key, "whether %s supports %s is not known", e.Service.Label(), addressType)
		case !*offer.IPv6:
			s.Fault(e.Key, e.Path("ip_address_type"), "ip_address_type is %s, and %s supports ipv4 only.", addressType, e.Service.Label())
		}
	case plan.Own:
		if own == nil && !s.EndpointServices.IsGiven() {
			if s.first("endpoint_services") {
				s.Need("", "endpoint_services", s.EndpointServices)
			}
		} else if own == nil {
			s.Missing(e.Key, "endpoint_services has no entry for the service, so its address types are not known")
		} else {
			s.Missing(e.Key, "supported_ip_address_types of endpoint service %q is not given", own.Key)
		}
	case plan.Undecided:
		s.Leads(e)
	case plan.Lattice, plan.Mesh: // these take what their subnets have
	}
}

// ownService compares an address type with those that an endpoint service lists.
func (s *sight) ownService(e *plan.Endpoint, own *plan.EndpointService, addressType string, families []string) {
	has, later := map[string]bool{}, own.SupportedIPAddressTypes.IsUnknown()
	var all []string
	for _, t := range own.SupportedIPAddressTypes.Or(nil) {
		later = later || t.IsUnknown()
		if text, given := t.Get(); given {
			has[text] = true
			all = append(all, text)
		}
	}
	for _, family := range families {
		switch {
		case has[family]:
		case later:
			s.Later(e.Key, "supported_ip_address_types of endpoint service %q is not known yet", own.Key)
			return
		default:
			s.Fault(e.Key, e.Path("ip_address_type"), "ip_address_type is %s, and the service %q supports %s.", addressType, own.Key, listed(sorted(all)))
			return
		}
	}
}
