package firewall

import (
	"net/netip"
	"slices"
	"sync"

	"go4.org/netipx"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// Addresses are those of a peer as far as they are known: all of Sure are its own, and none
// is outside of All.
type Addresses struct {
	Sure, All *netipx.IPSet
	// optional says that there may be none at all.
	optional bool
	// doubts say what keeps the two apart.
	doubts []Answer
}

// Exactly are addresses that are known.
func Exactly(prefixes ...netip.Prefix) Addresses {
	set := setOf(prefixes)
	return Addresses{Sure: set, All: set, optional: len(prefixes) == 0}
}

// Known are the addresses of a set, all of them.
func Known(set *netipx.IPSet) Addresses {
	return Addresses{Sure: set, All: set, optional: len(set.Ranges()) == 0}
}

// Somewhere is at least one address of a set, nobody said which.
func Somewhere(in *netipx.IPSet, doubts ...Answer) Addresses {
	return Addresses{Sure: &netipx.IPSet{}, All: in, doubts: doubts}
}

// Perhaps are addresses that the peer may have, all or none of them.
func Perhaps(in *netipx.IPSet, doubts ...Answer) Addresses {
	return Addresses{Sure: &netipx.IPSet{}, All: in, optional: true, doubts: doubts}
}

// Anywhere is at least one address.
func Anywhere(later bool, reason string) Addresses {
	return Somewhere(Everything(), unsure(later, reason))
}

// None reports whether it is known that there is no address.
func (a Addresses) None() bool { return len(a.All.Ranges()) == 0 }

// And joins the addresses of two peers, of which each must pass.
func (a Addresses) And(b Addresses) Addresses {
	return Addresses{
		Sure: union(a.Sure, b.Sure), All: union(a.All, b.All), optional: a.optional && b.optional,
		doubts: slices.Concat(a.doubts, b.doubts),
	}
}

// Within keeps the addresses that are in a set.
func (a Addresses) Within(set *netipx.IPSet) Addresses {
	return Addresses{Sure: intersection(a.Sure, set), All: intersection(a.All, set), optional: a.optional, doubts: a.doubts}
}

var (
	everyIPv4 = sync.OnceValue(func() *netipx.IPSet { return setOf([]netip.Prefix{netip.MustParsePrefix("0.0.0.0/0")}) })
	everyIPv6 = sync.OnceValue(func() *netipx.IPSet { return setOf([]netip.Prefix{netip.MustParsePrefix("::/0")}) })
	// everyPublic are the addresses at which a service can be reached from outside of a network.
	everyPublic = sync.OnceValue(func() *netipx.IPSet {
		b := &netipx.IPSetBuilder{}
		b.AddSet(everyIPv4())
		b.AddPrefix(netip.MustParsePrefix("2000::/3"))
		for _, text := range []string{"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/3"} {
			b.RemovePrefix(netip.MustParsePrefix(text))
		}
		return built(b)
	})
	everything = sync.OnceValue(func() *netipx.IPSet { return union(everyIPv4(), everyIPv6()) })
)

// Everything holds every address.
func Everything() *netipx.IPSet { return everything() }

// Public holds every address that is not private to some network.
func Public() *netipx.IPSet { return everyPublic() }

// IPv4 holds every IPv4 address.
func IPv4() *netipx.IPSet { return everyIPv4() }

// IPv6 holds every IPv6 address.
func IPv6() *netipx.IPSet { return everyIPv6() }

// built finishes a set. A builder only fails on prefixes that are not valid.
func built(b *netipx.IPSetBuilder) *netipx.IPSet {
	set, err := b.IPSet()
	if err != nil {
		return &netipx.IPSet{}
	}
	return set
}

func setOf(prefixes []netip.Prefix) *netipx.IPSet {
	b := &netipx.IPSetBuilder{}
	for _, p := range prefixes {
		b.AddPrefix(p.Masked())
	}
	return built(b)
}

func union(sets ...*netipx.IPSet) *netipx.IPSet {
	b := &netipx.IPSetBuilder{}
	for _, s := range sets {
		b.AddSet(s)
	}
	return built(b)
}

func intersection(a, b *netipx.IPSet) *netipx.IPSet {
	out := &netipx.IPSetBuilder{}
	out.AddSet(a)
	out.Intersect(b)
	return built(out)
}

// contains reports whether a set holds all of another.
func contains(set, all *netipx.IPSet) bool {
	for _, r := range all.Ranges() {
		if !set.ContainsRange(r) {
			return false
		}
	}
	return true
}

// Left are the addresses of a set that another one lacks.
func Left(all, set *netipx.IPSet) []netip.Prefix {
	b := &netipx.IPSetBuilder{}
	b.AddSet(all)
	b.RemoveSet(set)
	return built(b).Prefixes()
}

// parsed reads ranges of addresses. What is not a range is a doubt, and it may be any.
func parsed(texts plan.Texts, name string) (sure []netip.Prefix, doubts []Answer) {
	if texts.IsUnknown() {
		return nil, []Answer{unsure(true, name+" are not known yet")}
	}
	for _, text := range texts.Or(nil) {
		prefix, ok := plan.ParsePrefix(text)
		switch {
		case ok:
			sure = append(sure, prefix)
		case text.IsUnknown():
			doubts = append(doubts, unsure(true, "one of "+name+" is not known yet"))
		case text.IsGiven():
			doubts = append(doubts, unsure(false, "one of "+name+" is no range of addresses"))
		}
	}
	return sure, doubts
}

// parseAddr reads an address.
func parseAddr(t plan.Text) (netip.Addr, error) { return netip.ParseAddr(t.Or("")) }
