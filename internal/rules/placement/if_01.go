package placement

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// if01: an interface endpoint needs at least one subnet of its own VPC.
var if01 = rule.Rule{
	ID: "IF-01", Severity: rule.Error, Needs: []string{"endpoints", "subnets"},
	Title:  "An interface endpoint needs at least one subnet of its own VPC",
	Why:    "Its network interfaces live in subnets. Without one the endpoint has no address, and a subnet of another VPC is refused.",
	Fix:    "Give subnet_ids, or subnets for those still to be created, all in the VPC of the endpoint.",
	Source: page.CreateInterface,
	Check:  checkSubnets,
}

func checkSubnets(c *rule.Case) {
	look := sightOf(c)
	for _, e := range c.Of(placed()...) {
		refs := e.Subnets
		if refs.Empty() {
			c.Fault(e.Key, e.Path("subnet_ids"), "The endpoint has no subnet, so it gets no network interface and no address.")
			continue
		}
		if refs.Open {
			c.Later(e.Key, "the subnets of the endpoint are not all known yet")
		}
		look.sameVPC(e)
	}
}

// sameVPC names subnets that are in another VPC than their endpoint. A subnet without vpc_id
// is one of the network, and so is an endpoint without.
func (s *sight) sameVPC(e *plan.Endpoint) {
	var others []string
	for _, i := range e.Subnets.Items {
		subnet, listed := s.subnet(i)
		switch {
		case !listed || subnet.VPCID.IsAbsent() || e.VPCID.IsAbsent():
		case subnet.VPCID.IsUnknown():
			s.lacks(subnet.Key, true, "vpc_id is not known yet")
		case e.VPCID.IsUnknown():
			s.lacks(e.Key, true, "vpc_id is not known yet")
		case elsewhere(e, subnet):
			others = append(others, fmt.Sprintf("%q (%s)", subnet.Key, subnet.VPCID.Or("")))
		}
	}
	if len(others) > 0 {
		s.Fault(e.Key, e.Path("subnet_ids"), "The endpoint is in %s, and %s %s %s in another VPC; AWS refuses that.",
			e.VPCID.Or(""), plural(len(others), "its subnet", "its subnets"), listed(others), plural(len(others), "is", "are"))
	}
}
