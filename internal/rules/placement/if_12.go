package placement

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// if12: an IPv4 S3 endpoint does not serve the dual-stack names.
var if12 = rule.Rule{
	ID: "IF-12", Severity: rule.Warning, Needs: []string{"endpoints", "subnets"},
	Title:  "An IPv4 S3 endpoint does not serve the dual-stack names",
	Why:    "Clients that call the dual-stack names of S3 miss the endpoint.",
	Fix:    "Use ip_address_type dualstack, or let clients use the IPv4 names.",
	Source: page.S3Interface,
	Check:  checkDualStackNames,
}

func checkDualStackNames(c *rule.Case) {
	look := sightOf(c)
	for _, e := range c.Of(catalog.Interface) {
		// Without private DNS the ordinary names do not lead here at all, which is DNS-11.
		if !c.Leads(e) || e.Service.Key != "s3" || e.IPAddressType.Or(ipv4) != ipv4 || !e.PrivateDNS.Or(true) || !look.servesVPC(e) {
			continue
		}
		if !c.Network.SubnetsGiven.IsGiven() {
			c.Need("", "subnets", c.Network.SubnetsGiven)
			return
		}
		look.dualStackClients(e)
	}
}

// dualStackClients names the client subnets that have IPv6, where clients may prefer it.
func (s *sight) dualStackClients(e *plan.Endpoint) {
	var dual []string
	for _, i := range s.clients(e) {
		subnet := s.Network.Subnets[i]
		has, known := subnet.IPv6.Get()
		if !known {
			s.lacks(subnet.Key, subnet.IPv6.IsUnknown(), "ipv6_cidr_block is not given")
		}
		if has {
			dual = append(dual, subnet.Key)
		}
	}
	if len(dual) == 0 {
		return
	}
	for _, open := range []struct {
		name    string
		unknown bool
	}{{"ip_address_type", e.IPAddressType.IsUnknown()}, {"private_dns_enabled", e.PrivateDNS.IsUnknown()}} {
		if open.unknown {
			s.Later(e.Key, "%s is not known yet", open.name)
			return
		}
	}
	s.Fault(e.Key, e.Path("ip_address_type"), "The endpoint is ipv4, and the client %s %s %s IPv6: calls to the dual-stack names of S3 pass it by.",
		plural(len(dual), "subnet", "subnets"), quoted(dual), plural(len(dual), "has", "have"))
}
