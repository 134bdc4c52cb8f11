package fleet

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

func gb(pairs ...string) map[string]money.Amount {
	out := map[string]money.Amount{}
	for i := 0; i < len(pairs); i += 2 {
		out[pairs[i]] = money.MustParse(pairs[i+1])
	}
	return out
}

func TestCompareRefusesInputItCannotUse(t *testing.T) {
	t.Parallel()
	good := func() Request {
		return Request{
			Region: "us-east-1", Services: []string{"logs"}, Hub: Hub{AvailabilityZones: 2},
			VPCs: map[string]VPC{"a": {AvailabilityZones: 2}},
		}
	}
	vpc := func(v VPC) func(*Request) { return func(q *Request) { q.VPCs["a"] = v } }
	tests := map[string]struct {
		change func(*Request)
		path   string
		says   string
	}{
		"a Region that does not exist": {func(q *Request) { q.Region = "us-east-9" }, "region", `"us-east-9" is not a Region`},
		"no VPC":                       {func(q *Request) { q.VPCs = nil }, "vpcs", "No VPC"},
		"no service anywhere":          {func(q *Request) { q.Services = nil }, "services", "No service"},
		"a service that does not exist": {
			func(q *Request) { q.Services = []string{"logs", "sqss"} }, "services[1]", "sqs",
		},
		"traffic of a service that does not exist": {
			vpc(VPC{AvailabilityZones: 1, GBPerMonth: gb("lgs", "1")}), `vpcs["a"].gb_per_month["lgs"]`, "logs",
		},
		"traffic of a word for two services": {
			vpc(VPC{AvailabilityZones: 1, GBPerMonth: gb("ecr", "1")}), `vpcs["a"].gb_per_month["ecr"]`, "ecr.api and ecr.dkr",
		},
		"traffic given twice": {
			vpc(VPC{AvailabilityZones: 1, GBPerMonth: gb("logs", "1", "com.amazonaws.us-east-1.logs", "2")}),
			`vpcs["a"].gb_per_month["logs"]`, "the same service",
		},
		"negative traffic": {
			vpc(VPC{AvailabilityZones: 1, GBPerMonth: gb("logs", "-1")}), `vpcs["a"].gb_per_month["logs"]`, "negative",
		},
		"absurd traffic": {
			vpc(VPC{AvailabilityZones: 1, GBPerMonth: gb("logs", "1e30")}), `vpcs["a"].gb_per_month["logs"]`, "exabyte",
		},
		"a VPC without a number of zones":    {vpc(VPC{}), `vpcs["a"].availability_zones`, "needed"},
		"a negative number of zones":         {vpc(VPC{AvailabilityZones: -1}), `vpcs["a"].availability_zones`, "-1"},
		"more zones than the Region has":     {vpc(VPC{AvailabilityZones: 7}), `vpcs["a"].availability_zones`, "6"},
		"a hub without a number of zones":    {func(q *Request) { q.Hub = Hub{} }, "hub.availability_zones", "needed"},
		"a way to share names not known":     {func(q *Request) { q.Hub.DNS = "profile" }, "hub.dns", DNSProfile},
		"a Resolver endpoint of one address": {func(q *Request) { q.Hub.ResolverEndpointAddresses = 1 }, "hub.resolver_endpoint_addresses", "at least 2 addresses"},
		"an account id that is none":         {vpc(VPC{AvailabilityZones: 1, AccountID: "12345"}), `vpcs["a"].account_id`, "12 digits"},
		"addresses that are none": {
			vpc(VPC{AvailabilityZones: 1, CIDRBlocks: maybe.Of([]string{"10.0.0.0/16", "10.1.0.0"})}),
			`vpcs["a"].cidr_blocks[1]`, `"10.1.0.0"`,
		},
		"more NAT zones than the Region has": {
			func(q *Request) { q.NAT = &NAT{AvailabilityZones: maybe.Of(9)} }, "nat_gateway.availability_zones", "6",
		},
		"no zone with a NAT gateway": {
			func(q *Request) { q.NAT = &NAT{AvailabilityZones: maybe.Of(0)} }, "nat_gateway.availability_zones", "at least 1",
		},
		"a private service that does not exist": {
			func(q *Request) { q.NAT = &NAT{PrivateServices: []string{"lgs"}} }, "nat_gateway.private_services[0]", "logs",
		},
		"a month without hours": {
			func(q *Request) { q.HoursPerMonth = maybe.Of(money.Amount{}) }, "hours_per_month", "more than 0",
		},
		"hours with more digits than can be counted": {
			func(q *Request) { q.HoursPerMonth = maybe.Of(money.MustParse("730.0000000001")) }, "hours_per_month", "9 digits",
		},
		"an item that is not in the price book": {
			func(q *Request) { q.PriceOverrides = gb("tgw_gbs", "1") }, `price_overrides["tgw_gbs"]`, "tgw_gb",
		},
		"a negative price": {
			func(q *Request) { q.PriceOverrides = gb("tgw_gb", "-1") }, `price_overrides["tgw_gb"]`, "negative",
		},
		"a quota that does not exist": {
			func(q *Request) { q.Quotas = map[string]int64{"gateways": 1} }, `quotas["gateways"]`, "gateway_endpoints_per_region",
		},
		"a negative use of a quota": {
			func(q *Request) { q.QuotaUsage = map[string]int64{"gateway_endpoints_per_vpc": -1} }, `quota_usage["gateway_endpoints_per_vpc"]`, "-1",
		},
	}
	c, book := facts(t)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			q := good()
			tt.change(&q)
			r, errs := Compare(c, book, q)
			if r != nil || len(errs) != 1 {
				t.Fatalf("want one error and no result, got %v and %v", errs, r)
			}
			if got := errs[0].Path.String(); got != tt.path {
				t.Errorf("path: want %s, got %s", tt.path, got)
			}
			if !strings.Contains(errs[0].Text, tt.says) {
				t.Errorf("text %q does not say %q", errs[0].Text, tt.says)
			}
		})
	}
}

