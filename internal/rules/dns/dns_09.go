package dns

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dns09: the DNS record types of the two S3 endpoints must agree.
var dns09 = rule.Rule{
	ID: "DNS-09", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "The DNS record types of the two S3 endpoints must agree",
	Why:    "With inbound-resolver-only private DNS the gateway endpoint must have the record type of the interface endpoint, or service-defined.",
	Fix:    "Give both the same dns_record_ip_type, or leave that of the gateway endpoint out.",
	Source: page.GatewayS3,
	Check:  checkRecordTypes,
}

// serviceDefined is AWS's default record type of a gateway endpoint; it suits every other.
const serviceDefined = "service-defined"

func checkRecordTypes(c *rule.Case) {
	all := gatewaysOf(c)
	for _, e := range s3Interfaces(c) {
		if away, known := e.CrossRegion().Get(); known && away || !inboundOnly(e).Or(true) {
			continue
		} else if !known {
			c.Later(e.Key, "whether the endpoint is for another Region is not known yet")
			continue
		}
		found, open := all.beside(e)
		if open != nil {
			open.tell(c, e.Key)
		}
		right := len(found) > 0
		for _, gateway := range found {
			right = compareRecords(c, e, gateway) && right
		}
		if right && c.Settled(e.Key, "private_dns_enabled", e.PrivateDNS) && c.Settled(e.Key, "private_dns_only_for_inbound_resolver_endpoint", inboundOnly(e)) {
			c.Remind(e.Key, option(e, "dns_record_ip_type"), "Keep the record type of the gateway endpoint %s at service-defined, its default, or at that of this endpoint.", keys(found))
		}
	}
}

// compareRecords compares the record types of a pair, and reports whether they are right.
func compareRecords(c *rule.Case, e, gateway *plan.Endpoint) bool {
	of, mine := gateway.RecordIPType(), recordType(e)
	theirs, given := of.Get()
	word, known := mine.Get()
	switch {
	case of.IsAbsent() || given && theirs == serviceDefined || given && known && theirs == word:
		return true
	case !given:
		c.Later(gateway.Key, "dns_record_ip_type is not known yet")
	case !known:
		c.Later(e.Key, "dns_record_ip_type is not known yet")
	case !c.Settled(e.Key, "private_dns_enabled", e.PrivateDNS) || !c.Settled(e.Key, "private_dns_only_for_inbound_resolver_endpoint", inboundOnly(e)):
	default:
		c.Add(disagreement(e, gateway, word, theirs))
	}
	return false
}

// recordType is the record type of an interface endpoint: as written, else as its addresses.
func recordType(e *plan.Endpoint) plan.Text {
	if written := e.RecordIPType(); !written.IsAbsent() {
		return written
	}
	return e.IPAddressType
}

// disagreement is about the gateway endpoint where that can be changed here.
func disagreement(e, gateway *plan.Endpoint, mine, theirs string) rule.Finding {
	f := rule.Finding{
		Target: gateway.Key, At: option(gateway, "dns_record_ip_type"),
		Detail: fmt.Sprintf("The gateway endpoint %q has dns_record_ip_type %s, and the interface endpoint %q has %s; with private DNS for the inbound resolver only they must agree.", gateway.Key, theirs, e.Key, mine),
	}
	if !gateway.Listed {
		f.Target, f.At = e.Key, option(e, "dns_record_ip_type")
	}
	return f
}
