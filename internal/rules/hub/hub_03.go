package hub

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan/firewall"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// hub03: with zones of your own the hub endpoint must have private DNS off.
var hub03 = rule.Rule{
	ID: "HUB-03", Severity: rule.Error, Needs: []string{"endpoints", "private_hosted_zones"},
	Title:  "Zones of your own must be associated with every spoke, and private DNS of the hub be off",
	Why:    "The managed zone and a zone of the same name conflict, which is found as DNS-03. A zone answers only in the VPCs it is associated with: in a spoke that is left out the name leads to public addresses. It is judged where vpcs names the spokes.",
	Fix:    "Set private_dns_enabled to false on the hub endpoint, and associate the zones with every spoke.",
	Source: page.Hub,
	Check:  checkZonesShared,
}

// checkZonesShared looks at the zones with a name of a hub endpoint: whether every spoke that
// uses the endpoint sees them. A hub without zones shares its endpoints by a Route 53 Profile.
func checkZonesShared(c *rule.Case) {
	if !isHub(c) {
		return
	}
	s := &sharing{Case: c, notes: firewall.NewNotes(c), own: owners(c), byName: map[string][]*plan.Endpoint{}}
	endpoints := hubEndpoints(c, catalog.Interface)
	for _, e := range endpoints {
		s.put(e)
	}
	if len(endpoints) == 0 || !c.Need("", "private_hosted_zones", c.Zones) {
		return
	}
	for _, z := range c.Zones.Or(nil) {
		s.judge(z)
	}
}

// sharing finds the spokes that zones leave out.
type sharing struct {
	*rule.Case
	notes *firewall.Notes
	own   map[owner]bool
	// byName are the hub's endpoints by the zones of their names.
	byName map[string][]*plan.Endpoint
}

// put records the names of an endpoint. Those that are not known matter only where there are
// zones that may have them.
func (s *sharing) put(e *plan.Endpoint) {
	list, known := domains(e)
	for _, d := range list {
		s.byName[d] = append(s.byName[d], e)
	}
	switch {
	case known || len(s.Zones.Or(nil)) == 0:
	case e.Service.Kind == plan.Undecided:
		s.Leads(e)
	case e.Service.PrivateDNSNames().IsAbsent():
		s.Missing(e.Key, "the private DNS names of %s are not known", e.Service.Label())
	default:
		s.Later(e.Key, "the private DNS names of %s are not all known yet", e.Service.Label())
	}
}

// judge looks at one zone. One that conflicts with private DNS in the hub is DNS-03 alone.
func (s *sharing) judge(z plan.Zone) {
	if isPublic(z) || !s.Settled(z.Key, "name", z.Name) {
		return
	}
	for _, e := range s.byName[domain(z.Name.Or(""))] {
		if e.PrivateDNS.Or(false) && s.sees(z, e.VPCID, true).Outcome == firewall.Yes {
			continue
		}
		var left []string
		for _, spoke := range spokesOf(s.Case, s.own, e) {
			switch answer := s.sees(z, spoke.ID, false); answer.Outcome {
			case firewall.No:
				left = append(left, spoke.Key)
			case firewall.Unsure:
				s.notes.Tell(spoke.Key, answer)
			case firewall.Yes:
			}
		}
		if len(left) > 0 {
			s.Fault(z.Key, z.At.Attribute("vpc"), "The zone %s, which answers for the hub's endpoint %q, is not associated with the VPCs %s, so there the name leads to public addresses.",
				z.Name.Or(""), e.Key, firewall.Quoted(left))
			return
		}
	}
}

// sees says whether a VPC is associated with a zone. One without the argument is of the hub.
func (s *sharing) sees(z plan.Zone, id plan.Text, hub bool) firewall.Answer {
	vpcs, listed := z.VPCs.Get()
	switch {
	case z.VPCs.IsUnknown():
		return firewall.Answer{Reason: "the VPCs of the zone \"" + z.Key + "\" are not known yet", Later: true}
	case !listed && hub:
		return firewall.Answer{Outcome: firewall.Yes}
	case !listed:
		return firewall.Answer{Outcome: firewall.No}
	case id.IsAbsent():
		return firewall.Answer{Reason: "the id of the VPC is not given, and the zone \"" + z.Key + "\" names its VPCs by id"}
	case id.IsUnknown():
		return firewall.Answer{Reason: "the id of the VPC is not known yet", Later: true}
	}
	open := false
	for _, vpc := range vpcs {
		if vpc.VPCID == id {
			return firewall.Answer{Outcome: firewall.Yes}
		}
		open = open || vpc.VPCID.IsUnknown()
	}
	if open {
		return firewall.Answer{Reason: "the VPCs of the zone \"" + z.Key + "\" are not all known yet", Later: true}
	}
	return firewall.Answer{Outcome: firewall.No}
}
