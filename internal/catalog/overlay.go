package catalog

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Overlay is what a caller lays over the facts. An entry that exists already keeps every
// field that the overlay does not name; null makes a fact unknown again.
type Overlay struct {
	// Services and Regions are entries by key or code, Workloads by name.
	Services, Regions, Workloads map[string]json.RawMessage
	// Aliases are service keys by other name.
	Aliases map[string][]string
	// Source is the id under which the overlay's facts are cited.
	Source string
	// Origin says what that id stands for.
	Origin Source
}

// Problem is one thing wrong with an overlay.
type Problem struct {
	// Path leads to the fault through the overlay's objects and lists.
	Path []string
	// Text says what was found and what is allowed.
	Text string
}

// With returns the facts with an overlay on top, or everything that is wrong with it.
func (c *Catalog) With(o Overlay) (*Catalog, []Problem) {
	next := &Catalog{
		asOf: c.asOf, published: c.published,
		services: maps.Clone(c.services), regions: maps.Clone(c.regions),
		aliases: maps.Clone(c.aliases), workloads: maps.Clone(c.workloads), sources: maps.Clone(c.sources),
	}
	if o.Source != "" {
		next.sources[o.Source] = o.Origin
	}
	var problems []Problem
	for _, code := range sortedKeys(o.Regions) {
		r, err := next.patchRegion(code, o)
		if err != nil {
			problems = append(problems, DecodeProblem(err, "regions", code))
			continue
		}
		next.regions[code] = r
	}
	for _, key := range sortedKeys(o.Services) {
		s, err := next.patchService(key, o)
		if err != nil {
			problems = append(problems, DecodeProblem(err, "services", key))
			continue
		}
		next.services[key] = s
	}
	for _, name := range sortedKeys(o.Aliases) {
		next.aliases[strings.ToLower(name)] = o.Aliases[name]
	}
	for _, name := range sortedKeys(o.Workloads) {
		w, err := patched(next.workloads[name], o.Workloads[name])
		if err != nil {
			problems = append(problems, DecodeProblem(err, "workloads", name))
			continue
		}
		next.workloads[name] = w
	}
	next.index()
	problems = append(problems, next.check(o)...)
	if len(problems) > 0 {
		return nil, problems
	}
	return next, nil
}

func (c *Catalog) patchRegion(code string, o Overlay) (Region, error) {
	old, exists := c.regions[code]
	e := regionEntry{
		Code: code, Name: old.Name, Partition: old.Partition,
		DNSSuffix: old.DNSSuffix, DualStackDNSSuffix: old.DualStackDNSSuffix, OptIn: old.OptIn,
		ZoneIDs: old.ZoneIDs, CrossRegionExcl: old.CrossRegionExcludedZoneIDs,
		Sources: old.Sources, Notes: old.Notes,
	}
	e, err := patched(e, o.Regions[code])
	if err != nil {
		return Region{}, err
	}
	if !exists && (e.Partition == "" || e.DNSSuffix == "") {
		return Region{}, errors.New("a new Region needs partition and dns_suffix")
	}
	e.Code, e.Sources = code, cite(e.Sources, o.Source)
	return e.region(), nil
}

func (c *Catalog) patchService(key string, o Overlay) (*Service, error) {
	s := Service{Lifecycle: "active", Reach: "endpoint", PrivateDNSStatus: "unknown", Confidence: "high"}
	if old, exists := c.services[key]; exists {
		s = *old
	}
	byType := s.ByType
	s, err := patched(s, o.Services[key])
	if err != nil {
		return nil, err
	}
	if err := patchTypes(&s, byType, o.Services[key]); err != nil {
		return nil, err
	}
	if s.Key != "" && s.Key != key {
		return nil, fmt.Errorf("key %q contradicts the name %q of the entry", s.Key, key)
	}
	s.Key, s.Sources = key, cite(s.Sources, o.Source)
	return &s, nil
}

// patchTypes lays by_type over what holds of each type it names: the facts of that type so far,
// else the flat ones. Decoding into a map would replace them whole.
func patchTypes(s *Service, old map[EndpointType]TypeFacts, patch json.RawMessage) error {
	var named struct {
		ByType map[EndpointType]json.RawMessage `json:"by_type"`
	}
	if err := json.Unmarshal(patch, &named); err != nil {
		return err
	}
	base := *s
	base.ByType = old
	for t, text := range named.ByType {
		facts, overrides := base.factsOf(t)
		facts.NameOverrides = overrides
		next, err := patched(facts, text)
		if err != nil {
			return err
		}
		s.ByType[t] = next
	}
	return nil
}

// check holds what the overlay touched against the invariants of the facts.
func (c *Catalog) check(o Overlay) []Problem {
	var problems []Problem
	for _, key := range sortedKeys(o.Services) {
		if s, ok := c.services[key]; ok {
			for _, f := range c.faults(s) {
				problems = append(problems, Problem{Path: []string{"services", key, f.field}, Text: f.text})
			}
		}
	}
	for _, name := range sortedKeys(o.Aliases) {
		if _, ok := c.services[strings.ToLower(name)]; ok {
			problems = append(problems, Problem{Path: []string{"aliases", name}, Text: fmt.Sprintf("%q is a service key, which wins over an alias", strings.ToLower(name))})
		}
		for _, key := range o.Aliases[name] {
			if _, ok := c.services[key]; !ok {
				problems = append(problems, Problem{Path: []string{"aliases", name}, Text: fmt.Sprintf("there is no service %q", key)})
			}
		}
	}
	for _, name := range sortedKeys(o.Workloads) {
		w := c.workloads[name]
		keys := slices.Clone(w.Required)
		for _, part := range w.Optional {
			keys = append(keys, part.Key)
		}
		for _, key := range keys {
			if _, ok := c.services[key]; !ok {
				problems = append(problems, Problem{Path: []string{"workloads", name}, Text: fmt.Sprintf("there is no service %q", key)})
			}
		}
	}
	return problems
}

func cite(sources []string, id string) []string {
	if id == "" || slices.Contains(sources, id) {
		return sources
	}
	return append(slices.Clone(sources), id)
}
