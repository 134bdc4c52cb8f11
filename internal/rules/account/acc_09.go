package account

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc09: A load balancer belongs to at most one endpoint service.
var acc09 = rule.Rule{
	ID: "ACC-09", Severity: rule.Error,
	Title:  "A load balancer belongs to at most one endpoint service",
	Why:    "AWS refuses a second endpoint service on the same Network Load Balancer, and does not detach one while endpoints are connected.",
	Fix:    "Give each endpoint service its own load balancer, or let the consumers share one service.",
	Source: page.CreateService,
	Check:  checkLoadBalancers,
}

// checkLoadBalancers looks for Network Load Balancers behind two endpoint services.
func checkLoadBalancers(c *rule.Case) {
	c.Settled("", "endpoint_services", c.EndpointServices)
	first := map[string]*plan.EndpointService{}
	var open []*plan.EndpointService
	n := 0
	for _, s := range c.EndpointServices.Or(nil) {
		arns, unsure := balancersOf(s)
		if len(arns) > 0 || unsure {
			n++
		}
		if unsure {
			open = append(open, s)
		}
		for _, arn := range arns {
			if other := first[arn]; other != nil {
				c.Fault(s.Key, s.At.Attribute("network_load_balancer_arns"), "The load balancer %s is behind the endpoint service %q already.", arn, other.Key)
				continue
			}
			first[arn] = s
		}
	}
	for _, s := range open {
		if n > 1 { // one service alone shares with nobody
			c.Later(s.Key, "the load balancers of the service are not all known yet")
		}
	}
}

// balancersOf are the ARNs of the Network Load Balancers of a service, each once, and whether
// more may come.
func balancersOf(s *plan.EndpointService) (arns []string, open bool) {
	arns, open = plan.Known(s.NetworkLoadBalancerARNs), plan.Open(s.NetworkLoadBalancerARNs)
	open = open || s.LoadBalancers.IsUnknown()
	for _, b := range s.LoadBalancers.Or(nil) {
		if arn, given := b.ARN.Get(); given && !strings.Contains(arn, ":loadbalancer/gwy/") {
			arns = append(arns, arn)
		}
		open = open || b.ARN.IsUnknown()
	}
	slices.Sort(arns)
	return slices.Compact(arns), open
}
