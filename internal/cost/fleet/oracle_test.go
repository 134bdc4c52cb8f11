package fleet

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

// facts returns the embedded facts.
func facts(t interface{ Fatal(...any) }) (*catalog.Catalog, *price.Book) {
	c, err := catalog.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return c, price.Embedded()
}

// smallLadders are prices with tiers so low that a handful of GB reaches all of them.
func smallLadders(t interface{ Fatal(...any) }, book *price.Book) *price.Book {
	ladder := func(parts ...string) []price.Tier {
		var tiers []price.Tier
		for i := 0; i+1 < len(parts); i += 2 {
			tiers = append(tiers, price.Tier{UpTo: maybe.Of(money.MustParse(parts[i])), Rate: money.MustParse(parts[i+1])})
		}
		return append(tiers, price.Tier{Rate: money.MustParse(parts[len(parts)-1])})
	}
	out, errs := book.With(price.Overlay{"us-east-1": {
		price.InterfaceEndpointGB:    ladder("500", "0.02", "1200", "0.011", "0.003"),
		price.NATGatewayGB:           ladder("400", "0.05", "0.02"),
		price.TGWGB:                  ladder("900", "0.02", "0.005"),
		price.PrivateHostedZoneMonth: ladder("2", "1.5", "0.1"),
	}}, "2026-01-01", "a test")
	if errs != nil {
		t.Fatal(errs)
	}
	return out
}

// slowly prices an assignment straight from the request, sharing no code with the solver and the bill:
// ways maps "vpc service" to how it goes.
func slowly(q Request, book *price.Book, zones map[string][]string, ways map[string]way) money.Amount {
	rate := func(item price.Item) price.Price {
		p, ok := book.Price(q.Region, item, false)
		if !ok {
			panic(item)
		}
		return p
	}
	hours := money.FromInt(730)
	month := func(item price.Item) money.Amount { return rate(item).First().Mul(hours) }
	n := func(i int) money.Amount { return money.FromInt(int64(i)) }
	var sum, endpointGB, transitGB, natGB money.Amount
	inHub, attached, onNAT, hosted := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for name, vpc := range q.VPCs {
		for service, gb := range vpc.GBPerMonth {
			switch ways[name+" "+service] {
			case own:
				sum = sum.Add(month(price.InterfaceEndpointHour).Mul(n(vpc.AvailabilityZones)))
				endpointGB = endpointGB.Add(gb)
			case hub:
				endpointGB, transitGB = endpointGB.Add(gb), transitGB.Add(gb)
				inHub[service] = true
				if !vpc.TransitGatewayAttached {
					attached[name] = true
				}
				for _, zone := range zones[service] {
					hosted[zone] = true
				}
			case nat:
				natGB = natGB.Add(gb)
				onNAT[name] = true
			}
		}
	}
	sum = sum.Add(month(price.InterfaceEndpointHour).Mul(n(len(inHub) * q.Hub.AvailabilityZones)))
	sum = sum.Add(month(price.TGWAttachmentHour).Mul(n(len(attached))))
	sum = sum.Add(rate(price.InterfaceEndpointGB).Cost(endpointGB)).Add(rate(price.TGWGB).Cost(transitGB)).Add(rate(price.NATGatewayGB).Cost(natGB))
	if q.NAT != nil && !q.NAT.Keep {
		for name := range onNAT {
			gateways := n(q.VPCs[name].AvailabilityZones)
			sum = sum.Add(month(price.NATGatewayHour).Mul(gateways)).Add(month(price.PublicIPv4Hour).Mul(gateways))
		}
	}
	if len(inHub) == 0 {
		return sum
	}
	if !q.Hub.TransitGatewayAttached {
		sum = sum.Add(month(price.TGWAttachmentHour))
	}
	sum = sum.Add(month(price.ResolverEndpointENIHour).Mul(n(q.Hub.ResolverEndpointAddresses)))
	switch q.Hub.DNS {
	case DNSProfile:
		sum = sum.Add(month(price.Route53ProfileHour))
	case DNSZones:
		sum = sum.Add(rate(price.PrivateHostedZoneMonth).Cost(n(len(hosted))))
	}
	return sum
}

// The services of the small fleets, with the private hosted zones they need in us-east-1. The two of kafka share one.
func smallServices() map[string][]string {
	return map[string][]string{
		"logs":            {"logs"},
		"kafka":           {"kafka"},
		"kafka-api":       {"kafka"},
		"kinesis-streams": {"kinesis", "data-kinesis", "control-kinesis"},
	}
}

