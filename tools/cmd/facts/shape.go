package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// entry is one JSON object; encoding/json prints its fields in sorted order.
type entry = map[string]any

// unknownMatters names the fields in which null says "not known" and must stay.
// Everywhere else an empty value says nothing and is left out.
var unknownMatters = map[string]bool{
	"policy_supported": true, "ipv6": true, "cross_region": true, "service_name": true, "az_ids": true,
}

// services turns prose into fields and drops what says nothing.
func services(dir string) ([]any, map[string]any, error) {
	list, err := readJSON[[]entry](dir, "services.json")
	if err != nil {
		return nil, nil, err
	}
	for _, s := range list {
		if port, ok := s["port"].(float64); ok {
			s["ports"] = []any{port}
		}
		delete(s, "port")
		maps.Copy(s, amendments[text(s["key"])])
		byType, _ := s["by_type"].(entry)
		for _, value := range byType {
			facts, ok := value.(entry)
			if !ok {
				return nil, nil, fmt.Errorf("by_type of %q holds something that is not an object", text(s["key"]))
			}
			delete(facts, "cost") // prices have a book of their own
			// Follows from the S3 rule DNS-07, which is code.
			delete(facts, "requires_gateway_when_private_dns_inbound_only")
			dropEmpty(facts)
		}
		dropEmpty(s)
	}
	return sortedBy(list, "key")
}

// regions keeps what names and zones are made of. The zone count follows from the IDs.
func regions(dir string) ([]any, map[string]any, error) {
	list, err := readJSON[[]entry](dir, "regions.json")
	if err != nil {
		return nil, nil, err
	}
	for _, r := range list {
		delete(r, "az_count")
		dropEmpty(r)
	}
	return sortedBy(list, "code")
}

// aliases keeps every name that says more than the key itself does.
func aliases(dir string) ([]any, map[string]any, error) {
	file, err := readJSON[struct {
		Aliases map[string][]string `json:"aliases"`
	}](dir, "aliases.json")
	if err != nil {
		return nil, nil, err
	}
	out := map[string]any{}
	for name, keys := range file.Aliases {
		if !slices.Equal(keys, []string{name}) {
			out[name] = keys
		}
	}
	return nil, out, nil
}

// workloads names the bundles in snake case, as attributes are.
func workloads(dir string) ([]any, map[string]any, error) {
	file, err := readJSON[struct {
		Groups map[string]entry `json:"groups"`
	}](dir, "aliases.json")
	if err != nil {
		return nil, nil, err
	}
	out := map[string]any{}
	for name, group := range file.Groups {
		delete(group, "preferred_type") // the recommendation decides, by the place of the callers
		group["optional"] = group["conditional"]
		delete(group, "conditional")
		name = strings.ReplaceAll(name, "-", "_")
		maps.Copy(group, workloadAmendments[name])
		dropEmpty(group)
		out[name] = group
	}
	return nil, out, nil
}

// serviceRegions keeps where services, not their endpoints, are published.
func serviceRegions(dir string) ([]any, map[string]any, error) {
	file, err := readJSON[struct {
		Services map[string]entry `json:"services"`
	}](dir, "service_regions.json")
	if err != nil {
		return nil, nil, err
	}
	out := map[string]any{}
	for name, s := range file.Services {
		dropEmpty(s)
		out[name] = s
	}
	return nil, out, nil
}

func dropEmpty(e entry) {
	for name, value := range e {
		empty := value == nil && !unknownMatters[name]
		switch v := value.(type) {
		case string:
			empty = v == ""
		case []any:
			empty = len(v) == 0 && name != "types"
		case map[string]any:
			empty = len(v) == 0
		}
		if empty {
			delete(e, name)
		}
	}
}

// sortedBy orders the entries and refuses a key that stands there twice.
func sortedBy(list []entry, key string) ([]any, map[string]any, error) {
	slices.SortFunc(list, func(a, b entry) int { return cmp.Compare(text(a[key]), text(b[key])) })
	out := make([]any, len(list))
	for i, e := range list {
		if i > 0 && text(list[i-1][key]) == text(e[key]) {
			return nil, nil, fmt.Errorf("%s %q stands there twice", key, text(e[key]))
		}
		out[i] = e
	}
	return out, nil, nil
}

func text(v any) string {
	s, _ := v.(string)
	return s
}
