package topology

import (
	"net/netip"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
)

// checkBlocks refuses address ranges that are none, wherever the input has them. Read as
// absent they would make a rule silent that should have been heard.
func (n *Network) checkBlocks(errs *input.Errors) {
	for _, s := range n.subnets {
		at := input.At("subnets").Key(s.key)
		block(s.CIDRBlock, at.Attribute("cidr_block"), errs)
		block(s.IPv6CIDRBlock, at.Attribute("ipv6_cidr_block"), errs)
	}
	tables := n.input.RouteTables.Or(nil)
	for _, key := range sortedKeys(tables) {
		for _, r := range tables[key].Routes.Or(nil) {
			block(r.CIDRBlock, input.At("route_tables").Key(key), errs)
			block(r.IPv6CIDRBlock, input.At("route_tables").Key(key), errs)
		}
	}
	routes := n.input.Routes.Or(nil)
	for _, key := range sortedKeys(routes) {
		at := input.At("routes").Key(key)
		block(routes[key].CIDRBlock, at.Attribute("destination_cidr_block"), errs)
		block(routes[key].IPv6CIDRBlock, at.Attribute("destination_ipv6_cidr_block"), errs)
	}
	lists := n.input.PrefixLists.Or(nil)
	for _, key := range sortedKeys(lists) {
		for _, c := range lists[key].CIDRs.Or(nil) {
			block(c, input.At("prefix_lists").Key(key), errs)
		}
	}
}

// block refuses a text that is not a range. A prefix list id in its place is a finding
// elsewhere, not an unusable input.
func block(t Text, at input.Path, errs *input.Errors) {
	text, given := t.Get()
	if !given || strings.HasPrefix(text, "pl-") {
		return
	}
	if _, err := netip.ParsePrefix(text); err != nil {
		errs.Add(at, "%q is not a range of addresses such as 10.0.0.0/16 or 2001:db8::/56.", text)
	}
}
