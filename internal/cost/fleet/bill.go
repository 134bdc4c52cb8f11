package fleet

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/cost"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

// bill prices what a plan uses. What it uses none of has no line.
func (c *comparison) bill(u usage) []cost.LineItem {
	b := biller{tariff: c.tariff, lines: slices.Clone(c.transfers)}
	hours := func(count int) money.Amount { return c.hours.Mul(money.FromInt(int64(count))) }
	b.add(InVPCs, price.InterfaceEndpointHour, hours(u.ownZones))
	b.add(InHub, price.InterfaceEndpointHour, hours(u.hubServices*c.request.Hub.AvailabilityZones))
	b.add(Everywhere, price.InterfaceEndpointGB, gigabytes(u.endpointGB))
	b.add(InVPCs, price.TGWAttachmentHour, hours(u.attachments))
	b.add(InVPCs, price.TGWGB, gigabytes(u.transitGB))
	if n := c.request.NAT; n != nil {
		if !n.Keep {
			b.add(InVPCs, c.natHour(), hours(u.natGateways))
			b.add(InVPCs, price.PublicIPv4Hour, hours(u.natGateways))
		}
		b.add(InVPCs, c.natGB(), gigabytes(u.natGB))
	}
	if u.hubServices == 0 {
		return b.lines
	}
	if !c.request.Hub.TransitGatewayAttached {
		b.add(InHub, price.TGWAttachmentHour, hours(1))
	}
	b.add(InHub, price.ResolverEndpointENIHour, hours(c.request.Hub.ResolverEndpointAddresses))
	switch c.request.Hub.DNS {
	case DNSProfile:
		b.add(InHub, price.Route53ProfileHour, hours(1))
		b.add(InHub, price.Route53ProfileAssociationHour, c.extraAssociations())
	case DNSZones:
		b.add(InHub, price.PrivateHostedZoneMonth, money.FromInt(int64(u.hostedZones)))
	}
	return b.lines
}

type biller struct {
	tariff cost.Tariff
	lines  []cost.LineItem
}

func (b *biller) add(place string, item price.Item, quantity money.Amount) {
	if quantity.Sign() > 0 {
		b.lines = append(b.lines, b.tariff.Lines(place, item, maybe.Of(quantity))...)
	}
}
