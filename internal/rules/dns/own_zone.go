package dns

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// ownZone reports whether a private hosted zone answers the names of an endpoint in the place
// of private DNS, as in a hub. Where that is not known yet, it is unknown.
func ownZone(c *rule.Case, e *plan.Endpoint) (answered, open bool) {
	found, open := zonesFor(c, namesOf(e))
	for _, z := range found {
		if isPrivate(z).IsGiven() {
			return true, false
		}
		open = true
	}
	return false, open
}
