// Package chart draws what an interface endpoint and a NAT gateway cost against the data of a
// month, and where they meet: as SVG for people, as a Mermaid chart for pull requests.
package chart

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/cost"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

// axisParts is how many parts an axis is divided into.
const axisParts = 5

// path is one way for the traffic, and its curve in the picture.
type path struct {
	name      string
	fixed     money.Amount
	tiers     []price.Tier
	breakEven money.Known // in GB; not given for NAT
}

// paths are the endpoints by number of zones, and NAT last.
func paths(c cost.Chart) []path {
	var out []path
	for _, curve := range c.Curves {
		out = append(out, path{
			name:  fmt.Sprintf("Endpoint in %s", counted(curve.Zones, "zone")),
			fixed: curve.Fixed, tiers: c.Endpoint, breakEven: curve.BreakEvenGB,
		})
	}
	return append(out, path{name: "NAT gateway, data only", tiers: c.NAT})
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// at is the cost of a month with that much data.
func (p path) at(gb money.Amount) money.Amount {
	return p.fixed.Add(price.Price{Tiers: p.tiers}.Cost(gb))
}

// usualGB is how far the chart reaches where the paths never meet.
const usualGB = 1000

// frame returns the data at the right edge, well beyond the last break-even, and the cost at the top.
func frame(c cost.Chart) (far, top money.Amount) {
	far = money.FromInt(usualGB)
	var last money.Amount
	for _, curve := range c.Curves {
		if gb, ok := curve.BreakEvenGB.Get(); ok && gb.Cmp(last) > 0 {
			last, far = gb, gb.Mul(money.MustParse("1.6"))
		}
	}
	far = roundUp(far)
	for _, p := range paths(c) {
		if sum := p.at(far); sum.Cmp(top) > 0 {
			top = sum
		}
	}
	return far, roundUp(top)
}

// roundUp returns the smallest number that is not below a and whose fifth is short to write. Zero becomes one.
func roundUp(a money.Amount) money.Amount {
	scale := money.MustParse("0.01")
	for ; ; scale = scale.Mul(money.FromInt(10)) {
		for _, digits := range []string{"1", "1.5", "2", "2.5", "3", "4", "5", "6", "8"} {
			if edge := scale.Mul(money.MustParse(digits)).Mul(money.FromInt(axisParts)); edge.Cmp(a) >= 0 && edge.Cmp(money.FromInt(1)) >= 0 {
				return edge
			}
		}
	}
}

// ticks are evenly spaced numbers from zero to the end.
func ticks(end money.Amount, parts int64) []money.Amount {
	out := make([]money.Amount, 0, parts+1)
	for i := range parts + 1 {
		at, _ := end.Mul(money.FromInt(i)).Div(money.FromInt(parts), price.MaxBoundDigits)
		out = append(out, at)
	}
	return out
}

// bends are the amounts of data at which the curve of a path begins, bends or ends.
func (p path) bends(far money.Amount) []money.Amount {
	out := []money.Amount{{}, far}
	for _, tier := range p.tiers {
		if bound, ok := tier.UpTo.Get(); ok && bound.Cmp(far) < 0 {
			out = append(out, bound)
		}
	}
	slices.SortFunc(out, money.Amount.Cmp)
	return out
}

// meeting says in words where the path meets NAT; empty for NAT itself.
func (p path) meeting() string {
	if gb, ok := p.breakEven.Get(); ok {
		return fmt.Sprintf("pays from %s GB", gb.Round(1))
	}
	return ""
}

// legend is the name of a path and where it meets NAT.
func (p path) legend() string {
	return strings.TrimSuffix(p.name+": "+p.meeting(), ": ")
}
