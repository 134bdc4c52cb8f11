package design

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/recommend"
)

// The types of security group rules.
const (
	Ingress = "ingress"
	Egress  = "egress"
)

// side is the other side of a rule: one range of addresses of a caller.
type side struct {
	key, who   string
	ipv4, ipv6 plan.Text
}

// securityGroups writes the rules that the groups of endpoints and of callers need.
func (m *maker) securityGroups() {
	sides := map[string][]side{}
	for _, key := range sortedKeys(m.Endpoints) {
		e := m.Endpoints[key]
		e.Callers = m.callersOf(e)
		switch e.Type {
		case catalog.GatewayLoadBalancer, catalog.Tunnel: // takes no security group
		case catalog.Gateway:
			m.egressTo(e)
		case catalog.Interface, catalog.Resource, catalog.ServiceNetwork:
			for _, caller := range e.Callers {
				if _, done := sides[caller]; !done {
					sides[caller] = m.sidesOf(caller)
				}
				for _, port := range e.Ports {
					m.admit(port, sides[caller], e)
				}
			}
		}
	}
}

// admit writes the rules of the endpoints' group for one port and one place of callers.
func (m *maker) admit(port int, sides []side, e *Endpoint) {
	for _, s := range sides {
		if family := e.IPAddressType.Or("ipv4"); s.ipv4.IsAbsent() && family == "ipv4" || s.ipv6.IsAbsent() && family == "ipv6" {
			continue // addresses of the other family cannot reach it
		}
		key := fmt.Sprintf("%s/%d/%s", Ingress, port, s.key)
		if m.admitted(key, port, s) {
			continue // AWS refuses a rule that is there already
		}
		m.SecurityGroupRules[key] = SecurityGroupRule{
			Type: Ingress, Port: port, CIDRIPv4: s.ipv4, CIDRIPv6: s.ipv6, Description: described(fmt.Sprintf("TCP %d from %s", port, s.who)),
		}
	}
}

// admitted reports whether another rule admits the same range on the same port.
func (m *maker) admitted(key string, port int, s side) bool {
	for other, r := range m.SecurityGroupRules {
		if other != key && r.Port == port && (s.ipv4.IsGiven() && r.CIDRIPv4 == s.ipv4 || s.ipv6.IsGiven() && r.CIDRIPv6 == s.ipv6) {
			return true
		}
	}
	return false
}

// described replaces what EC2 does not take in the description of a rule.
func described(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune(" ._-:/()#,@[]+=&;{}!$*", r) {
			return r
		}
		return '_'
	}, text)
}

// sidesOf are the address ranges of a place of callers: those given, and for the VPC those of
// its client subnets, else its own.
func (m *maker) sidesOf(caller string) []side {
	if blocks, given := m.plan.CallerCIDRs.Or(nil)[caller]; given {
		return ranges(caller, placeName(caller), blocks)
	}
	if caller != recommend.CallerVPC {
		return nil // SG-05 says what is missing
	}
	if m.Network.SubnetsGiven.IsGiven() {
		var out []side
		for _, s := range m.Network.Subnets {
			if !s.Listed || !s.Client.Or(true) {
				continue
			}
			key := s.Key
			if slices.Contains(plan.Callers(), key) {
				key = "subnet/" + key // a place of callers has that key
			}
			if !s.CIDRBlock.IsAbsent() {
				out = append(out, side{key: key, ipv4: s.CIDRBlock, who: "subnet " + s.Key})
			}
			if !s.IPv6CIDRBlock.IsAbsent() {
				out = append(out, side{key: key + "/ipv6", ipv6: s.IPv6CIDRBlock, who: "subnet " + s.Key})
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return ranges(caller, placeName(caller), m.plan.VPC.CIDRBlocks)
}

func placeName(caller string) string {
	if caller == recommend.CallerVPC {
		return "this VPC"
	}
	return strings.ReplaceAll(caller, "_", " ")
}

// ranges are sides for a list of ranges. One alone has the key of its place; several have the
// range behind it, so that each keeps its key when others come and go.
func ranges(key, who string, blocks plan.Texts) []side {
	list := blocks.Or(nil)
	var out []side
	for _, block := range list {
		text, known := block.Get()
		s := side{key: key, who: who}
		if len(list) > 1 {
			if !known {
				continue // the key would not be known
			}
			s.key += "/" + text
		}
		if strings.Contains(text, ":") {
			s.ipv6 = block
		} else {
			s.ipv4 = block
		}
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b side) int { return strings.Compare(a.key, b.key) })
	return out
}

// egressTo writes the rule by which callers reach a gateway endpoint: their group must let
// traffic to the prefix list of the service out.
func (m *maker) egressTo(e *Endpoint) {
	name, known := e.ServiceName.Get()
	if !known {
		return
	}
	m.SecurityGroupRules[fmt.Sprintf("%s/%d/%s", Egress, https, e.Service)] = SecurityGroupRule{
		Type: Egress, Port: https, PrefixListName: maybe.Of(prefixListName(name)), Description: fmt.Sprintf("TCP %d to %s through its gateway endpoint", https, e.Service),
	}
}

// https is the port on which services with gateway endpoints are called (GW-12).
const https = 443

// prefixListName is the name of the managed prefix list of a gateway endpoint's service. In
// China service names may begin with cn., names of prefix lists do not.
func prefixListName(serviceName string) string { return strings.TrimPrefix(serviceName, "cn.") }
