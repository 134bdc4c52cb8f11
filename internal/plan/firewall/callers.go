package firewall

import (
	"fmt"
	"maps"
	"slices"

	"go4.org/netipx"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

func known(b bool) plan.Flag { return maybe.Of(b) }

func later() plan.Flag { return maybe.Unknown[bool]() }

// elsewhere reports whether two VPCs are known to be different ones.
func elsewhere(a, b plan.Text) bool { return a.IsGiven() && b.IsGiven() && a != b }

// Clients are the security groups that callers in the VPC of an endpoint have, and those of
// which that is not known yet.
func (v *View) Clients(e *plan.Endpoint) (sure, perhaps []int) {
	for i, g := range v.plan.SecurityGroups {
		client, given := v.client[i].Get()
		switch {
		case !g.Listed || elsewhere(g.VPCID, e.VPCID):
		case given && client:
			sure = append(sure, i)
		case !given:
			perhaps = append(perhaps, i)
		}
	}
	return sure, perhaps
}

// Callers are those of an endpoint, and why they are not known.
func (v *View) Callers(e *plan.Endpoint) ([]string, Answer) {
	callers := v.plan.CallersOf(e)
	switch {
	case !callers.IsUnknown():
		return callers.Or(nil), Answer{Outcome: Yes}
	case v.plan.Callers.IsUnknown():
		return nil, missing(true, "callers")
	}
	return nil, unsure(true, "the callers in service_options are not known yet")
}

// FromVPC reports whether callers in the VPC of an endpoint use it; otherwise the answer may
// be a doubt.
func (v *View) FromVPC(e *plan.Endpoint) (bool, Answer) {
	callers, answer := v.Callers(e)
	return slices.Contains(callers, plan.CallerVPC), answer
}

// NoClients says why no security group of a caller is known.
func (v *View) NoClients() Answer {
	if given := v.plan.SecurityGroupsGiven; !given.IsGiven() {
		return missing(given.IsUnknown(), "security_groups")
	}
	return Answer{Reason: "security_groups has no group that callers have", Whole: true}
}

// Foreign is a caller outside of the VPC of an endpoint. Peering and transit gateways let
// rules name its security groups, so one that is not of this VPC may be its own.
func (v *View) Foreign(e *plan.Endpoint, addresses Addresses) Peer {
	p := Peer{
		Addresses: addresses, Perhaps: map[int]bool{},
		PerhapsDoubt: unsure(v.plan.SecurityGroupsGiven.IsUnknown(), "whether the callers have a security group of another VPC that is admitted is not given"),
	}
	for i, g := range v.plan.SecurityGroups {
		if !g.Listed || elsewhere(g.VPCID, e.VPCID) {
			p.Perhaps[i] = true
		}
	}
	return p
}

// Client is a caller in the VPC with one security group that is known.
func (v *View) Client(group int, addresses Addresses) Peer {
	return Peer{Addresses: addresses, Groups: []int{group}}
}

// SomeClient is a caller in the VPC of which the groups are not given. It may have any but
// those of which it is written that callers have them not.
func (v *View) SomeClient(addresses Addresses) Peer {
	p := Peer{
		Addresses: addresses, Perhaps: map[int]bool{},
		PerhapsDoubt: unsure(slices.ContainsFunc(v.client, plan.Flag.IsUnknown) || v.plan.SecurityGroupsGiven.IsUnknown(),
			"whether callers have a security group that is admitted is not given (client = true in security_groups)"),
	}
	for i, g := range v.plan.SecurityGroups {
		if !g.Listed || g.Client.Or(true) {
			p.Perhaps[i] = true
		}
	}
	return p
}

// Inside are the addresses of callers in the VPC of an endpoint: those given, else those of
// the client subnets.
func (v *View) Inside(e *plan.Endpoint) Addresses {
	a, done := v.inside[e.VPCID]
	if !done {
		a = v.readInside(e)
		v.inside[e.VPCID] = a
	}
	return a
}

func (v *View) readInside(e *plan.Endpoint) Addresses {
	if own, said := v.callerBlocks(plan.CallerVPC); said {
		return own
	}
	n := v.plan.Network
	if given, settled := n.SubnetsGiven.Get(); !settled || !given {
		return Somewhere(v.vpc(e), missing(n.SubnetsGiven.IsUnknown(), "subnets"))
	}
	out := Exactly()
	for i, s := range n.Subnets {
		client, settled := s.Client.Get()
		if !s.Listed || settled && !client || elsewhere(s.VPCID, e.VPCID) {
			continue
		}
		add := v.SubnetAddresses(e, i)
		if !settled {
			add = Perhaps(add.All, unsure(true, fmt.Sprintf("whether the subnet %q has clients is not known yet", s.Key)))
		}
		out = out.And(add)
	}
	return out
}

// callerBlocks are the addresses that caller_cidr_blocks says of a caller; said is false where
// it says nothing.
func (v *View) callerBlocks(caller string) (out Addresses, said bool) {
	blocks, given := v.plan.CallerCIDRs.Get()
	if v.plan.CallerCIDRs.IsUnknown() {
		return Somewhere(Everything(), missing(true, "caller_cidr_blocks")), true
	}
	texts, listed := blocks[caller]
	if !given || !listed || texts.IsAbsent() {
		return Addresses{}, false
	}
	prefixes, doubts := parsed(texts, "the CIDR blocks of caller "+caller)
	out = Exactly(prefixes...)
	if len(doubts) > 0 {
		out.All, out.optional, out.doubts = Everything(), false, doubts
	}
	return out, true
}

// Outside are the addresses of callers outside of the VPC.
func (v *View) Outside(caller string) Addresses {
	if out, said := v.callerBlocks(caller); said {
		return out
	}
	if v.plan.CallerCIDRs.IsGiven() {
		return Anywhere(false, fmt.Sprintf("caller_cidr_blocks has no entry %q", caller))
	}
	return Somewhere(Everything(), missing(false, "caller_cidr_blocks"))
}

// Blocks are ranges that the caller gave, such as those of a spoke.
func Blocks(texts plan.Texts, name string) Addresses {
	if texts.IsAbsent() {
		return Anywhere(false, name+" are not given")
	}
	prefixes, doubts := parsed(texts, name)
	out := Exactly(prefixes...)
	if len(doubts) > 0 {
		out.All, out.optional, out.doubts = Everything(), false, doubts
	}
	return out
}

// vpc are all addresses that an endpoint's VPC can have.
func (v *View) vpc(e *plan.Endpoint) *netipx.IPSet {
	if v.plan.VPC.CIDRBlocks.IsAbsent() || elsewhere(v.plan.VPC.ID, e.VPCID) {
		return Everything()
	}
	prefixes, doubts := parsed(v.plan.VPC.CIDRBlocks, "")
	if len(doubts) > 0 || len(prefixes) == 0 {
		return Everything()
	}
	return union(setOf(prefixes), IPv6()) // amazon's own IPv6 ranges differ from subnet to subnet
}

// SubnetAddresses are all addresses of a subnet.
func (v *View) SubnetAddresses(e *plan.Endpoint, i int) Addresses {
	s := v.plan.Network.Subnets[i]
	out := Exactly()
	for _, family := range []struct {
		block plan.Text
		has   plan.Flag
		name  string
		all   *netipx.IPSet
	}{{s.CIDRBlock, s.IPv4, "cidr_block", IPv4()}, {s.IPv6CIDRBlock, s.IPv6, "ipv6_cidr_block", IPv6()}} {
		prefix, ok := plan.ParsePrefix(family.block)
		has, settled := family.has.Get()
		switch {
		case ok:
			out = out.And(Exactly(prefix))
		case settled && !has:
		case family.block.IsUnknown() || family.has.IsUnknown():
			out = out.And(Somewhere(intersection(v.vpc(e), family.all), unsure(true, fmt.Sprintf("%s of the subnet %q is not known yet", family.name, s.Key))))
		default:
			out = out.And(Somewhere(intersection(v.vpc(e), family.all), unsure(false, fmt.Sprintf("%s of the subnet %q is not given", family.name, s.Key))))
		}
	}
	return out
}

// Families keeps of addresses those of the families that an endpoint answers.
func Families(e *plan.Endpoint, a Addresses) Addresses {
	kind, record := e.IPAddressType, e.RecordIPType()
	switch {
	case kind.Or("") == "ipv4" || kind.Or("") == "dualstack" && record.Or("") == "ipv4":
		return a.Within(IPv4())
	case kind.Or("") == "ipv6" || kind.Or("") == "dualstack" && record.Or("") == "ipv6":
		return a.Within(IPv6())
	case kind.Or("") == "dualstack" && record.Known():
		return a
	}
	// One family or both: only an address of a family that must be answered is sure.
	doubts := append(slices.Clone(a.doubts), unsure(true, "ip_address_type or dns_record_ip_type is not known yet"))
	return Addresses{Sure: &netipx.IPSet{}, All: a.All, optional: a.optional, doubts: doubts}
}

// Everywhere are the addresses of all callers that caller_cidr_blocks names.
func (v *View) Everywhere() Addresses {
	blocks, given := v.plan.CallerCIDRs.Get()
	if !given {
		return Somewhere(Everything(), missing(v.plan.CallerCIDRs.IsUnknown(), "caller_cidr_blocks"))
	}
	out := Exactly()
	for _, caller := range slices.Sorted(maps.Keys(blocks)) {
		if a, said := v.callerBlocks(caller); said {
			out = out.And(a)
		}
	}
	return out
}
