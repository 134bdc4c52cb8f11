package catalog

import (
	"embed"
	"fmt"
	"sync"
)

//go:embed data/*.json
var data embed.FS

// Embedded returns the compiled-in facts. They are parsed once, when first asked for.
var Embedded = sync.OnceValues(func() (*Catalog, error) {
	c := &Catalog{services: map[string]*Service{}, regions: map[string]Region{}}
	var (
		services []*Service
		regions  []regionEntry
		err      error
	)
	for _, file := range []struct {
		name string
		into any
	}{
		{"services", &services},
		{"regions", &regions},
		{"aliases", &c.aliases},
		{"workloads", &c.workloads},
		{"service_regions", &c.published},
		{"sources", &c.sources},
	} {
		if c.asOf, err = read(file.name, file.into); err != nil {
			return nil, fmt.Errorf("embedded facts: %s.json: %w", file.name, err)
		}
	}
	for _, s := range services {
		c.services[s.Key] = s
	}
	for _, r := range regions {
		c.regions[r.Code] = r.region()
	}
	c.index()
	return c, nil
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
	return file.AsOf, strict(text, &file)
}

// regionEntry is a Region as the data file and an overlay write it.
type regionEntry struct {
	Code               string   `json:"code"`
	Name               string   `json:"name"`
	Partition          string   `json:"partition"`
	DNSSuffix          string   `json:"dns_suffix"`
	DualStackDNSSuffix string   `json:"dual_stack_dns_suffix"`
	OptIn              bool     `json:"opt_in"`
	ZoneIDs            []string `json:"az_ids"`
	Country            string   `json:"country"`
	PrefixDefault      string   `json:"endpoint_service_prefix_default"`
	PrefixSpecial      string   `json:"endpoint_service_prefix_special"`
	CrossRegionExcl    []string `json:"cross_region_unsupported_az_ids"`
	Sources            []string `json:"sources"`
	Notes              string   `json:"notes"`
}

func (r regionEntry) region() Region {
	return Region{
		Code: r.Code, Name: r.Name, Partition: r.Partition,
		DNSSuffix: r.DNSSuffix, DualStackDNSSuffix: r.DualStackDNSSuffix,
		OptIn: r.OptIn, ZoneIDs: r.ZoneIDs, CrossRegionExcludedZoneIDs: r.CrossRegionExcl,
		Sources: r.Sources, Notes: r.Notes,
	}
}
