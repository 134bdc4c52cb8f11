package gateway

import (
	"fmt"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw11: A gateway endpoint takes no subnets, security groups or private DNS.
var gw11 = rule.Rule{
	ID: "GW-11", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "A gateway endpoint takes no subnets, security groups or private DNS",
	Why:    "It has no network interface, so AWS refuses these arguments.",
	Fix:    "Remove subnet_ids, security_group_ids and private_dns_enabled; control access with the policy and the clients' security groups.",
	Source: page.CreateEndpointAPI,
	Check:  checkNoInterfaceArguments,
}

// checkNoInterfaceArguments finds arguments that only an interface endpoint takes, in the
// endpoint and in association resources.
func checkNoInterfaceArguments(c *rule.Case) {
	s := surveyed(c)
	wrong, apart := map[*plan.Endpoint]bool{}, map[*plan.Endpoint]bool{}
	for _, a := range c.Associations.Or(nil) {
		apart[a.Endpoint] = apart[a.Endpoint] || !a.PrivateDNS.IsAbsent()
	}
	for _, e := range s.judged {
		wrong[e] = true
		var given []string
		for _, a := range s.interfaceArguments(e, apart[e]) {
			switch {
			case a.given:
				given = append(given, a.name)
			case a.later:
				c.Later(e.Key, "%s is not known yet", a.name)
			}
		}
		if len(given) > 0 {
			s.faultArgument(e, e.Path(given[0]), "it has "+strings.Join(given, ", "))
		}
	}
	if len(wrong) == 0 {
		return
	}
	c.Settled("", "endpoint_associations", c.Associations)
	for _, a := range c.Associations.Or(nil) {
		switch {
		case a.Open && a.RouteTable == plan.None && a.PrivateDNS.Or(true):
			c.Later(a.Key, "the endpoint of the association is not known yet")
		case !wrong[a.Endpoint]:
		case a.Subnet != plan.None:
			s.faultArgument(a.Endpoint, a.At, "an association resource attaches a subnet to it")
		case a.SecurityGroup != plan.None:
			s.faultArgument(a.Endpoint, a.At, "an association resource attaches a security group to it")
		case a.PrivateDNS.Or(false):
			s.faultArgument(a.Endpoint, a.At, "a resource switches private DNS on for it")
		case a.RouteTable == plan.None && (a.PrivateDNS.IsUnknown() || a.PrivateDNS.IsAbsent()):
			c.Later(a.Key, "what the association attaches is not known yet")
		}
	}
}

// argument is one that only an interface endpoint takes: given, or perhaps given later.
type argument struct {
	name         string
	given, later bool
}

// interfaceArguments are those of an endpoint itself. Of a set that is not known yet nobody can
// say whether it is empty, but one with an element in it is not.
func (s *survey) interfaceArguments(e *plan.Endpoint, privateDNSApart bool) []argument {
	refs := func(name string, r plan.Refs) argument {
		return argument{name, len(r.Items) > 0 || r.Count > 0, r.Open}
	}
	return []argument{
		refs("subnet_ids", e.Inline.Subnets),
		refs("security_group_ids", e.Inline.SecurityGroups),
		{"subnet_configuration", len(e.Addresses.Or(nil)) > 0, e.Addresses.IsUnknown()},
		{"private_dns_enabled", e.PrivateDNS.Or(false) && !privateDNSApart, e.PrivateDNS.IsUnknown() && !privateDNSApart},
	}
}

// faultArgument reports an argument. Where the type was left out, an interface endpoint was
// probably meant.
func (s *survey) faultArgument(e *plan.Endpoint, at input.Path, what string) {
	f := rule.Finding{
		Target: e.Key, At: at,
		Detail: fmt.Sprintf("The endpoint for %s is a gateway endpoint, and %s. A gateway endpoint has no network interface, so AWS refuses this.", e.Service.Key, what),
	}
	if e.TypeOmitted {
		f.Detail += " It is one because vpc_endpoint_type was left out."
		f.Fix = "Set vpc_endpoint_type = \"Interface\" if an interface endpoint is meant; else remove the argument."
		if len(e.RouteTables.Items) == 0 && meantInterface(e) {
			f.Related = []string{"GW-02"}
		}
	}
	s.Add(f)
}

// meantInterface reports whether the type was left out of what can only be an interface
// endpoint.
func meantInterface(e *plan.Endpoint) bool {
	return e.TypeOmitted && (e.Inline.Subnets.Count > 0 || e.Inline.SecurityGroups.Count > 0 || e.PrivateDNS.Or(false))
}
