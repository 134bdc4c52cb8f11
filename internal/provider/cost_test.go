package provider

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// besideNAT is kinesis, S3 and STS beside a NAT gateway that stays.
func besideNAT() values {
	return values{
		"region": "us-east-1",
		"endpoints": values{
			"s3/gateway":                values{"service": "s3", "gb_per_month": 2000},
			"kinesis-streams/interface": values{"service": "kinesis-streams", "availability_zones": 3, "gb_per_month": 900},
			"sts/interface":             values{"service_name": "com.amazonaws.us-east-1.sts", "subnets": []string{"a", "b", "c"}, "gb_per_month": 1},
		},
		"nat_gateway": values{"availability_zones": 3},
	}
}

func readCost(t *testing.T, provider, config values) values {
	t.Helper()
	state, problems := read(t, serve(t, provider), "vpce_cost", config)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return state
}

func TestCostBesideNATThatStays(t *testing.T) {
	t.Parallel()
	state := readCost(t, nil, besideNAT())
	got := values{}
	for _, name := range []string{
		"currency", "monthly_total", "monthly_range", "without_endpoints_monthly", "monthly_saving", "nat_gateway_monthly",
		"break_even_gb_per_month", "cheapest", "prices_as_of",
	} {
		got[name] = state[name]
	}
	want := values{
		"currency": "USD", "monthly_total": "52.81", "monthly_range": values{"minimum": "52.81", "maximum": "52.81"},
		"without_endpoints_monthly": "130.545", "monthly_saving": "77.735", "nat_gateway_monthly": "109.5",
		"break_even_gb_per_month": values{"s3/gateway": "0", "kinesis-streams/interface": "625.714286", "sts/interface": "625.714286"},
		"cheapest": values{
			"endpoints": []any{"kinesis-streams/interface", "s3/gateway"}, "left_on_nat": []any{"sts/interface"},
			"nat_gateway_stays": true, "monthly_total": "30.945",
		},
		"prices_as_of": "2026-10-01",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	wantEndpoint := values{
		"service": "sts", "vpc_endpoint_type": "Interface", "monthly": "21.91", "without_endpoint_monthly": "0.045", "monthly_saving": "-21.865",
	}
	if diff := cmp.Diff(wantEndpoint, at(t, state, "by_endpoint", "sts/interface")); diff != "" {
		t.Error(diff)
	}
	wantLine := values{
		"endpoint": "kinesis-streams/interface", "item": "interface_endpoint_gb", "region": "us-east-1", "quantity": "900", "unit": "GB",
		"unit_price": "0.01", "monthly": "9", "price_as_of": "2026-09-17", "confidence": "high", "inferred": false,
	}
	if diff := cmp.Diff(wantLine, at(t, state, "line_items", 1)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"warning COST-04 sts/interface", "info COST-06 "}, findingsOf(t, state)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{}, notCheckedOf(t, state)); diff != "" {
		t.Error(diff)
	}
	svg, _ := state["chart_svg"].(string)
	mermaid, _ := state["chart_mermaid"].(string)
	if !strings.HasPrefix(svg, "<svg ") || !strings.Contains(svg, "pays from 625.7 GB") || !strings.HasPrefix(mermaid, "xychart-beta\n") {
		t.Errorf("charts: %.80s %.80s", svg, mermaid)
	}
}