func drawRequest(t *rapid.T, maxPairs int) Request {
	q := Request{
		Region: "us-east-1", VPCs: map[string]VPC{},
		Hub: Hub{
			AvailabilityZones:      rapid.IntRange(1, 3).Draw(t, "hub zones"),
			TransitGatewayAttached: rapid.Bool().Draw(t, "hub attached"),
			DNS:                    rapid.SampledFrom([]string{"", DNSProfile, DNSZones}).Draw(t, "dns"),

			ResolverEndpointAddresses: rapid.SampledFrom([]int{0, 0, 2, 4}).Draw(t, "resolver addresses"),
		},
	}
	if rapid.Bool().Draw(t, "nat") {
		q.NAT = &NAT{Keep: rapid.Bool().Draw(t, "keep")}
		if rapid.Bool().Draw(t, "private") {
			q.NAT.PrivateServices = []string{"logs"}
		}
	}
	if rapid.Bool().Draw(t, "cheap fixed prices") {
		q.PriceOverrides = map[string]money.Amount{
			"tgw_attachment_hour": money.MustParse("0.005"), "route53_profile_hour": money.MustParse("0.007"),
			"nat_gateway_hour": money.MustParse("0.01"),
		}
	}
	pairs := 0
	for i := range rapid.IntRange(1, 4).Draw(t, "vpcs") {
		vpc := VPC{
			AvailabilityZones:      rapid.IntRange(1, 3).Draw(t, "zones"),
			TransitGatewayAttached: rapid.Bool().Draw(t, "attached"),
			GBPerMonth:             map[string]money.Amount{},
			CIDRBlocks:             maybe.Of([]string{fmt.Sprintf("10.%d.0.0/16", rapid.IntRange(0, 9).Draw(t, "block"))}),
		}
		for _, service := range slices.Sorted(maps.Keys(smallServices())) {
			if pairs < maxPairs && rapid.Bool().Draw(t, "uses") {
				vpc.GBPerMonth[service] = money.MustParse(rapid.SampledFrom([]string{"0", "0.000000001", "17.5", "210", "333", "800", "2500"}).Draw(t, "gb"))
				pairs++
			}
		}
		if len(vpc.GBPerMonth) == 0 {
			vpc.GBPerMonth["logs"] = money.FromInt(100)
			pairs++
		}
		q.VPCs[fmt.Sprintf("vpc-%d", i)] = vpc
	}
	return q
}

// blocked lists the VPCs whose single block is that of another.
func blocked(q Request) map[string]bool {
	out := map[string]bool{}
	for a, vpc := range q.VPCs {
		for b, other := range q.VPCs {
			x, _ := vpc.CIDRBlocks.Get()
			y, _ := other.CIDRBlocks.Get()
			out[a] = out[a] || a != b && x[0] == y[0]
		}
	}
	return out
}

// everyAssignment calls yield with the price of each allowed assignment.
func everyAssignment(q Request, book *price.Book, yield func(map[string]way, money.Amount)) {
	zones, off := smallServices(), blocked(q)
	type pair struct{ vpc, service string }
	var pairs []pair
	for _, name := range slices.Sorted(maps.Keys(q.VPCs)) {
		for _, service := range slices.Sorted(maps.Keys(q.VPCs[name].GBPerMonth)) {
			pairs = append(pairs, pair{name, service})
		}
	}
	everyPlan(len(pairs), func(p plan) {
		ways := map[string]way{}
		for i, pr := range pairs {
			private := q.NAT == nil || slices.Contains(q.NAT.PrivateServices, pr.service)
			if p[i] == hub && off[pr.vpc] || p[i] == nat && private {
				return
			}
			ways[pr.vpc+" "+pr.service] = p[i]
		}
		yield(ways, slowly(q, book, zones, ways))
	})
}