func TestCompareReportsEveryErrorAtOnce(t *testing.T) {
	t.Parallel()
	c, book := facts(t)
	_, errs := Compare(c, book, Request{
		Region: "us-east-1", Services: []string{"sqss"},
		VPCs:           map[string]VPC{"a": {AvailabilityZones: 9, GBPerMonth: gb("logs", "-3")}},
		PriceOverrides: gb("x", "1"),
	})
	var got []string
	for _, e := range errs {
		got = append(got, e.Path.String())
	}
	want := []string{
		"hub.availability_zones", `vpcs["a"].availability_zones`, `vpcs["a"].gb_per_month["logs"]`, "services[0]", `price_overrides["x"]`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("paths (-want +got):\n%s", diff)
	}
}

func TestPricesThatAreNotKnownAreNeverZero(t *testing.T) {
	t.Parallel()
	q := Request{
		Region: "cn-north-1", Services: []string{"logs"}, Hub: Hub{AvailabilityZones: 2, TransitGatewayAttached: true, DNS: DNSProfile},
		VPCs: map[string]VPC{"a": {AvailabilityZones: 2, TransitGatewayAttached: true}},
	}
	r := mustCompare(t, q)
	for name, sum := range map[string]money.Known{
		"distributed": r.DistributedMonthly, "hub": r.HubMonthly, "cheapest": r.CheapestMonthly, "break-even": r.BreakEvenGBPerMonth,
	} {
		if sum.IsGiven() {
			t.Errorf("%s: want not known, got %s", name, text(sum))
		}
	}
	if r.Assignment != nil {
		t.Errorf("want no assignment, got %v", r.Assignment)
	}
	var items []string
	for _, f := range r.Report.Findings() {
		if f.Rule == "COST-11" {
			items = append(items, f.Target)
		}
	}
	if diff := cmp.Diff([]string{"interface_endpoint_hour", "route53_profile_hour"}, items); diff != "" {
		t.Errorf("prices reported (-want +got):\n%s", diff)
	}

	q.PriceOverrides = gb("interface_endpoint_hour", "0.1", "route53_profile_hour", "5")
	if r := mustCompare(t, q); text(r.CheapestMonthly) != "146" || r.Currency != "CNY" {
		t.Errorf("with the prices stated: want 2 × 0.1 × 730 = 146 CNY, got %s %s", text(r.CheapestMonthly), r.Currency)
	}
}

