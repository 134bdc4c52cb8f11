package lattice

import (
	"cmp"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// lat02: A resource endpoint needs a TCP resource and a zone of its resource gateway.
var lat02 = rule.Rule{
	ID: "LAT-02", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "A resource endpoint needs a TCP resource and a zone of its resource gateway",
	Why:    "Only TCP is carried, and the endpoint and the resource gateway must share an Availability Zone, compared by its ID. Of resources given by ARN only RDS databases are taken, which no input shows.",
	Fix:    "Choose a subnet in a zone of the resource gateway, and a TCP resource.",
	Source: page.Resources,
	Check:  checkResource,
}

// checkResource looks at the protocol and at the zones.
func checkResource(c *rule.Case) {
	for _, l := range resources(c) {
		protocol := l.configuration.Protocol // AWS takes TCP where none is given
		if c.Settled(l.Key, l.attribute("protocol"), protocol) && protocol.IsGiven() && !strings.EqualFold(protocol.Or(""), "TCP") {
			c.Fault(l.Key, l.configuration.At.Attribute("protocol"), "The protocol of resource configuration %q is %s, and resource endpoints carry TCP only.", l.configuration.Key, protocol.Or(""))
		}
		if gateway, known := l.gateway(c); known && !l.Subnets.Empty() {
			judgeOverlap(c, l, gateway.ZoneIDs)
		}
	}
}

// judgeOverlap wants one zone that both sides have.
func judgeOverlap(c *rule.Case, l led, offered plan.Texts) {
	if !c.Need(l.Key, l.attribute("resource_gateway.availability_zone_ids"), offered) {
		return
	}
	var missing string
	later := l.Subnets.Open || slices.ContainsFunc(offered.Or(nil), plan.Text.IsUnknown)
	var zones []string
	for _, i := range l.Subnets.Items {
		subnet := c.Network.Subnets[i]
		id, given := subnet.Zone.ID.Get()
		switch {
		case given && slices.ContainsFunc(offered.Or(nil), func(o plan.Text) bool { return o.Or("") == id }):
			return
		case given:
			zones = append(zones, id)
		case subnet.Zone.ID.IsUnknown() || subnet.Zone.Name.IsUnknown():
			later = true
		default:
			missing = subnet.Key
		}
	}
	switch {
	case later:
		c.Later(l.Key, "the zones of the endpoint and of the resource gateway are not all known yet")
	case missing != "":
		c.Missing(l.Key, "the id of the Availability Zone of subnet %q is not known (availability_zone_id, or zone_ids)", missing)
	default:
		c.Fault(l.Key, l.Path("subnet_ids"), "The endpoint is in %s and the resource gateway of %q in %s: they share no Availability Zone.", strings.Join(zones, ", "), l.configuration.Key, texts(offered.Or(nil)))
	}
}

// texts lists what is known of a list.
func texts(list []plan.Text) string {
	out := make([]string, 0, len(list))
	for _, t := range list {
		out = append(out, t.Or(""))
	}
	slices.Sort(out)
	return cmp.Or(strings.Join(out, ", "), "none")
}
