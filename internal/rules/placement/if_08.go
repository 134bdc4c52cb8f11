package placement

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// if08: each chosen subnet needs a free address for the endpoint.
var if08 = rule.Rule{
	ID: "IF-08", Severity: rule.Error, Needs: []string{"endpoints", "subnets"},
	Title:  "Each chosen subnet needs a free address for the endpoint",
	Why:    "The endpoint takes one address per subnet and address family. The first four and the last address of a subnet are reserved, and subnet_configuration may name only subnets of the endpoint.",
	Fix:    "Choose a subnet with free addresses, or designate one that is free and not reserved.",
	Source: page.CreateInterface,
	Check:  checkAddresses,
}

func checkAddresses(c *rule.Case) {
	a := &addresses{sight: sightOf(c), byID: map[string]int{}, taken: map[string]string{}}
	for i, subnet := range c.Network.Subnets {
		if id, given := subnet.ID.Get(); given {
			a.byID[id] = i
		}
	}
	for _, e := range c.Existing.Or(nil) {
		a.remember(e)
	}
	if c.Existing.IsUnknown() {
		a.later = append(a.later, "")
	}
	for _, e := range c.Of(withInterfaces()...) {
		a.judge(e)
	}
	a.judgeRoom()
}

// addresses are what endpoints take of their subnets.
type addresses struct {
	*sight
	// byID finds subnets by their ids.
	byID map[string]int
	// taken are designated addresses, each with the key of the endpoint that has it.
	taken map[string]string
	// later are the keys of existing endpoints whose addresses are not all known yet; empty
	// for all of them.
	later []string
}

// remember takes the addresses of an endpoint that is not judged.
func (a *addresses) remember(e *plan.Endpoint) {
	open := e.Addresses.IsUnknown()
	for _, block := range e.Addresses.Or(nil) {
		for _, address := range []plan.Text{block.IPv4, block.IPv6} {
			id, given := block.SubnetID.Get()
			text, also := address.Get()
			if given && also {
				a.taken[id+" "+text] = e.Key
			}
			open = open || address.IsUnknown() || also && block.SubnetID.IsUnknown()
		}
	}
	if open {
		a.later = append(a.later, e.Key)
	}
}

// judge looks at each address that an endpoint designates.
func (a *addresses) judge(e *plan.Endpoint) {
	if !a.Settled(e.Key, "subnet_configuration", e.Addresses) {
		return
	}
	for n, block := range e.Addresses.Or(nil) {
		at := e.Path("subnet_configuration").Index(n)
		id, given := block.SubnetID.Get()
		if !given {
			a.Need(e.Key, "subnet_id of a subnet_configuration", block.SubnetID)
			continue
		}
		i, known := a.byID[id]
		if !a.holds(e, id, i, known, at) {
			continue
		}
		if !known {
			a.lacks(id, false, "subnets does not list it")
			continue
		}
		subnet, described := a.subnet(i)
		if !described {
			continue
		}
		a.judgeAddress(e, subnet, block.IPv4, subnet.CIDRBlock, "cidr_block", at.Attribute("ipv4"))
		a.judgeAddress(e, subnet, block.IPv6, subnet.IPv6CIDRBlock, "ipv6_cidr_block", at.Attribute("ipv6"))
	}
}

// holds reports whether a subnet that is named by its id is one of the endpoint's.
func (a *addresses) holds(e *plan.Endpoint, id string, i int, known bool, at input.Path) bool {
	if known && slices.Contains(e.Subnets.Items, i) {
		return true
	}
	for _, item := range e.Subnets.Items {
		switch subnet := a.Network.Subnets[item]; {
		case subnet.ID.IsUnknown():
			a.lacks(subnet.Key, true, "id is not known yet")
			return false
		case subnet.ID.IsAbsent() && !known:
			a.lacks(subnet.Key, false, "id is not given, and subnet_configuration names subnets by their ids")
			return false
		}
	}
	if e.Subnets.Open {
		a.Later(e.Key, "the subnets of the endpoint are not all known yet")
		return false
	}
	f := rule.Finding{
		Target: e.Key, At: at.Attribute("subnet_id"), Fix: "Add the subnet to subnet_ids, or remove its subnet_configuration.",
		Detail: fmt.Sprintf("subnet_configuration names %s, which is not among the subnets of the endpoint.", id),
	}
	a.Add(f)
	return false
}

// judgeAddress judges one designated address.
func (a *addresses) judgeAddress(e *plan.Endpoint, s plan.Subnet, address, block plan.Text, name string, at input.Path) {
	text, given := address.Get()
	if !given {
		if address.IsUnknown() {
			a.Later(e.Key, "a designated address is not known yet")
		}
		return
	}
	key := s.ID.Or(s.Key) + " " + text
	if other, taken := a.taken[key]; taken {
		a.Fault(e.Key, at, "%s in subnet %q is the address of %q already.", text, s.Key, other)
		return
	}
	a.taken[key] = e.Key
	for _, other := range a.later {
		if other == "" {
			a.lacks("", true, "existing_endpoints is not known yet")
		} else {
			a.lacks(other, true, "the designated addresses are not all known yet")
		}
	}
	ip, err := netip.ParseAddr(text)
	if err != nil {
		a.Fault(e.Key, at, "%q is not an address.", text)
		return
	}
	prefix, known := plan.ParsePrefix(block)
	switch {
	case !known && block.IsUnknown():
		a.lacks(s.Key, true, name+" is not known yet")
	case !known && (s.IPv4.IsGiven() || s.IPv6.IsGiven()) && s.CIDRBlock.Known() && s.IPv6CIDRBlock.Known():
		a.Fault(e.Key, at, "Subnet %q has no %s, so it has no address %s.", s.Key, name, text)
	case !known:
		a.lacks(s.Key, false, name+" is not given")
	case !prefix.Contains(ip):
		a.Fault(e.Key, at, "%s is not in %s, the range of subnet %q.", text, prefix, s.Key)
	case reserved(prefix, ip):
		a.Fault(e.Key, at, "%s is one of the first four addresses or the last of %s, the range of subnet %q; AWS keeps these.", text, prefix, s.Key)
	}
}

// keptInFront is how many addresses at the beginning of a subnet AWS keeps; it keeps the last
// one too.
const keptInFront = 4

// reserved reports whether AWS keeps an address of a subnet.
func reserved(subnet netip.Prefix, ip netip.Addr) bool {
	first := subnet.Masked().Addr()
	for range keptInFront {
		if ip == first {
			return true
		}
		first = first.Next()
	}
	next := ip.Next()
	return !next.IsValid() || !subnet.Contains(next)
}
