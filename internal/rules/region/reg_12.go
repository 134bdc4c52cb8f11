package region

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg12: A cross-Region connection should use two Availability Zones on each side.
var reg12 = rule.Rule{
	ID: "REG-12", Severity: rule.Warning, Needs: []string{"endpoints"},
	Title:  "A cross-Region connection should use two Availability Zones on each side",
	Why:    "With one zone on either side the loss of that zone ends the connection. The zones of the two sides need not be the same ones.",
	Fix:    "Add a subnet in a second usable Availability Zone, and ask the provider to do the same.",
	Source: page.CrossRegion,
	Check:  checkTwoZones,
}

// checkTwoZones counts the Availability Zones on both sides of a connection between Regions.
func checkTwoZones(c *rule.Case) {
	var told []*plan.EndpointService
	for _, x := range interfaces(c) {
		judgeConsumerZones(c, x)
		switch x.Service.Kind {
		case plan.Own:
			if s := c.Entry(x.Endpoint); s != nil && !slices.Contains(told, s) {
				told = append(told, s)
				judgeProviderZones(c, s, x)
			}
		case plan.Undecided:
			c.Leads(x.Endpoint)
		case plan.AWS, plan.Lattice, plan.Mesh:
		}
	}
}

// judgeConsumerZones counts the zones of an endpoint's subnets. One subnet is one zone,
// whichever it is; without any it is IF-01.
func judgeConsumerZones(c *rule.Case, x crossing) {
	zones := map[string]bool{}
	var open []plan.Subnet
	for _, i := range x.Subnets.Items {
		if s := c.Network.Subnets[i]; s.Zone.Key != "" {
			zones[s.Zone.Key] = true
		} else {
			open = append(open, s)
		}
	}
	n := len(x.Subnets.Items)
	switch {
	case len(zones) > 1:
	case x.Subnets.Open:
		c.Later(x.Key, "the subnets of the endpoint are not all known yet")
	case n > 1 && len(open) > 0:
		for _, s := range open {
			sayAnyZone(c, s)
		}
	case n > 0:
		c.Fault(x.Key, x.Path("subnet_ids"), "The endpoint for a service in %s is in one Availability Zone only, and nothing is left if that zone fails.", x.home.Code)
	}
}

// sayAnyZone says that nothing tells the zone of a subnet, be it by id or by name.
func sayAnyZone(c *rule.Case, s plan.Subnet) {
	switch {
	case s.Zone.ID.IsUnknown() || s.Zone.Name.IsUnknown():
		c.Later(s.Key, "the Availability Zone of the subnet is not known yet")
	case s.Listed || c.Need("", "subnets", c.Network.SubnetsGiven):
		c.Missing(s.Key, "%s", s.Zone.Missing)
	}
}

// judgeProviderZones counts the zones of the service, by id or by name: within one account
// either tells them apart.
func judgeProviderZones(c *rule.Case, s *plan.EndpointService, x crossing) {
	zones, attribute := s.ZoneIDs, "availability_zone_ids"
	if zones.IsAbsent() && !s.ZoneNames.IsAbsent() {
		zones, attribute = s.ZoneNames, "availability_zones"
	}
	if !c.Need(s.Key, attribute, zones) {
		return
	}
	switch list := zones.Or(nil); {
	case len(list) > 1 || len(list) == 0:
	default:
		c.Fault(s.Key, s.At.Attribute(attribute), "The service in %s is in one Availability Zone only, and its consumers in %s are cut off if that zone fails.", x.home.Code, x.here.Code)
	}
}