func TestCompareAgainstEveryAssignment(t *testing.T) {
	t.Parallel()
	c, book := facts(t)
	book = smallLadders(t, book)
	rapid.Check(t, func(t *rapid.T) {
		q := drawRequest(t, 5)
		r, errs := Compare(c, book, q)
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		got, ok := r.CheapestMonthly.Get()
		if !ok {
			t.Fatal("no cheapest assignment:", r.Report.NotChecked())
		}
		priced, _ := book.Override(q.PriceOverrides)
		everyAssignment(q, priced, func(ways map[string]way, sum money.Amount) {
			if sum.Cmp(got) < 0 {
				t.Fatalf("%v costs %s, the cheapest is said to cost %s (%v)", ways, sum, got, r.Assignment)
			}
		})
		if sum := slowly(q, priced, smallServices(), waysOf(r.Assignment)); !sum.Equal(got) {
			t.Fatalf("assignment %v costs %s, not %s", r.Assignment, sum, got)
		}
	})
}

// waysOf turns an assignment back into ways.
func waysOf(assignment map[string]Assignment) map[string]way {
	ways := map[string]way{}
	for service, a := range assignment {
		for w, vpcs := range map[way][]string{own: a.OwnVPCs, hub: a.HubVPCs, nat: a.NATVPCs} {
			for _, vpc := range vpcs {
				ways[vpc+" "+service] = w
			}
		}
	}
	return ways
}

func TestCheapestIsNeverAboveTheOtherDesigns(t *testing.T) {
	t.Parallel()
	c, book := facts(t)
	rapid.Check(t, func(t *rapid.T) {
		r, errs := Compare(c, book, drawRequest(t, 12))
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		least, _ := r.CheapestMonthly.Get()
		for _, design := range []money.Known{r.DistributedMonthly, r.HubMonthly} {
			if sum, ok := design.Get(); !ok || sum.Cmp(least) < 0 {
				t.Fatalf("cheapest %s, distributed %v, hub %v", least, r.DistributedMonthly, r.HubMonthly)
			}
		}
	})
}

func TestLinesAddUpToTheirDesign(t *testing.T) {
	t.Parallel()
	c, book := facts(t)
	rapid.Check(t, func(t *rapid.T) {
		r, errs := Compare(c, book, drawRequest(t, 12))
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		for design, want := range map[string]money.Known{
			Distributed: r.DistributedMonthly, Central: r.HubMonthly, Cheapest: r.CheapestMonthly,
		} {
			var sum money.Amount
			for _, l := range r.LineItems {
				if l.Design == design {
					sum = sum.Add(l.Monthly.Or(money.FromInt(-1)))
				}
			}
			if total, ok := want.Get(); !ok || !total.Equal(sum) {
				t.Fatalf("%s: lines add up to %s, the sum is %v", design, sum, want)
			}
		}
	})
}

// renamed gives every VPC another name, so that their order changes too.
func renamed(q Request, rename func(string) string) Request {
	vpcs := map[string]VPC{}
	for name, vpc := range q.VPCs {
		vpcs[rename(name)] = vpc
	}
	q.VPCs = vpcs
	return q
}

func TestNamesDecideNothing(t *testing.T) {
	t.Parallel()
	c, book := facts(t)
	book = smallLadders(t, book)
	rapid.Check(t, func(t *rapid.T) {
		q := drawRequest(t, 12)
		order := rapid.Permutation(slices.Sorted(maps.Keys(q.VPCs))).Draw(t, "order")
		rename := func(name string) string { return fmt.Sprintf("other-%d", slices.Index(order, name)) }
		a, errs := Compare(c, book, q)
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		b, _ := Compare(c, book, renamed(q, rename))
		want, got := map[string]way{}, waysOf(b.Assignment)
		for service, as := range a.Assignment {
			for w, vpcs := range map[way][]string{own: as.OwnVPCs, hub: as.HubVPCs, nat: as.NATVPCs} {
				for _, vpc := range vpcs {
					want[rename(vpc)+" "+service] = w
				}
			}
		}
		if !maps.Equal(want, got) {
			t.Fatalf("under other names: want %v, got %v", want, got)
		}
	})
}

// drawBlock draws a block of a few addresses, so that many overlap.
func drawBlock(t *rapid.T, vpcs int) owned {
	bits := rapid.IntRange(24, 32).Draw(t, "bits")
	address := netip.AddrFrom4([4]byte{10, 0, 0, byte(rapid.IntRange(0, 255).Draw(t, "address"))})
	return owned{netip.PrefixFrom(address, bits).Masked(), rapid.IntRange(0, vpcs-1).Draw(t, "owner")}
}

func sorted(keys []string) []string { return slices.Sorted(slices.Values(keys)) }
