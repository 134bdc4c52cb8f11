package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// row is one price as the data file keeps it; texts, so that no digit is lost.
type row struct {
	Rate       string            `json:"rate,omitempty"`
	Tiers      []tier            `json:"tiers,omitempty"`
	To         map[string]string `json:"to,omitempty"`
	AsOf       string            `json:"as_of"`
	Confidence string            `json:"confidence"`
	Inferred   bool              `json:"inferred,omitempty"`
}

type tier struct {
	UpTo string `json:"up_to,omitempty"`
	Rate string `json:"rate"`
}

// globalSources and globalDate belong to the Route 53 price feed, the one source of the global block.
var globalSources = []string{"S6", "S7"}

const globalDate = "2025-06-05"

// allowances are the quantities of the global block that the book takes.
var allowances = []string{
	"hours_per_month_default",
	"internet_egress_free_gb_per_month_account_wide",
	"route53_profile_included_associations",
}

// write prints one line a price, everything sorted, so that a changed price is a changed line.
func write(w io.Writer, f facts) error {
	var b strings.Builder
	fmt.Fprintf(&b, "{\n \"as_of\": %q,\n \"allowances\": {\n", f.AsOf)
	for i, name := range allowances {
		fmt.Fprintf(&b, "  %q: %q%s\n", name, string(f.Global[name]), comma(i, len(allowances)))
	}
	fmt.Fprintf(&b, " },\n \"global\": {\n")
	global, err := globalRows(f)
	if err != nil {
		return err
	}
	if err := writeBlock(&b, "  ", f.Currency, globalSources, global); err != nil {
		return err
	}
	fmt.Fprintf(&b, " },\n \"regions\": {\n")
	names := slices.Sorted(maps.Keys(f.Regions))
	for i, name := range names {
		r := f.Regions[name]
		rows, err := regionRows(r, f)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		currency := ""
		if r.Currency != nil {
			currency = *r.Currency
		}
		fmt.Fprintf(&b, "  %q: {\n", name)
		if err := writeBlock(&b, "   ", currency, r.Sources, rows); err != nil {
			return err
		}
		fmt.Fprintf(&b, "  }%s\n", comma(i, len(names)))
	}
	b.WriteString(" }\n}\n")
	_, err = io.WriteString(w, b.String())
	return err
}

func writeBlock(b *strings.Builder, indent, currency string, sources []string, rows map[string]row) error {
	list, err := json.Marshal(append([]string{}, sources...))
	if err != nil {
		return err
	}
	fmt.Fprintf(b, "%s\"currency\": %q,\n%s\"sources\": %s,\n%s\"prices\": {\n", indent, currency, indent, list, indent)
	names := slices.Sorted(maps.Keys(rows))
	for i, name := range names {
		line, err := json.Marshal(rows[name])
		if err != nil {
			return err
		}
		fmt.Fprintf(b, "%s %q: %s%s\n", indent, name, line, comma(i, len(names)))
	}
	fmt.Fprintf(b, "%s}\n", indent)
	return nil
}

func comma(i, n int) string {
	if i < n-1 {
		return ","
	}
	return ""
}

func regionRows(r region, f facts) (map[string]row, error) {
	rows := map[string]row{}
	for name := range r.fields {
		if _, known := items[name]; !known && !notPrices[name] {
			return nil, fmt.Errorf("%q is not an item of the price book; add it to the list of items", name)
		}
	}
	for item := range items {
		value, inferred := r.fields[item], false
		if value == nil {
			value, inferred = r.Inferred[item], true
		}
		if value == nil {
			continue // not known, so not in the book
		}
		priced, err := rates(value, "up_to_gb")
		if err != nil {
			return nil, fmt.Errorf("%s: %w", item, err)
		}
		priced.AsOf, priced.Inferred = r.date(item, inferred, f.AsOf), inferred
		if priced.Confidence, err = r.grade(item, inferred); err != nil {
			return nil, err
		}
		if listed, ok := destinations(value); ok && listed < f.mostDestinations() {
			priced.Confidence = "low" // the list does not say which destinations it leaves out
		}
		rows[item] = priced
	}
	for item := range r.Inferred {
		if _, known := items[item]; !known {
			return nil, fmt.Errorf("the inferred %q is not an item of the price book", item)
		}
	}
	return rows, nil
}

func globalRows(f facts) (map[string]row, error) {
	bounds := map[string]string{
		"route53_private_hosted_zone_month": "up_to_zones",
		"resolver_query_per_million":        "up_to_queries",
	}
	rename := map[string]string{"route53_private_hosted_zone_month": "private_hosted_zone_month"}
	rows := map[string]row{}
	for key, bound := range bounds {
		var value any
		if err := decode(f.Global[key], &value); err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
		priced, err := rates(value, bound)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
		if bound == "up_to_queries" {
			if err := countMillions(priced.Tiers); err != nil {
				return nil, fmt.Errorf("%s: %w", key, err)
			}
		}
		priced.AsOf, priced.Confidence = globalDate, "medium"
		name := key
		if other, ok := rename[key]; ok {
			name = other
		}
		rows[name] = priced
	}
	return rows, nil
}

// countMillions rewrites bounds that count single queries, so that bound and rate have the same unit.
func countMillions(tiers []tier) error {
	for i, t := range tiers {
		if t.UpTo == "" {
			continue
		}
		millions, whole := strings.CutSuffix(t.UpTo, "000000")
		if !whole {
			return fmt.Errorf("the bound %s is not a number of millions", t.UpTo)
		}
		tiers[i].UpTo = millions
	}
	return nil
}

// rates reads the three shapes of a price: a number, a ladder of tiers, a usual rate with exceptions.
func rates(value any, bound string) (row, error) {
	switch v := value.(type) {
	case json.Number:
		return row{Rate: v.String()}, nil
	case []any:
		var tiers []tier
		for _, step := range v {
			fields, ok := step.(map[string]any)
			if !ok {
				return row{}, fmt.Errorf("a tier is %T", step)
			}
			rate, ok := fields["usd"].(json.Number)
			if !ok {
				return row{}, fmt.Errorf("a tier has no rate")
			}
			limit, _ := fields[bound].(json.Number) // null in the last tier
			tiers = append(tiers, tier{limit.String(), rate.String()})
		}
		return row{Tiers: tiers}, nil
	case map[string]any:
		usual, ok := v["default"].(json.Number)
		if !ok {
			return row{}, fmt.Errorf("there is no usual rate")
		}
		to := map[string]string{}
		exceptions, _ := v["exceptions"].(map[string]any)
		for name, rate := range exceptions {
			number, ok := rate.(json.Number)
			if !ok {
				return row{}, fmt.Errorf("the rate to %s is %T", name, rate)
			}
			to[name] = number.String()
		}
		return row{Rate: usual.String(), To: to}, nil
	default:
		return row{}, fmt.Errorf("a price is %T", value)
	}
}

// destinations returns for how many Regions an inter-Region price was read.
func destinations(value any) (int64, bool) {
	v, ok := value.(map[string]any)
	if !ok {
		return 0, false
	}
	n, ok := v["listed_destinations"].(json.Number)
	if !ok {
		return 0, false
	}
	listed, err := n.Int64()
	return listed, err == nil
}

func (f facts) mostDestinations() int64 {
	var most int64
	for _, r := range f.Regions {
		if listed, ok := destinations(r.fields["inter_region_out_gb"]); ok {
			most = max(most, listed)
		}
	}
	return most
}
