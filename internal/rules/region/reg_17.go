package region

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg17: IAM and Route 53 must be reached in their home Region.
var reg17 = rule.Rule{
	ID: "REG-17", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "IAM and Route 53 must be reached in their home Region",
	Why:    "In the commercial partition these services live in us-east-1 alone, so a VPC elsewhere finds no endpoint of that name in its own Region. In China and GovCloud the home Region is that of the partition.",
	Fix:    "Set service_region to the home Region of the partition, unless the VPC is there already.",
	Source: page.CrossRegion,
	Check:  checkHomeRegion,
}

// checkHomeRegion judges services without a Region in their name that live in one Region of
// the partition.
func checkHomeRegion(c *rule.Case) {
	for _, e := range c.Judged() {
		if !e.Service.IsAWS() {
			c.Settled(e.Key, "service_name", e.ServiceName)
			continue
		}
		if e.Service.Name.Region != "" || e.Service.Entry.Regions == nil {
			continue
		}
		home, known := regionOf(c, e.Key, "service_region", e.HomeRegion())
		here, ok := regionOf(c, e.Key, "region", e.Region)
		if known && ok && home.Partition == here.Partition {
			judgeHome(c, e, home)
		}
	}
}

// judgeHome judges one such service in the Region in which the endpoint looks for it.
func judgeHome(c *rule.Case, e *plan.Endpoint, home catalog.Region) {
	offer, ok := c.Catalog.Offer(e.Service.Key, home.Code, e.Service.Entry.Types[0])
	if !ok || !livesElsewhere(offer) {
		return
	}
	where := offer.HomeRegions[0]
	f := rule.Finding{
		Target: e.Key, At: e.Path("service_region"),
		Detail: fmt.Sprintf("The endpoint looks for %s in %s, and in this partition the service lives in %s.", e.Service.Entry.Name, home.Code, where),
		Fix:    fmt.Sprintf("Set service_region to %q.", where),
	}
	if e.Region.Or("") == where {
		f.Fix = "Leave service_region out."
	}
	c.Add(f)
}

// livesElsewhere reports whether a service is known to be in another Region of the partition.
func livesElsewhere(offer catalog.Offer) bool {
	return offer.Availability == catalog.NotOffered && len(offer.HomeRegions) > 0
}
