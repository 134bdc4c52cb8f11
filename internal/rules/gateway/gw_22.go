package gateway

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw22: the S3 gateway endpoint must outlive the inbound-resolver-only interface endpoint.
var gw22 = rule.Rule{
	ID: "GW-22", Severity: rule.Error, Change: true,
	Title:  "The S3 gateway endpoint must outlive the inbound-resolver-only interface endpoint",
	Why:    "AWS refuses to delete the gateway endpoint while an S3 interface endpoint keeps private DNS for inbound resolvers only.",
	Fix:    "Delete the interface endpoint or change its private DNS first; let it depend on the gateway endpoint.",
	Source: page.S3Interface,
	Check:  checkPairOrder,
}

// checkPairOrder speaks of the pair of S3 endpoints. That the gateway endpoint goes is seen
// only by comparing with the prior state, so the fault is one about a change. The reminder is
// about a pair that stays: it needs no prior state, and is the same in every plan.
func checkPairOrder(c *rule.Case) {
	if !c.Endpoints.IsGiven() {
		return
	}
	all := slices.Concat(c.Endpoints.Or(nil), c.Existing.Or(nil))
	var gateways, inbound []*plan.Endpoint
	for _, e := range all {
		switch {
		case e.Gone() || e.Service.Key != s3Key || !e.Service.IsAWS():
		case e.Is(catalog.Gateway):
			gateways = append(gateways, e)
		case e.Is(catalog.Interface) && !e.CrossRegion().Or(true) && e.PrivateDNS.Or(true) && e.InboundOnly().Or(true):
			inbound = append(inbound, e)
		}
	}
	for _, i := range inbound {
		if !c.Settled(i.Key, "private_dns_enabled", i.PrivateDNS) || !c.Settled(i.Key, "dns_options", i.InboundOnly()) {
			continue
		}
		if g := beside(gateways, i); g != nil {
			remindOfOrder(c, g, i)
		} else {
			judgeRemoval(c, i)
		}
	}
}

// beside returns the gateway endpoint in the VPC of an interface endpoint, or nil.
func beside(gateways []*plan.Endpoint, e *plan.Endpoint) *plan.Endpoint {
	for _, g := range gateways {
		if together(g, e) {
			return g
		}
	}
	return nil
}

// remindOfOrder says in which order the pair comes and goes.
func remindOfOrder(c *rule.Case, g, i *plan.Endpoint) {
	target := g
	if !g.Listed {
		target = i
	}
	if target.Listed {
		c.Add(rule.Finding{
			Severity: rule.Info, Reminder: true, Target: target.Key, At: target.At,
			Detail: fmt.Sprintf("The gateway endpoint %q cannot be deleted while the interface endpoint %q has private DNS for inbound resolvers only.", g.Key, i.Key),
			Fix:    "Create the gateway endpoint first and delete it last: let the resource of the interface endpoint depend on that of the gateway endpoint.",
		})
	}
}

// judgeRemoval reports a gateway endpoint that was there before and is not any more.
func judgeRemoval(c *rule.Case, i *plan.Endpoint) {
	if c.Prior == nil {
		return
	}
	for _, e := range c.Endpoints.Or(nil) {
		if e.Type.IsUnknown() || e.ServiceName.IsUnknown() {
			c.Later(e.Key, "whether it is a gateway endpoint for S3 is not known yet")
			return
		}
	}
	if !c.Settled("", "existing_endpoints", c.Existing) {
		return
	}
	var was []*plan.Endpoint
	for _, e := range gatewaysByKey(c.Prior) {
		if e.Service.Key == s3Key {
			was = append(was, e)
		}
	}
	slices.SortFunc(was, func(a, b *plan.Endpoint) int { return strings.Compare(a.Key, b.Key) })
	if g := beside(was, i); g != nil {
		c.Fault(g.Key, input.At("endpoints"), "The S3 gateway endpoint %q is to be deleted, and the interface endpoint %q stays with private DNS for inbound resolvers only. AWS refuses that.", g.Key, i.Key)
	}
}
