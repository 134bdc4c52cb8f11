package firewall

import (
	"fmt"
	"slices"

	"go4.org/netipx"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// Interfaces are the network interfaces of an endpoint as a client's rules see them, one for
// each subnet. Clients may be answered with any of them.
func (v *View) Interfaces(e *plan.Endpoint) []Peer {
	groups, doubts := v.Attached(e)
	peer := Peer{Groups: groups}
	if len(doubts) > 0 {
		// It may have any other group besides.
		peer.Perhaps, peer.PerhapsDoubt = map[int]bool{}, doubts[0]
		for i := range v.plan.SecurityGroups {
			peer.Perhaps[i] = true
		}
	}
	var out []Peer
	for _, i := range e.Subnets.Items {
		p := peer
		p.Addresses = Families(e, v.Interface(e, i))
		out = append(out, p)
	}
	if e.Subnets.Open {
		p := peer
		p.Addresses = Families(e, Somewhere(v.vpc(e), unsure(true, "the subnets of the endpoint are not all known yet")))
		out = append(out, p)
	}
	return out
}

// Interface is the address of an endpoint's network interface in a subnet: that of its
// subnet_configuration, else some address of the subnet.
func (v *View) Interface(e *plan.Endpoint, subnet int) Addresses {
	a := v.SubnetAddresses(e, subnet)
	id := v.plan.Network.Subnets[subnet].ID
	for _, chosen := range e.Addresses.Or(nil) {
		if chosen.SubnetID.IsGiven() && id.IsGiven() && chosen.SubnetID == id {
			if set := chosenSet(chosen); len(set.Ranges()) > 0 {
				return Addresses{Sure: set, All: set}
			}
		}
	}
	return Somewhere(a.All, a.doubts...)
}

// chosenSet are the addresses of a subnet_configuration block; empty unless all are known.
func chosenSet(a plan.Address) *netipx.IPSet {
	b := &netipx.IPSetBuilder{}
	if a.IPv4.IsUnknown() || a.IPv6.IsUnknown() {
		return built(b)
	}
	for _, text := range []plan.Text{a.IPv4, a.IPv6} {
		if ip, err := parseAddr(text); err == nil {
			b.Add(ip)
		}
	}
	return built(b)
}

// ACL is the network ACL of a subnet. Where network_acls is given and no ACL of it serves the
// subnet, that is the default ACL as AWS makes it, which lets everything through: ok is false
// and the answer Yes.
func (v *View) ACL(subnet int) (acl int, ok bool, otherwise Answer) {
	s := v.plan.Network.Subnets[subnet]
	list, given := v.plan.ACLs.Get()
	if !given {
		return plan.None, false, missing(v.plan.ACLs.IsUnknown(), "network_acls")
	}
	if i, found := v.acl[subnet]; found {
		return i, true, Answer{}
	}
	if slices.ContainsFunc(list, func(a plan.ACL) bool { return a.Subnets.Open }) {
		return plan.None, false, unsure(true, fmt.Sprintf("which network ACL serves the subnet %q is not known yet", s.Key))
	}
	for i, a := range list {
		if elsewhere(a.VPCID, v.vpcOf(s)) {
			continue
		}
		if a.Default.Or(false) {
			return i, true, Answer{}
		}
		if a.Default.IsUnknown() {
			return plan.None, false, unsure(true, fmt.Sprintf("whether the network ACL %q is the default one is not known yet", a.Key))
		}
	}
	return plan.None, false, Answer{Outcome: Yes}
}

func (v *View) vpcOf(s plan.Subnet) plan.Text {
	if s.VPCID.IsAbsent() {
		return v.plan.Network.VPCID
	}
	return s.VPCID
}

// aclKey is one direction of a network ACL for some ports.
type aclKey struct {
	acl    int
	egress bool
	ports  string
}

// Through are the rules of one direction of a network ACL.
func (v *View) Through(acl int, egress bool, ports Ports) Sieve {
	key := aclKey{acl, egress, ports.Key()}
	if s, done := v.through[key]; done {
		return s
	}
	a := v.plan.ACLs.Or(nil)[acl]
	rules, direction := a.Ingress, "ingress"
	if egress {
		rules, direction = a.Egress, "egress"
	}
	var doubt *Answer
	if !rules.Known {
		d := unsure(false, fmt.Sprintf("the %s rules of the network ACL %q are not given", direction, a.Key))
		if rules.Later {
			d = unsure(true, fmt.Sprintf("the %s rules of the network ACL %q are not all known yet", direction, a.Key))
		}
		doubt = &d
	}
	s := siftACL(rules, ports, doubt)
	v.through[key] = s
	return s
}

// Returns says whether answers come back through a network ACL. Every client of a usual
// system uses the ports 49152-60999; Linux uses 32768-60999, Windows 49152-65535.
func (v *View) Returns(acl int, egress bool, to Addresses) Answer {
	common := v.Through(acl, egress, Span(49152, 60999)).Passes(Peer{Addresses: to})
	if common.Outcome != Yes {
		return common
	}
	if all := v.Through(acl, egress, Span(32768, 60999)).Passes(Peer{Addresses: to}); all.Outcome != No {
		return all
	}
	return unsure(false, fmt.Sprintf("which ephemeral ports the clients use is not given, and the network ACL %q lets only a part of 32768-60999 through", v.plan.ACLs.Or(nil)[acl].Key))
}
