package cost

import (
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

// biller prices any subset of the endpoints of a checked input.
type biller struct {
	Input
	tariff Tariff
	held   switches
	keys   []string // of the endpoints, sorted
	// regionZones is how many Availability Zones the Region has; absent where that is not known.
	regionZones maybe.Value[int]
}

func newBiller(in Input, held switches) biller {
	return biller{
		Input:  in,
		tariff: Tariff{Book: in.Book, Region: in.Region, UseInferred: in.UseInferred},
		held:   held,
		keys:   slices.Sorted(maps.Keys(in.Endpoints)),

		regionZones: in.zonesOfRegion(),
	}
}

// prices says which items an endpoint type is billed by.
type prices struct {
	hour, gb price.Item
	zonal    bool // the hour counts for each zone
	pooled   bool // the tiers of a GB count over all such endpoints of the Region
}

// pricesOf covers [PricedTypes]; a service-network endpoint has no price for data.
func (b biller) pricesOf(t catalog.EndpointType) prices {
	switch t {
	case catalog.Interface:
		return prices{price.InterfaceEndpointHour, price.InterfaceEndpointGB, true, true}
	case catalog.GatewayLoadBalancer:
		return prices{hour: price.GWLBEndpointHour, gb: price.GWLBEndpointGB, zonal: true}
	case catalog.Resource:
		return prices{price.ResourceEndpointHour, price.ResourceEndpointGB, b.held[resourceHourPerZone], true}
	case catalog.ServiceNetwork:
		return prices{hour: price.ServiceNetworkEndpointHour}
	case catalog.Gateway, catalog.Tunnel: // a tunnel has been refused
	}
	return prices{hour: price.GatewayEndpointHour, gb: price.GatewayEndpointGB}
}

// needsZones reports whether the bill of the endpoint depends on a number of zones.
func (b biller) needsZones(e Endpoint) bool { return b.pricesOf(e.Type).zonal }

// endpointLines bills the endpoints with those keys, endpoint by endpoint.
func (b biller) endpointLines(keys []string) []LineItem {
	byKey := map[string][]LineItem{}
	pools := map[price.Item][]Usage{}
	for _, key := range keys {
		e := b.Endpoints[key]
		byKey[key] = append(b.hourLines(key), b.sharedLines(key)...)
		switch p := b.pricesOf(e.Type); {
		case !e.GB.IsGiven() || p.gb == "":
		case p.pooled:
			pools[p.gb] = append(pools[p.gb], Usage{key, e.data()})
		default:
			byKey[key] = append(byKey[key], b.tariff.Lines(key, p.gb, maybe.Of(e.data()))...)
		}
		byKey[key] = append(byKey[key], b.interAZLines(key, b.needsZones(e) && b.held[interAZCharged])...)
	}
	for _, item := range slices.Sorted(maps.Keys(pools)) {
		for _, line := range b.tariff.Pooled(item, pools[item]) {
			byKey[line.Endpoint] = append(byKey[line.Endpoint], line)
		}
	}
	var out []LineItem
	for _, key := range keys {
		out = append(out, byKey[key]...)
	}
	return out
}

// hourLines bills the hours of one entry: endpoints × zones × hours of the month.
func (b biller) hourLines(key string) []LineItem {
	e := b.Endpoints[key]
	p := b.pricesOf(e.Type)
	hours := maybe.Of(b.hours().Mul(e.copies()))
	if p.zonal {
		hours = times(e.zones(), b.hours().Mul(e.copies()))
	}
	return b.tariff.Lines(key, p.hour, hours)
}

// sharedLines bills what the traffic costs whether it takes the endpoint or NAT: transfer to and from
// the service's Region. Each direction is billed to the Region that sends.
func (b biller) sharedLines(key string) []LineItem {
	e := b.Endpoints[key]
	if !e.crossRegion(b.Region) || !e.GB.IsGiven() {
		return nil
	}
	gb := e.data()
	if b.held[transferSplitEvenly] {
		half, _ := gb.Div(money.FromInt(2), price.MaxBoundDigits)
		return append(b.tariff.Transfer(key, b.Region, e.ServiceRegion, half),
			b.tariff.Transfer(key, e.ServiceRegion, b.Region, gb.Sub(half))...)
	}
	out := b.tariff.Transfer(key, b.Region, e.ServiceRegion, gb)
	back := b.tariff.Transfer(key, e.ServiceRegion, b.Region, gb)
	there, known := Sum(out).Get()
	if other, ok := Sum(back).Get(); known && (!ok || other.Cmp(there) > 0) {
		return back
	}
	return out
}

// interAZLines bills the data of one entry at both ends of a zone boundary.
func (b biller) interAZLines(key string, charged bool) []LineItem {
	e := b.Endpoints[key]
	if !charged || !e.GB.IsGiven() {
		return nil
	}
	return b.tariff.Lines(key, price.InterAZGB, maybe.Of(e.data().Mul(money.FromInt(2))))
}

func (b biller) hours() money.Amount { return b.HoursPerMonth.Or(money.Amount{}) }

// times multiplies a number of zones, unknown if it is not known.
func times(zones maybe.Value[int], by money.Amount) money.Known {
	n, ok := zones.Get()
	if !ok {
		return maybe.Unknown[money.Amount]()
	}
	return maybe.Of(money.FromInt(int64(n)).Mul(by))
}

// onlyPrivate reports whether the endpoint has no alternative on NAT: appliances, resources, service
// networks and the endpoint services of others have no address on the internet that we know of.
func (e Endpoint) onlyPrivate() bool {
	switch e.Type {
	case catalog.Gateway, catalog.Interface:
		return strings.Contains(e.Service, ".vpce-svc-")
	case catalog.GatewayLoadBalancer, catalog.Resource, catalog.ServiceNetwork, catalog.Tunnel:
	}
	return true
}
