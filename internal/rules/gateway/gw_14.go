package gateway

import (
	"fmt"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw14: A gateway endpoint needs DNS support and DNS hostnames in the VPC.
var gw14 = rule.Rule{
	ID: "GW-14", Severity: rule.Error, Needs: []string{"endpoints", "vpc"},
	Title:  "A gateway endpoint needs DNS support and DNS hostnames in the VPC",
	Why:    "With the Amazon resolver both attributes must be on. Another DNS server must answer with the public addresses of the service, or the route is never met.",
	Fix:    "Set enable_dns_support and enable_dns_hostnames on the VPC, or check what the other DNS server answers.",
	Source: page.GatewayS3,
	Check:  checkVPCAttributes,
}

// checkVPCAttributes looks at the DNS attributes of the VPC for each gateway endpoint in it.
func checkVPCAttributes(c *rule.Case) {
	s := surveyed(c)
	for _, e := range s.here() {
		if c.VPC.ID.IsGiven() && e.VPCID.IsGiven() && c.VPC.ID != e.VPCID {
			c.Missing(e.Key, "vpc is %s, and the endpoint is in %s", c.VPC.ID.Or(""), e.VPCID.Or(""))
			continue
		}
		switch d := amazonDNS(c.VPC); {
		case d.custom:
			s.remind(e.Key, input.At("vpc").Attribute("domain_name_servers"), "Check what these servers answer.",
				"The VPC uses the DNS servers %s. They must answer names of %s with its public addresses, for instance by forwarding to the Amazon DNS server, or the endpoint's route is never met.", list(d.servers), e.Service.Key)
		case d.missing != "":
			s.judgeVPCAttributes(e, func() { s.skip(e.Key, d.missing, d.later) })
		default:
			s.judgeVPCAttributes(e, nil)
		}
	}
}

// judgeVPCAttributes reports the attributes that are off. Where it is not certain that the
// Amazon DNS server is used at all, only doubt is left to say.
func (s *survey) judgeVPCAttributes(e *plan.Endpoint, doubt func()) {
	off := s.dnsOff()
	switch {
	case len(off) > 0 && doubt != nil:
		doubt()
	case len(off) > 0:
		f := rule.Finding{
			Target: e.Key, At: input.At("vpc").Attribute(off[0]),
			Detail: fmt.Sprintf("%s is false on the VPC, and the %s gateway endpoint needs the Amazon DNS server with both attributes on.", strings.Join(off, " and "), e.Service.Key),
			Fix:    fmt.Sprintf("Set %s = true on the VPC.", strings.Join(off, " = true and ")),
		}
		if record, given := e.RecordIPType().Get(); given && record != serviceDefined {
			f.Related = []string{"GW-20"}
		}
		s.Add(f)
	default:
		s.needDNS()
	}
}
