package topology

import (
	"net/netip"
	"strings"

	"go4.org/netipx"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
)

// ranges are what is known about a service's prefix list.
type ranges struct {
	// ids are the ids of the list, set its ranges; nil if they are not known.
	ids map[string]bool
	set *netipx.IPSet
}

// serviceRanges collects what prefix_lists and the service's own endpoints say.
func (a *associator) serviceRanges(g gateway) ranges {
	r := ranges{ids: map[string]bool{}}
	var cidrs []Text
	take := func(id Text, list maybe.Value[[]Text]) {
		if v, given := id.Get(); given {
			r.ids[v] = true
		}
		cidrs = append(cidrs, list.Or(nil)...)
	}
	lists := a.input.PrefixLists.Or(nil)
	for _, key := range sortedKeys(lists) {
		if name, given := lists[key].Name.Get(); given && name == g.offer.ServiceName {
			take(lists[key].ID, lists[key].CIDRs)
		}
	}
	for _, e := range a.Network.existing {
		if a.serviceOf(e.Endpoint) == g.offer.Key && a.isHere(e.Endpoint) {
			take(e.PrefixListID, e.CIDRBlocks)
		}
	}
	r.set = setOf(cidrs)
	return r
}

// lists are the ranges behind the ids of prefix lists; nil where they are not known.
func (n *Network) lists() map[string]*netipx.IPSet {
	out := map[string]*netipx.IPSet{}
	lists := n.input.PrefixLists.Or(nil)
	for _, key := range sortedKeys(lists) {
		if id, given := lists[key].ID.Get(); given {
			out[id] = setOf(lists[key].CIDRs.Or(nil))
		}
	}
	return out
}

// setOf unites ranges. It is nil without any, because a prefix list has some.
func setOf(cidrs []Text) *netipx.IPSet {
	var b netipx.IPSetBuilder
	found := false
	for _, c := range cidrs {
		if p, ok := prefix(c); ok {
			b.AddPrefix(p)
			found = true
		}
	}
	if set, err := b.IPSet(); found && err == nil {
		return set
	}
	return nil
}

func prefix(t Text) (netip.Prefix, bool) {
	text, given := t.Get()
	if !given {
		return netip.Prefix{}, false
	}
	p, err := netip.ParsePrefix(text)
	return p.Masked(), err == nil
}

// destination returns the address range of a route.
func (r Route) destination() (netip.Prefix, bool) {
	if p, ok := prefix(r.CIDRBlock); ok {
		return p, true
	}
	return prefix(r.IPv6CIDRBlock)
}

// private reports whether a destination holds no public address, so that no range of an
// AWS service can be inside it.
func private(p netip.Prefix) bool {
	sharedSpace := netip.PrefixFrom(netip.AddrFrom4([4]byte{100, 64, 0, 0}), 10)
	return p.Addr().IsPrivate() || p.Addr().IsLinkLocalUnicast() || sharedSpace.Contains(p.Addr())
}

// isEndpoint reports whether a route leads into a VPC endpoint.
func (t Target) isEndpoint() bool {
	id, given := t.ID.Get()
	return given && strings.HasPrefix(id, "vpce-")
}

// leaves reports whether a route leads out of the VPC by one of the usual ways.
func (t Target) leaves() bool {
	id, given := t.ID.Get()
	switch t.Attribute {
	case "nat_gateway_id", "transit_gateway_id", "egress_only_gateway_id", "core_network_arn":
		return true
	case "gateway_id":
		return given && (strings.HasPrefix(id, "igw-") || strings.HasPrefix(id, "vgw-"))
	}
	return false
}

// name is how a reader recognises a target.
func (t Target) name() string { return t.ID.Or(t.Attribute) }
