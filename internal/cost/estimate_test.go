package cost

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
)

func one(region string, e Endpoint) Input { return inputOf(region, map[string]Endpoint{"it": e}) }

func TestLineItemsOfEveryType(t *testing.T) {
	t.Parallel()
	zonal := func(region string, kind catalog.EndpointType) Endpoint {
		return Endpoint{ServiceName: "com.amazonaws.vpce." + region + ".vpce-svc-0aaa0aaa0aaa0aaa0", Type: kind, Zones: maybe.Of(2), GB: gb("100")}
	}
	abroad := iface("s3", 2, "100")
	abroad.ServiceRegion = "us-west-2"
	three := iface("logs", 2, "100")
	three.Quantity = maybe.Of(3)
	for name, c := range map[string]struct {
		in   Input
		want []string
	}{
		"a Gateway Load Balancer endpoint has prices of its own": {one("sa-east-1", zonal("sa-east-1", catalog.GatewayLoadBalancer)), []string{
			"it gwlb_endpoint_hour 1460 × 0.0151 = 22.046", "it gwlb_endpoint_gb 100 × 0.0035 = 0.35",
		}},
		"a resource endpoint's hour counts once": {one("us-east-1", zonal("us-east-1", catalog.Resource)), []string{
			"it resource_endpoint_hour 730 × 0.02 = 14.6", "it resource_endpoint_gb 100 × 0.01 = 1",
		}},
		"a resource endpoint's hour counts for each zone if so assumed": {
			func() Input {
				in := one("us-east-1", zonal("us-east-1", catalog.Resource))
				in.Assumptions = map[string]bool{"resource_endpoint_hour_per_zone": true}
				return in
			}(), []string{"it resource_endpoint_hour 1460 × 0.02 = 29.2", "it resource_endpoint_gb 100 × 0.01 = 1"},
		},
		"a service-network endpoint is free": {one("us-east-1", zonal("us-east-1", catalog.ServiceNetwork)), []string{
			"it service_network_endpoint_hour 730 × 0 = 0",
		}},
		"data to another Region pays each way at the sender's price": {one("ap-northeast-2", abroad), []string{
			"it interface_endpoint_hour 1460 × 0.013 = 18.98",
			"it inter_region_out_gb 50 × 0.08 = 4", "it inter_region_out_gb 50 × 0.02 = 1",
			"it interface_endpoint_gb 100 × 0.01 = 1",
		}},
		"data to another Region at the dearer price if so assumed": {
			func() Input {
				in := one("ap-northeast-2", abroad)
				in.Assumptions = map[string]bool{"inter_region_split_evenly": false}
				return in
			}(), []string{
				"it interface_endpoint_hour 1460 × 0.013 = 18.98", "it inter_region_out_gb 100 × 0.08 = 8",
				"it interface_endpoint_gb 100 × 0.01 = 1",
			},
		},
		"data between zones if so assumed, at both ends": {
			func() Input {
				in := one("us-east-1", iface("logs", 1, "100"))
				in.Assumptions = map[string]bool{"inter_az_charged": true}
				return in
			}(), []string{
				"it interface_endpoint_hour 730 × 0.01 = 7.3", "it inter_az_gb 200 × 0.01 = 2", "it interface_endpoint_gb 100 × 0.01 = 1",
			},
		},
		"the dearer direction may be the way back": {
			func() Input {
				e := abroad
				e.ServiceRegion = "ap-northeast-2"
				in := one("us-west-2", e)
				in.Assumptions = map[string]bool{"inter_region_split_evenly": false}
				return in
			}(), []string{
				"it interface_endpoint_hour 1460 × 0.01 = 14.6", "it inter_region_out_gb 100 × 0.08 = 8",
				"it interface_endpoint_gb 100 × 0.01 = 1",
			},
		},
		"three endpoints of one kind": {one("us-east-1", three), []string{
			"it interface_endpoint_hour 4380 × 0.01 = 43.8", "it interface_endpoint_gb 300 × 0.01 = 3",
		}},
		"a short month": {
			func() Input {
				in := one("us-east-1", iface("logs", 1, ""))
				in.HoursPerMonth = gb("672")
				return in
			}(), []string{"it interface_endpoint_hour 672 × 0.01 = 6.72"},
		},
		"tiers are pooled and shared by data": {
			inputOf("us-east-1", map[string]Endpoint{"a": iface("logs", 1, "1048576"), "b": iface("kms", 1, "3145728")}), []string{
				"a interface_endpoint_hour 730 × 0.01 = 7.3",
				"a interface_endpoint_gb 262144 × 0.01 = 2621.44", "a interface_endpoint_gb 786432 × 0.006 = 4718.592",
				"b interface_endpoint_hour 730 × 0.01 = 7.3",
				"b interface_endpoint_gb 786432 × 0.01 = 7864.32", "b interface_endpoint_gb 2359296 × 0.006 = 14155.776",
			},
		},
		"a price the caller states": {
			func() Input {
				in := one("cn-north-1", iface("logs", 2, "10"))
				in.Overrides = map[string]money.Amount{"interface_endpoint_hour": amount("0.1"), "interface_endpoint_gb": amount("0.07")}
				return in
			}(), []string{"it interface_endpoint_hour 1460 × 0.1 = 146", "it interface_endpoint_gb 10 × 0.07 = 0.7"},
		},
		"no endpoint": {inputOf("us-east-1", nil), nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, bill(mustEstimate(t, c.in).Lines)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestNATLineItems(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		nat     NAT
		assumed map[string]bool
		want    []string
	}{
		"zonal gateways that can go": {NAT{Zones: maybe.Of(3)}, nil, []string{
			"it nat_gateway_gb 100 × 0.059 = 5.9", " nat_gateway_hour 2190 × 0.059 = 129.21", " public_ipv4_hour 2190 × 0.005 = 10.95",
		}},
		"without their addresses": {NAT{Zones: maybe.Of(3)}, map[string]bool{"nat_public_ipv4_charged": false}, []string{
			"it nat_gateway_gb 100 × 0.059 = 5.9", " nat_gateway_hour 2190 × 0.059 = 129.21",
		}},
		"a gateway that stays": {NAT{Zones: maybe.Of(3), Keep: true}, nil, []string{"it nat_gateway_gb 100 × 0.059 = 5.9"}},
		"across zones if so assumed": {
			NAT{Zones: maybe.Of(1), Keep: true},
			map[string]bool{"nat_inter_az_charged": true},
			[]string{"it inter_az_gb 200 × 0.01 = 2", "it nat_gateway_gb 100 × 0.059 = 5.9"},
		},
		"a regional gateway, whose GB is not known": {NAT{Zones: maybe.Of(3), Regional: true}, nil, []string{
			"it regional_nat_gateway_gb 100 × ? = ?", " regional_nat_gateway_hour_per_az 2190 × 0.059 = 129.21",
			" public_ipv4_hour 2190 × 0.005 = 10.95",
		}},
		"a regional gateway with a zonal GB": {
			NAT{Zones: maybe.Of(2), Regional: true, Keep: true},
			map[string]bool{"regional_nat_gb_as_zonal": true},
			[]string{"it nat_gateway_gb 100 × 0.059 = 5.9"},
		},
		"an unknown number of gateways": {NAT{}, nil, []string{
			"it nat_gateway_gb 100 × 0.059 = 5.9", " nat_gateway_hour ? × 0.059 = ?", " public_ipv4_hour ? × 0.005 = ?",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := one("ap-northeast-2", iface("logs", 2, "100"))
			in.NAT, in.Assumptions = &c.nat, c.assumed
			if diff := cmp.Diff(c.want, bill(mustEstimate(t, in).WithoutLines)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestUnknownIsNeverZero(t *testing.T) {
	t.Parallel()
	kept := NAT{Zones: maybe.Of(2), Keep: true}
	noZones := iface("logs", 1, "100")
	noZones.Zones = maybe.Absent[int]()
	for name, c := range map[string]struct {
		in   Input
		nat  *NAT
		want []string // total, minimum, maximum, without, saving, cheapest; findings; not checked
	}{
		"a price nobody states": {one("cn-north-1", iface("logs", 2, "100")), nil, []string{
			"? ? ? ? ? ?", "warning COST-11 interface_endpoint_gb", "warning COST-11 interface_endpoint_hour",
			"COST-04  nat_gateway is not given", "COST-06  nat_gateway is not given",
		}},
		"a price that is only inferred": {one("us-gov-west-1", iface("logs", 2, "100")), &kept, []string{
			"19.25 19.25 19.25 ? ? ?", "warning COST-11 nat_gateway_gb", "info COST-06",
			"COST-04 it the price \"nat_gateway_gb\" is not known",
		}},
		"an unknown number of zones is a range": {one("us-east-1", noZones), &kept, []string{
			"? 8.3 44.8 4.5 ? ?", "warning COST-09 it", "info COST-06",
			"COST-04 it a price or the number of zones of \"it\" is not known",
		}},
		"a number of NAT gateways that could go": {one("us-east-1", iface("logs", 1, "100")), &NAT{}, []string{
			"8.3 8.3 8.3 ? ? ?", "info COST-06",
			"COST-04 it a price or a number of zones that it needs is not known",
			"COST-06  nat_gateway.availability_zones is not given, so what the NAT gateway costs is not known",
		}},
		"data between zones that nobody priced": {
			func() Input {
				in := one("ap-southeast-7", iface("logs", 1, "1000"))
				in.Assumptions = map[string]bool{"inter_az_charged": true, "nat_inter_az_charged": true}
				in.Overrides = map[string]money.Amount{"nat_gateway_gb": amount("0.05")}
				return in
			}(), &kept, []string{
				"? ? ? ? ? ?", "warning COST-11 inter_az_gb", "info COST-06", "info COST-10",
				`COST-04 it a price or the number of zones of "it" is not known`,
			},
		},
		"data that is not given": {one("us-east-1", iface("logs", 2, "")), &kept, []string{
			"14.6 14.6 14.6 ? ? ?", "info COST-06",
			"COST-04 it gb_per_month of \"it\" is not given",
			"COST-07 it gb_per_month is not given",
		}},
		"transfer to a Region whose prices nobody read": {
			func() Input {
				e := iface("s3", 1, "100")
				e.ServiceRegion = "ap-southeast-6"
				return one("us-east-1", e)
			}(), nil, []string{
				"? ? ? ? ? ?", "warning COST-08 it", "warning COST-11 inter_region_out_gb", "warning COST-11 inter_region_out_gb",
				"COST-04  nat_gateway is not given", "COST-06  nat_gateway is not given",
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.in.NAT = c.nat
			r := mustEstimate(t, c.in)
			cheapest := "?"
			if r.Cheapest != nil {
				cheapest = r.Cheapest.Monthly.String()
			}
			got := []string{strings.Join([]string{
				text(r.Total), text(r.Minimum), text(r.Maximum), text(r.WithoutEndpoints), text(r.Saving), cheapest,
			}, " ")}
			got = append(got, judged(r)...)
			for _, n := range r.Report.NotChecked() {
				got = append(got, n.Rule+" "+n.Target+" "+n.Reason)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestInferredPricesAreMarked(t *testing.T) {
	t.Parallel()
	in := one("us-gov-west-1", iface("logs", 2, "100"))
	in.NAT, in.UseInferred = &NAT{Keep: true}, true
	r := mustEstimate(t, in)
	if got := text(r.WithoutEndpoints); got != "5.4" || !r.WithoutLines[0].Inferred || r.WithoutLines[0].Confidence != price.Low {
		t.Errorf("got %s with %+v", got, r.WithoutLines)
	}
	if r.Lines[0].Inferred || r.Lines[0].Confidence != price.High || r.Lines[0].AsOf != "2026-09-21" {
		t.Errorf("got %+v", r.Lines[0])
	}
}

func TestFindings(t *testing.T) {
	t.Parallel()
	abroad := iface("kms", 2, "10")
	abroad.ServiceRegion = "us-west-2"
	s3 := iface("s3", 2, "10")
	short := one("us-east-1", iface("logs", 1, "1"))
	short.HoursPerMonth = gb("700.5")
	crossing := one("us-east-1", iface("logs", 1, "1"))
	crossing.Assumptions = map[string]bool{"inter_az_charged": true}
	for name, c := range map[string]struct {
		in   Input
		want []string
	}{
		"an endpoint nobody uses":              {one("us-east-1", iface("logs", 2, "0")), []string{"warning COST-07 it"}},
		"a gateway endpoint nobody uses":       {one("us-east-1", gateway("s3", "0")), nil},
		"a service of another Region":          {one("us-east-1", abroad), []string{"warning COST-08 it"}},
		"an interface where a gateway is free": {one("us-east-1", s3), []string{"info COST-03 it"}},
		"an interface beside its gateway": {
			inputOf("us-east-1", map[string]Endpoint{"it": s3, "free": gateway("s3", "5")}), nil,
		},
		"image pulls without S3": {one("us-east-1", iface("ecr.dkr", 2, "10")), []string{"info COST-05 it"}},
		"image pulls with S3": {
			inputOf("us-east-1", map[string]Endpoint{"it": iface("ecr.dkr", 2, "10"), "s3": gateway("s3", "5")}), nil,
		},
		"hours that are not whole":    {short, []string{"info COST-01"}},
		"zones charged as asked":      {crossing, []string{"info COST-10"}},
		"more than the first tier":    {one("us-east-1", iface("logs", 1, "1048577")), []string{"info COST-02"}},
		"exactly the first tier":      {one("us-east-1", iface("logs", 1, "1048576")), nil},
		"nothing wrong with the bill": {one("us-east-1", iface("logs", 1, "1")), nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := mustEstimate(t, c.in)
			if diff := cmp.Diff(c.want, judged(r)); diff != "" {
				t.Error(diff)
			}
			for _, f := range r.Report.Findings() {
				if f.Detail == "" || f.Attribute == "" || !strings.HasSuffix(f.Detail, ".") {
					t.Errorf("%s says %q at %q", f.Rule, f.Detail, f.Attribute)
				}
			}
		})
	}
}

func TestBreakEvenOfNothing(t *testing.T) {
	t.Parallel()
	if BreakEven(amount("1"), nil, nil).IsGiven() {
		t.Error("two free paths meet although one has a fixed price")
	}
	if at, ok := BreakEven(money.Amount{}, nil, nil).Get(); !ok || at.Sign() != 0 {
		t.Error("without a fixed price they meet at once")
	}
}

func TestStatedAssumptions(t *testing.T) {
	t.Parallel()
	in := againstNAT()
	in.Assumptions = map[string]bool{"nat_inter_az_charged": true}
	in.Endpoints["partner"] = iface("com.amazonaws.vpce.us-east-1.vpce-svc-0aaa0aaa0aaa0aaa0", 2, "")
	got := mustEstimate(t, in).StatedAssumptions
	want := []string{
		"A month has 730 hours. An hour that is used in part is billed whole, connected or not.",
		"A GB is 2^30 bytes, and both directions count.",
		"The endpoints listed are all of the account's in the Region: the tiers of a GB start at zero and are shared among them by data.",
		`gb_per_month of "partner" is not given, so no data charge of it is in any sum.`,
		"inter_az_charged = false: Data that enters an endpoint from another zone of the Region is not charged, as AWS states since April 2022.",
		"nat_inter_az_charged = true: All data through NAT crosses a zone on its way to the NAT gateway and is charged at both ends.",
		"nat_public_ipv4_charged = true: Each NAT gateway, and each zone of a regional one, has one public IPv4 address.",
		"The NAT gateway stays for other traffic, so its hours are in neither figure of the comparison.",
		`"partner" has no alternative on NAT: it keeps its endpoint in every figure.`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestEveryAssumptionIsSortedAndSaysBothThings(t *testing.T) {
	t.Parallel()
	names := Assumptions()
	for i, a := range names {
		if !strings.HasSuffix(a.IfTrue, ".") || !strings.HasSuffix(a.IfFalse, ".") || a.IfTrue == a.IfFalse {
			t.Errorf("%s does not say what it does", a.Name)
		}
		if i > 0 && a.Name <= names[i-1].Name {
			t.Errorf("%s is out of order", a.Name)
		}
	}
}

// negotiated is a book in which data in us-east-1 has other prices.
func negotiated(t *testing.T, prices map[price.Item][]price.Tier) *price.Book {
	t.Helper()
	book, errs := price.Embedded().With(price.Overlay{"us-east-1": prices}, "2026-11-01", "contract.json")
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return book
}

func TestEqualPricesGiveTheEndpoint(t *testing.T) {
	t.Parallel()
	// 7.30 for the hours is what 730 GB cost less through the endpoint; 1 GB never pays.
	in := inputOf("us-east-1", map[string]Endpoint{"equal": iface("logs", 1, "730"), "small": iface("sts", 1, "1")})
	in.Overrides = map[string]money.Amount{"interface_endpoint_gb": amount("0.01"), "nat_gateway_gb": amount("0.02")}
	in.NAT = &NAT{Keep: true}
	c := mustEstimate(t, in).Cheapest
	if diff := cmp.Diff(&Cheapest{[]string{"equal"}, []string{"small"}, true, amount("14.62")}, c); diff != "" {
		t.Error(diff)
	}
}

func TestEndpointsThatOnlyPayTogether(t *testing.T) {
	t.Parallel()
	in := inputOf("us-east-1", map[string]Endpoint{
		"a": iface("logs", 1, "600"), "b": iface("kms", 1, "600"), "small": iface("sts", 1, "1"),
	})
	in.Book = negotiated(t, map[price.Item][]price.Tier{
		price.InterfaceEndpointGB: {{UpTo: maybe.Of(amount("100")), Rate: amount("0.05")}, {}},
	})
	in.NAT = &NAT{Keep: true}
	c := mustEstimate(t, in).Cheapest // 2 × 7.30 + 100 × 0.05 + 1 × 0.045
	if diff := cmp.Diff(&Cheapest{[]string{"a", "b"}, []string{"small"}, true, amount("19.645")}, c); diff != "" {
		t.Error(diff)
	}
}

func TestRisingPricesHaveNoProvenMinimum(t *testing.T) {
	t.Parallel()
	book := negotiated(t, map[price.Item][]price.Tier{
		price.NATGatewayGB: {{UpTo: maybe.Of(amount("10")), Rate: amount("0.01")}, {Rate: amount("0.02")}},
	})
	in := one("us-east-1", iface("logs", 1, "100"))
	in.Book, in.NAT = book, &NAT{Keep: true}
	if r := mustEstimate(t, in); r.Cheapest != nil {
		t.Errorf("%+v is called cheapest", r.Cheapest)
	}
}

// manyEndpoints is a Region with n interface endpoints beside a NAT gateway that could go.
func manyEndpoints(n int) Input {
	endpoints := map[string]Endpoint{}
	for i := range n {
		endpoints[fmt.Sprintf("service%04d", i)] = iface("logs", 1+i%3, fmt.Sprint(i*37%9000))
	}
	in := inputOf("us-east-1", endpoints)
	in.NAT = &NAT{Zones: maybe.Of(3)}
	return in
}

func BenchmarkEstimate(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		in := manyEndpoints(n)
		b.Run(fmt.Sprint(n, " endpoints"), func(b *testing.B) {
			for b.Loop() {
				if _, errs := Estimate(in); len(errs) > 0 {
					b.Fatal(errs)
				}
			}
		})
	}
}

func TestManyEndpointsAreBilledEach(t *testing.T) {
	t.Parallel()
	r := mustEstimate(t, manyEndpoints(300))
	if got := slices.Sorted(maps.Keys(r.ByEndpoint)); len(got) != 300 {
		t.Errorf("%d of 300 endpoints are billed", len(got))
	}
}

func TestWhatIsNotKnownOfOneEndpointHidesNothingOfTheOthers(t *testing.T) {
	t.Parallel()
	silent := Endpoint{Service: "s3", Type: catalog.Gateway}
	t.Run("data of a gateway endpoint is not needed, for it is free", func(t *testing.T) {
		t.Parallel()
		in := inputOf("us-east-1", map[string]Endpoint{"s3": silent, "sts": iface("sts", 3, "1"), "logs": iface("logs", 3, "900")})
		in.NAT = &NAT{Zones: maybe.Of(3), Keep: true}
		r := mustEstimate(t, in)
		want := &Cheapest{Endpoints: []string{"logs", "s3"}, LeftOnNAT: []string{"sts"}, NATStays: true, Monthly: amount("30.945")}
		if diff := cmp.Diff(want, r.Cheapest); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("a gateway endpoint with a price of the caller's needs its data", func(t *testing.T) {
		t.Parallel()
		in := inputOf("us-east-1", map[string]Endpoint{"s3": silent})
		in.NAT, in.Overrides = &NAT{Zones: maybe.Of(3), Keep: true}, map[string]money.Amount{"gateway_endpoint_gb": amount("0.1")}
		if r := mustEstimate(t, in); r.Cheapest != nil {
			t.Errorf("the cheapest choice is said to be %v", r.Cheapest)
		}
	})
	t.Run("an endpoint below its own break-even is found beside one without data", func(t *testing.T) {
		t.Parallel()
		in := inputOf("us-east-1", map[string]Endpoint{"sts": iface("sts", 3, "1"), "kms": iface("kms", 2, ""), "logs": iface("logs", 3, "900")})
		in.NAT = &NAT{Zones: maybe.Of(3), Keep: true}
		r := mustEstimate(t, in)
		if diff := cmp.Diff([]string{"warning COST-04 sts", "info COST-06"}, judged(r)); diff != "" {
			t.Error(diff)
		}
		for _, n := range r.Report.NotChecked() {
			if n.Rule == "COST-04" && n.Target != "kms" {
				t.Errorf("%s is not judged: %s", n.Target, n.Reason)
			}
		}
	})
}
