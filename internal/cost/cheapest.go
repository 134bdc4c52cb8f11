package cost

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

// Cheapest is the choice of endpoints with the smallest monthly bill.
type Cheapest struct {
	// Endpoints are the keys that should have their endpoint, sorted.
	Endpoints []string
	// LeftOnNAT are the keys whose traffic is cheaper through NAT, sorted.
	LeftOnNAT []string
	// NATStays says whether a NAT gateway is needed in it.
	NATStays bool
	// Monthly is what it costs, counted as [Result.Total] and [Result.WithoutEndpoints] are.
	Monthly money.Amount
}

// cheapest finds the subset of endpoints with the smallest bill, or says why it cannot be found.
//
// Let O be the endpoints that may be left on NAT. A subset S of O costs
//
//	Σ h(i), i in S  +  T(Σ g(i), i in S)  +  N(Σ g(i), i in O∖S)  +  y(i) terms  +  [O∖S not empty] · n
//
// where h is the price of the hours, g the data, T and N the tiered prices of data through
// endpoints (on top of the data of those that stay) and through NAT, and n the hours of a NAT gateway that would
// otherwise go. Tiers whose rates fall make T the minimum of its tiers' lines: T(G) = min a(k)+b(k)·G, and
// N likewise. So the minimum over S is the minimum, over pairs of lines, of a sum of terms of single
// endpoints, in which each endpoint is decided alone: it gets its endpoint if h + b·g costs no more than
// NAT. The bill of the S so found is at most its value under the lines, hence the best such S is a true
// minimum. The one bill that has no NAT gateway at all, S = O, is tried beside them.
//
// An endpoint that costs nothing whatever flows through it is always in S, so that its data need not be known.
//
// Among equal bills the one with most endpoints is taken, since traffic is better private. That choice is
// unique: the bill is submodular, so the union of two cheapest subsets is cheapest too.
func (b biller) cheapest() (Cheapest, string) {
	could, must := b.sides()
	var free []string
	for _, key := range could {
		switch e := b.Endpoints[key]; {
		case e.Private, b.costsNothing(e):
			must = append(must, key)
		case !e.GB.IsGiven():
			return Cheapest{}, fmt.Sprintf("gb_per_month of %q is not given", key)
		default:
			free = append(free, key)
		}
	}
	candidates, reason := b.candidates(free)
	if reason != "" {
		return Cheapest{}, reason
	}
	var best Cheapest
	for i, chosen := range candidates {
		c := b.choice(must, free, chosen)
		monthly, ok := b.monthly(c).Get()
		if !ok {
			return Cheapest{}, "a price or a number of zones that it needs is not known"
		}
		c.Monthly = monthly
		better := monthly.Cmp(best.Monthly)
		if i == 0 || better < 0 || better == 0 && len(c.Endpoints) > len(best.Endpoints) {
			best = c
		}
	}
	return best, ""
}

// costsNothing reports whether an endpoint is free at any volume: a gateway endpoint, unless the prices say otherwise.
func (b biller) costsNothing(e Endpoint) bool {
	if e.Type != catalog.Gateway {
		return false
	}
	for _, item := range []price.Item{price.GatewayEndpointHour, price.GatewayEndpointGB} {
		p, known := b.tariff.price(item)
		if !known || slices.ContainsFunc(p.Tiers, func(t price.Tier) bool { return t.Rate.Sign() > 0 }) {
			return false
		}
	}
	return true
}

// choice describes a subset of the free endpoints.
func (b biller) choice(must, free []string, chosen map[string]bool) Cheapest {
	c := Cheapest{Endpoints: slices.Clone(must), LeftOnNAT: []string{}}
	for _, key := range free {
		if chosen[key] {
			c.Endpoints = append(c.Endpoints, key)
		} else {
			c.LeftOnNAT = append(c.LeftOnNAT, key)
		}
	}
	slices.Sort(c.Endpoints)
	c.NATStays = b.NAT != nil && (b.NAT.Keep || len(c.LeftOnNAT) > 0)
	return c
}

// monthly is the true bill of a choice.
func (b biller) monthly(c Cheapest) money.Known {
	lines := b.endpointLines(c.Endpoints)
	if len(c.LeftOnNAT) > 0 {
		lines = append(lines, b.natLines(c.LeftOnNAT)...)
		if !b.NAT.Keep {
			lines = append(lines, b.gatewayLines()...)
		}
	}
	return Sum(lines)
}

// candidates are the subsets among which a cheapest one is: the best for every pair of lines, and all.
func (b biller) candidates(free []string) ([]map[string]bool, string) {
	all := map[string]bool{}
	for _, key := range free {
		all[key] = true
	}
	candidates := []map[string]bool{all}
	if len(free) == 0 {
		return candidates, ""
	}
	nat, ok := b.tariff.price(b.natGB())
	if !ok {
		return nil, fmt.Sprintf("the price %q is not known", b.natGB())
	}
	endpoint, ok := b.tariff.price(price.InterfaceEndpointGB)
	if !ok {
		// Without an interface endpoint among them the rate does not matter.
		endpoint = price.Price{Tiers: []price.Tier{{}}}
	}
	if !falling(nat.Tiers) || !falling(endpoint.Tiers) {
		return nil, "a price in the overlaid facts rises from tier to tier, and no cheapest choice is proven for such prices"
	}
	for _, here := range endpoint.Tiers {
		for _, there := range nat.Tiers {
			chosen := map[string]bool{}
			for _, key := range free {
				pays, known := b.pays(key, here.Rate, there.Rate)
				if !known {
					return nil, fmt.Sprintf("a price or the number of zones of %q is not known", key)
				}
				chosen[key] = pays
			}
			candidates = append(candidates, chosen)
		}
	}
	return candidates, ""
}

// pays reports whether one endpoint costs no more than NAT at those rates for a GB. A gateway endpoint is
// in no pool, so its own bill decides.
func (b biller) pays(key string, here, there money.Amount) (pays, known bool) {
	e := b.Endpoints[key]
	own := append(b.hourLines(key), b.interAZLines(key, b.held[interAZCharged])...)
	if e.Type == catalog.Gateway {
		own, here = b.endpointLines([]string{key}), money.Amount{}
	}
	with, ok := Sum(own).Get()
	without, okNAT := Sum(b.interAZLines(key, b.held[natInterAZCharged])).Get()
	if !ok || !okNAT {
		return false, false
	}
	with = with.Add(here.Mul(e.data()))
	without = without.Add(there.Mul(e.data()))
	return with.Cmp(without) <= 0, true
}

// falling reports whether no tier is dearer than the one before it.
func falling(tiers []price.Tier) bool {
	return slices.IsSortedFunc(tiers, func(a, b price.Tier) int { return b.Rate.Cmp(a.Rate) })
}
