package cost

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

// BreakEvenDigits is how many digits behind the decimal point a break-even has.
const BreakEvenDigits = 6

// BreakEven returns the smallest data of a month, in GB, from which a path with a fixed price and
// the tiers of here costs no more than a path with the tiers of there and no fixed
// price. It is exact but for the last digit, which is rounded; absent if that never happens.
func BreakEven(fixed money.Amount, here, there []price.Tier) maybe.Value[money.Amount] {
	ahead := fixed // how much dearer the first path is at the start of a segment
	var start money.Amount
	for ahead.Sign() > 0 {
		end, bounded := segmentEnd(start, here, there)
		gain := rateAt(there, start).Sub(rateAt(here, start))
		if gain.Sign() > 0 {
			span, _ := ahead.Div(gain, BreakEvenDigits)
			if !bounded || ahead.Cmp(gain.Mul(end.Sub(start))) <= 0 {
				return maybe.Of(start.Add(span))
			}
		}
		if !bounded {
			return maybe.Absent[money.Amount]()
		}
		ahead = ahead.Sub(gain.Mul(end.Sub(start)))
		start = end
	}
	return maybe.Of(start)
}

// rateAt is what the next unit costs once that much is used.
func rateAt(tiers []price.Tier, used money.Amount) money.Amount {
	for _, tier := range tiers {
		if bound, ok := tier.UpTo.Get(); !ok || used.Cmp(bound) < 0 {
			return tier.Rate
		}
	}
	return money.Amount{}
}

// segmentEnd is the next bound after start in either ladder.
func segmentEnd(start money.Amount, ladders ...[]price.Tier) (money.Amount, bool) {
	var ends []money.Amount
	for _, tier := range slices.Concat(ladders...) {
		if bound, ok := tier.UpTo.Get(); ok && bound.Cmp(start) > 0 {
			ends = append(ends, bound)
		}
	}
	return money.Min(ends...)
}

// raised returns tiers with something added to every rate.
func raised(tiers []price.Tier, by money.Amount) []price.Tier {
	out := slices.Clone(tiers)
	for i := range out {
		out[i].Rate = out[i].Rate.Add(by)
	}
	return out
}

// paths are the prices of a GB through an interface endpoint and through NAT, as one endpoint sees
// them that is alone in the Region; false if one of them is not known.
func (b biller) paths() (endpoint, nat []price.Tier, known bool) {
	through, ok := b.tariff.price(price.InterfaceEndpointGB)
	if b.NAT == nil || !ok {
		return nil, nil, false
	}
	beside, ok := b.tariff.price(b.natGB())
	if !ok {
		return nil, nil, false
	}
	endpoint, nat = through.Tiers, beside.Tiers
	if !b.held[interAZCharged] && !b.held[natInterAZCharged] {
		return endpoint, nat, true
	}
	between, ok := b.tariff.price(price.InterAZGB)
	if !ok {
		return nil, nil, false
	}
	bothEnds := between.First().Mul(money.FromInt(2))
	if b.held[interAZCharged] {
		endpoint = raised(endpoint, bothEnds)
	}
	if b.held[natInterAZCharged] {
		nat = raised(nat, bothEnds)
	}
	return endpoint, nat, true
}

// breakEven returns from which data on one interface endpoint in that many zones costs no more than a NAT
// gateway that stays.
func (b biller) breakEven(zones int) money.Known {
	endpoint, nat, known := b.paths()
	rate, ok := b.tariff.Rate(price.InterfaceEndpointHour).Get()
	if !known || !ok {
		return maybe.Unknown[money.Amount]()
	}
	return BreakEven(rate.Mul(b.hours()).Mul(money.FromInt(int64(zones))), endpoint, nat)
}
