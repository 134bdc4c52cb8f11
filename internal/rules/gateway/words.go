package gateway

import (
	"fmt"
	"slices"
	"strings"
)

// most is how many names a text lists before it counts the rest.
const most = 10

// list quotes names for a text; of many it shows the first.
func list(names []string) string {
	names = slices.Compact(slices.Sorted(slices.Values(names)))
	quoted := make([]string, 0, len(names))
	for _, name := range names {
		quoted = append(quoted, fmt.Sprintf("%q", name))
	}
	if len(quoted) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(quoted[:most], ", "), len(quoted)-most)
	}
	return strings.Join(quoted, ", ")
}

// endpointsFor names the gateway endpoints for some services in a text.
func endpointsFor(services []string) string {
	services = slices.Compact(slices.Sorted(slices.Values(services)))
	word := "endpoint"
	if len(services) > 1 {
		word = "endpoints"
	}
	return fmt.Sprintf("gateway %s for %s", word, strings.Join(services, " and "))
}
