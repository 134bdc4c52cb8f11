package topology

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
)

// judgeSubnets says which client subnets a gateway endpoint does not reach, or of which that
// is not known, and what an association does to the other subnets of a table.
func (a *associator) judgeSubnets() {
	if len(a.wanted) == 0 {
		return
	}
	if !a.input.Subnets.IsGiven() {
		reason := "subnets is not given"
		if a.input.Subnets.IsUnknown() {
			reason = "subnets is not known yet"
		}
		a.skip("GW-03", "", "%s", reason)
		return
	}
	a.skipUnknown()
	a.judgePlanned()
	a.judgeShared()
	a.judgeOtherVPC()
	for _, d := range a.duplicates {
		a.fault("TF-02", d.subnet, input.At("route_table_associations"), "%s and %s both associate subnet %q with route table %q; removing one removes the real association.", d.first, d.second, d.subnet, d.table)
	}
}

// skipUnknown lists the subnets whose table is not known, once for each reason. One without
// clients need not reach an endpoint, but an association may move it.
func (a *associator) skipUnknown() {
	all, clients := map[string][]string{}, map[string][]string{}
	var undecided []string
	for _, s := range a.subnets {
		if why := s.effective.missing; s.effective.table == none {
			all[why] = append(all[why], s.key)
			if s.isClient() {
				clients[why] = append(clients[why], s.key)
			}
		}
		if s.Client.IsUnknown() {
			undecided = append(undecided, s.key)
		}
	}
	for rule, byReason := range map[string]map[string][]string{"GW-03": clients, "GW-04": all} {
		for _, reason := range sortedKeys(byReason) {
			a.skip(rule, "", "the route table of subnets %s is not known: %s", keyList(byReason[reason]), reason)
		}
	}
	if len(undecided) > 0 {
		a.skip("GW-03", "", "whether subnets %s hold clients is not known yet", keyList(undecided))
	}
}

// judgePlanned compares the endpoints that are planned with the tables the clients need.
// Without a plan there is nothing to compare: the answer itself covers every client.
func (a *associator) judgePlanned() {
	for _, g := range a.wanted {
		for _, o := range a.claims.owners {
			if o.service == g.offer.Key && o.planned && o.ours && len(o.tables) > 0 && !a.claims.loose[o.service] {
				a.judgeCover(g, o)
				break
			}
		}
	}
}

func (a *associator) judgeCover(g gateway, o owner) {
	for _, i := range g.open {
		t := a.Network.tables[i]
		var direct, through []string
		for _, u := range t.users {
			switch s := a.subnets[u]; {
			case !s.isClient():
			case s.effective.how == throughMain:
				through = append(through, s.key)
			default:
				direct = append(direct, s.key)
			}
		}
		at := input.At("existing_endpoints").Key(o.key).Attribute("route_table_ids")
		if len(direct) > 0 {
			a.fault("GW-03", o.key, at, "The client subnets %s use route table %q, which no gateway endpoint for %s is associated with, so they do not reach it.", keyList(direct), t.key, g.offer.Key)
		}
		if len(through) > 0 {
			a.fault("GW-03", o.key, at, "The client subnets %s go through main table %q, which no gateway endpoint for %s is associated with, so they do not reach it.", keyList(through), t.key, g.offer.Key)
		}
	}
}

// judgeShared says whom else an association moves.
func (a *associator) judgeShared() {
	var names []string
	for _, i := range sortedKeys(a.proposed) {
		t := a.Network.tables[i]
		services := keyList(a.proposed[i])
		var others, implicit []string
		for _, u := range t.users {
			s := a.subnets[u]
			if s.effective.how == throughMain {
				implicit = append(implicit, s.key)
				if s.isClient() {
					names = append(names, s.key)
				}
			} else if !s.isClient() {
				others = append(others, s.key)
			}
		}
		at := input.At("route_tables").Key(t.key)
		switch {
		case len(implicit) > 0:
			a.fault("GW-04", t.key, at, "Route table %q is the main table: associating it with the gateway endpoints for %s moves every subnet without an association of its own, %s and any that is not listed here.", t.key, services, keyList(implicit))
		case i == a.main:
			a.fault("GW-04", t.key, at, "Route table %q is the main table: associating it with the gateway endpoints for %s moves every subnet without an association of its own; none of those listed here is one.", t.key, services)
		}
		if len(others) > 0 {
			a.fault("GW-04", t.key, at, "Route table %q also serves the subnets %s, which hold no clients; associating it with the gateway endpoints for %s moves their traffic too.", t.key, keyList(others), services)
		}
	}
	if len(names) > 0 {
		main := a.Network.tables[a.main].key
		slices.Sort(names)
		a.fault("GW-05", main, input.At("route_tables").Key(main), "The subnets %s reach the endpoint only because %q is the main table; whoever makes another table the main one moves them off it without a word.", keyList(names), main)
	}
}

// judgeOtherVPC names client subnets of another VPC, which no association here can serve.
func (a *associator) judgeOtherVPC() {
	var others []string
	vpc := a.Network.vpc
	for _, s := range a.subnets {
		if s.isClient() && a.elsewhere(s) {
			others = append(others, s.key)
		}
	}
	if len(others) > 0 {
		id, _ := vpc.Get()
		a.fault("GW-10", "", input.At("subnets"), "The client subnets %s are not in %s; a gateway endpoint serves only the VPC it is in.", keyList(others), fmt.Sprintf("%q", id))
	}
}
