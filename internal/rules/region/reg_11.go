package region

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg11: A cross-Region service cannot use a custom TCP idle timeout.
var reg11 = rule.Rule{
	ID: "REG-11", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "A cross-Region service cannot use a custom TCP idle timeout",
	Why:    "AWS does not offer cross-Region access for Network Load Balancers whose TCP idle timeout was changed, nor for fragmented UDP.",
	Fix:    "Give the load balancer's listeners the default idle timeout, or offer the service in its own Region only.",
	Source: page.ShareServices,
	Check:  checkIdleTimeout,
}

// defaultIdleTimeout is the TCP idle timeout of a listener in seconds, as AWS sets it.
const defaultIdleTimeout = 350

// checkIdleTimeout looks at the load balancers of every service that is offered to another
// Region, or used from one.
func checkIdleTimeout(c *rule.Case) {
	using := users(c)
	c.Settled("", "endpoint_services", c.EndpointServices)
	for _, s := range c.EndpointServices.Or(nil) {
		switch across, known := offeredAcross(s).Get(); {
		case len(using[s]) > 0 || across:
			judgeIdleTimeouts(c, s)
		case !known:
			c.Later(s.Key, "supported_regions is not all known yet")
		}
	}
}

// offeredAcross reports whether a service supports a Region besides its own.
func offeredAcross(s *plan.EndpointService) plan.Flag {
	host, given := s.Region.Get()
	n := 0
	for _, code := range s.SupportedRegions.Or(nil) {
		if code.IsGiven() {
			n++
		}
		if given && code.IsGiven() && code.Or("") != host {
			return maybe.Of(true)
		}
	}
	switch {
	case n > 1: // whichever of them hosts it
		return maybe.Of(true)
	case plan.Open(s.SupportedRegions):
		return maybe.Unknown[bool]()
	}
	return maybe.Of(false)
}

// judgeIdleTimeouts judges the load balancers of one service.
func judgeIdleTimeouts(c *rule.Case, s *plan.EndpointService) {
	if !c.Need(s.Key, "load_balancers", s.LoadBalancers) {
		return
	}
	for _, b := range s.LoadBalancers.Or(nil) {
		seconds, given := b.IdleTimeout.Get()
		switch {
		case !given && b.IdleTimeout.IsUnknown():
			c.Later(s.Key, "tcp_idle_timeout_seconds of load balancer %q is not known yet", b.Key)
		case !given:
			c.Missing(s.Key, "tcp_idle_timeout_seconds of load balancer %q is not given", b.Key)
		case seconds != defaultIdleTimeout:
			c.Fault(s.Key, b.At.Attribute("tcp_idle_timeout_seconds"), "The service is reached from other Regions, and its load balancer %q has a TCP idle timeout of %d seconds in place of the default %d.", b.Key, seconds, defaultIdleTimeout)
		}
	}
}
