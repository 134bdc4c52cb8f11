package gateway

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw15: creating or changing a gateway endpoint cuts open connections.
var gw15 = rule.Rule{
	ID: "GW-15", Severity: rule.Warning, Change: true,
	Title:  "Creating or changing a gateway endpoint cuts open connections",
	Why:    "Routes change under running TCP connections, and the service sees private source addresses from then on.",
	Fix:    "Change it when no critical transfer runs, and let clients retry.",
	Source: page.GatewayS3,
	Check:  checkCutConnections,
}

// checkCutConnections compares the gateway endpoints with those that were there before.
func checkCutConnections(c *rule.Case) {
	if c.Prior == nil || !c.Prior.Endpoints.IsGiven() || !c.Endpoints.IsGiven() {
		return
	}
	s := surveyed(c)
	before := gatewaysByKey(c.Prior)
	gone := gatewaysByKey(c.Prior)
	for _, e := range c.Endpoints.Or(nil) {
		delete(gone, e.Key)
	}
	for _, e := range s.judged {
		was := before[e.Key]
		if was == nil || was.Service.Key != e.Service.Key {
			was = renamed(s, e, gone)
		}
		if was == nil {
			c.Fault(e.Key, e.At, "The %s gateway endpoint is new. When it comes, open connections to %s from the subnets of its route tables are cut, and %s sees private source addresses from then on.", e.Service.Key, e.Service.Key, e.Service.Key)
			continue
		}
		delete(gone, was.Key)
		s.judgeChange(was, e)
	}
	for _, key := range slices.Sorted(maps.Keys(gone)) {
		e := gone[key]
		c.Fault(key, input.At("endpoints"), "The %s gateway endpoint is removed. Open connections to %s from the subnets of its route tables are cut, and what follows takes another way out or none.", e.Service.Key, e.Service.Key)
	}
}

// gatewaysByKey are the gateway endpoints that a plan judges.
func gatewaysByKey(p *plan.Plan) map[string]*plan.Endpoint {
	out := map[string]*plan.Endpoint{}
	for _, e := range p.Endpoints.Or(nil) {
		if !e.Gone() && e.Is(catalog.Gateway) && e.Service.Has(catalog.Gateway) {
			out[e.Key] = e
		}
	}
	return out
}

// renamed finds an endpoint among those that are gone which is the same under another key, as
// after a moved block.
func renamed(s *survey, e *plan.Endpoint, gone map[string]*plan.Endpoint) *plan.Endpoint {
	for _, key := range slices.Sorted(maps.Keys(gone)) {
		was := gone[key]
		added, removed := differences(s.Prior, was, s.Plan, e)
		if isSame(was, e) || was.Service.Key == e.Service.Key && len(added)+len(removed) == 0 && !e.RouteTables.Empty() {
			return was
		}
	}
	return nil
}

// judgeChange reports what changes on an endpoint that stays.
func (s *survey) judgeChange(was, e *plan.Endpoint) {
	if e.RouteTables.Open {
		s.Later(e.Key, "the route tables of the %s gateway endpoint are not all known yet", e.Service.Key)
		return
	}
	var changes []string
	added, removed := differences(s.Prior, was, s.Plan, e)
	if len(added) > 0 {
		changes = append(changes, fmt.Sprintf("comes to the route tables %s", list(added)))
	}
	if len(removed) > 0 {
		changes = append(changes, fmt.Sprintf("leaves the route tables %s", list(removed)))
	}
	if from, to := was.IPAddressType.Or(""), e.IPAddressType.Or(""); from != to && from != "" && to != "" {
		changes = append(changes, fmt.Sprintf("goes from %s to %s", from, to))
	}
	if len(changes) > 0 {
		s.Fault(e.Key, e.Path("route_table_ids"), "The %s gateway endpoint %s. Open connections to %s from the subnets there are cut.", e.Service.Key, strings.Join(changes, " and "), e.Service.Key)
	}
}

// differences are the route tables that an endpoint comes to and leaves between two plans.
func differences(before *plan.Plan, was *plan.Endpoint, after *plan.Plan, e *plan.Endpoint) (added, removed []string) {
	missing := func(from *plan.Plan, tables plan.Refs, in *plan.Plan, known plan.Refs) []string {
		names := map[string]bool{}
		for _, i := range known.Items {
			names[in.Network.Tables[i].Key], names[in.Network.Tables[i].ID.Or("")] = true, true
		}
		delete(names, "")
		var out []string
		for _, i := range tables.Items {
			if t := from.Network.Tables[i]; !names[t.Key] && !names[t.ID.Or("")] {
				out = append(out, t.Key)
			}
		}
		return out
	}
	return missing(after, e.RouteTables, before, was.RouteTables), missing(before, was.RouteTables, after, e.RouteTables)
}
