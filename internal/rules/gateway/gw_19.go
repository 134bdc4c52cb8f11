package gateway

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw19: the address types of the DynamoDB gateway endpoint are in doubt.
var gw19 = rule.Rule{
	ID: "GW-19", Severity: rule.Warning, Needs: []string{"endpoints"},
	Title:  "The address types of the DynamoDB gateway endpoint are in doubt",
	Why:    "One page of AWS says IPv4 only, another lets the type be chosen. Anything but ipv4 may be refused.",
	Fix:    "Keep ipv4, or check the address types that AWS reports for the service in this Region.",
	Source: page.GatewayDynamoDB,
	Check:  checkDoubtfulTypes,
}

// checkDoubtfulTypes finds gateway endpoints with other than IPv4 settings for a service of
// which it is not certain that it takes them.
func checkDoubtfulTypes(c *rule.Case) {
	for _, e := range surveyed(c).judged {
		if !c.Settled(e.Key, "service_region", e.Service.Offer) {
			continue
		}
		if offer, given := e.Service.Offer.Get(); !given || offer.IPv6 != nil && *offer.IPv6 {
			continue
		}
		if c.Settled(e.Key, "ip_address_type", e.IPAddressType) && e.IPAddressType.Or(ipv4) != ipv4 {
			c.Fault(e.Key, e.Path("ip_address_type"), "ip_address_type is %q on the %s gateway endpoint, and the documents of AWS contradict each other about anything but \"ipv4\" there.", e.IPAddressType.Or(""), e.Service.Key)
			continue
		}
		if record := e.RecordIPType(); c.Settled(e.Key, "dns_record_ip_type", record) && record.Or(serviceDefined) != serviceDefined {
			c.Add(rule.Finding{
				Target: e.Key, At: e.Path("dns_options"),
				Detail: fmt.Sprintf("dns_record_ip_type is %q on the %s gateway endpoint, and one document of AWS says that it is always \"service-defined\" there.", record.Or(""), e.Service.Key),
				Fix:    "Leave dns_record_ip_type out.",
			})
		}
	}
}
