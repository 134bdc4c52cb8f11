package hub

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan/firewall"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// hub06: the hub endpoint's security group must admit every spoke.
var hub06 = rule.Rule{
	ID: "HUB-06", Severity: rule.Error, Needs: []string{"endpoints", "security_groups"},
	Title:  "The hub endpoint's security group must admit every spoke",
	Why:    "Spokes and on-premises networks arrive with their own addresses. Those that no rule admits time out. It is judged where vpcs names the spokes.",
	Fix:    "Add ingress rules for the CIDRs of all spokes and on-premises networks, and routes in both directions.",
	Source: page.Hub,
	Check:  checkSpokesAdmitted,
}

// checkSpokesAdmitted asks of every endpoint of the hub whether its security groups admit the
// spokes, and the other callers outside of its VPC.
func checkSpokesAdmitted(c *rule.Case) {
	if !isHub(c) {
		return
	}
	view, notes, own := firewall.Over(c.Plan), firewall.NewNotes(c), owners(c)
	for _, e := range hubEndpoints(c, catalog.Interface, catalog.Resource, catalog.ServiceNetwork) {
		ports := firewall.PortsOf(e)
		sieve := view.Ingress(e, ports)
		var refused []string
		for _, from := range outsiders(c, view, notes, own, e) {
			switch answer := sieve.Passes(from.peer); answer.Outcome {
			case firewall.No:
				refused = append(refused, from.words)
			case firewall.Unsure:
				notes.Tell(from.target, answer)
			case firewall.Yes:
			}
		}
		if len(refused) == 0 {
			continue
		}
		groups, _ := view.Attached(e)
		c.Add(rule.Finding{
			Target: e.Key, At: e.Path("security_group_ids"), Related: []string{"SG-05"},
			Detail: fmt.Sprintf("The security groups of the hub's endpoint for %s (%s) do not admit %s on %s: what they have %s. Connections from there time out.",
				e.Service.Label(), strings.Join(view.Keys(groups), ", "), firewall.Words(refused), ports, view.Rules(groups, false)),
		})
	}
}

// outsider is a caller outside of the hub's VPC.
type outsider struct {
	target, words string
	peer          firewall.Peer
}

// outsiders are the spokes of an endpoint and what else calls from outside.
func outsiders(c *rule.Case, view *firewall.View, notes *firewall.Notes, own map[owner]bool, e *plan.Endpoint) []outsider {
	var out []outsider
	for _, s := range spokesOf(c, own, e) {
		addresses := firewall.Families(e, firewall.Blocks(s.CIDRBlocks, fmt.Sprintf("cidr_blocks of the spoke %q", s.Key)))
		out = append(out, outsider{s.Key, fmt.Sprintf("the spoke %q%s", s.Key, ranges(addresses)), view.Foreign(e, addresses)})
	}
	callers, answer := view.Callers(e)
	notes.Tell(e.Key, answer)
	for _, caller := range callers {
		if caller == plan.CallerVPC {
			continue
		}
		blocks, given := c.CallerCIDRs.Get()
		// Spokes are behind the transit gateway or peered, so their CIDRs may be all there is.
		if _, listed := blocks[caller]; given && !listed && caller != plan.CallerOnPremises || c.CallerCIDRs.IsAbsent() && caller != plan.CallerOnPremises {
			continue
		}
		addresses := firewall.Families(e, view.Outside(caller))
		peer := firewall.Peer{Addresses: addresses}
		if slices.Contains([]string{plan.CallerPeeredVPC, plan.CallerTransitGateway}, caller) {
			peer = view.Foreign(e, addresses)
		}
		out = append(out, outsider{e.Key, fmt.Sprintf("callers %q%s", caller, ranges(addresses)), peer})
	}
	return out
}

// ranges shows addresses that are known.
func ranges(a firewall.Addresses) string {
	if prefixes := a.Sure.Prefixes(); len(prefixes) > 0 {
		return fmt.Sprintf(" (%s)", firewall.Ranges(prefixes))
	}
	return ""
}
