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

func amount(text string) money.Amount { return money.MustParse(text) }

func gb(text string) maybe.Value[money.Amount] { return maybe.Of(amount(text)) }

// iface is an interface endpoint in that many zones; data may be empty for not given.
func iface(service string, zones int, data string) Endpoint {
	e := Endpoint{Service: service, Type: catalog.Interface, Zones: maybe.Of(zones)}
	if data != "" {
		e.GB = gb(data)
	}
	return e
}

func gateway(service, data string) Endpoint {
	return Endpoint{Service: service, Type: catalog.Gateway, GB: gb(data)}
}

// inputOf asks for endpoints at the embedded prices.
func inputOf(region string, endpoints map[string]Endpoint) Input {
	facts, err := catalog.Embedded()
	if err != nil {
		panic(err) // a test of the catalogue says what is wrong
	}
	return Input{Catalog: facts, Book: price.Embedded(), Region: region, Endpoints: endpoints}
}

// text writes a sum with all its digits; "?" if it is not known.
func text(k money.Known) string {
	a, ok := k.Get()
	if !ok {
		return "?"
	}
	return a.String()
}

func mustEstimate(t *testing.T, in Input) *Result {
	t.Helper()
	r, errs := Estimate(in)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return r
}

// bill writes line items one to a line.
func bill(lines []LineItem) []string {
	var out []string
	for _, l := range lines {
		out = append(out, fmt.Sprintf("%s %s %s × %s = %s", l.Endpoint, l.Item, text(l.Quantity), text(l.UnitPrice), text(l.Monthly)))
	}
	return out
}

// judged writes findings as "severity rule target".
func judged(r *Result) []string {
	var out []string
	for _, f := range r.Report.Findings() {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s", f.Severity, f.Rule, f.Target)))
	}
	return out
}

func TestIsolatedFargateInVirginia(t *testing.T) {
	t.Parallel()
	r := mustEstimate(t, inputOf("us-east-1", map[string]Endpoint{
		"ecr.api/interface": iface("ecr.api", 2, ""), "ecr.dkr/interface": iface("ecr.dkr", 2, ""),
		"logs/interface": iface("logs", 2, "50"), "secretsmanager/interface": iface("secretsmanager", 2, ""),
		"s3/gateway": gateway("s3", "300"),
	}))
	if got := text(r.Total); got != "58.9" {
		t.Errorf("the total is %s", got)
	}
	want := []string{
		"ecr.api/interface interface_endpoint_hour 1460 × 0.01 = 14.6",
		"ecr.dkr/interface interface_endpoint_hour 1460 × 0.01 = 14.6",
		"logs/interface interface_endpoint_hour 1460 × 0.01 = 14.6",
		"logs/interface interface_endpoint_gb 50 × 0.01 = 0.5",
		"s3/gateway gateway_endpoint_hour 730 × 0 = 0",
		"s3/gateway gateway_endpoint_gb 300 × 0 = 0",
		"secretsmanager/interface interface_endpoint_hour 1460 × 0.01 = 14.6",
	}
	if diff := cmp.Diff(want, bill(r.Lines)); diff != "" {
		t.Error(diff)
	}
	if r.WithoutEndpoints.IsGiven() || r.Saving.IsGiven() || r.NATGateway.IsGiven() {
		t.Error("there is no NAT gateway to compare with, and a comparison")
	}
}

func TestGatewayBesideAnInternetGatewayChangesNothing(t *testing.T) {
	t.Parallel()
	r := mustEstimate(t, inputOf("us-east-1", map[string]Endpoint{"s3/gateway": gateway("s3", "5120")}))
	if got := text(r.Total); got != "0" {
		t.Errorf("the total is %s", got)
	}
}

func TestPartnerEndpointInTwoZones(t *testing.T) {
	t.Parallel()
	in := inputOf("us-east-1", map[string]Endpoint{
		"partner/interface": iface("com.amazonaws.vpce.us-east-1.vpce-svc-0aaa0aaa0aaa0aaa0", 2, "500"),
	})
	if got := text(mustEstimate(t, in).Total); got != "19.6" {
		t.Errorf("the total is %s", got)
	}
	in.NAT = &NAT{Zones: maybe.Of(3), Keep: true}
	r := mustEstimate(t, in)
	if got := text(r.WithoutEndpoints); got != "19.6" {
		t.Errorf("NAT cannot reach the partner, but without endpoints it costs %s", got)
	}
	if diff := cmp.Diff([]string{"partner/interface"}, r.Cheapest.Endpoints); diff != "" {
		t.Error(diff)
	}
}

