package cost

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
)

// Assumption is something AWS's pages leave open, or the input does not say, with a switch for it.
type Assumption struct {
	// Name is the key in the configuration's assumptions.
	Name string
	// Default is what holds when the configuration does not say.
	Default bool
	// IfTrue and IfFalse say in a sentence what the estimate does.
	IfTrue, IfFalse string
}

// The names of the assumptions.
const (
	resourceHourPerZone  = "resource_endpoint_hour_per_zone"
	interAZCharged       = "inter_az_charged"
	natInterAZCharged    = "nat_inter_az_charged"
	natAddressesCharged  = "nat_public_ipv4_charged"
	transferSplitEvenly  = "inter_region_split_evenly"
	regionalNATGBAsZonal = "regional_nat_gb_as_zonal"
)

// Assumptions lists the switches, sorted by name.
func Assumptions() []Assumption {
	return []Assumption{
		{
			interAZCharged, false,
			"Data that enters an endpoint from another zone is charged at both ends; all of it is taken to come from another zone.",
			"Data that enters an endpoint from another zone of the Region is not charged, as AWS states since April 2022.",
		},
		{
			transferSplitEvenly, true,
			"Of the data to another Region, half flows each way, each half at the price of the Region that sends it.",
			"All data to another Region is charged at the dearer of the two directions.",
		},
		{
			natInterAZCharged, false,
			"All data through NAT crosses a zone on its way to the NAT gateway and is charged at both ends.",
			"Every subnet uses a NAT gateway in its own zone, so no data crosses zones on its way there.",
		},
		{
			natAddressesCharged, true,
			"Each NAT gateway, and each zone of a regional one, has one public IPv4 address.",
			"The public IPv4 addresses of NAT gateways are not counted.",
		},
		{
			regionalNATGBAsZonal, false,
			"A GB through a regional NAT gateway costs what it costs through a zonal one.",
			"A GB through a regional NAT gateway has a price of its own.",
		},
		{
			resourceHourPerZone, false,
			"The hour of a resource endpoint is charged for each zone it is in.",
			"The hour of a resource endpoint is charged once, whatever the number of zones; AWS's pages can be read both ways.",
		},
	}
}

// switches is which assumptions hold, by name.
type switches map[string]bool

// readAssumptions applies what was given to the defaults.
func readAssumptions(given map[string]bool) (switches, input.Errors) {
	held := switches{}
	var names []string
	for _, a := range Assumptions() {
		held[a.Name] = a.Default
		names = append(names, a.Name)
	}
	var errs input.Errors
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if _, known := held[name]; !known {
			errs.Add(input.At("assumptions").Key(name),
				"%q is not an assumption of the estimate. The names are: %s.", name, strings.Join(names, ", "))
			continue
		}
		held[name] = given[name]
	}
	return held, errs
}

// sentence states what holds for one name, with the switch, so that the reader can turn it.
func (s switches) sentence(name string) string {
	i := slices.IndexFunc(Assumptions(), func(a Assumption) bool { return a.Name == name })
	text := Assumptions()[i].IfFalse
	if s[name] {
		text = Assumptions()[i].IfTrue
	}
	return fmt.Sprintf("%s = %t: %s", name, s[name], text)
}
