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
	if c.Prior == nil || !c.Settled("", "endpoint_services", c.EndpointServices) {
		return
	}
	before := map[string]*plan.EndpointService{}
	for _, s := range c.Prior.EndpointServices.Or(nil) {
		before[s.Key] = s
	}
	for _, s := range c.EndpointServices.Or(nil) {
		was := before[s.Key]
		if was == nil || s.SupportedRegions.IsAbsent() {
			continue
		}
		var gone []string
		open := false
		for _, code := range was.SupportedRegions.Or(nil) {
			text, given := code.Get()
			in, unsure := plan.Listed(s.SupportedRegions, text)
			open = open || given && !in && unsure
			if given && !in && !unsure {
				gone = append(gone, text)
			}
		}
		if open {
			c.Later(s.Key, "supported_regions is not all known yet")
		}
		if len(gone) > 0 {
			c.Fault(s.Key, s.At.Attribute("supported_regions"), "The service no longer supports %s, and endpoints that were accepted from there stay connected.", strings.Join(gone, ", "))
		}
	}
}
