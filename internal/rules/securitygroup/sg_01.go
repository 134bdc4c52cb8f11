package securitygroup

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan/firewall"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// sg01: the endpoint's security group must admit clients on the service's port.
var sg01 = rule.Rule{
	ID: "SG-01", Severity: rule.Error, Needs: []string{"endpoints", "security_groups"},
	Title:  "The endpoint's security group must admit clients on the service's port",
	Why:    "Most services listen on TCP port 443; SMTP, file transfer and partner services on others. Connections that no rule admits time out.",
	Fix:    "Add an ingress rule for the service's port from the clients' CIDRs or security groups.",
	Source: page.CreateInterface,
	Check:  checkClientsAdmitted,
}

// checkClientsAdmitted asks of every endpoint with security groups whether they admit the
// callers in its VPC: each security group that callers have, be it by name or by address.
func checkClientsAdmitted(c *rule.Case) {
	k := newCheck(c)
	for _, e := range c.Of(withGroups()...) {
		inside, answer := k.FromVPC(e)
		k.Tell(e.Key, answer)
		if inside {
			k.admit(e)
		}
	}
	k.remind()
}

// admit judges one endpoint.
func (k *check) admit(e *plan.Endpoint) {
	ports := firewall.PortsOf(e)
	sieve, addresses := k.Ingress(e, ports), firewall.Families(e, k.Inside(e))
	if sieve.Passes(firewall.Peer{Addresses: addresses}).Outcome == firewall.Yes {
		return
	}
	clients, perhaps := k.Clients(e)
	if len(clients) == 0 {
		k.admitSomeone(e, ports, sieve, addresses)
		return
	}
	var refused []int
	for _, group := range clients {
		switch answer := sieve.Passes(k.Client(group, addresses)); answer.Outcome {
		case firewall.No:
			refused = append(refused, group)
		case firewall.Unsure:
			k.doubt(e, ports, answer, addresses)
		case firewall.Yes:
		}
	}
	if len(refused) > 0 {
		who := fmt.Sprintf("callers with the security group %s", firewall.Quoted(k.Keys(refused)))
		peers := make([]firewall.Peer, len(refused))
		for i, group := range refused {
			peers[i] = k.Client(group, addresses)
		}
		k.refuse(e, ports, who, peers)
	}
	for _, group := range perhaps {
		if sieve.Passes(k.Client(group, addresses)).Outcome != firewall.Yes {
			k.Tell(k.SecurityGroups[group].Key, firewall.Answer{Reason: "whether callers have the security group is not known yet", Later: true})
		}
	}
}

// admitSomeone judges an endpoint of which no caller's security group is known. In a hub the
// VPC of the endpoints may have no callers of its own, so only those that are seen count.
func (k *check) admitSomeone(e *plan.Endpoint, ports firewall.Ports, sieve firewall.Sieve, addresses firewall.Addresses) {
	peer := k.SomeClient(addresses)
	answer := sieve.Passes(peer)
	switch {
	case answer.Outcome == firewall.Unsure:
		k.doubt(e, ports, answer, addresses)
	case answer.Outcome == firewall.Yes:
	case len(k.Spokes.Or(nil)) > 0 && len(addresses.Sure.Ranges()) == 0:
		k.Tell(e.Key, firewall.Answer{Reason: "where callers in the VPC of the hub are is not given"})
	default:
		who := "callers in the VPC"
		if left := firewall.Left(addresses.Sure, sieve.Maybe()); len(left) > 0 {
			who = "callers at " + firewall.Ranges(left)
		}
		k.refuse(e, ports, who, []firewall.Peer{peer})
	}
}

// doubt says why an endpoint is not checked. What nobody wrote down the reader must look after.
func (k *check) doubt(e *plan.Endpoint, ports firewall.Ports, answer firewall.Answer, addresses firewall.Addresses) {
	k.Tell(e.Key, answer)
	if !answer.Later {
		from := "the callers in the VPC"
		if prefixes := addresses.Sure.Prefixes(); len(prefixes) > 0 {
			from = firewall.Ranges(prefixes) + ", or the security groups of the callers there"
		}
		k.later = append(k.later, reminder{e: e, text: fmt.Sprintf("must admit %s from %s", ports, from)})
	}
}

// refuse reports callers that an endpoint does not admit. Mail through a port that EC2
// throttles is slow rather than dead.
func (k *check) refuse(e *plan.Endpoint, ports firewall.Ports, who string, peers []firewall.Peer) {
	groups, _ := k.Attached(e)
	f := rule.Finding{
		Target: e.Key, At: e.Path("security_group_ids"),
		Detail: fmt.Sprintf("The endpoint leads to %s on %s, and its %s does not admit %s there: it %s. Their connections time out.",
			e.Service.Label(), ports, named(k.Keys(groups)), who, k.Rules(groups, false)),
	}
	if k.throttled(e, peers) {
		f.Severity = rule.Warning
		f.Detail = fmt.Sprintf("The endpoint's %s admits %s to %s on TCP port 25 only, which EC2 throttles; %s is not throttled.",
			named(k.Keys(groups)), who, e.Service.Label(), ports)
	}
	k.Add(f)
}

// throttled reports whether callers are admitted on port 25 of a service that has it.
func (k *check) throttled(e *plan.Endpoint, peers []firewall.Peer) bool {
	if e.Service.Entry == nil || !slices.Contains(e.Service.Entry.Ports, 25) {
		return false
	}
	sieve := k.Ingress(e, firewall.Each(25))
	return !slices.ContainsFunc(peers, func(p firewall.Peer) bool { return sieve.Passes(p).Outcome != firewall.Yes })
}

// remind tells once for all endpoints alike what rules that nobody wrote down must hold.
func (k *check) remind() {
	byText := map[string][]string{}
	for _, r := range k.later {
		if !slices.Contains(byText[r.text], r.e.Key) {
			byText[r.text] = append(byText[r.text], r.e.Key)
		}
	}
	for _, r := range k.later {
		if keys := byText[r.text]; len(keys) > 0 {
			k.Remind(r.e.Key, r.e.Path("security_group_ids"), "The security group of %s %s.", endpoints(keys), r.text)
			delete(byText, r.text)
		}
	}
}

// endpoints names endpoints for a reader.
func endpoints(keys []string) string {
	if len(keys) == 1 {
		return fmt.Sprintf("the endpoint %q", keys[0])
	}
	return "the endpoints " + firewall.Quoted(keys)
}

// named names security groups for a reader.
func named(keys []string) string {
	switch len(keys) {
	case 0:
		return "security group"
	case 1:
		return fmt.Sprintf("security group %q", keys[0])
	}
	return "set of security groups " + firewall.Quoted(keys)
}
