package firewall

import (
	"net/netip"
	"slices"

	"go4.org/netipx"
)

// Sieve is what rules let through to or from some ports.
type Sieve struct {
	ports Ports
	parts []part
}

// part is what rules let through for ports that they treat alike.
type part struct {
	ports span
	// sure certainly passes, maybe may.
	sure, maybe gate
	// doubts say what keeps the two apart.
	doubts []Answer
}

// gate is what passes: addresses, members of security groups, and prefix lists by their ids.
type gate struct {
	addresses *netipx.IPSet
	groups    map[int]bool
	lists     map[string]bool
	// anyGroup says that it may be any group.
	anyGroup bool
}

// Peer is the other side of traffic. It passes if its addresses do, or a group or list of it.
type Peer struct {
	Addresses Addresses
	// Groups are security groups that the peer has, Perhaps those that it may have besides;
	// PerhapsDoubt says why that is not known.
	Groups       []int
	Perhaps      map[int]bool
	PerhapsDoubt Answer
	// Lists are ids of prefix lists that hold every address of the peer.
	Lists map[string]bool
}

// Passes says whether the rules let a peer through on the ports.
func (s Sieve) Passes(p Peer) Answer {
	answers := make([]Answer, len(s.parts))
	for i, part := range s.parts {
		answers[i] = part.passes(p)
	}
	switch s.ports.need {
	case every:
		return All(answers...)
	case one:
		return Some(answers...)
	case hidden:
	}
	all, some := All(answers...), Some(answers...)
	switch {
	case all.Outcome == Yes:
		return all
	case some.Outcome == No:
		return some
	}
	return s.ports.doubt
}

// Maybe are the addresses that may pass on one of the ports at least.
func (s Sieve) Maybe() *netipx.IPSet {
	b := &netipx.IPSetBuilder{}
	for _, p := range s.parts {
		b.AddSet(p.maybe.addresses)
	}
	return built(b)
}

func (p part) passes(peer Peer) Answer {
	if p.sure.names(peer.Groups, peer.Lists) || contains(p.sure.addresses, peer.Addresses.All) {
		return Answer{Outcome: Yes}
	}
	reasons := slices.Clone(p.doubts)
	byName := p.maybe.names(peer.Groups, peer.Lists) ||
		p.maybe.anyGroup && (len(peer.Groups) > 0 || peer.Perhaps != nil)
	for group := range peer.Perhaps {
		if p.maybe.groups[group] {
			byName = true
			reasons = append(reasons, peer.PerhapsDoubt)
			break
		}
	}
	shut := !peer.Addresses.optional && !p.maybe.addresses.Overlaps(peer.Addresses.All)
	if !byName && (shut || !contains(p.maybe.addresses, peer.Addresses.Sure)) {
		return Answer{Outcome: No}
	}
	if reasons = append(reasons, peer.Addresses.doubts...); len(reasons) == 0 {
		return unsure(false, "which of the addresses are used is not given")
	}
	return telling(reasons)
}

func (g gate) names(groups []int, lists map[string]bool) bool {
	for _, group := range groups {
		if g.groups[group] {
			return true
		}
	}
	for list := range lists {
		if g.lists[list] {
			return true
		}
	}
	return false
}

// gateBuilder collects a gate.
type gateBuilder struct {
	addresses netipx.IPSetBuilder
	gate
}

func newGate() *gateBuilder {
	return &gateBuilder{gate: gate{groups: map[int]bool{}, lists: map[string]bool{}}}
}

func (b *gateBuilder) add(prefixes []netip.Prefix) {
	for _, p := range prefixes {
		b.addresses.AddPrefix(p)
	}
}

// everything lets all through.
func (b *gateBuilder) everything() {
	b.addresses.AddSet(Everything())
	b.anyGroup = true
}

func (b *gateBuilder) built() gate {
	b.gate.addresses = built(&b.addresses)
	return b.gate
}
