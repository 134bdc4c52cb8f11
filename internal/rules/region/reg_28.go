package region

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg28: only allowed Regions may be used.
var reg28 = rule.Rule{
	ID: "REG-28", Severity: rule.Error, Policy: true, Needs: []string{"endpoints"},
	Title:  "Only allowed Regions may be used",
	Why:    "The Region of the VPC, of the service and of every supported Region must stay inside what was allowed. Endpoints for services of other Regions are held back until allow_cross_region is true, whatever Regions are allowed. The same limit can be set in AWS with the condition keys ec2:VpceServiceRegion, ec2:VpceSupportedRegion and ec2:VpceMultiRegion.",
	Fix:    "Use an allowed Region, or add this one to allowed_regions; for a service in another Region set allow_cross_region to true.",
	Source: page.PrivateLinkIAM,
	Check:  checkAllowedRegions,
}

// checkAllowedRegions holds every Region that the plan touches against those allowed. Endpoints
// for other Regions also need allow_cross_region, whose default is false.
func checkAllowedRegions(c *rule.Case) {
	if c.Settled("", "allowed_regions", c.Stated.AllowedRegions) && c.Stated.AllowedRegions.IsGiven() {
		c.Settled("", "endpoint_services", c.EndpointServices)
	}
	if outside, open := forbidden(c, c.Region.Code); outside {
		c.Fault("region", input.At("region"), "The VPC is in %s, and allowed_regions holds %s.", c.Region.Code, words(c.Stated.AllowedRegions))
	} else if open {
		c.Later("", "allowed_regions is not all known yet")
	}
	for _, e := range c.Judged() {
		judgeAllowedHere(c, e)
		judgeAllowedHome(c, e)
	}
	for _, s := range c.EndpointServices.Or(nil) {
		judgeAllowedService(c, s)
	}
}

// forbidden reports whether a Region is outside those allowed, and if not, whether that may yet
// turn out. Without a list every Region is allowed.
func forbidden(c *rule.Case, code string) (outside, open bool) {
	if !c.Stated.AllowedRegions.IsGiven() {
		return false, false // a list that is not known yet is said once
	}
	in, open := plan.Listed(c.Stated.AllowedRegions, code)
	return !in && !open, open
}

// judgeAllowedHere judges the Region of an endpoint that is not that of the guardrail.
func judgeAllowedHere(c *rule.Case, e *plan.Endpoint) {
	code, given := e.Region.Get()
	if c.Stated.AllowedRegions.IsAbsent() || !c.Settled(e.Key, "region", e.Region) || !given || code == c.Region.Code {
		return
	}
	if outside, open := forbidden(c, code); outside {
		c.Fault(e.Key, e.Path("region"), "The endpoint is in %s, and allowed_regions holds %s.", code, words(c.Stated.AllowedRegions))
	} else if open {
		c.Later(e.Key, "allowed_regions is not all known yet")
	}
}

// judgeAllowedHome judges the Region of an endpoint's service, once for both limits. One in
// another partition cannot be reached at all, which is REG-05.
func judgeAllowedHome(c *rule.Case, e *plan.Endpoint) {
	if e.ServiceRegion.IsAbsent() || !c.Settled(e.Key, "service_region", e.ServiceRegion) || !c.Settled(e.Key, "region", e.Region) {
		return
	}
	here, home := e.Region.Or(""), e.ServiceRegion.Or("")
	if here == home {
		return
	}
	var why []string
	outside, open := forbidden(c, home)
	if outside {
		why = append(why, "allowed_regions holds "+words(c.Stated.AllowedRegions))
	} else if open {
		c.Later(e.Key, "allowed_regions is not all known yet")
	}
	a, known := c.Catalog.Region(here)
	same := !known || !abroad(c, a, home)
	if allow := c.Stated.AllowCrossRegion; same && c.Settled("", "allow_cross_region", allow) && !allow.Or(false) {
		why = append(why, "allow_cross_region is not true")
	}
	if len(why) > 0 {
		c.Fault(e.Key, e.Path("service_region"), "The endpoint in %s is for a service in %s, and %s.", here, home, strings.Join(why, " and "))
	}
}

// judgeAllowedService judges the Regions in which a service of this account is hosted and
// offered; those of others are not this account's to limit.
func judgeAllowedService(c *rule.Case, s *plan.EndpointService) {
	own := c.Owns(s)
	if mine, known := own.Get(); c.Stated.AllowedRegions.IsAbsent() || known && !mine {
		return
	}
	var left []string
	hung := plan.Open(s.SupportedRegions)
	for _, code := range s.SupportedRegions.Or(nil) {
		text, given := code.Get()
		outside, open := forbidden(c, text)
		hung = hung || given && open
		if given && outside {
			left = append(left, text)
		}
	}
	host, given := s.Region.Get()
	hosted, open := forbidden(c, host)
	hosted = hosted && given && host != c.Region.Code && !slices.Contains(left, host)
	hung = hung || given && open || s.Region.IsUnknown()
	switch {
	case len(left) == 0 && !hosted:
	case own.IsUnknown():
		c.Later(s.Key, "the owner of the service is not known yet")
	case own.IsAbsent():
		c.Missing(s.Key, "whether the service is this account's own is not given (its owner, and account_id or vpc.owner_id)")
	default:
		if len(left) > 0 {
			c.Fault(s.Key, s.At.Attribute("supported_regions"), "The service is to support %s, and allowed_regions holds %s.", strings.Join(left, ", "), words(c.Stated.AllowedRegions))
		}
		if hosted {
			c.Fault(s.Key, s.At.Attribute("region"), "The service is hosted in %s, and allowed_regions holds %s.", host, words(c.Stated.AllowedRegions))
		}
	}
	if hung {
		c.Later(s.Key, "the Regions of the service, or those allowed, are not all known yet")
	}
}