func TestCostOfWhatIsNotKnown(t *testing.T) {
	t.Parallel()
	t.Run("a price", func(t *testing.T) {
		t.Parallel()
		state := readCost(t, nil, values{
			"region":    "cn-north-1",
			"endpoints": values{"logs": values{"service": "logs", "availability_zones": 2, "gb_per_month": 5}},
		})
		if state["monthly_total"] != nil || state["chart_svg"] != nil || state["currency"] != "CNY" || state["cheapest"] != nil {
			t.Errorf("total %v, chart %v, currency %v, cheapest %v", state["monthly_total"], state["chart_svg"], state["currency"], state["cheapest"])
		}
		line := at(t, state, "line_items", 0)
		if at(t, line, "quantity") != "1460" || at(t, line, "unit_price") != nil || at(t, line, "monthly") != nil || at(t, line, "price_as_of") != nil {
			t.Errorf("the line is %v", line)
		}
		want := []string{"warning COST-11 interface_endpoint_gb", "warning COST-11 interface_endpoint_hour"}
		if diff := cmp.Diff(want, findingsOf(t, state)); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("a number of zones", func(t *testing.T) {
		t.Parallel()
		state := readCost(t, nil, values{"region": "ap-northeast-2", "endpoints": values{"logs": values{"service": "logs", "gb_per_month": 0}}})
		if diff := cmp.Diff(values{"minimum": "9.49", "maximum": "37.96"}, state["monthly_range"]); diff != "" || state["monthly_total"] != nil {
			t.Error(state["monthly_total"], diff)
		}
		if diff := cmp.Diff([]string{"warning COST-07 logs", "warning COST-09 logs"}, findingsOf(t, state)); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("a price that the caller states", func(t *testing.T) {
		t.Parallel()
		state := readCost(t, nil, values{
			"region":          "cn-north-1",
			"endpoints":       values{"logs": values{"service": "logs", "availability_zones": 2, "gb_per_month": 5}},
			"price_overrides": values{"interface_endpoint_hour": 0.1, "interface_endpoint_gb": 0.05},
		})
		if state["monthly_total"] != "146.25" || at(t, state, "line_items", 0, "confidence") != "stated" {
			t.Errorf("the total is %v", state["monthly_total"])
		}
	})
}

func TestCostTakesHoursFromTheProvider(t *testing.T) {
	t.Parallel()
	endpoints := values{"logs": values{"service": "logs", "availability_zones": 1}}
	if got := readCost(t, values{"hours_per_month": 700}, values{"region": "us-east-1", "endpoints": endpoints})["monthly_total"]; got != "7" {
		t.Errorf("700 hours cost %v", got)
	}
	own := values{"region": "us-east-1", "endpoints": endpoints, "hours_per_month": 744}
	if got := readCost(t, values{"hours_per_month": 700}, own)["monthly_total"]; got != "7.44" {
		t.Errorf("744 hours cost %v", got)
	}
}

func TestCostInputErrors(t *testing.T) {
	t.Parallel()
	endpoint := func(e values) values { return values{"region": "us-east-1", "endpoints": values{"it": e}} }
	with := func(name string, v any) values {
		config := besideNAT()
		config[name] = v
		return config
	}
	for name, c := range map[string]struct {
		config values
		want   string // beginning of the only problem
	}{
		"an unknown service": {
			endpoint(values{"service": "lgos"}),
			`error AttributeName("endpoints").ElementKeyString("it"): Invalid Cost Input: endpoints["it"].service: "lgos" is neither`,
		},
		"more zones than there are": {
			endpoint(values{"service": "logs", "availability_zones": 7}),
			`error AttributeName("endpoints").ElementKeyString("it"): Invalid Cost Input: endpoints["it"].availability_zones: Region "us-east-1" has 6`,
		},
		"data that is no amount": {
			values{"region": "us-east-1", "endpoints": values{"it": values{"service": "logs", "gb_per_month": 1e300}}},
			`error AttributeName("endpoints").ElementKeyString("it"): Invalid Number: endpoints["it"].gb_per_month: Found `,
		},
		"negative data": {
			endpoint(values{"service": "logs", "availability_zones": 1, "gb_per_month": -1}),
			`error AttributeName("endpoints").ElementKeyString("it"): Invalid Cost Input: endpoints["it"].gb_per_month: Data cannot be negative`,
		},
		"an unknown name of the NAT gateway": {
			with("nat_gateway", values{"zones": 3}),
			`error AttributeName("nat_gateway"): Unknown Option: nat_gateway.zones: "zones" is not known here`,
		},
		"half a zone of the NAT gateway": {
			with("nat_gateway", values{"availability_zones": 1.5}),
			`error AttributeName("nat_gateway"): Invalid Option: nat_gateway.availability_zones: Expected a whole number`,
		},
		"more NAT gateways than zones": {
			with("nat_gateway", values{"availability_zones": 9}),
			`error AttributeName("nat_gateway"): Invalid Cost Input: nat_gateway.availability_zones: Region "us-east-1" has 6`,
		},
		"an unknown assumption": {
			with("assumptions", values{"inter_az": true}),
			`error AttributeName("assumptions").ElementKeyString("inter_az"): Invalid Cost Input: "inter_az" is not an assumption`,
		},
		"a price of a month given for an hour": {
			with("price_overrides", values{"nat_gateway_hour": 1e100}),
			`error AttributeName("price_overrides").ElementKeyString("nat_gateway_hour"): Invalid Cost Input: The price "nat_gateway_hour" is 1`,
		},
		"an unknown item": {
			with("price_overrides", values{"nat_gb": 1}),
			`error AttributeName("price_overrides").ElementKeyString("nat_gb"): Invalid Cost Input: "nat_gb" is not an item of the price book. Nearest names: `,
		},
		"too many hours": {
			with("hours_per_month", 800),
			`error AttributeName("hours_per_month"): Invalid Hours Per Month: Found 800`,
		},
		"a null endpoint": {
			values{"region": "us-east-1", "endpoints": values{"it": nil}},
			`error AttributeName("endpoints"): Null Map Value`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, problems := read(t, serve(t, nil), "vpce_cost", c.config)
			if len(problems) != 1 || !strings.HasPrefix(problems[0], c.want) {
				t.Errorf("got  %q\nwant %q", problems, c.want)
			}
		})
	}
}
