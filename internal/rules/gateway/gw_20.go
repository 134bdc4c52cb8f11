package gateway

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw20: the DNS record type must fit the address type of the gateway endpoint.
var gw20 = rule.Rule{
	ID: "GW-20", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "The DNS record type must fit the address type of the gateway endpoint",
	Why:    "ipv4 goes with ipv4 or service-defined, ipv6 with ipv6 or service-defined, dualstack with any. Anything but service-defined also needs DNS support and DNS hostnames in the VPC.",
	Fix:    "Leave dns_record_ip_type out, or set one that fits.",
	Source: page.Gateway,
	Check:  checkRecordType,
}

// checkRecordType compares the DNS record type with the address type, and with the VPC where
// the Amazon DNS server has to answer with it.
func checkRecordType(c *rule.Case) {
	s := surveyed(c)
	for _, e := range s.judged {
		record, given := e.RecordIPType().Get()
		if !c.Settled(e.Key, "dns_record_ip_type", e.RecordIPType()) || !given || record == serviceDefined {
			continue
		}
		addressType, known := e.IPAddressType.Get()
		if !known && slices.Contains([]string{ipv4, ipv6, dualstack}, record) {
			c.Later(e.Key, "ip_address_type is not known yet")
			continue
		}
		if takes := recordTypes(addressType); !slices.Contains(takes, record) {
			c.Add(rule.Finding{
				Target: e.Key, At: e.Path("dns_options"),
				Detail: fmt.Sprintf("dns_record_ip_type is %q, and ip_address_type is %q. With that, AWS takes %s.", record, addressType, strings.Join(takes, " or ")),
				Fix:    fmt.Sprintf("Leave dns_record_ip_type out, or set it to %s.", strings.Join(takes, " or ")),
			})
			continue
		}
		s.judgeRecordInVPC(e, record)
	}
}

// recordTypes are the DNS record types that go with an address type.
func recordTypes(addressType string) []string {
	if addressType == dualstack {
		return []string{ipv4, ipv6, dualstack, serviceDefined}
	}
	return []string{addressType, serviceDefined}
}

// judgeRecordInVPC reports DNS attributes that are off where GW-14 does not, because the VPC
// has DNS servers of its own.
func (s *survey) judgeRecordInVPC(e *plan.Endpoint, record string) {
	off := s.dnsOff()
	d := amazonDNS(s.VPC)
	switch {
	case e.Region.IsGiven() && e.Region.Or("") != s.Region.Code:
		s.Missing(e.Key, "the endpoint is in %s, and vpc is in %s", e.Region.Or(""), s.Region.Code)
	case s.VPC.ID.IsGiven() && e.VPCID.IsGiven() && s.VPC.ID != e.VPCID:
		s.Missing(e.Key, "vpc is %s, and the endpoint is in %s", s.VPC.ID.Or(""), e.VPCID.Or(""))
	case len(off) > 0 && d.missing != "":
		s.skip(e.Key, d.missing, d.later)
	case len(off) > 0 && d.custom:
		s.Add(rule.Finding{
			Target: e.Key, At: e.Path("dns_options"),
			Detail: fmt.Sprintf("dns_record_ip_type is %q, and %s is false on the VPC. AWS takes anything but \"service-defined\" only with both DNS attributes on.", record, strings.Join(off, " and ")),
			Fix:    fmt.Sprintf("Leave dns_record_ip_type out, or set %s = true on the VPC.", strings.Join(off, " = true and ")),
		})
	case len(off) == 0:
		s.needDNS()
	}
}
