package region

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg10: removing a supported Region leaves its connections open.
var reg10 = rule.Rule{
	ID: "REG-10", Severity: rule.Warning, Change: true,
	Title:  "Removing a supported Region leaves its connections open",
	Why:    "Endpoints that were accepted from that Region keep working, so the removal cuts nobody off.",
	Fix:    "Reject the connections of that Region as well.",
	Source: page.ConfigureService,
	Check:  checkRegionsRemoved,
}

// checkRegionsRemoved compares the supported Regions with those of before.
func checkRegionsRemoved(c *rule.Case) {
	const name = "supported_regions"
	c.Removed(name, func(s *plan.EndpointService) plan.Texts { return s.SupportedRegions }, func(s *plan.EndpointService, gone []string) {
		c.Fault(s.Key, s.At.Attribute(name), "The service no longer supports %s, and endpoints that were accepted from there stay connected.", strings.Join(gone, ", "))
	})
}
