package cost

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

// natLines bills the data of those endpoints as if it went through NAT, without NAT's own hours.
func (b biller) natLines(keys []string) []LineItem {
	var out []LineItem
	var pool []Usage
	for _, key := range keys {
		out = append(out, b.sharedLines(key)...)
		out = append(out, b.interAZLines(key, b.held[natInterAZCharged])...)
		if b.Endpoints[key].GB.IsGiven() {
			pool = append(pool, Usage{key, b.Endpoints[key].data()})
			continue
		}
		line := b.tariff.Lines(key, b.natGB(), maybe.Unknown[money.Amount]())
		out = append(out, line...)
	}
	return append(out, b.tariff.Pooled(b.natGB(), pool)...)
}

func (b biller) natGB() price.Item {
	if b.NAT.Regional && !b.held[regionalNATGBAsZonal] {
		return price.RegionalNATGatewayGB
	}
	return price.NATGatewayGB
}

// gatewayLines bills the NAT gateway itself: its hours and public addresses.
func (b biller) gatewayLines() []LineItem {
	hour := price.NATGatewayHour
	if b.NAT.Regional {
		hour = price.RegionalNATGatewayHour
	}
	hours := times(b.NAT.Zones, b.hours())
	out := b.tariff.Lines("", hour, hours)
	if b.held[natAddressesCharged] {
		out = append(out, b.tariff.Lines("", price.PublicIPv4Hour, hours)...)
	}
	return out
}

// sides divides the endpoints into those whose traffic could use NAT and those that must stay.
func (b biller) sides() (could, must []string) {
	for _, key := range b.keys {
		if b.NAT == nil || b.Endpoints[key].onlyPrivate() {
			must = append(must, key)
		} else {
			could = append(could, key)
		}
	}
	return could, must
}

// withoutEndpoints bills the same traffic with every endpoint gone that NAT can stand in for.
// The hours of a NAT gateway that stays anyway are left out, as they are with endpoints.
func (b biller) withoutEndpoints() []LineItem {
	could, must := b.sides()
	out := append(b.endpointLines(must), b.natLines(could)...)
	if len(could) > 0 && !b.NAT.Keep {
		out = append(out, b.gatewayLines()...)
	}
	return out
}
