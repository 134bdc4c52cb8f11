package fleet

import (
	"maps"
	"slices"
	"strings"
)

// zonesOf returns the private hosted zones that answer for the private DNS names of services,
// sorted by name. A name with a wildcard needs the zone below it; two services whose names
// are the same share a zone.
func zonesOf(names map[string][]string) []Zone {
	byName := map[string]*Zone{}
	for _, service := range slices.Sorted(maps.Keys(names)) {
		for _, name := range names[service] {
			base, wildcard := strings.CutPrefix(strings.TrimSuffix(name, "."), "*.")
			zone, ok := byName[base]
			if !ok {
				zone = &Zone{Name: base}
				byName[base] = zone
			}
			zone.Wildcard = zone.Wildcard || wildcard
			zone.Apex = zone.Apex || !wildcard
			if !slices.Contains(zone.Services, service) {
				zone.Services = append(zone.Services, service)
			}
		}
	}
	out := make([]Zone, 0, len(byName))
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		out = append(out, *byName[name])
	}
	return out
}

// privateNames returns the private DNS names by service, and the services whose names are not known.
func (m *model) privateNames() (names map[string][]string, unknown []string) {
	names = map[string][]string{}
	for _, service := range m.services {
		offer := m.offers[service]
		if offer.PrivateDNSStatus == "unknown" && len(offer.PrivateDNSNames) == 0 {
			unknown = append(unknown, service)
			continue
		}
		names[service] = offer.PrivateDNSNames
	}
	return names, unknown
}
