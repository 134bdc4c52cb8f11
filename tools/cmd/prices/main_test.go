package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const sample = `{
 "as_of": "2026-09-21", "currency": "USD",
 "global": {
  "hours_per_month_default": 730, "internet_egress_free_gb_per_month_account_wide": 100, "route53_profile_included_associations": 100,
  "route53_private_hosted_zone_month": [{"up_to_zones": 25, "usd": 0.5}, {"up_to_zones": null, "usd": 0.10}],
  "resolver_query_per_million": [{"up_to_queries": 1000000000, "usd": 0.4}, {"up_to_queries": null, "usd": 0.2}]
 },
 "regions": {"us-east-1": {
  "name": "N. Virginia", "currency": "USD", "sources": ["S1"], "confidence": "high", "notes": [],
  "interface_endpoint_hour": 0.010, "nat_gateway_hour": 0.045, "nat_gateway_gb": null, "gateway_endpoint_hour": 0, "tgw_gb": null,
  "inter_region_out_gb": {"default": 0.02, "exceptions": {"us-east-2": 0.01}, "listed_destinations": 2},
  "lattice_service_gb": 0.025,
  "inferred": {"nat_gateway_gb": 0.045},
  "confidence_by_field": {"interface_endpoint_hour": "high", "inter_region_out_gb": "medium", "gateway_endpoint": "high"},
  "as_of": {"interface_endpoint_hour": "2026-09-21", "nat_gateway_hour": "about 2022-2023", "nat_gateway_gb": null,
   "inter_region_out_gb": "2025-06", "gwlb_tgw_lattice_resource": "undated page"}
 }}
}`

// generate runs the command over facts and returns the data file.
func generate(t *testing.T, facts string) (string, error) {
	t.Helper()
	dir := t.TempDir()
	to := filepath.Join(dir, "out.json")
	if err := os.WriteFile(filepath.Join(dir, "prices.json"), []byte(facts), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(dir, to, false); err != nil {
		return "", err
	}
	text, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	if err := run(dir, to, true); err != nil {
		t.Errorf("what was just written is not what would be written: %v", err)
	}
	if err := os.WriteFile(to, append(text, ' '), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(dir, to, true); err == nil {
		t.Error("a changed file is called fresh")
	}
	return string(text), nil
}

func TestEveryPriceIsALineWithDateAndConfidence(t *testing.T) {
	t.Parallel()
	got, err := generate(t, sample)
	if err != nil {
		t.Fatal(err)
	}
	for what, line := range map[string]string{
		"a rate keeps its digits":                `"interface_endpoint_hour": {"rate":"0.010","as_of":"2026-09-21","confidence":"high"}`,
		"a described date becomes its year":      `"nat_gateway_hour": {"rate":"0.045","as_of":"2022","confidence":"low"}`,
		"an inferred price is marked and low":    `"nat_gateway_gb": {"rate":"0.045","as_of":"2022","confidence":"low","inferred":true}`,
		"a price of no list has the facts' date": `"gateway_endpoint_hour": {"rate":"0","as_of":"2026-09-21","confidence":"high"}`,
		"a text without a year is undated":       `"lattice_service_gb": {"rate":"0.025","as_of":"undated","confidence":"low"}`,
		"exceptions stand beside the usual rate": `"inter_region_out_gb": {"rate":"0.02","to":{"us-east-2":"0.01"},"as_of":"2025-06","confidence":"medium"}`,
		"tiers have their bound in the row":      `"private_hosted_zone_month": {"tiers":[{"up_to":"25","rate":"0.5"},{"rate":"0.10"}]`,
		"a bound has the unit of its rate":       `"resolver_query_per_million": {"tiers":[{"up_to":"1000","rate":"0.4"},{"rate":"0.2"}]`,
	} {
		if !strings.Contains(got, line) {
			t.Errorf("%s: no line %s in\n%s", what, line, got)
		}
	}
	if strings.Contains(got, "tgw_gb") {
		t.Error("a price that is not known got a line")
	}
}

func TestFactsThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	for name, change := range map[string][2]string{
		"an item nobody knows":       {`"tgw_gb": null`, `"tgw_gigabytes": 1`},
		"a grade nobody knows":       {`"interface_endpoint_hour": "high"`, `"interface_endpoint_hour": "sure"`},
		"a price that is a text":     {`"nat_gateway_hour": 0.045`, `"nat_gateway_hour": "0.045"`},
		"an inferred unknown item":   {`{"nat_gateway_gb": 0.045}`, `{"nat_gb": 0.045}`},
		"queries not in millions":    {`1000000000`, `1000000001`},
		"a tier without a rate":      {`"usd": 0.5`, `"eur": 0.5`},
		"a usual rate that is lost":  {`"default": 0.02, `, ``},
		"something that is not JSON": {`"as_of": "2026-09-21",`, `as_of`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			facts := strings.Replace(sample, change[0], change[1], 1)
			if facts == sample {
				t.Fatal("the sample has changed")
			}
			if got, err := generate(t, facts); err == nil {
				t.Errorf("written as %s", got)
			}
		})
	}
	if err := run("", "out.json", false); err == nil {
		t.Error("it runs without facts")
	}
}
