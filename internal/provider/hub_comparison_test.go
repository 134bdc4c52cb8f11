package provider

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// hubOf is a fleet of VPCs of one account that use the same services, all on a Transit Gateway.
func hubOf(vpcs int, services ...string) values {
	members := values{}
	for i := range vpcs {
		members[fmt.Sprintf("vpc-%02d", i)] = values{
			"account_id": "111122223333", "availability_zones": 3, "transit_gateway_attached": true,
			"cidr_blocks": []any{fmt.Sprintf("10.%d.0.0/16", i)},
		}
	}
	return values{
		"region": "us-east-1", "vpcs": members, "services": services,
		"hub":             values{"availability_zones": 3, "transit_gateway_attached": true},
		"price_overrides": values{"tgw_gb": 0.02},
	}
}

type hubConfig values

// with returns a copy of a configuration with some attributes replaced.
func (c hubConfig) with(changes values) values {
	out := maps.Clone(values(c))
	maps.Copy(out, changes)
	return out
}

func TestHubComparisonOfTwentyVPCs(t *testing.T) {
	t.Parallel()
	services := []string{
		"s3", "dynamodb", "ec2", "ssm", "ssmmessages", "kms", "logs", "monitoring", "secretsmanager", "sts", "ecr.api", "ecr.dkr",
	}
	state, problems := read(t, serve(t, nil), "vpce_hub_comparison", hubOf(20, services...))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	got := map[string]any{}
	for _, name := range []string{"currency", "distributed_monthly", "hub_monthly", "cheapest_monthly", "break_even_gb_per_month"} {
		got[name] = state[name]
	}
	want := map[string]any{
		"currency": "USD", "distributed_monthly": "4380", "hub_monthly": "219", "cheapest_monthly": "219", "break_even_gb_per_month": "208050",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sums (-want +got):\n%s", diff)
	}
	wantFindings := []string{
		"error HUB-02 hub", "error QUO-01 111122223333", "warning HUB-11 hub",
		"info HUB-01 dynamodb", "info HUB-01 s3", "info HUB-04 hub", "info HUB-14 hub", "info HUB-17 s3",
	}
	if diff := cmp.Diff(wantFindings, findingsOf(t, state)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{}, notCheckedOf(t, state)); diff != "" {
		t.Errorf("not checked (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]any{"dynamodb", "s3"}, state["gateway_services"]); diff != "" {
		t.Errorf("gateway services (-want +got):\n%s", diff)
	}
	line := at(t, state, "line_items", 0)
	wantLine := values{
		"design": "distributed", "place": "vpcs", "item": "interface_endpoint_hour", "region": "us-east-1", "quantity": "438000", "unit": "hour",
		"unit_price": "0.01", "monthly": "4380", "price_as_of": "2026-09-21", "confidence": "high", "inferred": false,
	}
	if diff := cmp.Diff(wantLine, line); diff != "" {
		t.Errorf("first line (-want +got):\n%s", diff)
	}
	wantZone := values{"name": "dkr.ecr.us-east-1.amazonaws.com", "apex": true, "wildcard": true, "services": []any{"ecr.dkr"}}
	if diff := cmp.Diff(wantZone, at(t, state, "private_hosted_zones", 1)); diff != "" {
		t.Errorf("second zone (-want +got):\n%s", diff)
	}
}

func TestHubComparisonAssignsEachVPC(t *testing.T) {
	t.Parallel()
	state, problems := read(t, serve(t, values{"hours_per_month": 700}), "vpce_hub_comparison", values{
		"region": "us-east-1",
		"vpcs": values{
			"busy":  values{"availability_zones": 2, "transit_gateway_attached": true, "gb_per_month": values{"logs": 5000}},
			"quiet": values{"availability_zones": 2, "transit_gateway_attached": true, "gb_per_month": values{"logs": 10}, "id": "vpc-1"},
			"idle":  values{"availability_zones": 2, "transit_gateway_attached": true, "gb_per_month": values{"logs": 300.5}},
		},
		"hub":         values{"availability_zones": 1, "transit_gateway_attached": true, "dns": "private_hosted_zones"},
		"nat_gateway": values{"availability_zones": 1},
	})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	// Own: 14 + 0.01 a GB. Hub: 7.50 once, 0.03 a GB. NAT: 0.045 a GB. So 5000 GB have an endpoint of their own; with 300.5 GB alone
	// the hub does not pay (16.515 against 13.5225 through NAT).
	want := values{"logs": values{
		"hub": false, "hub_vpcs": []any{}, "own_vpcs": []any{"busy"}, "nat_vpcs": []any{"idle", "quiet"},
	}}
	if diff := cmp.Diff(want, state["assignment"]); diff != "" {
		t.Errorf("assignment (-want +got):\n%s", diff)
	}
	if got := state["cheapest_monthly"]; got != "77.9725" { // 14 + 50 + 310.5 × 0.045
		t.Errorf("cheapest: want 77.9725, got %v", got)
	}
}

func TestHubComparisonRefusesInputItCannotUse(t *testing.T) {
	t.Parallel()
	server := serve(t, nil)
	base := hubConfig(hubOf(2, "logs"))
	for name, tc := range map[string]struct {
		config values
		want   []string
	}{
		"an unknown name in hub": {
			base.with(values{"hub": values{"availability_zones": 3, "dsn": "route53_profile"}}),
			[]string{`AttributeName("hub")`, `"dsn" is not known here`, `did you mean "dns"?`},
		},
		"an unknown name in a VPC": {
			base.with(values{"vpcs": values{"a": values{"availability_zones": 3, "gb": 1}}}),
			[]string{`AttributeName("vpcs"): Unknown Option: vpcs["a"].gb:`, "Known are id, account_id"},
		},
		"an unknown name in nat_gateway": {
			base.with(values{"nat_gateway": values{"keeps": true}}), []string{`AttributeName("nat_gateway")`, `did you mean "keep"?`},
		},
		"a VPC that is null": {
			base.with(values{"vpcs": values{"a": values{"availability_zones": 2}, "b": nil}}), []string{`AttributeName("vpcs"): Null Entry: vpcs["b"]: This entry is null`},
		},
		"traffic that is null": {
			base.with(values{"vpcs": values{"a": values{"availability_zones": 2, "gb_per_month": values{"logs": nil}}}}),
			[]string{`AttributeName("vpcs"): Null Entry: vpcs["a"].gb_per_month["logs"]: This entry is null`},
		},
		"VPCs that are no map": {base.with(values{"vpcs": []any{"a"}}), []string{`AttributeName("vpcs")`, "Expected a map or object"}},
		"half a zone": {
			base.with(values{"hub": values{"availability_zones": 2.5}}), []string{`AttributeName("hub")`, "Expected a whole number"},
		},
		"a number of zones as text": {
			base.with(values{"vpcs": values{"a": values{"availability_zones": "three"}}}), []string{"Expected a number", "three"},
		},
		"a quota with a fraction":     {base.with(values{"quotas": values{"gateway_endpoints_per_region": 20.5}}), []string{`AttributeName("quotas")`, "whole number"}},
		"a quota that does not exist": {base.with(values{"quotas": values{"gateways": 20}}), []string{`AttributeName("quotas").ElementKeyString("gateways")`}},
		"an item that is not in the price book": {
			base.with(values{"price_overrides": values{"tgw": 1}}), []string{`AttributeName("price_overrides").ElementKeyString("tgw")`, "tgw_gb"},
		},
		"a service that does not exist": {base.with(values{"services": []any{"logz"}}), []string{`AttributeName("services").ElementKeyInt(0)`, "logs"}},
		"traffic of a service that does not exist": {
			base.with(values{"vpcs": values{"a": values{"availability_zones": 1, "gb_per_month": values{"logz": 1}}}}),
			[]string{`AttributeName("vpcs"): `, `vpcs["a"].gb_per_month["logz"]: `, "logs"},
		},
		"too many hours":    {base.with(values{"hours_per_month": 745}), []string{`AttributeName("hours_per_month")`, "744"}},
		"a null service":    {base.with(values{"services": []any{nil}}), []string{`AttributeName("services")`}},
		"a Region of none":  {base.with(values{"region": "us-north-1"}), []string{`AttributeName("region")`, "us-north-1"}},
		"no VPC in the map": {base.with(values{"vpcs": values{}}), []string{`AttributeName("vpcs")`, "No VPC"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, problems := read(t, server, "vpce_hub_comparison", tc.config)
			says(t, problems, tc.want)
		})
	}
}

func TestHubComparisonKeepsUnknownPricesNull(t *testing.T) {
	t.Parallel()
	config := hubConfig(hubOf(2, "logs")).with(values{"region": "cn-north-1", "price_overrides": nil})
	state, problems := read(t, serve(t, nil), "vpce_hub_comparison", config)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, name := range []string{"distributed_monthly", "hub_monthly", "cheapest_monthly", "break_even_gb_per_month", "assignment"} {
		if state[name] != nil {
			t.Errorf("%s: want null, got %v", name, state[name])
		}
	}
	if got := strings.Join(findingsOf(t, state), "\n"); !strings.Contains(got, "COST-11 interface_endpoint_hour") {
		t.Errorf("no finding names the price: %s", got)
	}
	line := at(t, state, "line_items", 0)
	for _, name := range []string{"unit_price", "monthly", "price_as_of", "confidence"} {
		if v := at(t, line, name); v != nil {
			t.Errorf("%s of a line without a price: want null, got %v", name, v)
		}
	}
}

func TestHubComparisonSaysTheSameTwice(t *testing.T) {
	t.Parallel()
	config := hubOf(7, "logs", "kms", "ecr", "kafka", "s3")
	first, _ := read(t, serve(t, nil), "vpce_hub_comparison", config)
	second, _ := read(t, serve(t, nil), "vpce_hub_comparison", config)
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("another answer to the same question (-first +second):\n%s", diff)
	}
}

