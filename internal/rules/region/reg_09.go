package region

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg09: an endpoint service must support the Region of its consumer.
var reg09 = rule.Rule{
	ID: "REG-09", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "An endpoint service must support the Region of its consumer",
	Why:    "A consumer in another Region can connect only if the provider listed that Region. The Region that hosts the service always belongs to the list.",
	Fix:    "Add the consumer's Region to supported_regions of the endpoint service, and keep the host Region in it.",
	Source: page.ConfigureService,
	Check:  checkSupportedRegions,
}

// checkSupportedRegions compares the Regions that an endpoint service supports with those of
// its consumers here, and with the one that hosts it.
func checkSupportedRegions(c *rule.Case) {
	using := users(c)
	c.Settled("", "endpoint_services", c.EndpointServices)
	for _, s := range c.EndpointServices.Or(nil) {
		judgeConsumers(c, s, using[s])
		judgeHost(c, s)
	}
}

// judgeConsumers looks for the Regions of the consumers among those supported.
func judgeConsumers(c *rule.Case, s *plan.EndpointService, consumers []crossing) {
	left := map[string][]crossing{}
	var regions []string
	for _, x := range consumers {
		if !c.Need(s.Key, "supported_regions", s.SupportedRegions) {
			return
		}
		if in, open := plan.Listed(s.SupportedRegions, x.here.Code); open && !in {
			c.Later(s.Key, "supported_regions is not all known yet")
		} else if !in {
			if left[x.here.Code] == nil {
				regions = append(regions, x.here.Code)
			}
			left[x.here.Code] = append(left[x.here.Code], x)
		}
	}
	for _, code := range regions {
		c.Add(rule.Finding{
			Target: s.Key, At: s.At.Attribute("supported_regions"),
			Detail: fmt.Sprintf("The service in %s supports %s, and its consumers %s are in %s.", left[code][0].home.Code, words(s.SupportedRegions), keysOf(left[code]), code),
			Fix:    fmt.Sprintf("Let the provider add %q to supported_regions.", code),
		})
	}
}

// judgeHost holds that the Region of the service itself is supported. A list without any
// Region leaves the choice to AWS, which takes that one.
func judgeHost(c *rule.Case, s *plan.EndpointService) {
	supported, given := s.SupportedRegions.Get()
	if !given || len(supported) == 0 || !c.Need(s.Key, "the Region of the endpoint service", s.Region) {
		c.Settled(s.Key, "supported_regions", s.SupportedRegions)
		return
	}
	host := s.Region.Or("")
	if in, open := plan.Listed(s.SupportedRegions, host); open && !in {
		c.Later(s.Key, "supported_regions is not all known yet")
	} else if !in {
		c.Add(rule.Finding{
			Target: s.Key, At: s.At.Attribute("supported_regions"),
			Detail: fmt.Sprintf("The service is hosted in %s, and supported_regions holds only %s; the Region that hosts a service cannot be taken out.", host, words(s.SupportedRegions)),
			Fix:    fmt.Sprintf("Keep %q in supported_regions.", host),
		})
	}
}
