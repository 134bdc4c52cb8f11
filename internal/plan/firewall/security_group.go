package firewall

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// owned are the rules of one direction of one security group.
type owned struct {
	group int
	rules plan.SecurityRules
	// doubt says why the rules are not known, if they are not.
	doubt *Answer
}

// lists tells the addresses behind the id of a prefix list, and whether it is a list of AWS.
type lists func(id string) (ranges plan.Ranges, ofAWS bool)

// siftGroups sifts the rules of the groups of one network interface. All groups admit: what
// one lets through passes. doubts are about groups that are not known.
func siftGroups(groups []owned, ports Ports, look lists, doubts []Answer) Sieve {
	var cuts []int64
	for _, g := range groups {
		for _, r := range g.rules.Rules {
			cuts = append(cuts, cutsOf(r.FromPort, r.ToPort)...)
		}
	}
	s := Sieve{ports: ports}
	for _, ports := range ports.parts(cuts) {
		b := partBuilder{sure: newGate(), maybe: newGate(), look: look}
		for _, doubt := range doubts {
			b.anything(doubt)
		}
		for _, g := range groups {
			if g.doubt != nil {
				b.anything(*g.doubt)
			}
			for _, r := range g.rules.Rules {
				b.rule(r, g.group, matchTCP(r.Protocol, r.FromPort, r.ToPort, ports))
			}
		}
		s.parts = append(s.parts, part{ports: ports, sure: b.sure.built(), maybe: b.maybe.built(), doubts: b.doubts})
	}
	return s
}

type partBuilder struct {
	sure, maybe *gateBuilder
	doubts      []Answer
	look        lists
}

// anything lets everything through perhaps.
func (b *partBuilder) anything(why Answer) {
	b.maybe.everything()
	b.doubts = append(b.doubts, why)
}

// gates are those that a rule opens: both, or the second alone if it may not be about the traffic.
func (b *partBuilder) gates(m match) []*gateBuilder {
	if m == always {
		return []*gateBuilder{b.sure, b.maybe}
	}
	return []*gateBuilder{b.maybe}
}

// rule adds what a rule of a group lets through.
func (b *partBuilder) rule(r plan.SecurityRule, owner int, m match) {
	if m == never {
		return
	}
	if m == perhaps {
		b.doubts = append(b.doubts, unsure(r.Protocol.IsUnknown() || r.FromPort.IsUnknown() || r.ToPort.IsUnknown(),
			fmt.Sprintf("the protocol or a port of %s is not known", r.At)))
	}
	for _, texts := range []plan.Texts{r.IPv4, r.IPv6} {
		prefixes, doubts := parsed(texts, "the ranges of "+r.At.String())
		for _, g := range b.gates(m) {
			g.add(prefixes)
		}
		if len(doubts) > 0 {
			b.maybe.addresses.AddSet(Everything())
			b.doubts = append(b.doubts, doubts...)
		}
	}
	b.prefixLists(r, m)
	for _, group := range r.Groups.Items {
		for _, g := range b.gates(m) {
			g.groups[group] = true
		}
	}
	if r.Self.Or(false) {
		for _, g := range b.gates(m) {
			g.groups[owner] = true
		}
	}
	if r.Groups.Open {
		b.maybe.anyGroup = true
		b.doubts = append(b.doubts, unsure(true, fmt.Sprintf("a security group in %s is not known yet", r.At)))
	}
	if r.Self.IsUnknown() {
		b.maybe.groups[owner] = true
		b.doubts = append(b.doubts, unsure(true, fmt.Sprintf("self in %s is not known yet", r.At)))
	}
}

// prefixLists adds the prefix lists of a rule, by id and by what they hold.
func (b *partBuilder) prefixLists(r plan.SecurityRule, m match) {
	open := r.PrefixLists.IsUnknown()
	for _, id := range r.PrefixLists.Or(nil) {
		text, given := id.Get()
		open = open || id.IsUnknown()
		if !given {
			continue
		}
		ranges, ofAWS := b.look(text)
		for _, g := range b.gates(m) {
			g.lists[text] = true
			if ranges.Set != nil {
				g.addresses.AddSet(ranges.Set)
			}
		}
		if ranges.Set == nil || ranges.SetLater {
			within := Everything()
			if ofAWS {
				within = Public()
			}
			b.maybe.addresses.AddSet(within)
			b.doubts = append(b.doubts, unsure(ranges.SetLater, fmt.Sprintf("the ranges of the prefix list %s in %s are not known", text, r.At)))
		}
	}
	if open {
		b.maybe.addresses.AddSet(Everything())
		b.doubts = append(b.doubts, unsure(true, fmt.Sprintf("a prefix list in %s is not known yet", r.At)))
	}
}
