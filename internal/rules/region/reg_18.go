package region

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg18: A service name with a fixed Region exists only there.
var reg18 = rule.Rule{
	ID: "REG-18", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "A service name with a fixed Region exists only there",
	Why:    "Some services are hosted in one Region and carry it in their name. A VPC elsewhere cannot create the endpoint unless AWS offers the service across Regions.",
	Fix:    "Create the endpoint in a VPC of that Region, or use another network path.",
	Source: page.Services,
	Check:  checkFixedRegion,
}

// checkFixedRegion judges names with a fixed Region: another put in its place, or a VPC of
// another Region.
func checkFixedRegion(c *rule.Case) {
	spellings(c, func(e *plan.Endpoint, s spelling) {
		if s.slip == otherRegion {
			c.Add(rule.Finding{
				Target: e.Key, At: e.Path("service_name"),
				Detail: fmt.Sprintf("%q does not exist; the service is in one Region only, as %q.", s.written, s.right),
			})
			return
		}
		if fixed := fixedRegion(c.Catalog, e.Service.Entry); fixed != "" {
			judgeFixed(c, e, fixed)
		}
	})
}

// judgeFixed judges an endpoint for a service that is in one Region only.
func judgeFixed(c *rule.Case, e *plan.Endpoint, fixed string) {
	here, known := regionOf(c, e.Key, "region", e.Region)
	if !known || abroad(c, here, fixed) {
		return // another partition is REG-05
	}
	offer, _ := c.Catalog.Offer(e.Service.Key, fixed, catalog.Interface)
	across := offer.CrossRegion != nil && *offer.CrossRegion
	switch {
	case here.Code == fixed:
	case !across:
		related := []string{"REG-01"}
		if e.ServiceRegion.IsGiven() {
			related = []string{"REG-03"}
		}
		c.Add(rule.Finding{
			Target: e.Key, At: e.Path("service_name"), Related: related,
			Detail: fmt.Sprintf("The endpoint is in %s, and %q exists only in %s; AWS does not list it for access from other Regions.", here.Code, e.ServiceName.Or(""), fixed),
		})
	case c.Settled(e.Key, "service_region", e.ServiceRegion) && e.HomeRegion().Or("") != fixed:
		c.Add(rule.Finding{
			Target: e.Key, At: e.Path("service_region"), Related: []string{"REG-01"},
			Detail: fmt.Sprintf("The endpoint looks for %q in %s, and the service exists only in %s.", e.ServiceName.Or(""), e.HomeRegion().Or(""), fixed),
			Fix:    fmt.Sprintf("Set service_region to %q.", fixed),
		})
	}
}
