package account

import (
	"fmt"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc11: zones of two accounts must be compared by zone ID.
var acc11 = rule.Rule{
	ID: "ACC-11", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "Zones of two accounts must be compared by zone ID",
	Why:    "A zone name such as us-east-1a can mean different places in two accounts, so names may match where the zones do not.",
	Fix:    "Give availability_zone_ids on both sides, or zone_ids for the names of this account.",
	Source: page.CreateService,
	Check:  checkZonesByID,
}

// checkZonesByID looks for subnets that were chosen by the name of a zone: the name is among those
// that the other account gives, and the id is not.
func checkZonesByID(c *rule.Case) {
	placed(c, func(p placement) {
		var left []string
		for _, s := range p.outside {
			if p.byName[s.Key] {
				left = append(left, fmt.Sprintf("%q (%s is %s here)", s.Key, s.Zone.Name.Or(""), s.Zone.ID.Or("")))
			} else if !p.service.ZoneNames.IsAbsent() {
				c.Settled(s.Key, "availability_zone", s.Zone.Name)
			}
		}
		p.sayOpen(c)
		if len(left) > 0 {
			c.Add(rule.Finding{
				Target: p.Key, At: p.Path("subnet_ids"), Related: []string{"ACC-10"},
				Detail: fmt.Sprintf("The zones of these subnets match those of the endpoint service %q by name only, and a name is another zone in another account: %s; the service is in %s.", p.service.Key, strings.Join(left, ", "), strings.Join(p.zones, ", ")),
				Fix:    "Choose subnets whose zone ids are among those of the service.",
			})
		}
	})
}
