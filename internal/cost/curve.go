package cost

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

// Chart is what a chart of monthly cost against data needs: a line for NAT, and one for an interface
// endpoint in each number of zones that occurs.
type Chart struct {
	// Region is where the prices hold.
	Region string
	// Currency is what the costs are in.
	Currency string
	// Endpoint are the tiers of a GB through an endpoint.
	Endpoint []price.Tier
	// NAT are the tiers of a GB through NAT.
	NAT []price.Tier
	// Curves are the endpoints, by rising number of zones.
	Curves []Curve
}

// Curve is the line of an interface endpoint in that many zones.
type Curve struct {
	// Zones is the number of zones.
	Zones int
	// Fixed is what its hours cost a month.
	Fixed money.Amount
	// BreakEvenGB is where it meets NAT; absent if it never does.
	BreakEvenGB money.Known
}

// chart collects the curves; nil where a price is not known or no interface endpoint could use NAT.
func (b biller) chart() *Chart {
	endpoint, nat, known := b.paths()
	rate, ok := b.tariff.Rate(price.InterfaceEndpointHour).Get()
	if !known || !ok {
		return nil
	}
	c := Chart{Region: b.Region, Endpoint: endpoint, NAT: nat}
	c.Currency, _ = b.Book.Currency(b.Region)
	for _, zones := range b.zonesDrawn() {
		fixed := rate.Mul(b.hours()).Mul(money.FromInt(int64(zones)))
		c.Curves = append(c.Curves, Curve{zones, fixed, BreakEven(fixed, endpoint, nat)})
	}
	if len(c.Curves) == 0 {
		return nil
	}
	return &c
}

// zonesDrawn are the numbers of zones of the interface endpoints that could use NAT, at most four.
func (b biller) zonesDrawn() []int {
	var zones []int
	for _, e := range b.Endpoints {
		if n, ok := e.zones().Get(); ok && e.Type == catalog.Interface && !e.onlyPrivate() {
			zones = append(zones, n)
		}
	}
	slices.Sort(zones)
	zones = slices.Compact(zones)
	return zones[:min(len(zones), 4)]
}
