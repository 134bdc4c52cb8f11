package region

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg04: A cross-Region endpoint must avoid the zones that AWS excludes.
var reg04 = rule.Rule{
	ID: "REG-04", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "A cross-Region endpoint must avoid the zones that AWS excludes",
	Why:    "A few Availability Zones cannot hold the network interface of an endpoint whose service is in another Region, and AWS refuses the subnet.",
	Fix:    "Choose subnets in other Availability Zones, compared by zone ID.",
	Source: page.CrossRegion,
	Check:  checkExcludedZones,
}

// checkExcludedZones looks for subnets of cross-Region endpoints in zones that AWS excludes.
func checkExcludedZones(c *rule.Case) {
	for _, x := range interfaces(c) {
		excluded := x.here.CrossRegionExcludedZoneIDs
		if len(excluded) == 0 {
			continue
		}
		var bad []string
		for _, i := range x.Subnets.Items {
			s := c.Network.Subnets[i]
			if id, known := s.Zone.ID.Get(); known && slices.Contains(excluded, id) {
				bad = append(bad, fmt.Sprintf("%q (%s)", s.Key, id))
			} else if !known {
				sayZone(c, s)
			}
		}
		if x.Subnets.Open {
			c.Later(x.Key, "the subnets of the endpoint are not all known yet")
		}
		if len(bad) > 0 {
			c.Add(rule.Finding{
				Target: x.Key, At: x.Path("subnet_ids"),
				Detail: fmt.Sprintf("The service is in %s, and AWS excludes these subnets from endpoints for other Regions: %s.", x.home.Code, strings.Join(bad, ", ")),
				Fix:    fmt.Sprintf("Choose subnets outside %s.", strings.Join(excluded, ", ")),
			})
		}
	}
}

// sayZone says that the zone of a subnet is not known by its id.
func sayZone(c *rule.Case, s plan.Subnet) {
	switch {
	case s.Zone.ID.IsUnknown() || s.Zone.Name.IsUnknown():
		c.Later(s.Key, "the Availability Zone of the subnet is not known yet")
	case !s.Listed && !c.Need("", "subnets", c.Network.SubnetsGiven): // said
	case s.Zone.Name.IsGiven():
		c.Missing(s.Key, "the id of the Availability Zone %s is needed (availability_zone_id, or zone_ids)", s.Zone.Name.Or(""))
	default:
		c.Missing(s.Key, "the Availability Zone of the subnet is not given (availability_zone_id)")
	}
}
