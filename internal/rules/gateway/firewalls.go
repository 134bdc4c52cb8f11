package gateway

import (
	"fmt"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan/firewall"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// firewalls are the rules about what clients' security groups and network ACLs let through to
// the services of gateway endpoints.
type firewalls struct {
	*survey
	*firewall.View
	*firewall.Notes
	interfaces interfaces
}

func newFirewalls(c *rule.Case) *firewalls {
	s := surveyed(c)
	return &firewalls{survey: s, View: firewall.Over(c.Plan), Notes: firewall.NewNotes(c), interfaces: s.interfaces()}
}

// used are the endpoints that callers in the VPC use, the first of each service.
func (f *firewalls) used() []*plan.Endpoint {
	var out []*plan.Endpoint
	for _, e := range f.here() {
		if !f.isFirst(e) {
			continue
		}
		inside, answer := f.FromVPC(e)
		f.Tell(e.Key, answer)
		if inside && f.passes(e) {
			out = append(out, e)
		}
	}
	return out
}

// passes reports whether traffic of the VPC passes through a gateway endpoint. Private DNS of
// an interface endpoint for the same service draws it away, unless that is for inbound
// resolvers only.
func (f *firewalls) passes(e *plan.Endpoint) bool {
	for _, other := range f.interfaces.byService[e.Service.Key] {
		on, inboundOnly := other.PrivateDNS, other.InboundOnly()
		switch {
		case !together(e, other) || !on.Or(true) || inboundOnly.Or(false):
		case on.IsGiven() && inboundOnly.IsGiven():
			return false
		default:
			f.Later(e.Key, "whether private DNS of the interface endpoint %q draws the traffic of the VPC away is not known yet", other.Key)
			return false
		}
	}
	for _, other := range f.interfaces.open {
		if together(e, other) && other.PrivateDNS.Or(true) && (other.ServiceName.IsUnknown() || other.Service.Key == e.Service.Key) {
			f.Later(e.Key, "whether %q is an interface endpoint that draws the traffic of the VPC away is not known yet", other.Key)
			return false
		}
	}
	return true
}

// service is what clients reach through a gateway endpoint: the addresses of the service,
// which are public, and its prefix list.
func (f *firewalls) service(e *plan.Endpoint) firewall.Peer {
	all, ranges := firewall.Public(), f.ServiceRanges(e.Service.Key)
	if strings.HasPrefix(f.Region.Partition, "aws-iso") {
		all = firewall.Everything()
	}
	doubt := firewall.Answer{Reason: fmt.Sprintf("the address ranges of %s are not given in prefix_lists", e.Service.Key), Later: ranges.SetLater}
	if ranges.SetLater {
		doubt.Reason = fmt.Sprintf("the address ranges of %s are not all known yet", e.Service.Key)
	}
	addresses := firewall.Somewhere(all, doubt)
	if ranges.Set != nil {
		addresses = firewall.Known(ranges.Set)
		if ranges.SetLater {
			addresses = addresses.And(firewall.Perhaps(all, doubt))
		}
	}
	// The ordinary name of a service has IPv4 addresses only.
	family := firewall.IPv4()
	switch e.IPAddressType.Or("unknown") {
	case "ipv6":
		family = firewall.IPv6()
	case "unknown":
		addresses, family = firewall.Somewhere(addresses.All, firewall.Answer{Reason: "ip_address_type is not known yet", Later: true}), firewall.Everything()
	}
	within := addresses.Within(family)
	if within.None() {
		within = firewall.Somewhere(all, firewall.Answer{Reason: fmt.Sprintf("the IPv6 ranges of %s are not given in prefix_lists", e.Service.Key)}).Within(family)
	}
	return firewall.Peer{Addresses: within, Lists: ranges.IDs}
}
