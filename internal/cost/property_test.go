package cost

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

// volumes draws data of a month that falls into every tier, often at a bound.
func volumes() *rapid.Generator[money.Amount] {
	return rapid.Custom(func(t *rapid.T) money.Amount {
		whole := rapid.OneOf(
			rapid.Int64Range(0, 3000), rapid.Int64Range(0, 9_000_000), rapid.SampledFrom([]int64{0, 1048576, 4194304, 5242880}),
		).Draw(t, "GB")
		bytes := rapid.Int64Range(0, 999_999_999).Draw(t, "bytes")
		return money.FromInt(whole).Add(money.FromInt(bytes).Mul(amount("0.000000001")))
	})
}

// endpointsGen draws up to eight endpoints of every type that NAT can and cannot stand in for.
func endpointsGen() *rapid.Generator[map[string]Endpoint] {
	return rapid.Custom(func(t *rapid.T) map[string]Endpoint {
		out := map[string]Endpoint{}
		for i := range rapid.IntRange(0, 8).Draw(t, "endpoints") {
			e := Endpoint{
				Type: rapid.SampledFrom([]catalog.EndpointType{
					catalog.Interface, catalog.Interface, catalog.Interface, catalog.Gateway, catalog.GatewayLoadBalancer, catalog.Resource,
				}).Draw(t, "type"),
				Zones:    maybe.Of(rapid.IntRange(1, 4).Draw(t, "zones")),
				GB:       maybe.Of(volumes().Draw(t, "data")),
				Quantity: maybe.Of(rapid.IntRange(1, 3).Draw(t, "quantity")),
				Private:  rapid.IntRange(0, 3).Draw(t, "private") == 0,
			}
			switch e.Type {
			case catalog.Gateway:
				e.Service = rapid.SampledFrom([]string{"s3", "dynamodb"}).Draw(t, "gateway service")
			case catalog.GatewayLoadBalancer:
				e.ServiceName = "com.amazonaws.vpce.us-east-1.vpce-svc-0aaa0aaa0aaa0aaa0"
			default:
				e.Service = rapid.SampledFrom([]string{"kms", "s3", "logs", "sts"}).Draw(t, "service")
			}
			if e.Type == catalog.Interface && rapid.IntRange(0, 4).Draw(t, "elsewhere") == 0 {
				e.ServiceRegion = "us-west-2"
			}
			out[fmt.Sprint("endpoint", i)] = e
		}
		return out
	})
}

func inputGen() *rapid.Generator[Input] {
	return rapid.Custom(func(t *rapid.T) Input {
		in := inputOf(rapid.SampledFrom([]string{"ap-northeast-2", "us-east-1"}).Draw(t, "region"), endpointsGen().Draw(t, "endpoints"))
		for key, e := range in.Endpoints {
			e.ServiceName = strings.Replace(e.ServiceName, "us-east-1", in.Region, 1)
			in.Endpoints[key] = e
		}
		in.NAT = &NAT{
			Zones: maybe.Of(rapid.IntRange(1, 4).Draw(t, "gateways")), Keep: rapid.Bool().Draw(t, "keep"),
			Regional: rapid.Bool().Draw(t, "regional"),
		}
		in.Assumptions = map[string]bool{regionalNATGBAsZonal: true}
		for _, name := range []string{interAZCharged, natInterAZCharged, natAddressesCharged, transferSplitEvenly, resourceHourPerZone} {
			if rapid.Bool().Draw(t, name+" is given") {
				in.Assumptions[name] = rapid.Bool().Draw(t, name)
			}
		}
		negotiated := map[price.Item][]price.Tier{}
		if rapid.Bool().Draw(t, "NAT has tiers") {
			negotiated[price.NATGatewayGB] = []price.Tier{{UpTo: maybe.Of(amount("500000")), Rate: amount("0.012")}, {Rate: amount("0.005")}}
		}
		if rapid.Bool().Draw(t, "endpoints have low tiers") {
			negotiated[price.InterfaceEndpointGB] = []price.Tier{
				{UpTo: maybe.Of(amount("700")), Rate: amount("0.08")}, {UpTo: maybe.Of(amount("4000")), Rate: amount("0.04")}, {Rate: amount("0.001")},
			}
		}
		if len(negotiated) > 0 {
			book, errs := in.Book.With(price.Overlay{in.Region: negotiated}, "2026-11-01", "contract.json")
			if len(errs) > 0 {
				t.Fatal(errs)
			}
			in.Book = book
		}
		return in
	})
}

func estimateOf(t *rapid.T, in Input) *Result {
	r, errs := Estimate(in)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return r
}

