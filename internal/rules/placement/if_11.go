package placement

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// if11: the DNS record type must fit the address type of the interface endpoint.
var if11 = rule.Rule{
	ID: "IF-11", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "The DNS record type must fit the address type of the interface endpoint",
	Why:    "ipv4 goes with ipv4 and ipv6 with ipv6 only; dualstack takes dualstack, ipv4, ipv6 or service-defined.",
	Fix:    "Leave dns_record_ip_type out, or set one that fits.",
	Source: page.Interface,
	Check:  checkRecordType,
}

// fitting are the values of dns_record_ip_type that go with an ip_address_type.
func fitting(addressType string) []string {
	if addressType == dualstack {
		return []string{dualstack, ipv4, ipv6, "service-defined"}
	}
	return []string{addressType}
}

func checkRecordType(c *rule.Case) {
	for _, e := range c.Of(catalog.Interface) {
		record, address := e.RecordIPType(), e.IPAddressType
		word, given := record.Get()
		t, known := address.Get()
		switch {
		case record.IsAbsent():
		case record.IsUnknown() && known && t == dualstack: // takes all of them
		case record.IsUnknown():
			c.Later(e.Key, "dns_record_ip_type is not known yet")
		case given && !slices.Contains(fitting(dualstack), word):
			c.Fault(e.Key, e.Path("dns_options").Index(0).Attribute("dns_record_ip_type"), "%q is not a dns_record_ip_type.", word)
		case !known:
			c.Later(e.Key, "ip_address_type is not known yet")
		case !slices.Contains(fitting(t), word):
			written := t
			if e.IPAddressTypeOmitted {
				written += ", because it is left out"
			}
			c.Add(rule.Finding{
				Target: e.Key, At: e.Path("dns_options").Index(0).Attribute("dns_record_ip_type"),
				Detail: fmt.Sprintf("dns_record_ip_type is %s and ip_address_type %s; an interface endpoint that is %s has records of that type only.", word, written, t),
				Fix:    fmt.Sprintf("Leave dns_record_ip_type out or set it to %s, or set ip_address_type to dualstack.", t),
			})
		}
	}
}
