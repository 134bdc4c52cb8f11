package catalog

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFactsAreComplete holds the data files against the counts of the collected facts.
func TestFactsAreComplete(t *testing.T) {
	t.Parallel()
	c, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{
		"services": len(c.services), "regions": len(c.regions), "workloads": len(c.workloads),
		"service regions": len(c.published),
	}
	want := map[string]int{"services": 597, "regions": 46, "workloads": 20, "service regions": 310}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if c.AsOf() != "2026-11-23" {
		t.Errorf("the facts are of %s", c.AsOf())
	}
}

// TestFactsHoldTheirInvariants checks every entry and every link.
func TestFactsHoldTheirInvariants(t *testing.T) {
	t.Parallel()
	c, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range c.keys {
		s := c.services[key]
		for _, f := range c.faults(s) {
			t.Errorf("%s: %s: %s", key, f.field, f.text)
		}
		if len(s.Sources) == 0 {
			t.Errorf("%s has no source", key)
		}
		for kind, ids := range s.Evidence {
			for _, id := range ids {
				if _, ok := c.sources[id]; !ok {
					t.Errorf("%s: evidence for %s names the unknown source %q", key, kind, id)
				}
			}
		}
		for _, partition := range s.Partitions {
			if len(c.RegionCodes(partition)) == 0 {
				t.Errorf("%s: partition %s has no Region", key, partition)
			}
		}
		for _, id := range s.ExcludedZoneIDs {
			if c.regionOfZone(id) == "" {
				t.Errorf("%s: Availability Zone %s is in no Region", key, id)
			}
		}
		if ref := s.ServiceRegionRef; ref != "" {
			if _, ok := c.published[ref]; !ok {
				t.Errorf("%s: there is no list of Regions %q", key, ref)
			}
		}
		if s.Reach != "endpoint" && s.Alternative == "" {
			t.Errorf("%s has neither an endpoint nor an alternative", key)
		}
	}
	for alias, keys := range c.aliases {
		if alias != strings.ToLower(alias) || len(keys) == 0 {
			t.Errorf("alias %q is not lower case or empty", alias)
		}
		for _, key := range keys {
			if _, ok := c.services[key]; !ok {
				t.Errorf("alias %q names the unknown service %q", alias, key)
			}
		}
	}
	for name, w := range c.workloads {
		for _, key := range w.Required {
			if _, ok := c.services[key]; !ok {
				t.Errorf("workload %s needs the unknown service %q", name, key)
			}
		}
		for _, part := range w.Optional {
			if _, ok := c.services[part.Key]; !ok || part.When == "" {
				t.Errorf("workload %s: optional part %q is unknown or unexplained", name, part.Key)
			}
		}
	}
	for code, r := range c.regions {
		for _, zone := range r.CrossRegionExcludedZoneIDs {
			if c.regionOfZone(zone) != code {
				t.Errorf("%s excludes %s of another Region", code, zone)
			}
		}
	}
	for ref, p := range c.published {
		for _, code := range append(p.Regions, p.FIPSRegions...) {
			if _, ok := c.regions[code]; !ok {
				t.Errorf("service %s is published in the unknown Region %q", ref, code)
			}
		}
	}
}

// TestUnknownStaysUnknown counts the facts that no source gives. A change of a count is
// either new evidence, with its source, or a guess that slipped in.
func TestUnknownStaysUnknown(t *testing.T) {
	t.Parallel()
	c, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, s := range c.services {
		for name, fact := range map[string]*bool{"policy": s.PolicySupported, "ipv6": s.IPv6, "cross-Region": s.CrossRegion} {
			if fact == nil {
				got[name]++
			}
		}
		if s.Ports == nil {
			got["ports"]++
		}
	}
	want := map[string]int{"policy": 368, "ipv6": 362, "cross-Region": 72, "ports": 75}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestDataFilesAreSorted keeps the files easy to review.
func TestDataFilesAreSorted(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"services", "regions", "aliases", "workloads", "service_regions", "sources"} {
		text, err := os.ReadFile("data/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		if !json.Valid(text) {
			t.Errorf("%s.json is not JSON", name)
		}
		lines := strings.Split(string(text), "\n")
		for i := 4; i < len(lines)-3; i++ {
			if entryName(lines[i-1]) >= entryName(lines[i]) {
				t.Errorf("%s.json line %d is out of order", name, i+1)
			}
		}
	}
}

// entryName is the key of a line: the first string, or the one behind "key" or "code".
func entryName(line string) string {
	line = strings.TrimPrefix(strings.TrimPrefix(line, `{"key":`), `{"code":`)
	return strings.Split(line, `"`)[1]
}

// regionOfZone goes by the prefix, because sources also name zones that have since closed.
func (c *Catalog) regionOfZone(id string) string {
	prefix, _, _ := strings.Cut(id, "-")
	for code, r := range c.regions {
		for _, zone := range r.ZoneIDs {
			if strings.HasPrefix(zone, prefix+"-") {
				return code
			}
		}
	}
	return ""
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		var services []*Service
		if _, err := read("services", &services); err != nil {
			b.Fatal(err)
		}
		var published map[string]publication
		if _, err := read("service_regions", &published); err != nil {
			b.Fatal(err)
		}
	}
}