func known(t *rapid.T, k money.Known) money.Amount {
	a, ok := k.Get()
	if !ok {
		t.Fatal("a sum is not known")
	}
	return a
}

func TestBillAddsUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := inputGen().Draw(t, "input")
		r := estimateOf(t, in)
		var lines, byEndpoint money.Amount
		gb, moved := map[string]money.Amount{}, map[string]money.Amount{}
		for _, l := range r.Lines {
			q, rate := known(t, l.Quantity), known(t, l.UnitPrice)
			if !q.Mul(rate).Equal(known(t, l.Monthly)) || q.Sign() < 0 {
				t.Fatalf("%s × %s is not %s", q, rate, text(l.Monthly))
			}
			lines = lines.Add(known(t, l.Monthly))
			if l.Item == price.InterRegionOutGB {
				moved[l.Endpoint] = moved[l.Endpoint].Add(q)
			}
			if l.Item == price.InterfaceEndpointGB || l.Item == price.ResourceEndpointGB {
				gb[l.Endpoint] = gb[l.Endpoint].Add(q)
			}
		}
		pools := map[catalog.EndpointType]money.Amount{}
		for key, e := range in.Endpoints {
			byEndpoint = byEndpoint.Add(known(t, r.ByEndpoint[key].Monthly))
			pools[e.Type] = pools[e.Type].Add(e.data())
			if (e.Type == catalog.Interface || e.Type == catalog.Resource) && !gb[key].Equal(e.data()) {
				t.Fatalf("%s carries %s and is billed for %s", key, e.data(), gb[key])
			}
		}
		for key, sent := range moved {
			if !sent.Equal(in.Endpoints[key].data()) {
				t.Fatalf("%s carries %s between Regions and is billed for %s", key, in.Endpoints[key].data(), sent)
			}
		}
		total := known(t, r.Total)
		if !lines.Equal(total) || !byEndpoint.Equal(total) {
			t.Fatalf("the lines add up to %s, the endpoints to %s, the total is %s", lines, byEndpoint, total)
		}
		if !known(t, r.Minimum).Equal(total) || !known(t, r.Maximum).Equal(total) {
			t.Fatalf("nothing is unknown, but the range is %s to %s", text(r.Minimum), text(r.Maximum))
		}
		// The pooled data costs what the whole pool costs at once.
		for kind, item := range map[catalog.EndpointType]price.Item{
			catalog.Interface: price.InterfaceEndpointGB, catalog.Resource: price.ResourceEndpointGB,
		} {
			p, _ := in.Book.Price(in.Region, item, false)
			var billed money.Amount
			for _, l := range r.Lines {
				if l.Item == item {
					billed = billed.Add(known(t, l.Monthly))
				}
			}
			if !billed.Equal(p.Cost(pools[kind])) {
				t.Fatalf("the pool of %s costs %s, its lines %s", kind, p.Cost(pools[kind]), billed)
			}
		}
	})
}

func TestMoreDataOrZonesNeverCostLess(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := inputGen().Draw(t, "input")
		keys := newBiller(in, nil).keys
		if len(keys) == 0 {
			return
		}
		before := estimateOf(t, in)
		key := rapid.SampledFrom(keys).Draw(t, "which")
		more := in
		more.Endpoints = map[string]Endpoint{}
		for k, e := range in.Endpoints {
			if k == key {
				e.Zones = maybe.Of(e.Zones.Or(1) + rapid.IntRange(0, 4-e.Zones.Or(1)).Draw(t, "more zones"))
				e.GB = maybe.Of(e.GB.Or(money.Amount{}).Add(volumes().Draw(t, "more data")))
			}
			more.Endpoints[k] = e
		}
		after := estimateOf(t, more)
		for _, pair := range [][2]money.Known{{before.Total, after.Total}, {before.WithoutEndpoints, after.WithoutEndpoints}} {
			if known(t, pair[1]).Cmp(known(t, pair[0])) < 0 {
				t.Fatalf("more costs less: %s after %s", text(pair[1]), text(pair[0]))
			}
		}
		if after.Cheapest.Monthly.Cmp(before.Cheapest.Monthly) < 0 {
			t.Fatalf("the cheapest choice of more is %s after %s", after.Cheapest.Monthly, before.Cheapest.Monthly)
		}
	})
}

