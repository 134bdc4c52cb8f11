package securitygroup

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan/firewall"
)

// ways judge the network ACLs between callers and endpoints. An ACL stands at the edge of a
// subnet, so there are four gates between two subnets and none within one.
type ways struct {
	*check
	// done are the ways that were judged already: many endpoints share them.
	done map[string]bool
	// addresses are those of clients that were looked up already.
	addresses map[place]firewall.Addresses
	// shut says by ACL and direction what is not let through.
	shut map[edge][]string
}

// edge is one direction of a network ACL.
type edge struct {
	acl    int
	egress bool
}

// direction is the name of the attribute that holds the rules.
func (e edge) direction() string {
	if e.egress {
		return "egress"
	}
	return "ingress"
}

func newWays(k *check) *ways {
	return &ways{check: k, done: map[string]bool{}, addresses: map[place]firewall.Addresses{}, shut: map[edge][]string{}}
}

// judge judges the ways to one endpoint, from the subnets of callers in its VPC and from
// callers outside.
func (w *ways) judge(e *plan.Endpoint, inside bool) {
	if !w.ACLs.IsGiven() {
		w.Tell("", firewall.MissingInput("network_acls", w.ACLs))
		return
	}
	if e.Subnets.Open {
		w.Tell(e.Key, firewall.Answer{Reason: "the subnets of the endpoint are not all known yet", Later: true})
	}
	ports := firewall.PortsOf(e)
	for _, to := range e.Subnets.Items {
		if inside && w.first(e, ports, "vpc", to) {
			w.fromVPC(e, ports, to)
		}
		w.fromOutside(e, ports, to)
	}
}

// fromVPC judges the ways from each client subnet.
func (w *ways) fromVPC(e *plan.Endpoint, ports firewall.Ports, to int) {
	n := w.Network
	if !n.SubnetsGiven.IsGiven() {
		w.Tell("", firewall.MissingInput("subnets", n.SubnetsGiven))
		return
	}
	network := firewall.Families(e, w.Interface(e, to))
	for from, s := range n.Subnets {
		client, known := s.Client.Get()
		switch {
		case !s.Listed || from == to || known && !client || s.VPCID.IsGiven() && e.VPCID.IsGiven() && s.VPCID != e.VPCID:
		case !known:
			w.Tell(s.Key, firewall.Answer{Reason: "whether the subnet has clients is not known yet", Later: true})
		default:
			w.between(e, ports, from, to, network)
		}
	}
}

// between judges the way from a subnet of clients to one of an endpoint, and back.
func (w *ways) between(e *plan.Endpoint, ports firewall.Ports, from, to int, network firewall.Addresses) {
	n := w.Network
	client, endpoint := n.Subnets[from].Key, n.Subnets[to].Key
	clients := w.clientsIn(e, from)
	w.gate(from, true, ports, network, "%s from the client subnet %q to the endpoint's subnet %q", ports, client, endpoint)
	w.gate(to, false, ports, clients, "%s from the client subnet %q into the endpoint's subnet %q", ports, client, endpoint)
	w.back(to, true, clients, "the answers from the endpoint's subnet %q to the client subnet %q", endpoint, client)
	w.back(from, false, network, "the answers from the endpoint's subnet %q into the client subnet %q", endpoint, client)
}

// clientsIn are the addresses of clients in a subnet, of the families that an endpoint answers.
func (w *ways) clientsIn(e *plan.Endpoint, subnet int) firewall.Addresses {
	key := place{subnet, e.VPCID, e.IPAddressType, e.RecordIPType()}
	a, done := w.addresses[key]
	if !done {
		a = firewall.Families(e, w.SubnetAddresses(e, subnet))
		w.addresses[key] = a
	}
	return a
}

// place is a subnet as the endpoints of one VPC and of the same families see it.
type place struct {
	subnet                     int
	vpc, addressType, recordIP plan.Text
}

// fromOutside judges the way of callers outside of the VPC; only the ACL of the endpoint's
// subnet stands on it.
func (w *ways) fromOutside(e *plan.Endpoint, ports firewall.Ports, to int) {
	callers, _ := w.Callers(e)
	for _, caller := range callers {
		if caller == plan.CallerVPC || !w.first(e, ports, caller, to) {
			continue
		}
		addresses, key := firewall.Families(e, w.Outside(caller)), w.Network.Subnets[to].Key
		w.gate(to, false, ports, addresses, "%s from callers %s into the endpoint's subnet %q", ports, where(caller, addresses), key)
		w.back(to, true, addresses, "the answers from the endpoint's subnet %q to callers %s", key, where(caller, addresses))
	}
}

// first reports whether the ways from callers to a subnet were not judged yet for another
// endpoint. Addresses that an endpoint chose are its own.
func (w *ways) first(e *plan.Endpoint, ports firewall.Ports, from string, to int) bool {
	key := fmt.Sprint(from, " ", to, " ", ports.Key(), e.VPCID, e.IPAddressType, e.RecordIPType())
	if len(e.Addresses.Or(nil)) > 0 {
		key += e.Key
	}
	if w.done[key] {
		return false
	}
	w.done[key] = true
	return true
}

// gate judges one direction of the ACL of a subnet.
func (w *ways) gate(subnet int, egress bool, ports firewall.Ports, other firewall.Addresses, format string, args ...any) {
	w.pass(subnet, egress, func(acl int) firewall.Answer {
		return w.Through(acl, egress, ports).Passes(firewall.Peer{Addresses: other})
	}, format, args...)
}

// back judges the way of answers, which go to ephemeral ports.
func (w *ways) back(subnet int, egress bool, other firewall.Addresses, format string, args ...any) {
	w.pass(subnet, egress, func(acl int) firewall.Answer { return w.Returns(acl, egress, other) }, format+" on ephemeral ports", args...)
}

func (w *ways) pass(subnet int, egress bool, ask func(acl int) firewall.Answer, format string, args ...any) {
	acl, ok, answer := w.ACL(subnet)
	if !ok {
		w.Tell(w.Network.Subnets[subnet].Key, answer)
		return
	}
	if answer = ask(acl); answer.Outcome == firewall.No {
		at := edge{acl, egress}
		if text := fmt.Sprintf(format, args...); !slices.Contains(w.shut[at], text) {
			w.shut[at] = append(w.shut[at], text)
		}
	} else {
		w.Tell(w.ACLs.Or(nil)[acl].Key, answer)
	}
}

// report tells for each direction of each ACL what it does not let through.
func (w *ways) report() {
	edges := make([]edge, 0, len(w.shut))
	for at := range w.shut {
		edges = append(edges, at)
	}
	slices.SortFunc(edges, func(a, b edge) int {
		return cmp.Or(cmp.Compare(a.acl, b.acl), strings.Compare(a.direction(), b.direction()))
	})
	for _, at := range edges {
		acl, direction := w.ACLs.Or(nil)[at.acl], at.direction()
		w.Fault(acl.Key, acl.At.Attribute(direction), "The %s rules of the network ACL %q do not let through: %s.", direction, acl.Key, strings.Join(capped(w.shut[at]), "; "))
	}
}

// capped keeps a text short where many subnets share an ACL.
func capped(texts []string) []string {
	const most = 4
	if len(texts) <= most {
		return texts
	}
	return append(slices.Clone(texts[:most]), fmt.Sprintf("and %d ways more", len(texts)-most))
}
