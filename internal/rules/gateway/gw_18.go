package gateway

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw18: the address type must suit every subnet of the endpoint.
var gw18 = rule.Rule{
	ID: "GW-18", Severity: rule.Error, Needs: []string{"endpoints", "subnets"},
	Title:  "The address type must suit every subnet of the endpoint",
	Why:    "ipv4 needs IPv4 in all subnets, ipv6 subnets with IPv6 only, and dualstack subnets with both.",
	Fix:    "Choose the ip_address_type that all subnets have, or leave the unfit subnets out.",
	Source: page.Gateway,
	Check:  checkFamilies,
}

// checkFamilies compares the address type of each gateway endpoint with the subnets that use
// its tables.
func checkFamilies(c *rule.Case) {
	s := surveyed(c)
	for _, e := range s.here() {
		addressType, known := e.IPAddressType.Get()
		if !known {
			c.Later(e.Key, "ip_address_type is not known yet")
			continue
		}
		if !c.Need("", "subnets", c.Network.SubnetsGiven) {
			return
		}
		s.judgeFamilies(e, addressType)
	}
}

// judgeFamilies names the subnets that an address type does not suit.
func (s *survey) judgeFamilies(e *plan.Endpoint, addressType string) {
	certain, perhaps := s.users(e)
	var unfit []string
	for _, i := range certain {
		subnet := s.Network.Subnets[i]
		fits := suits(subnet, addressType)
		if v, given := fits.Get(); given && !v {
			unfit = append(unfit, subnet.Key)
		}
		s.needFamilies(subnet, fits)
	}
	for _, i := range perhaps {
		if !suits(s.Network.Subnets[i], addressType).Or(false) {
			s.skipUse(e, i)
		}
	}
	if len(unfit) == 0 {
		return
	}
	what := fmt.Sprintf("ip_address_type is %q", addressType)
	if e.IPAddressTypeOmitted {
		what = "ip_address_type is left out, which means \"ipv4\""
	}
	s.Add(rule.Finding{
		Target: e.Key, At: e.Path("ip_address_type"), Fix: s.fitting(certain),
		Detail: fmt.Sprintf("%s on the %s gateway endpoint, and that does not suit the subnets %s, which use its route tables.", what, e.Service.Key, list(unfit)),
	})
}

// fitting says which address type suits all of some subnets; empty leaves the fix of the rule.
func (s *survey) fitting(subnets []int) string {
	for _, t := range []string{dualstack, ipv6, ipv4} {
		if !slices.ContainsFunc(subnets, func(i int) bool { return !suits(s.Network.Subnets[i], t).Or(false) }) {
			return fmt.Sprintf("Set ip_address_type = %q, which suits all of them.", t)
		}
	}
	return ""
}
