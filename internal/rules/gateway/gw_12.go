package gateway

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan/firewall"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw12: the clients' security groups must allow HTTPS to the service.
var gw12 = rule.Rule{
	ID: "GW-12", Severity: rule.Error, Needs: []string{"endpoints", "security_groups"},
	Title:  "The clients' security groups must allow HTTPS to the service",
	Why:    "The service is still reached at its public addresses. A client group that admits no traffic to them times out, as image pulls often do.",
	Fix:    "Allow egress on TCP port 443 to the prefix list of the service.",
	Source: page.Gateway,
	Check:  checkClientEgress,
}

// checkClientEgress asks for each service whether every security group that callers in the
// VPC have lets traffic out to it: to its prefix list, or to its addresses.
func checkClientEgress(c *rule.Case) {
	f := newFirewalls(c)
	for _, e := range f.used() {
		clients, perhaps := f.Clients(e)
		if len(clients)+len(perhaps) == 0 {
			f.Tell("", f.NoClients())
			continue
		}
		ports, service := firewall.PortsOf(e), f.service(e)
		for _, group := range clients {
			if answer := f.Egress(group, ports).Passes(service); answer.Outcome == firewall.No {
				f.egressFault(e, group, ports)
			} else {
				f.Tell(f.SecurityGroups[group].Key, answer)
			}
		}
		for _, group := range perhaps {
			if f.Egress(group, ports).Passes(service).Outcome != firewall.Yes {
				f.Tell(f.SecurityGroups[group].Key, firewall.Answer{Reason: "whether callers have the security group is not known yet", Later: true})
			}
		}
	}
}

// egressFault reports a security group from which a service cannot be reached.
func (f *firewalls) egressFault(e *plan.Endpoint, group int, ports firewall.Ports) {
	g := f.SecurityGroups[group]
	f.Add(rule.Finding{
		Target: g.Key, At: g.At.Attribute("egress"),
		Detail: fmt.Sprintf("The security group %q does not let %s out to %s, which the gateway endpoint %q leads to: it %s, and that holds neither the prefix list of the service nor all of its public addresses.",
			g.Key, ports, e.Service.Key, e.Key, f.Rules([]int{group}, true)),
		Fix: fmt.Sprintf("Allow egress on %s to the prefix list of %s, or mark the group with client = false.", ports, e.ServiceName.Or(e.Service.Key)),
	})
}
