package securitygroup

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan/firewall"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// sg05: callers outside the VPC must be admitted by CIDR.
var sg05 = rule.Rule{
	ID: "SG-05", Severity: rule.Error, Needs: []string{"endpoints", "caller_cidr_blocks", "security_groups"},
	Title:  "Callers outside the VPC must be admitted by CIDR",
	Why:    "The endpoint's security group sees callers from on-premises, peered VPCs or a transit gateway by their addresses. Those not listed time out.",
	Fix:    "Add ingress rules for the callers' CIDRs on the service's port.",
	Source: page.Hub,
	Check:  checkOutsideAdmitted,
}

// checkOutsideAdmitted asks of every endpoint with security groups whether they admit the
// callers outside of its VPC. With vpcs given the endpoints are those of a hub, and HUB-06
// asks for all of them together.
func checkOutsideAdmitted(c *rule.Case) {
	if len(c.Spokes.Or(nil)) > 0 {
		return
	}
	k := newCheck(c)
	for _, e := range c.Of(withGroups()...) {
		callers, answer := k.Callers(e)
		k.Tell(e.Key, answer)
		callers = slices.DeleteFunc(slices.Clone(callers), func(caller string) bool { return caller == plan.CallerVPC })
		if len(callers) > 0 && c.Settled("", "vpcs", c.Spokes) {
			k.admitOutside(e, callers)
		}
	}
}

// admitOutside judges one endpoint, and reminds of what no input shows.
func (k *check) admitOutside(e *plan.Endpoint, callers []string) {
	ports := firewall.PortsOf(e)
	sieve := k.Ingress(e, ports)
	var refused, admit []string
	for _, caller := range callers {
		addresses := firewall.Families(e, k.Outside(caller))
		if addresses.None() {
			continue
		}
		admit = append(admit, where(caller, addresses))
		switch answer := sieve.Passes(k.outsider(e, caller, addresses)); answer.Outcome {
		case firewall.No:
			refused = append(refused, where(caller, addresses))
		case firewall.Unsure:
			k.Tell(e.Key, answer)
		case firewall.Yes:
		}
	}
	groups, _ := k.Attached(e)
	switch {
	case len(refused) > 0:
		k.Fault(e.Key, e.Path("security_group_ids"), "The endpoint leads to %s on %s, and its %s does not admit callers %s there: it %s. Their connections time out.",
			e.Service.Label(), ports, named(k.Keys(groups)), strings.Join(refused, " and "), k.Rules(groups, false))
	case len(admit) > 0:
		k.Remind(e.Key, e.Path("security_group_ids"), "Callers %s reach the endpoint only if its security group admits them by CIDR on %s, and if routes lead both ways, which no input shows.",
			strings.Join(admit, " and "), ports)
	}
}

// outsider is a caller outside of the VPC. Security groups of peers can be named in rules,
// and no others.
func (k *check) outsider(e *plan.Endpoint, caller string, addresses firewall.Addresses) firewall.Peer {
	if caller == plan.CallerPeeredVPC || caller == plan.CallerTransitGateway {
		return k.Foreign(e, addresses)
	}
	return firewall.Peer{Addresses: addresses}
}

// where says for a reader from where a caller calls.
func where(caller string, addresses firewall.Addresses) string {
	words := map[string]string{
		plan.CallerOnPremises: "on-premises", plan.CallerPeeredVPC: "in a peered VPC",
		plan.CallerTransitGateway: "behind the transit gateway", plan.CallerOtherRegion: "in another Region",
	}
	if prefixes := addresses.Sure.Prefixes(); len(prefixes) > 0 {
		return fmt.Sprintf("%s (%s)", words[caller], firewall.Ranges(prefixes))
	}
	return words[caller]
}