// TestCheapestIsCheapest tries every subset. It bills each by a road of its own: price the endpoints of the
// subset with NAT out of sight, and the others with every endpoint gone.
func TestCheapestIsCheapest(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := inputGen().Draw(t, "input")
		got := estimateOf(t, in).Cheapest
		if got == nil {
			t.Fatal("everything is known, but no cheapest choice")
		}
		var free []string
		for key, e := range in.Endpoints {
			if (e.Type == catalog.Interface || e.Type == catalog.Gateway) && !e.Private {
				free = append(free, key)
			}
		}
		slices.Sort(free)
		for subset := range 1 << len(free) {
			with, without := in, in
			with.NAT, with.Endpoints, without.Endpoints = nil, map[string]Endpoint{}, map[string]Endpoint{}
			for key, e := range in.Endpoints {
				i := slices.Index(free, key)
				if i >= 0 && subset&(1<<i) == 0 {
					without.Endpoints[key] = e
				} else {
					with.Endpoints[key] = e
				}
			}
			tried := known(t, estimateOf(t, with).Total).Add(known(t, estimateOf(t, without).WithoutEndpoints))
			if tried.Cmp(got.Monthly) < 0 {
				t.Fatalf("%v costs %s, less than the cheapest %v with %s", with.Endpoints, tried, got.Endpoints, got.Monthly)
			}
			if tried.Equal(got.Monthly) && len(with.Endpoints) > len(got.Endpoints) {
				t.Fatalf("%v costs the same %s with more endpoints than %v", with.Endpoints, tried, got.Endpoints)
			}
			if len(without.Endpoints) == len(got.LeftOnNAT) && sameKeys(without.Endpoints, got.LeftOnNAT) && !tried.Equal(got.Monthly) {
				t.Fatalf("the cheapest choice costs %s, not %s", tried, got.Monthly)
			}
		}
	})
}

func sameKeys(endpoints map[string]Endpoint, keys []string) bool {
	for _, key := range keys {
		if _, ok := endpoints[key]; !ok {
			return false
		}
	}
	return len(endpoints) == len(keys)
}

// TestBreakEvenIsWhereThePathsMeet checks the turning point against both bills.
func TestBreakEvenIsWhereThePathsMeet(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		ladder := rapid.Custom(func(t *rapid.T) []price.Tier {
			return []price.Tier{
				{UpTo: maybe.Of(amount("100")), Rate: money.FromInt(rapid.Int64Range(0, 9).Draw(t, "first"))},
				{UpTo: maybe.Of(money.FromInt(rapid.Int64Range(101, 500).Draw(t, "bound"))), Rate: money.FromInt(rapid.Int64Range(0, 9).Draw(t, "second"))},
				{Rate: money.FromInt(rapid.Int64Range(0, 9).Draw(t, "third"))},
			}
		})
		fixed := money.FromInt(rapid.Int64Range(0, 3000).Draw(t, "fixed"))
		here, there := price.Price{Tiers: ladder.Draw(t, "here")}, price.Price{Tiers: ladder.Draw(t, "there")}
		ahead := func(gb money.Amount) money.Amount { return fixed.Add(here.Cost(gb)).Sub(there.Cost(gb)) }
		at, ok := BreakEven(fixed, here.Tiers, there.Tiers).Get()
		if !ok {
			for _, gb := range []string{"0", "100", "500", "5000", "5000000"} {
				if ahead(amount(gb)).Sign() <= 0 {
					t.Fatalf("said never, but at %s GB it pays", gb)
				}
			}
			return
		}
		// The last digit is rounded, so the difference is at most the steepest rate over half a digit.
		if ahead(at).Cmp(amount("0.00001")) > 0 {
			t.Fatalf("at %s it is still dearer by %s", at, ahead(at))
		}
		for _, part := range []string{"0.1", "0.5", "0.9", "0.999"} {
			if before := at.Mul(amount(part)); at.Sign() > 0 && ahead(before).Sign() <= 0 && at.Sub(before).Cmp(amount("0.00001")) > 0 {
				t.Fatalf("it pays at %s already, not from %s", before, at)
			}
		}
	})
}

func TestSameInputSameAnswer(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := inputGen().Draw(t, "input")
		a, b := estimateOf(t, in), estimateOf(t, in)
		if diff := cmp.Diff(everything(a), everything(b)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// everything writes a result as text.
func everything(r *Result) []string {
	out := slices.Concat(bill(r.Lines), bill(r.WithoutLines), r.StatedAssumptions, judged(r))
	out = append(out, text(r.Total), text(r.WithoutEndpoints), r.Cheapest.Monthly.String())
	out = slices.Concat(out, r.Cheapest.Endpoints, r.Cheapest.LeftOnNAT)
	for _, n := range r.Report.NotChecked() {
		out = append(out, n.Rule+" "+n.Target+" "+n.Reason)
	}
	return out
}
