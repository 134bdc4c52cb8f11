package region

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// egress says how the client subnets leave the VPC.
type egress struct {
	// without are the keys of client subnets that have no default route, with those that have.
	without, with []string
	// open says why it is not known of all, later whether it will be.
	open  string
	later bool
}

// clientEgress looks for a default route in the table that each client subnet really uses.
func clientEgress(c *rule.Case) egress {
	var out egress
	if given := c.Network.SubnetsGiven; !given.IsGiven() {
		out.open, out.later = "subnets is not given", given.IsUnknown()
		if out.later {
			out.open = "subnets is not known yet"
		}
		return out
	}
	for _, s := range c.Network.Subnets {
		client, known := s.Client.Get()
		elsewhere := s.VPCID.IsGiven() && c.Network.VPCID.IsGiven() && s.VPCID != c.Network.VPCID
		if !s.Listed || elsewhere || known && !client {
			continue
		}
		out.subnet(c, s)
	}
	return out
}

// subnet adds one subnet, of which it may not be known yet that it has clients.
func (g *egress) subnet(c *rule.Case, s plan.Subnet) {
	if s.Client.IsUnknown() {
		g.wait("whether subnet " + quoted([]string{s.Key}) + " has clients is not known yet")
		return
	}
	if s.Table == plan.None {
		g.doubt("the route table of subnet "+quoted([]string{s.Key})+" is not known: "+s.TableMissing, s.TableLater)
		return
	}
	t := c.Network.Tables[s.Table]
	leaves, unsettled := false, false
	for _, r := range t.Routes {
		leaves = leaves || r.IsDefault()
		_, settled := r.Destination()
		unsettled = unsettled || !settled && (r.CIDRBlock.IsUnknown() || r.IPv6CIDRBlock.IsUnknown())
	}
	switch {
	case leaves:
		g.with = append(g.with, s.Key)
	case unsettled:
		g.wait("a destination in route table " + quoted([]string{t.Key}) + " is not known yet")
	case c.Network.RoutesMissing != "":
		g.wait(c.Network.RoutesMissing)
	case !t.RoutesKnown:
		g.doubt("the routes of route table "+quoted([]string{t.Key})+" are not known (routes of the table, or routes)", false)
	default:
		g.without = append(g.without, s.Key)
	}
}

func (g *egress) wait(why string) { g.doubt(why, true) }

// doubt keeps the first reason.
func (g *egress) doubt(why string, later bool) {
	if g.open == "" {
		g.open, g.later = why, later
	}
}

// say reports what is not known as the reason why a rule is not checked, or not in full.
func (g egress) say(c *rule.Case, target, about string) {
	why := g.open
	if about != "" {
		why = about + ": " + why
	}
	switch {
	case g.open == "":
	case g.open == "subnets is not given":
		c.Missing("", "%s", g.open)
	case g.later:
		c.Later(target, "%s", why)
	default:
		c.Missing(target, "%s", why)
	}
}
