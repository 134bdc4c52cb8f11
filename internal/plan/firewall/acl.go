package firewall

import (
	"fmt"
	"slices"
	"strings"

	"go4.org/netipx"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// siftACL sifts the rules of one direction of a network ACL: the first that matches decides,
// and what none matches is denied.
func siftACL(rules plan.ACLRules, ports Ports, doubt *Answer) Sieve {
	var cuts []int64
	for _, r := range rules.Rules {
		cuts = append(cuts, cutsOf(r.FromPort, r.ToPort)...)
	}
	s := Sieve{ports: ports}
	for _, ports := range ports.parts(cuts) {
		matched := make([]matchedRule, 0, len(rules.Rules))
		var doubts []Answer
		for _, r := range rules.Rules {
			one := matchACL(r, ports)
			matched = append(matched, one)
			if one.doubt != nil {
				doubts = append(doubts, *one.doubt)
			}
		}
		p := part{ports: ports, sure: gate{addresses: sureOf(matched)}, maybe: gate{addresses: maybeOf(matched)}, doubts: doubts}
		if doubt != nil {
			p.doubts = append(p.doubts, *doubt)
			p.sure.addresses, p.maybe.addresses = &netipx.IPSet{}, Everything()
		}
		s.parts = append(s.parts, p)
	}
	return s
}

// matchedRule is a rule with the addresses that it is about.
type matchedRule struct {
	action action
	// placed says that its number is known.
	placed bool
	// sure are certainly matched, maybe perhaps.
	sure, maybe *netipx.IPSet
	doubt       *Answer
}

type action uint8

const (
	either action = iota
	allow
	deny
)

func matchACL(r plan.ACLRule, ports span) matchedRule {
	out := matchedRule{placed: r.Number.IsGiven(), sure: &netipx.IPSet{}, maybe: &netipx.IPSet{}}
	m := matchTCP(r.Protocol, r.FromPort, r.ToPort, ports)
	if m == never {
		return out
	}
	switch strings.ToLower(r.Action.Or("")) {
	case "allow":
		out.action = allow
	case "deny":
		out.action = deny
	}
	known := m == always && out.placed && out.action != either
	blocks := netipx.IPSetBuilder{}
	for _, block := range []plan.Text{r.CIDRBlock, r.IPv6CIDRBlock} {
		if prefix, ok := plan.ParsePrefix(block); ok {
			blocks.AddPrefix(prefix)
		} else if !block.IsAbsent() {
			known = false
			out.maybe = Everything()
		}
	}
	set := built(&blocks)
	out.maybe = union(out.maybe, set)
	if m == always {
		out.sure = set
	}
	if !known {
		later := slices.ContainsFunc([]bool{
			r.Number.IsUnknown(), r.Action.IsUnknown(), r.Protocol.IsUnknown(), r.FromPort.IsUnknown(), r.ToPort.IsUnknown(),
			r.CIDRBlock.IsUnknown(), r.IPv6CIDRBlock.IsUnknown(),
		}, func(unknown bool) bool { return unknown })
		doubt := unsure(later, fmt.Sprintf("the rule at %s is not wholly known", r.At))
		out.doubt = &doubt
	}
	return out
}

// sureOf are the addresses that are let through whatever the rules turn out to be: from the
// last rule to the first, each that allows adds what it certainly matches and each that may
// deny takes away what it may match. A rule of no known number is taken where it lets the
// least through: first if it denies, last if it allows.
func sureOf(rules []matchedRule) *netipx.IPSet {
	b := &netipx.IPSetBuilder{}
	for _, r := range ordered(rules, func(r matchedRule) bool { return r.action != allow }) {
		if r.action == allow {
			b.AddSet(r.sure)
		} else {
			b.RemoveSet(r.maybe)
		}
	}
	return built(b)
}

// maybeOf are the addresses that are let through if every doubt is in their favour.
func maybeOf(rules []matchedRule) *netipx.IPSet {
	b := &netipx.IPSetBuilder{}
	for _, r := range ordered(rules, func(r matchedRule) bool { return r.action != deny }) {
		if r.action == deny {
			b.RemoveSet(r.sure)
		} else {
			b.AddSet(r.maybe)
		}
	}
	return built(b)
}

// ordered are the rules from the last to the first, those of no known number at the ends.
func ordered(rules []matchedRule, first func(matchedRule) bool) []matchedRule {
	var front, middle, back []matchedRule
	for _, r := range rules {
		switch {
		case r.placed:
			middle = append(middle, r)
		case first(r):
			front = append(front, r)
		default:
			back = append(back, r)
		}
	}
	out := slices.Concat(front, middle, back)
	slices.Reverse(out)
	return out
}
