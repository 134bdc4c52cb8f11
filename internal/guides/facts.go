package guides

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
)

// tally counts by word.
type tally map[string]int

// of says how often a word came, as a table cell.
func (t tally) of(word string) string { return fmt.Sprint(t[word]) }

// known counts a fact that is yes, no or not known.
func (t tally) known(fact *bool) {
	switch {
	case fact == nil:
		t["not known"]++
	case *fact:
		t["yes"]++
	default:
		t["no"]++
	}
}

// Inventory renders how much the catalogue holds.
func Inventory(c *catalog.Catalog) string {
	types, partitions := tally{}, tally{}
	for _, key := range c.Keys() {
		s, _ := c.Service(key)
		for _, t := range s.Types {
			types[string(t)]++
		}
		if len(s.Types) == 0 {
			types[""]++
		}
	}
	for _, code := range c.RegionCodes("") {
		r, _ := c.Region(code)
		partitions[r.Partition]++
	}
	rows := [][]string{{"entries", fmt.Sprint(len(c.Keys()))}}
	for _, t := range catalog.EndpointTypes() {
		rows = append(rows, []string{"with an endpoint of type `" + t + "`", types.of(t)})
	}
	rows = append(rows, []string{"without an endpoint, with what to use instead", types.of("")})
	rows = append(rows, []string{"Regions", fmt.Sprint(len(c.RegionCodes("")))})
	for _, partition := range sorted(partitions) {
		rows = append(rows, []string{"of these in partition `" + partition + "`", partitions.of(partition)})
	}
	rows = append(rows, []string{"workloads", fmt.Sprint(len(c.WorkloadNames()))})
	return fmt.Sprintf("State of the catalogue: %s.\n\n", c.AsOf()) + table([]string{"what", "number"}, rows)
}

// Knowledge renders how many of the services with an endpoint have each fact, and of how
// many it is not known.
func Knowledge(c *catalog.Catalog) string {
	policy, ipv6, across, names := tally{}, tally{}, tally{}, tally{}
	for _, key := range c.Keys() {
		s, _ := c.Service(key)
		if len(s.Types) == 0 {
			continue
		}
		policy.known(s.PolicySupported)
		ipv6.known(s.IPv6)
		across.known(s.CrossRegion)
		names[s.PrivateDNSStatus]++
	}
	row := func(question string, t tally) []string {
		return []string{question, t.of("yes"), t.of("no"), t.of("not known")}
	}
	return table([]string{"of the services with an endpoint", "yes", "no", "not known"}, [][]string{
		row("accepts a custom policy", policy), row("supports IPv6", ipv6), row("can be reached from another Region", across),
	}) + fmt.Sprintf("\nThe private DNS names are documented for %s of them and derived from the API host for %s; %s have none, and of %s it is not known.",
		names.of("documented"), names.of("derived"), names.of("none"), names.of("unknown"))
}

// Sources renders the sources that facts cite, with the number of entries that cite each:
// first those that speak of many services, then the guides of single services.
func Sources(c *catalog.Catalog) string {
	cited := tally{}
	for _, key := range c.Keys() {
		s, _ := c.Service(key)
		for _, id := range s.Sources {
			cited[id]++
		}
	}
	for _, code := range c.RegionCodes("") {
		r, _ := c.Region(code)
		for _, id := range r.Sources {
			cited[id]++
		}
	}
	for _, name := range c.WorkloadNames() {
		w, _ := c.Workload(name)
		for _, id := range w.Sources {
			cited[id]++
		}
	}
	var broad [][]string
	var guides []string
	for _, id := range sorted(cited) {
		source, _ := c.Source(id)
		if strings.HasPrefix(id, "doc-") {
			guides = append(guides, fmt.Sprintf("%s (`%s`, %s)", source.Title, id, cited.of(id)))
		} else {
			broad = append(broad, []string{"`" + id + "`", source.Title, source.Address, cited.of(id)})
		}
	}
	return table([]string{"id", "what", "where", "entries"}, broad) +
		"\nService guides of AWS, with the number of entries that cite them:\n\n" + strings.Join(guides, "; ") + "."
}

func sorted(t tally) []string {
	keys := make([]string, 0, len(t))
	for key := range t {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