// againstNAT is the scenario of an endpoint against the NAT gateway that stays.
func againstNAT() Input {
	in := inputOf("us-east-1", map[string]Endpoint{
		"s3/gateway": gateway("s3", "2000"), "kinesis-streams/interface": iface("kinesis-streams", 3, "900"),
		"sts/interface": iface("sts", 3, "1"),
	})
	in.NAT = &NAT{Zones: maybe.Of(3), Keep: true}
	return in
}

func TestEndpointAgainstTheNATThatStays(t *testing.T) {
	t.Parallel()
	r := mustEstimate(t, againstNAT())
	var got []string
	for _, key := range slices.Sorted(maps.Keys(r.ByEndpoint)) {
		c := r.ByEndpoint[key]
		got = append(got, fmt.Sprintf("%s %s against %s saves %s from %s", key,
			text(c.Monthly), text(c.WithoutEndpoint), text(c.Saving), text(c.BreakEvenGB)))
	}
	want := []string{
		"kinesis-streams/interface 30.9 against 40.5 saves 9.6 from 625.714286",
		"s3/gateway 0 against 90 saves 90 from 0",
		"sts/interface 21.91 against 0.045 saves -21.865 from 625.714286",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var zones []string
	for _, known := range r.ByEndpoint["kinesis-streams/interface"].BreakEvenGBByZones[:3] {
		breakEven, _ := known.Get()
		zones = append(zones, breakEven.Round(1).String())
	}
	if diff := cmp.Diff([]string{"208.6", "417.1", "625.7"}, zones); diff != "" {
		t.Error(diff)
	}
	totals := []string{text(r.Total), text(r.WithoutEndpoints), text(r.Saving), text(r.NATGateway)}
	if diff := cmp.Diff([]string{"52.81", "130.545", "77.735", "109.5"}, totals); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"warning COST-04 sts/interface", "info COST-06"}, judged(r)); diff != "" {
		t.Error(diff)
	}
	cheapest := Cheapest{
		Endpoints: []string{"kinesis-streams/interface", "s3/gateway"}, LeftOnNAT: []string{"sts/interface"},
		NATStays: true, Monthly: amount("30.945"),
	}
	if diff := cmp.Diff(&cheapest, r.Cheapest); diff != "" {
		t.Error(diff)
	}
}

func TestPrivateServiceIsNeverLeftOnNAT(t *testing.T) {
	t.Parallel()
	in := againstNAT()
	sts := in.Endpoints["sts/interface"]
	sts.Private = true
	in.Endpoints["sts/interface"] = sts
	r := mustEstimate(t, in)
	if got := r.Cheapest.Monthly.String() + " " + strings.Join(r.Cheapest.LeftOnNAT, " "); got != "52.81 " {
		t.Errorf("got %q", got)
	}
	if diff := cmp.Diff([]string{"info COST-06"}, judged(r)); diff != "" {
		t.Error(diff)
	}
}

func TestNATThatCanGoMakesTheSmallEndpointPay(t *testing.T) {
	t.Parallel()
	in := againstNAT()
	in.NAT.Keep = false
	r := mustEstimate(t, in)
	// 3 × 730 × 0.045 + 3 × 730 × 0.005 = 109.50 is what the gateway costs while any traffic is on it.
	totals := []string{text(r.Total), text(r.WithoutEndpoints), text(r.NATGateway), r.Cheapest.Monthly.String()}
	if diff := cmp.Diff([]string{"52.81", "240.045", "109.5", "52.81"}, totals); diff != "" {
		t.Error(diff)
	}
	if r.Cheapest.NATStays || len(r.Cheapest.LeftOnNAT) > 0 {
		t.Errorf("NAT stays for %v", r.Cheapest.LeftOnNAT)
	}
	if diff := cmp.Diff([]string{"info COST-06"}, judged(r)); diff != "" {
		t.Error(diff)
	}
}

// TestWorkedExamples are the figures of the guide: one interface endpoint in three zones with 1,000 GB.
func TestWorkedExamples(t *testing.T) {
	t.Parallel()
	for region, want := range map[string]string{
		"ap-northeast-2": "38.47 against 59, from 581.020408", // 3×730×0.013+10, 1000×0.059, 28.47÷0.049
		"ap-northeast-1": "40.66 against 62, from 589.615385", // 3×730×0.014+10, 1000×0.062, 30.66÷0.052
		"us-east-1":      "31.9 against 45, from 625.714286",  // 3×730×0.010+10, 1000×0.045, 21.90÷0.035
	} {
		t.Run(region, func(t *testing.T) {
			t.Parallel()
			in := inputOf(region, map[string]Endpoint{"logs": iface("logs", 3, "1000")})
			in.NAT = &NAT{Zones: maybe.Of(3), Keep: true}
			c := mustEstimate(t, in).ByEndpoint["logs"]
			got := fmt.Sprintf("%s against %s, from %s", text(c.Monthly), text(c.WithoutEndpoint), text(c.BreakEvenGB))
			if got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}
