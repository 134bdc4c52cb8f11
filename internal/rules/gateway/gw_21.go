package gateway

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw21: clients with IPv6 may bypass an IPv4 gateway endpoint.
var gw21 = rule.Rule{
	ID: "GW-21", Severity: rule.Warning, Needs: []string{"endpoints", "subnets"},
	Title:  "Clients with IPv6 may bypass an IPv4 gateway endpoint",
	Why:    "The dual-stack names of S3 resolve to IPv6 addresses too, for which the endpoint has no route. That traffic takes the Internet gateway or is dropped.",
	Fix:    "Use ip_address_type dualstack, or let clients use the IPv4 names.",
	Source: page.S3Interface,
	Check:  checkDualStackClients,
}

// checkDualStackClients finds client subnets with IPv6 behind an ipv4 endpoint for S3, whose
// dual-stack names they may call.
func checkDualStackClients(c *rule.Case) {
	s := surveyed(c)
	for _, e := range s.here() {
		if e.Service.Key != s3Key || e.IPAddressType.Or(ipv4) != ipv4 {
			continue
		}
		if !c.Settled(e.Key, "ip_address_type", e.IPAddressType) || !c.Need("", "subnets", c.Network.SubnetsGiven) {
			continue
		}
		s.judgeDualStackClients(e)
	}
}

// judgeDualStackClients names the client subnets with IPv6.
func (s *survey) judgeDualStackClients(e *plan.Endpoint) {
	certain, perhaps := s.users(e)
	var dual []string
	for _, i := range certain {
		subnet := s.Network.Subnets[i]
		switch {
		case !subnet.Client.Or(true):
		case subnet.IPv6.Or(false) && subnet.Client.IsUnknown():
			s.Later(subnet.Key, "whether the subnet has clients is not known yet")
		case subnet.IPv6.Or(false):
			dual = append(dual, subnet.Key)
		default:
			s.needFamilies(subnet, subnet.IPv6)
		}
	}
	for _, i := range perhaps {
		if subnet := s.Network.Subnets[i]; subnet.Client.Or(true) && subnet.IPv6.Or(true) {
			s.skipUse(e, i)
		}
	}
	if len(dual) > 0 {
		s.Fault(e.Key, e.Path("ip_address_type"), "The S3 gateway endpoint is ipv4, and the client subnets %s have IPv6. Calls to dual-stack names of S3 over IPv6 bypass it.", list(dual))
	}
}
