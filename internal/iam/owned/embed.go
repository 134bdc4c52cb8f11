package owned

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"sync"
)

//go:embed data/*.json
var data embed.FS

// Embedded returns the compiled-in facts. They are parsed once, when first asked for.
var Embedded = sync.OnceValues(func() (*Book, error) {
	var (
		b       Book
		entries []entry
		sources map[string]source
	)
	if _, err := read("sources", &sources); err != nil {
		return nil, err
	}
	asOf, err := read("resources", &entries)
	if err != nil {
		return nil, err
	}
	b.asOf = asOf
	for _, e := range entries {
		f, err := e.fact(sources)
		if err != nil {
			return nil, fmt.Errorf("embedded owned resources: %s: %w", e.ID, err)
		}
		b.facts = append(b.facts, f)
	}
	return &b, nil
})

// read decodes the entries of one data file and returns its date.
func read(name string, into any) (asOf string, err error) {
	text, err := data.ReadFile("data/" + name + ".json")
	if err != nil {
		return "", err
	}
	file := struct {
		AsOf    string `json:"as_of"`
		Entries any    `json:"entries"`
	}{Entries: into}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&file); err != nil {
		return "", fmt.Errorf("embedded owned resources: %s.json: %w", name, err)
	}
	return file.AsOf, nil
}

// entry is a fact as the data file writes it.
type entry struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	For   struct {
		Services  []string `json:"services"`
		Workloads []string `json:"workloads"`
	} `json:"for"`
	EndpointServices []string            `json:"endpoint_services"`
	Actions          []string            `json:"actions"`
	Resources        []string            `json:"resources"`
	Partitions       []string            `json:"partitions"`
	Regions          []string            `json:"regions"`
	ByRegion         map[string][]string `json:"by_region"`
	Callers          Callers             `json:"callers"`
	Required         bool                `json:"required"`
	Note             string              `json:"note"`
	Sources          []string            `json:"sources"`
}

// source is a source as the data file writes it, below its id.
type source struct {
	Title   string `json:"title"`
	Address string `json:"address"`
	Read    string `json:"read"`
}

// fact puts the sources in the place of their ids.
func (e entry) fact(sources map[string]source) (*Fact, error) {
	f := &Fact{
		ID: e.ID, Title: e.Title, Services: e.For.Services, Workloads: e.For.Workloads,
		EndpointServices: e.EndpointServices, Actions: e.Actions,
		ARNs: e.Resources, Partitions: e.Partitions, Regions: e.Regions, ByRegion: e.ByRegion,
		Callers: e.Callers, Required: e.Required, Note: e.Note,
	}
	for _, id := range e.Sources {
		s, ok := sources[id]
		if !ok {
			return nil, fmt.Errorf("no source has the id %q", id)
		}
		f.Sources = append(f.Sources, Source{ID: id, Title: s.Title, Address: s.Address, Read: s.Read})
	}
	return f, nil
}
