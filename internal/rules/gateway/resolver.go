package gateway

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// dnsServers says whether the VPC asks the Amazon DNS server.
type dnsServers struct {
	// custom says that it asks others only; servers are those.
	custom  bool
	servers []string
	// missing says why that is not certain, later whether it will be.
	missing string
	later   bool
}

// amazonDNS reads the DNS servers of a VPC. Without any, AWS gives it the Amazon DNS server.
func amazonDNS(v plan.VPC) dnsServers {
	servers, given := v.DomainNameServers.Get()
	switch {
	case v.DomainNameServers.IsUnknown():
		return dnsServers{missing: "vpc.domain_name_servers is not known yet", later: true}
	case !given || len(servers) == 0:
		return dnsServers{}
	}
	out := dnsServers{custom: true}
	for _, server := range servers {
		text, known := server.Get()
		switch {
		case isAmazon(text, v):
			return dnsServers{}
		case server.IsUnknown():
			out = dnsServers{missing: "vpc.domain_name_servers is not known yet", later: true}
		case known && mayBeAmazon(text, v) && out.missing == "":
			out = dnsServers{missing: "the CIDR blocks of the VPC are not given, so nobody can say whether " + text + " is the Amazon DNS server", later: v.CIDRBlocks.IsUnknown()}
		case known && out.missing == "":
			out.servers = append(out.servers, text)
		}
	}
	return out
}

// isAmazon reports whether a server is the Amazon DNS server: by its word, by its fixed
// addresses, or by the third address of a CIDR block of the VPC.
func isAmazon(server string, v plan.VPC) bool {
	if strings.EqualFold(server, "AmazonProvidedDNS") || server == "169.254.169.253" || strings.EqualFold(server, "fd00:ec2::253") {
		return true
	}
	return slices.ContainsFunc(v.CIDRBlocks.Or(nil), func(block plan.Text) bool {
		p, ok := plan.ParsePrefix(block)
		return ok && p.Addr().Next().Next().String() == server
	})
}

// mayBeAmazon reports whether a server may be that third address of a block not given.
func mayBeAmazon(server string, v plan.VPC) bool {
	addr, err := netip.ParseAddr(server)
	unknown := !v.CIDRBlocks.IsGiven() || slices.ContainsFunc(v.CIDRBlocks.Or(nil), func(b plan.Text) bool { return b.IsUnknown() })
	return err == nil && addr.Is4() && unknown && addr.As4()[3]&0x0f == 2
}

// dnsOff are the DNS attributes of the VPC that are known to be off.
func (s *survey) dnsOff() []string {
	var off []string
	if !s.VPC.DNSSupport.Or(true) {
		off = append(off, "enable_dns_support")
	}
	if !s.VPC.DNSHostnames.Or(true) {
		off = append(off, "enable_dns_hostnames")
	}
	return off
}

// needDNS says which DNS attributes of the VPC are not known.
func (s *survey) needDNS() {
	if s.VPC.DNSSupport.IsAbsent() && s.VPC.DNSHostnames.IsAbsent() {
		s.Missing("", "vpc with enable_dns_support and enable_dns_hostnames is not given")
		return
	}
	s.Need("", "vpc.enable_dns_support", s.VPC.DNSSupport)
	s.Need("", "vpc.enable_dns_hostnames", s.VPC.DNSHostnames)
}
