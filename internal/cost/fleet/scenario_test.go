package fleet

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// twentyVPCs is scenario S05: twenty VPCs of one account on a Transit Gateway.
func twentyVPCs() Request {
	q := Request{
		Region: "us-east-1", VPCs: map[string]VPC{},
		Services: []string{
			"s3", "dynamodb", "ec2", "ssm", "ssmmessages", "kms", "logs", "monitoring", "secretsmanager", "sts", "ecr.api", "ecr.dkr",
		},
		Hub:            Hub{AvailabilityZones: 3, TransitGatewayAttached: true},
		PriceOverrides: map[string]money.Amount{"tgw_gb": money.MustParse("0.02")},
	}
	for i := range 20 {
		q.VPCs[fmt.Sprintf("vpc-%02d", i)] = VPC{
			AccountID: "111122223333", AvailabilityZones: 3, TransitGatewayAttached: true,
			CIDRBlocks: maybe.Of([]string{fmt.Sprintf("10.%d.0.0/16", i)}),
		}
	}
	return q
}

func mustCompare(t *testing.T, q Request) *Result {
	t.Helper()
	c, book := facts(t)
	r, errs := Compare(c, book, q)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return r
}

// worst returns rule and target of the findings of a severity.
func worst(r *Result, severity rules.Severity) []string {
	var out []string
	for _, f := range r.Report.Findings() {
		if f.Severity == severity {
			out = append(out, f.Rule+" "+f.Target)
		}
	}
	return out
}