// BenchmarkHubComparison measures a large fleet from the protocol's bytes to the protocol's bytes.
func BenchmarkHubComparison(b *testing.B) {
	services := []string{
		"athena", "autoscaling", "cloudformation", "ec2", "ec2messages", "ecr.api", "ecr.dkr", "ecs", "elasticloadbalancing", "events",
		"glue", "kafka", "kinesis-streams", "kms", "lambda", "logs", "monitoring", "secretsmanager", "sns", "sqs", "ssm", "ssmmessages", "sts", "xray", "rds",
	}
	for _, vpcs := range []int{100, 250, 500} {
		members := values{}
		for i := range vpcs {
			traffic := values{}
			for j, service := range services {
				traffic[service] = (i*37 + j*211) % 1500
			}
			members[fmt.Sprintf("vpc-%03d", i)] = values{"availability_zones": 1 + i%3, "transit_gateway_attached": i%2 == 0, "gb_per_month": traffic}
		}
		config := values{
			"region": "us-east-1", "vpcs": members, "nat_gateway": values{"keep": false},
			"hub": values{"availability_zones": 3, "dns": "private_hosted_zones"},
		}
		b.Run(fmt.Sprintf("%d VPCs of %d services", vpcs, len(services)), func(b *testing.B) {
			server := serve(b, nil)
			for b.Loop() {
				if state, problems := read(b, server, "vpce_hub_comparison", config); len(problems) > 0 || state["cheapest_monthly"] == nil {
					b.Fatal(problems)
				}
			}
		})
	}
}
