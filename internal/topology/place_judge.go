package topology

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// nothing reports a wish without any usable zone. It is a fault only if that is certain.
func (a *attempt) nothing() {
	if a.unsure > 0 || len(a.undecided) > 0 {
		a.skipDropped()
		a.skip("IF-04", a.wish.Key, "whether a subnet is in a usable zone is not known, so the endpoint is not placed")
		return
	}
	detail := "No subnet is eligible."
	if len(a.dropped) > 0 {
		var why []string
		for _, group := range a.byReason() {
			why = append(why, fmt.Sprintf("%s: %s", keyList(group.subnets), group.reason))
		}
		detail = strings.Join(why, " ")
	}
	a.out.Report.Add(rules.Finding{
		Rule: "IF-04", Target: a.wish.Key, Attribute: "subnets",
		Detail: "The endpoint cannot be placed. " + detail,
	})
}

// judge looks at a placement that was found.
func (a *attempt) judge(chosen []int) {
	a.skipDropped()
	for _, group := range a.byReason() {
		if group.unsure || group.rule == "IF-07" {
			continue
		}
		a.remind(group.rule, "The subnets %s are left out. %s", keyList(group.subnets), group.reason)
	}
	if len(a.undecided) > 0 {
		a.skip("IF-04", "", "whether the subnets %s are eligible is not known yet", keyList(sorted(slices.Clone(a.undecided))))
	}
	if a.wish.Type == catalog.GatewayLoadBalancer {
		a.judgeOneZone(chosen)
		return
	}
	a.judgeZones(chosen)
	a.judgeNames()
}

// judgeZones counts the zones and names client zones without a network interface.
func (a *attempt) judgeZones(chosen []int) {
	n := len(chosen)
	switch {
	case a.wish.CrossRegion && n < 2:
		a.fault("REG-12", []string{"IF-05"}, "The endpoint for a service of another Region has one usable zone, %s; if it fails, nothing is left.", a.subnets[chosen[0]].zone.label())
	case n < a.minimum:
		a.fault("IF-05", nil, "The endpoint has %d of the %d Availability Zones it should have.", n, a.minimum)
	}
	if away := a.clientsAway(chosen); len(away) > 0 {
		a.fault("IF-06", nil, "Clients live in %s, where the endpoint has no network interface; they depend on another zone.", keyList(away))
	}
}

// judgeOneZone says in which other zones a Gateway Load Balancer needs endpoints.
func (a *attempt) judgeOneZone(chosen []int) {
	if away := a.clientsAway(chosen); len(away) > 0 {
		a.fault("GWLB-08", nil, "The endpoint is in %s, and clients live in %s too; a Gateway Load Balancer endpoint has one subnet, so each of these zones needs one of its own.", a.subnets[chosen[0]].zone.label(), keyList(away))
	}
}

// clientsAway lists the zones of clients that no chosen subnet is in.
func (a *attempt) clientsAway(chosen []int) []string {
	here := map[string]bool{}
	for _, i := range chosen {
		here[a.subnets[i].zone.key] = true
	}
	var out []string
	for key := range a.clientZones {
		if !here[key] {
			out = append(out, strings.TrimPrefix(key, "name "))
		}
	}
	return sorted(out)
}

// judgeNames warns of dual-stack names of S3, which an ipv4 endpoint does not answer.
func (a *attempt) judgeNames() {
	if a.wish.Service != "s3" || a.addressType.Or("") != ipv4 {
		return
	}
	var dual []string
	for _, s := range a.subnets {
		if s.isClient() && s.families.v6.Or(false) {
			dual = append(dual, s.key)
		}
	}
	if len(dual) > 0 {
		a.fault("IF-12", nil, "The endpoint is ipv4, and the client subnets %s have IPv6: calls to dual-stack names of S3 are not served by it.", keyList(dual))
	}
}

// judgeSupport judges an address type that was asked for against the service.
func (a *attempt) judgeSupport(asked string) {
	for _, family := range []struct {
		needed  bool
		name    string
		support *bool
	}{
		{asked != ipv6, "IPv4", a.wish.IPv4},
		{asked != ipv4, "IPv6", a.wish.IPv6},
	} {
		switch {
		case !family.needed || (family.support == nil && family.name == "IPv4"):
		case family.support == nil:
			a.skip("IF-10", a.wish.Key, "whether the service supports %s is not known", family.name)
		case !*family.support:
			a.fault("IF-10", nil, "%q is asked for, and the service does not support %s.", asked, family.name)
		}
	}
}

// judgeAddresses compares free addresses with what all endpoints together take.
func (p *placer) judgeAddresses() {
	for _, i := range sortedKeys(p.demand) {
		s := p.subnets[i]
		free, given := s.AvailableIPAddressCount.Get()
		if !given || free >= p.demand[i] {
			continue
		}
		p.out.Report.Add(rules.Finding{
			Rule: "IF-08", Severity: rules.Warning, Target: s.key,
			Attribute: input.At("subnets").Key(s.key).Attribute("available_ip_address_count").String(),
			Detail:    fmt.Sprintf("Free addresses in the subnet: %d; endpoints that are to take one each: %d. Endpoints that exist already have theirs.", free, p.demand[i]),
		})
	}
}

// reasonGroup are the subnets that were dropped for the same reason.
type reasonGroup struct {
	rule, reason string
	subnets      []string
	unsure       bool
}

// byReason groups what was dropped, so that one fault is one finding.
func (a *attempt) byReason() []reasonGroup {
	type name struct{ rule, reason string }
	index := map[name]int{}
	var out []reasonGroup
	for _, d := range a.dropped {
		k := name{d.Rule, d.Reason}
		i, known := index[k]
		if !known {
			i = len(out)
			index[k] = i
			out = append(out, reasonGroup{rule: d.Rule, reason: d.Reason, unsure: strings.HasPrefix(d.Reason, notChecked)})
		}
		out[i].subnets = append(out[i].subnets, d.Subnet)
	}
	for i := range out {
		slices.Sort(out[i].subnets)
	}
	slices.SortFunc(out, func(x, y reasonGroup) int {
		return strings.Compare(x.rule+x.reason, y.rule+y.reason)
	})
	return out
}

// skipDropped reports what was dropped only for want of a fact.
func (a *attempt) skipDropped() {
	for _, group := range a.byReason() {
		if group.unsure {
			a.skip(group.rule, a.wish.Key, "subnets %s are not used: %s", keyList(group.subnets), strings.TrimSuffix(strings.TrimPrefix(group.reason, notChecked), "."))
		}
	}
}

func (a *attempt) fault(rule string, related []string, format string, args ...any) {
	a.out.Report.Add(rules.Finding{Rule: rule, Related: related, Target: a.wish.Key, Attribute: "subnets", Detail: fmt.Sprintf(format, args...)})
}

func (a *attempt) remind(rule, format string, args ...any) {
	a.out.Report.Remind(rules.Finding{Rule: rule, Target: a.wish.Key, Attribute: "subnets", Detail: fmt.Sprintf(format, args...)})
}