func TestTwentyVPCsDistributedOrHub(t *testing.T) {
	t.Parallel()
	r := mustCompare(t, twentyVPCs())

	type sums struct{ Distributed, Hub, Cheapest, BreakEven string }
	got := sums{text(r.DistributedMonthly), text(r.HubMonthly), text(r.CheapestMonthly), text(r.BreakEvenGBPerMonth)}
	if diff := cmp.Diff(sums{"4380", "219", "219", "208050"}, got); diff != "" {
		t.Errorf("sums (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"HUB-02 hub", "QUO-01 111122223333"}, worst(r, rules.Error)); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"HUB-11 hub"}, worst(r, rules.Warning)); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
	want := []string{"HUB-01 dynamodb", "HUB-01 s3", "HUB-04 hub", "HUB-14 hub", "HUB-17 s3"}
	if diff := cmp.Diff(want, worst(r, rules.Info)); diff != "" {
		t.Errorf("reminders (-want +got):\n%s", diff)
	}
	if n := r.Report.NotChecked(); len(n) > 0 {
		t.Errorf("not checked: %v", n)
	}
	if diff := cmp.Diff([]string{"dynamodb", "s3"}, r.GatewayServices); diff != "" {
		t.Errorf("services that stay gateways (-want +got):\n%s", diff)
	}
	for service, a := range r.Assignment {
		if !a.Hub || len(a.HubVPCs) != 20 {
			t.Errorf("%s: want all twenty VPCs in the hub, got %+v", service, a)
		}
	}
	if len(r.Assignment) != 10 {
		t.Errorf("want 10 services assigned, got %d", len(r.Assignment))
	}
}

func text(k money.Known) string {
	if a, ok := k.Get(); ok {
		return a.String()
	}
	return "not known"
}

func TestTrafficAtTheBreakEvenCostsTheSameEitherWay(t *testing.T) {
	t.Parallel()
	q := twentyVPCs()
	vpc := q.VPCs["vpc-07"]
	vpc.GBPerMonth = map[string]money.Amount{"logs": money.MustParse("208050")}
	q.VPCs["vpc-07"] = vpc
	r := mustCompare(t, q)
	if text(r.DistributedMonthly) != text(r.HubMonthly) {
		t.Errorf("distributed %s, hub %s: want the same", text(r.DistributedMonthly), text(r.HubMonthly))
	}
	if got := text(r.BreakEvenGBPerMonth); got != "208050" {
		t.Errorf("the traffic itself must not move the break-even: want 208050, got %s", got)
	}
	// One VPC with all the traffic is better off with an endpoint of its own, the others in the hub:
	// 3 zones more instead of 208,050 GB at 0.02.
	if got := text(r.CheapestMonthly); got != "2321.4" {
		t.Errorf("cheapest: want 219 + 21.9 + 2080.5 = 2321.4, got %s", got)
	}
	want := Assignment{Hub: true, OwnVPCs: []string{"vpc-07"}, NATVPCs: []string{}}
	got := r.Assignment["logs"]
	got.HubVPCs = nil
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("logs (-want +got):\n%s", diff)
	}
}

func TestQuotas(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change  func(*Request)
		want    []string
		skipped []rules.NotChecked
	}{
		"forty gateways in one account are twice the quota": {
			change: func(*Request) {}, want: []string{"error QUO-01 111122223333"},
		},
		"a raised quota of forty is full, which is a warning": {
			change: func(q *Request) { q.Quotas = map[string]int64{"gateway_endpoints_per_region": 40} },
			want:   []string{"warning QUO-01 111122223333"},
		},
		"a quota of fifty is used to four fifths, which is a warning": {
			change: func(q *Request) { q.Quotas = map[string]int64{"gateway_endpoints_per_region": 50} },
			want:   []string{"warning QUO-01 111122223333"},
		},
		"a quota of fifty-one leaves room": {
			change: func(q *Request) { q.Quotas = map[string]int64{"gateway_endpoints_per_region": 51} },
		},
		"what exists counts too": {
			change: func(q *Request) {
				q.Quotas = map[string]int64{"gateway_endpoints_per_region": 60}
				q.QuotaUsage = map[string]int64{"gateway_endpoints_per_region": 21}
			},
			want: []string{"error QUO-01 111122223333"},
		},
		"with an account for each VPC nothing is near the quota": {
			change: func(q *Request) {
				for name, vpc := range q.VPCs {
					vpc.AccountID = "1111222233" + name[len("vpc-"):]
					q.VPCs[name] = vpc
				}
			},
		},
		"without accounts the quota cannot be judged": {
			change: func(q *Request) {
				for name, vpc := range q.VPCs {
					vpc.AccountID = ""
					q.VPCs[name] = vpc
				}
			},
			skipped: []rules.NotChecked{{
				Rule:   "QUO-01",
				Reason: "40 gateway endpoints are in VPCs whose account_id is not given, so they cannot be counted for each account (quota 20).",
			}},
		},
		"ten interface endpoints fill a quota of ten": {
			change: func(q *Request) {
				q.Services = slices.DeleteFunc(q.Services, func(s string) bool { return s == "s3" || s == "dynamodb" })
				q.Quotas = map[string]int64{"interface_endpoints_per_vpc": 10}
			},
			want: []string{"warning QUO-03 hub"},
		},
		"ten interface endpoints break a quota of nine in the hub, and in every VPC if they were there": {
			change: func(q *Request) {
				q.Services = slices.DeleteFunc(q.Services, func(s string) bool { return s == "s3" || s == "dynamodb" })
				q.Quotas = map[string]int64{"interface_endpoints_per_vpc": 9}
			},
			want: []string{"error QUO-03 hub", "info QUO-03 distributed"},
		},
		"two gateways break a quota of one in every VPC": {
			change: func(q *Request) {
				q.VPCs = map[string]VPC{"only": q.VPCs["vpc-00"]}
				q.Quotas = map[string]int64{"gateway_endpoints_per_vpc": 1}
			},
			want: []string{"error QUO-02 only"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			q := twentyVPCs()
			tt.change(&q)
			r := mustCompare(t, q)
			var got []string
			for _, f := range r.Report.Findings() {
				if f.Rule[:3] == "QUO" {
					got = append(got, f.Severity.String()+" "+f.Rule+" "+f.Target)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.skipped, r.Report.NotChecked()); diff != "" {
				t.Errorf("not checked (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhatTheHubCostsBesides(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change func(*Request)
		hub    string
	}{
		"an attachment of its own": {
			change: func(q *Request) { q.Hub.TransitGatewayAttached = false }, hub: "255.5", // + 0.05 × 730
		},
		"attachments of VPCs that have none": {
			change: func(q *Request) {
				for _, name := range []string{"vpc-03", "vpc-04"} {
					vpc := q.VPCs[name]
					vpc.TransitGatewayAttached = false
					q.VPCs[name] = vpc
				}
			},
			hub: "292", // + 2 × 0.05 × 730
		},
		"a Route 53 Profile": {
			change: func(q *Request) { q.Hub.DNS = DNSProfile }, hub: "766.5", // + 0.75 × 730
		},
		"a Resolver endpoint for callers on premises": {
			change: func(q *Request) { q.Hub.ResolverEndpointAddresses = 2 }, hub: "401.5", // + 2 × 0.125 × 730
		},
		"associations beyond the hundred that a Profile includes": {
			change: func(q *Request) {
				q.Hub.DNS = DNSProfile
				for i := range 100 {
					q.VPCs[fmt.Sprintf("more-%03d", i)] = VPC{
						AccountID: "111122223333", AvailabilityZones: 3, TransitGatewayAttached: true,
						CIDRBlocks: maybe.Of([]string{fmt.Sprintf("10.%d.0.0/16", 100+i)}),
					}
				}
			},
			hub: "786.94", // + 0.75 × 730 + 20 × 0.0014 × 730
		},
		"a private hosted zone for each name": {
			change: func(q *Request) { q.Hub.DNS = DNSZones }, hub: "226.5", // + 15 × 0.50: some services answer several names
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			q := twentyVPCs()
			tt.change(&q)
			if got := text(mustCompare(t, q).HubMonthly); got != tt.hub {
				t.Errorf("hub: want %s, got %s", tt.hub, got)
			}
		})
	}
}

func TestPrivateHostedZones(t *testing.T) {
	t.Parallel()
	q := twentyVPCs()
	q.Services = []string{"ecr", "kinesis-streams", "kafka", "kafka-api", "s3"}
	want := []Zone{
		{Name: "api.ecr.us-east-1.amazonaws.com", Apex: true, Services: []string{"ecr.api"}},
		{Name: "control-kinesis.us-east-1.amazonaws.com", Wildcard: true, Services: []string{"kinesis-streams"}},
		{Name: "data-kinesis.us-east-1.amazonaws.com", Wildcard: true, Services: []string{"kinesis-streams"}},
		{Name: "dkr.ecr.us-east-1.amazonaws.com", Apex: true, Wildcard: true, Services: []string{"ecr.dkr"}},
		{Name: "kafka.us-east-1.amazonaws.com", Apex: true, Services: []string{"kafka", "kafka-api"}},
		{Name: "kinesis.us-east-1.amazonaws.com", Apex: true, Services: []string{"kinesis-streams"}},
	}
	if diff := cmp.Diff(want, mustCompare(t, q).PrivateHostedZones); diff != "" {
		t.Errorf("zones (-want +got):\n%s", diff)
	}
}
