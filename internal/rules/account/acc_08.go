package account

import (
	"fmt"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc08: the private DNS name of an endpoint service must have the form AWS asks for.
var acc08 = rule.Rule{
	ID: "ACC-08", Severity: rule.Error,
	Title:  "The private DNS name of an endpoint service must have the form AWS asks for",
	Why:    "A service has one name, in lower case, with labels of at most 63 and a total of at most 255 characters. Services behind a Gateway Load Balancer have none.",
	Fix:    "Correct the name, or leave it out for a Gateway Load Balancer.",
	Source: page.ServiceDNS,
	Check:  checkPrivateNames,
}

// The limits of DNS names.
const (
	longestName  = 255
	longestLabel = 63
)

// checkPrivateNames looks at the private DNS names of endpoint services; those of AWS are its own
// affair.
func checkPrivateNames(c *rule.Case) {
	c.Settled("", "endpoint_services", c.EndpointServices)
	for _, s := range c.EndpointServices.Or(nil) {
		if s.Owner.Or("") == plan.Amazon || s.PrivateDNSNames.IsAbsent() || !c.Settled(s.Key, "private_dns_name", s.PrivateDNSNames) {
			continue
		}
		if plan.Open(s.PrivateDNSNames) {
			c.Later(s.Key, "private_dns_name is not known yet")
		}
		for _, why := range wrongNames(c, s) {
			c.Fault(s.Key, s.At.Attribute("private_dns_name"), "%s", why)
		}
	}
}

// wrongNames says what is wrong with the names of a service.
func wrongNames(c *rule.Case, s *plan.EndpointService) []string {
	names := s.PrivateDNSNames.Or(nil)
	balancers, given := s.GatewayLoadBalancerARNs.Get()
	switch {
	case len(names) == 0:
		return nil
	case s.ServiceType.Or("") == string(catalog.GatewayLoadBalancer) || given && len(balancers) > 0:
		return []string{"The service is behind a Gateway Load Balancer, and such a service has no private DNS name."}
	case !c.Settled(s.Key, "service_type", s.ServiceType) || !c.Settled(s.Key, "gateway_load_balancer_arns", s.GatewayLoadBalancerARNs):
	}
	var out []string
	if len(names) > 1 {
		out = append(out, fmt.Sprintf("The service has %d private DNS names, and AWS takes one.", len(names)))
	}
	for _, name := range plan.Known(s.PrivateDNSNames) {
		if why := wrongName(name); why != "" {
			out = append(out, fmt.Sprintf("The private DNS name %q %s.", name, why))
		}
	}
	return out
}

// wrongName says what is wrong with a name; empty if nothing is.
func wrongName(name string) string {
	if name != strings.ToLower(name) {
		return "has capital letters"
	}
	if len(name) > longestName {
		return fmt.Sprintf("has %d characters, and %d are allowed", len(name), longestName)
	}
	for i, label := range strings.Split(name, ".") {
		switch {
		case label == "":
			return "has an empty part"
		case len(label) > longestLabel:
			return fmt.Sprintf("has a part of %d characters, and %d are allowed", len(label), longestLabel)
		case strings.Contains(label, "*") && (i > 0 || label != "*"):
			return "has a * that is not its first part alone"
		}
	}
	return ""
}