func TestServicesTheComparisonCannotHold(t *testing.T) {
	t.Parallel()
	q := Request{
		Region: "ap-northeast-2", Services: []string{"logs", "iam", "kms@us-west-2"},
		Hub:  Hub{AvailabilityZones: 2, TransitGatewayAttached: true, DNS: DNSProfile},
		VPCs: map[string]VPC{"a": {AvailabilityZones: 2, TransitGatewayAttached: true, CIDRBlocks: maybe.Of([]string{"10.0.0.0/16"})}},
	}
	r := mustCompare(t, q)
	if diff := cmp.Diff([]string{"HUB-10 iam", "HUB-11 hub", "HUB-09 kms@us-west-2"}, byRule(r, "HUB-10", "HUB-11", "HUB-09")); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if _, ok := r.Assignment["logs"]; !ok {
		t.Errorf("want logs assigned, got %v", r.Assignment)
	}
	// A global service in its home Region can be compared, but its zone would answer for every Region.
	q.Region, q.Services, q.Hub.DNS = "us-east-1", []string{"iam"}, DNSZones
	if diff := cmp.Diff([]string{"HUB-10 iam"}, byRule(mustCompare(t, q), "HUB-10", "HUB-09")); diff != "" {
		t.Errorf("findings at home (-want +got):\n%s", diff)
	}
	// A service without any endpoint is named with what to use instead.
	q.Services = []string{"logs", "route53domains"}
	skipped := mustCompare(t, q).Report.NotChecked()
	if len(skipped) != 1 || skipped[0].Rule != "HUB-14" || skipped[0].Target != "route53domains" {
		t.Errorf("want the service without an endpoint not checked, got %v", skipped)
	}
}

// byRule returns rule and target of the findings of some rules, in the order of the rules asked for.
func byRule(r *Result, ids ...string) []string {
	var out []string
	for _, id := range ids {
		for _, f := range r.Report.Findings() {
			if f.Rule == id {
				out = append(out, f.Rule+" "+f.Target)
			}
		}
	}
	return out
}

func TestServicesOfOtherRegionsPayTheWay(t *testing.T) {
	t.Parallel()
	q := Request{
		Region: "ap-northeast-2", Hub: Hub{AvailabilityZones: 1, TransitGatewayAttached: true},
		VPCs: map[string]VPC{"a": {AvailabilityZones: 1, TransitGatewayAttached: true, GBPerMonth: gb("iam@us-east-1", "1001")}},
	}
	r := mustCompare(t, q)
	// 730 × 0.013 + 1001 × 0.01, half of 1001 GB at 0.08 to us-east-1 and half at 0.02 back.
	if got := text(r.DistributedMonthly); got != "69.55" {
		t.Errorf("want 9.49 + 10.01 + 40.04 + 10.01 = 69.55, got %s", got)
	}
	if diff := cmp.Diff([]string{"HUB-09 iam@us-east-1", "HUB-10 iam@us-east-1"}, byRule(r, "HUB-09", "HUB-10")); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if got := text(r.BreakEvenGBPerMonth); got != "0" {
		t.Errorf("with one VPC a hub never pays: want a break-even of 0, got %s", got)
	}
}

func TestOverlappingVPCsKeepTheirOwnEndpoints(t *testing.T) {
	t.Parallel()
	block := func(texts ...string) VPC {
		return VPC{AvailabilityZones: 3, TransitGatewayAttached: true, CIDRBlocks: maybe.Of(texts)}
	}
	r := mustCompare(t, Request{
		Region: "us-east-1", Services: []string{"logs"},
		Hub:            Hub{AvailabilityZones: 1, TransitGatewayAttached: true, DNS: DNSProfile},
		PriceOverrides: gb("route53_profile_hour", "0"),
		VPCs: map[string]VPC{
			"a": block("10.0.0.0/16"), "b": block("10.1.0.0/16", "10.0.128.0/20"), "c": block("10.2.0.0/16", "fd00::/56"),
			"d": block("10.3.0.0/16", "fd00:0:0:1::/64"), "e": block("10.4.0.0/16"),
			"f": {AvailabilityZones: 3, TransitGatewayAttached: true},
		},
	})
	want := map[string]Assignment{"logs": {
		Hub: true, HubVPCs: []string{"e", "f"}, OwnVPCs: []string{"a", "b", "c", "d"}, NATVPCs: []string{},
	}}
	if diff := cmp.Diff(want, r.Assignment); diff != "" {
		t.Errorf("assignment (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"HUB-12 a", "HUB-12 c"}, worst(r, rules.Error)); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]rules.NotChecked{{Rule: "HUB-12", Target: "f", Reason: "cidr_blocks is not given."}}, r.Report.NotChecked()); diff != "" {
		t.Errorf("not checked (-want +got):\n%s", diff)
	}
	if got := text(r.HubMonthly); got != "94.9" {
		t.Errorf("hub: want 4 × 21.90 + 7.30 = 94.9, got %s", got)
	}
}

func TestOverlappingAgainstEveryPair(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		vpcs := rapid.IntRange(1, 6).Draw(t, "vpcs")
		blocks := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) owned {
			return drawBlock(t, vpcs)
		}), 0, 12).Draw(t, "blocks")
		joined := map[int]bool{}
		for _, a := range blocks {
			for _, b := range blocks {
				if a.owner != b.owner && a.block.Overlaps(b.block) {
					joined[a.owner] = true
				}
			}
		}
		got := map[int]bool{}
		for _, group := range overlapping(vpcs, blocks) {
			for _, vpc := range group {
				got[vpc] = true
			}
		}
		if diff := cmp.Diff(joined, got); diff != "" {
			t.Fatalf("VPCs that overlap another (-want +got):\n%s", diff)
		}
	})
}

