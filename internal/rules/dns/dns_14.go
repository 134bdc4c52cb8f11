package dns

import (
	"net/netip"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dns14: other DNS servers must ask the VPC's resolver for the private names.
var dns14 = rule.Rule{
	ID: "DNS-14", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "Other DNS servers must ask the VPC's resolver for the private names",
	Why:    "Private names are answered by the Amazon resolver of the VPC only. Servers of your own and callers on-premises get public addresses unless they forward to it.",
	Fix:    "Forward the names to the VPC's resolver; from on-premises through an inbound Resolver endpoint and forwarding rules.",
	Source: page.Interface,
	Check:  checkResolvers,
}

// checkResolvers asks who answers the names of endpoints with private DNS; the names of an
// endpoint itself resolve everywhere.
func checkResolvers(c *rule.Case) {
	endpoints := slices.DeleteFunc(private(c), func(e *plan.Endpoint) bool {
		return len(c.Options) > 0 && !c.Leads(e) // options of a service may name other callers
	})
	if len(endpoints) == 0 {
		return
	}
	for _, place := range plan.Callers() {
		if place != plan.CallerVPC {
			callersAt(c, place, endpoints)
		}
	}
	var inside []*plan.Endpoint
	for _, e := range endpoints {
		switch callers, known := c.CallersOf(e).Get(); {
		case !known:
			c.Later(e.Key, "the callers of the endpoint are not known yet")
		case inboundOnly(e).Or(false): // the VPC itself takes the gateway endpoint
		case slices.Contains(callers, plan.CallerVPC):
			inside = append(inside, e)
		}
	}
	if len(inside) > 0 {
		servers(c, inside)
	}
}

// callersAt judges the callers of one place outside the VPC, for all endpoints at once.
func callersAt(c *rule.Case, place string, endpoints []*plan.Endpoint) {
	var used []*plan.Endpoint
	for _, e := range endpoints {
		if slices.Contains(c.CallersOf(e).Or(nil), place) {
			used = append(used, e)
		}
	}
	if len(used) == 0 {
		return
	}
	at := input.At("callers")
	if !slices.Contains(c.Callers.Or(nil), place) {
		at = input.At("service_options")
	}
	if place != plan.CallerOnPremises {
		c.Remind(place, at, "Callers %s resolve the private names of %s only with a Route 53 Profile or a private hosted zone that they share, or through an inbound Resolver endpoint.", where[place], few(used))
		return
	}
	switch inbound, known := inboundResolver(c); {
	case inbound:
		c.Remind(place, at, "DNS servers on-premises must forward the private names of %s to the inbound Resolver endpoint.", few(used))
	case !known && c.ResolverEndpoints.IsAbsent():
		c.Remind(place, at, "Callers on-premises resolve the private names of %s only through an inbound Resolver endpoint, to which their DNS servers forward.", few(used))
	case !known:
		c.Later("", "resolver_endpoints is not all known yet")
	default:
		c.Fault(place, input.At("resolver_endpoints"), "Callers on-premises use %s by private names, and there is no inbound Resolver endpoint that could answer them.", few(used))
	}
}

// where says where callers are.
var where = map[string]string{
	plan.CallerPeeredVPC: "in a peered VPC", plan.CallerTransitGateway: "behind a transit gateway", plan.CallerOtherRegion: "in another Region",
}

// inboundResolver reports whether there is an inbound Resolver endpoint, and whether that is
// known.
func inboundResolver(c *rule.Case) (there, known bool) {
	known = c.ResolverEndpoints.IsGiven()
	for _, r := range c.ResolverEndpoints.Or(nil) {
		direction, given := r.Direction.Get()
		if given && direction != "OUTBOUND" {
			return true, true
		}
		known = known && given
	}
	return false, known
}

// servers judges the DNS servers of the VPC itself.
func servers(c *rule.Case, endpoints []*plan.Endpoint) {
	at := input.At("vpc").Attribute("domain_name_servers")
	list, given := c.VPC.DomainNameServers.Get()
	if !given {
		if c.VPC.DomainNameServers.IsUnknown() {
			c.Later("", "domain_name_servers of vpc is not known yet")
			return
		}
		c.Remind("vpc", at, "Which DNS servers the VPC uses is not given: where they are your own, they must forward the private names of %s to the Amazon resolver of the VPC.", few(endpoints))
		return
	}
	var own, outside []string
	for _, server := range list {
		address, given := server.Get()
		switch {
		case !given:
			c.Need("", "an element of domain_name_servers of vpc", server)
		case amazonResolver(c, address):
		default:
			switch away := foreign(c, address); {
			case away.IsUnknown():
				c.Later("", "the CIDR blocks of vpc are not all known yet, so whether DNS server %s is in it is not either", address)
			case away.Or(false):
				outside = append(outside, address)
			default:
				own = append(own, address)
			}
		}
	}
	if len(outside) > 0 {
		serversOutside(c, at, outside, endpoints)
	}
	if len(own) > 0 {
		c.Remind("vpc", at, "The VPC uses the DNS %s; they must forward the private names of %s to the Amazon resolver of the VPC.", serverList(own), few(endpoints))
	}
}

// serversOutside judges DNS servers that reach the Amazon resolver only through an inbound
// Resolver endpoint, because they are not in the VPC.
func serversOutside(c *rule.Case, at input.Path, outside []string, endpoints []*plan.Endpoint) {
	inbound, known := inboundResolver(c)
	switch {
	case inbound || c.ResolverEndpoints.IsAbsent():
		c.Remind("vpc", at, "The VPC uses the DNS %s outside of it; they must forward the private names of %s to an inbound Resolver endpoint.", serverList(outside), few(endpoints))
	case !known:
		c.Later("", "resolver_endpoints is not all known yet")
	default:
		c.Fault("vpc", at, "The VPC uses the DNS %s outside of it, and there is no inbound Resolver endpoint through which they could ask for the private names of %s.", serverList(outside), few(endpoints))
	}
}

// serverList names DNS servers.
func serverList(addresses []string) string {
	if len(addresses) == 1 {
		return "server " + addresses[0]
	}
	return "servers " + listed(addresses)
}

// amazonResolver reports whether a DNS server is the Amazon resolver of the VPC, by its word,
// by its fixed addresses, or by the address two above the base of the VPC.
func amazonResolver(c *rule.Case, address string) bool {
	if slices.Contains([]string{"AmazonProvidedDNS", "169.254.169.253", "fd00:ec2::253"}, address) {
		return true
	}
	for _, block := range c.VPC.CIDRBlocks.Or(nil) {
		if prefix, ok := plan.ParsePrefix(block); ok && prefix.Addr().Next().Next().String() == address {
			return true
		}
	}
	return false
}

// foreign reports whether an address is outside the VPC; it is absent where the VPC's ranges
// are not given.
func foreign(c *rule.Case, address string) plan.Flag {
	ip, err := netip.ParseAddr(address)
	blocks, given := c.VPC.CIDRBlocks.Get()
	if err != nil || !ip.Is4() || c.VPC.CIDRBlocks.IsAbsent() || given && len(blocks) == 0 {
		return plan.Flag{}
	}
	out := maybe.Of(true)
	for _, block := range blocks {
		if prefix, ok := plan.ParsePrefix(block); ok && prefix.Contains(ip) {
			return maybe.Of(false)
		} else if !ok {
			out = maybe.Unknown[bool]()
		}
	}
	if !given {
		return maybe.Unknown[bool]()
	}
	return out
}
