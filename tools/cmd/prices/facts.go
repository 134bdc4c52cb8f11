package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
)

// facts is the part of the collected file that the price book takes.
type facts struct {
	AsOf     string                     `json:"as_of"`
	Currency string                     `json:"currency"`
	Global   map[string]json.RawMessage `json:"global"`
	Regions  map[string]region          `json:"regions"`
}

// region is one block; the fields that are not listed are prices.
type region struct {
	Currency   *string            `json:"currency"`
	Inferred   map[string]any     `json:"inferred"`
	Confidence map[string]string  `json:"confidence_by_field"`
	AsOf       map[string]*string `json:"as_of"`
	Sources    []string           `json:"sources"`
	fields     map[string]any
}

func readFacts(path string) (facts, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return facts{}, err
	}
	var f facts
	if err := decode(text, &f); err != nil {
		return facts{}, err
	}
	var raw struct {
		Regions map[string]map[string]any `json:"regions"`
	}
	if err := decode(text, &raw); err != nil {
		return facts{}, err
	}
	for name, r := range f.Regions {
		r.fields = raw.Regions[name]
		f.Regions[name] = r
	}
	return f, nil
}

// decode keeps every number as it is written: a price is never a float.
func decode(text []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	return decoder.Decode(into)
}

// witness says which keys of a block speak about an item when it has none of its own, and for an
// inferred value the price it was inferred from.
type witness struct{ date, confidence, inferredFrom string }

const feed = "gwlb_tgw_lattice_resource"

// items lists the items of the price book. A maintainer who adds one adds its witness.
var items = map[string]witness{
	"interface_endpoint_hour":          {"interface_endpoint_hour", "interface_endpoint_hour", ""},
	"interface_endpoint_gb":            {"interface_endpoint_gb", "interface_endpoint_gb", ""},
	"gateway_endpoint_hour":            {"", "gateway_endpoint", ""},
	"gateway_endpoint_gb":              {"", "gateway_endpoint", ""},
	"gwlb_endpoint_hour":               {feed, "gwlb_endpoint_hour", ""},
	"gwlb_endpoint_gb":                 {feed, "gwlb_endpoint_gb", ""},
	"resource_endpoint_hour":           {feed, "resource_endpoint_hour", "interface_endpoint_hour"},
	"resource_endpoint_gb":             {feed, "resource_endpoint_hour", "interface_endpoint_gb"},
	"service_network_endpoint_hour":    {feed, "lattice_vpc_resource_hour", ""},
	"lattice_vpc_resource_hour":        {feed, "lattice_vpc_resource_hour", ""},
	"lattice_vpc_resource_provider_gb": {feed, "lattice_vpc_resource_hour", ""},
	"lattice_service_hour":             {feed, "lattice_vpc_resource_hour", ""},
	"lattice_service_gb":               {feed, "lattice_vpc_resource_hour", ""},
	"cross_region_privatelink_provider_hour_per_remote_region": {
		feed, "cross_region_privatelink_provider_hour_per_remote_region", "",
	},
	"nat_gateway_hour":                       {"nat_gateway_hour", "nat_gateway_hour", ""},
	"nat_gateway_gb":                         {"nat_gateway_gb", "nat_gateway_gb", "nat_gateway_hour"},
	"regional_nat_gateway_hour_per_az":       {"nat_gateway_hour", "regional_nat_gateway_hour_per_az", "nat_gateway_hour"},
	"regional_nat_gateway_gb":                {"nat_gateway_gb", "regional_nat_gateway_hour_per_az", ""},
	"tgw_attachment_hour":                    {feed, "tgw", ""},
	"tgw_peering_attachment_hour":            {feed, "tgw", ""},
	"tgw_gb":                                 {feed, "tgw", ""},
	"inter_az_gb":                            {"inter_az_gb", "inter_az_gb", ""},
	"vpc_peering_same_az_gb":                 {"vpc_peering", "vpc_peering_cross_az_gb", ""},
	"vpc_peering_cross_az_gb":                {"vpc_peering", "vpc_peering_cross_az_gb", ""},
	"public_ipv4_hour":                       {"public_ipv4_hour", "public_ipv4_hour", ""},
	"internet_egress_gb":                     {"internet_egress_gb", "internet_egress_gb", ""},
	"inter_region_out_gb":                    {"inter_region_out_gb", "inter_region_out_gb", ""},
	"inter_region_in_gb":                     {"inter_region_out_gb", "inter_region_out_gb", ""},
	"resolver_endpoint_eni_hour":             {"resolver_and_profiles", "resolver_endpoint_eni_hour", ""},
	"route53_profile_hour":                   {"resolver_and_profiles", "route53_profile", ""},
	"route53_profile_extra_association_hour": {"resolver_and_profiles", "route53_profile", ""},
}

// notPrices are the fields of a block that the price book does not take as items.
var notPrices = map[string]bool{
	"name": true, "partition": true, "currency": true, "usage_type_prefix": true, "inferred": true,
	"confidence": true, "confidence_by_field": true, "as_of": true, "notes": true, "sources": true,
}

// regionalDates are keys under which blocks of the China Regions keep their dates.
var regionalDates = map[string]string{
	"tgw_attachment_hour": "tgw", "tgw_gb": "tgw", "nat_gateway_hour": "nat", "nat_gateway_gb": "nat",
}

var (
	exactDate = regexp.MustCompile(`^\d{4}(-\d{2}){0,2}$`)
	someYear  = regexp.MustCompile(`\b\d{4}\b`)
)

// date returns when the item was read: its own date, else that of the whole collection for what AWS lists
// nowhere; for a description without a date "undated".
func (r region) date(item string, inferred bool, collected string) string {
	w := items[item]
	for _, key := range []string{w.date, regionalDates[item], inferredDate(w, inferred)} {
		text, ok := r.AsOf[key]
		switch {
		case key == "" || !ok || text == nil:
			continue
		case exactDate.MatchString(*text):
			return *text
		case someYear.MatchString(*text):
			return someYear.FindString(*text)
		default:
			return "undated"
		}
	}
	return collected
}

func inferredDate(w witness, inferred bool) string {
	if !inferred {
		return ""
	}
	return items[w.inferredFrom].date
}

// grade returns the item's confidence. What no source grades, and what is inferred, is low.
func (r region) grade(item string, inferred bool) (string, error) {
	if inferred {
		return "low", nil
	}
	for _, key := range []string{item, items[item].confidence} {
		if grade, ok := r.Confidence[key]; ok {
			if grade != "high" && grade != "medium" && grade != "low" {
				return "", fmt.Errorf("confidence %q of %s is none of high, medium, low", grade, key)
			}
			return grade, nil
		}
	}
	return "low", nil
}