func TestNATGateways(t *testing.T) {
	t.Parallel()
	fleet := func(nat NAT, traffic map[string]money.Amount) Request {
		return Request{
			Region: "us-east-1", NAT: &nat, Hub: Hub{AvailabilityZones: 1, DNS: DNSProfile},
			VPCs: map[string]VPC{"a": {AvailabilityZones: 1, GBPerMonth: traffic}},
		}
	}
	tests := map[string]struct {
		request Request
		sum     string
		own     []string
		left    []string
	}{
		"little traffic stays on a NAT gateway that stays": {
			fleet(NAT{Keep: true}, gb("logs", "208", "kms", "209")), "18.75", []string{"kms"}, []string{"logs"}, // 208 × 0.045 + 7.30 + 209 × 0.01
		},
		"a NAT gateway that may go takes little traffic with it": {
			fleet(NAT{}, gb("logs", "208", "kms", "209")), "18.77", []string{"kms", "logs"}, []string{}, // 14.60 + 417 × 0.01
		},
		"a private service is never left on NAT": {
			fleet(NAT{Keep: true, PrivateServices: []string{"logs"}}, gb("logs", "1")), "7.31", []string{"logs"}, []string{},
		},
		"six services of next to no traffic do not pay for their endpoints": {
			fleet(NAT{}, gb("logs", "0", "kms", "0", "sts", "0", "ssm", "0", "sqs", "0", "sns", "0")), "36.5", // (0.045 + 0.005) × 730
			[]string{}, []string{"kms", "logs", "sns", "sqs", "ssm", "sts"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := mustCompare(t, tt.request)
			own, left := []string{}, []string{}
			for _, key := range sortedServices(r) {
				if len(r.Assignment[key].OwnVPCs) > 0 {
					own = append(own, key)
				}
				if len(r.Assignment[key].NATVPCs) > 0 {
					left = append(left, key)
				}
			}
			if diff := cmp.Diff([]any{tt.sum, tt.own, tt.left}, []any{text(r.CheapestMonthly), own, left}); diff != "" {
				t.Errorf("sum, own endpoints, left on NAT (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTrafficThatIsNotStatedIsNeverLeftOnNAT(t *testing.T) {
	t.Parallel()
	r := mustCompare(t, Request{
		Region: "us-east-1", Services: []string{"logs"}, NAT: &NAT{Keep: true}, Hub: Hub{AvailabilityZones: 1},
		VPCs: map[string]VPC{"a": {AvailabilityZones: 1}},
	})
	if a := r.Assignment["logs"]; len(a.NATVPCs) > 0 {
		t.Errorf("want an endpoint, got %+v", a)
	}
}

func TestPricesThatCannotBeWeighedLeaveNoCheapest(t *testing.T) {
	t.Parallel()
	c, book := facts(t)
	tests := map[string]struct {
		item  price.Item
		tiers []price.Tier
		says  string
	}{
		"rates that rise with the quantity": {
			price.TGWGB,
			[]price.Tier{{UpTo: maybe.Of(money.FromInt(1)), Rate: money.MustParse("0.01")}, {Rate: money.MustParse("0.02")}},
			"rise",
		},
		"an hour with tiers": {
			price.InterfaceEndpointHour,
			[]price.Tier{{UpTo: maybe.Of(money.FromInt(1)), Rate: money.MustParse("0.01")}, {Rate: money.MustParse("0.005")}},
			"tiers",
		},
		"a rate with more digits than are counted": {
			price.TGWGB, []price.Tier{{Rate: money.MustParse("0.0000000000001")}}, "digits",
		},
		"a rate above every price": {
			price.TGWGB, []price.Tier{{Rate: money.MustParse("1001")}}, "above 1000",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			odd, faults := book.With(price.Overlay{"us-east-1": {tt.item: tt.tiers}}, "2026-01-01", "a test")
			if faults != nil {
				t.Fatal(faults)
			}
			q := twentyVPCs()
			q.PriceOverrides = nil
			q.VPCs["vpc-00"] = VPC{AvailabilityZones: 3, TransitGatewayAttached: true, GBPerMonth: gb("logs", "500")}
			r, errs := Compare(c, odd, q)
			if len(errs) > 0 {
				t.Fatal(errs)
			}
			if r.CheapestMonthly.IsGiven() || r.Assignment != nil {
				t.Errorf("want no cheapest, got %s", text(r.CheapestMonthly))
			}
			if !r.HubMonthly.IsGiven() || !r.DistributedMonthly.IsGiven() {
				t.Error("the other designs can be priced all the same")
			}
			said := false
			for _, n := range r.Report.NotChecked() {
				said = said || n.Rule == "HUB-14" && strings.Contains(n.Reason, tt.says)
			}
			if !said {
				t.Errorf("nothing not checked says %q: %v", tt.says, r.Report.NotChecked())
			}
		})
	}
}

// TestTheLargestNumbers stays inside what the solver can count with the largest input that is taken.
func TestTheLargestNumbers(t *testing.T) {
	t.Parallel()
	q := Request{
		Region: "us-east-1", VPCs: map[string]VPC{}, NAT: &NAT{}, Hub: Hub{AvailabilityZones: 6, DNS: DNSProfile},
		HoursPerMonth: maybe.Of(money.MustParse("743.999999999")),
		PriceOverrides: gb("tgw_gb", "1000", "interface_endpoint_gb", "999.999999999999", "nat_gateway_gb", "1000",
			"interface_endpoint_hour", "1000", "nat_gateway_hour", "1000", "tgw_attachment_hour", "1000"),
	}
	for i := range 1000 {
		q.VPCs[fmt.Sprint(i)] = VPC{AvailabilityZones: 6, GBPerMonth: gb("logs", "999999999.999999999")}
	}
	r := mustCompare(t, q)
	if !r.CheapestMonthly.IsGiven() {
		t.Fatalf("no cheapest: %v", r.Report.NotChecked())
	}
	least, _ := r.CheapestMonthly.Get()
	// Endpoints of their own: 1000 × (6 × 1000 × 743.999999999 + 999999999.999999999 × 999.999999999999).
	want := money.MustParse("6000000").Mul(money.MustParse("743.999999999")).
		Add(money.MustParse("999999999999.999999").Mul(money.MustParse("999.999999999999")))
	if !least.Equal(want) {
		t.Errorf("want %s, got %s", want, least)
	}
}

func sortedServices(r *Result) []string {
	var keys []string
	for key := range r.Assignment {
		keys = append(keys, key)
	}
	return sorted(keys)
}

// bigRequest is a fleet that differs in every respect: zones, attachment, traffic.
func bigRequest(t interface{ Fatal(...any) }, vpcs, services int, nat *NAT) Request {
	c, _ := facts(t)
	random := rand.New(rand.NewPCG(5, 6))
	q := Request{Region: "us-east-1", VPCs: map[string]VPC{}, Hub: Hub{AvailabilityZones: 3, DNS: DNSProfile}, NAT: nat}
	var keys []string
	for _, key := range c.Keys() {
		offer, ok := c.Offer(key, "us-east-1", "Interface")
		if _, gateway := c.Offer(key, "us-east-1", "Gateway"); ok && !gateway && offer.Availability == 1 && len(keys) < services {
			keys = append(keys, key)
		}
	}
	for i := range vpcs {
		traffic := map[string]money.Amount{}
		for _, key := range keys {
			traffic[key] = money.FromInt(random.Int64N(1500))
		}
		q.VPCs[fmt.Sprintf("vpc-%04d", i)] = VPC{
			AccountID: fmt.Sprintf("%012d", i), AvailabilityZones: 1 + random.IntN(3), GBPerMonth: traffic,
			TransitGatewayAttached: random.IntN(2) == 0,
			CIDRBlocks:             maybe.Of([]string{fmt.Sprintf("10.%d.%d.0/24", i/256, i%256)}),
		}
	}
	return q
}

func BenchmarkCompare(b *testing.B) {
	c, book := facts(b)
	for name, nat := range map[string]*NAT{"no NAT": nil, "NAT stays": {Keep: true}, "NAT may go": {}} {
		for _, vpcs := range []int{100, 250, 500} {
			q := bigRequest(b, vpcs, 50, nat)
			b.Run(fmt.Sprintf("%s/%d VPCs of 50 services", name, vpcs), func(b *testing.B) {
				for b.Loop() {
					if r, errs := Compare(c, book, q); len(errs) > 0 || r.Assignment == nil {
						b.Fatal(errs)
					}
				}
			})
		}
	}
}
