package dns

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dns03: A private hosted zone must not have the endpoint's private DNS name.
var dns03 = rule.Rule{
	ID: "DNS-03", Severity: rule.Error, Needs: []string{"endpoints", "private_hosted_zones"},
	Title:  "A private hosted zone must not have the endpoint's private DNS name",
	Why:    "An endpoint and a zone of the same name cannot both serve a VPC; AWS refuses whichever comes second.",
	Fix:    "Remove the zone from the VPC, or set private_dns_enabled to false and answer the name from the zone.",
	Source: page.AWSProvider + "issues/37783",
	Check:  checkSameZone,
}

// checkSameZone compares the names of endpoints with zones. A zone may also meet an endpoint
// that exists, as one that a spoke of a hub keeps.
func checkSameZone(c *rule.Case) {
	var holders []*plan.Endpoint
	for _, e := range c.Of(catalog.Interface) {
		if e.PrivateDNS.Or(true) {
			holders = append(holders, e)
		}
	}
	for _, e := range c.Existing.Or(nil) {
		if (e.Type.IsUnknown() || e.Is(catalog.Interface)) && e.PrivateDNS.Or(true) {
			holders = append(holders, e)
		}
	}
	if !c.Zones.IsGiven() {
		if len(holders) > 0 {
			c.Need("", "private_hosted_zones", c.Zones)
		}
		return
	}
	if c.Existing.IsUnknown() && len(c.Zones.Or(nil)) > 0 {
		c.Later("", "existing_endpoints is not known yet")
	}
	s := &sameZone{Case: c, byDomain: map[string][]*plan.Endpoint{}, spokes: map[string]bool{}}
	for _, spoke := range c.Spokes.Or(nil) {
		if id, given := spoke.ID.Get(); given {
			s.spokes[id] = true
		}
	}
	for _, e := range holders {
		s.put(e)
	}
	for _, z := range c.Zones.Or(nil) {
		s.judge(z, len(holders) > 0)
	}
}

// sameZone finds endpoints by the zones of their names.
type sameZone struct {
	*rule.Case
	byDomain map[string][]*plan.Endpoint
	// spokes are the ids of VPCs that use the endpoints of this one.
	spokes map[string]bool
}

// put records the names of an endpoint, or says that they are not known where a zone may have
// one of them.
func (s *sameZone) put(e *plan.Endpoint) {
	n := namesOf(e)
	for _, d := range n.domains() {
		s.byDomain[d] = append(s.byDomain[d], e)
	}
	if n.known {
		return
	}
	for _, z := range s.Zones.Or(nil) {
		name, given := z.Name.Get()
		switch {
		case !isPrivate(z).Or(true):
		case n.later && e.Service.Kind == plan.Undecided:
			s.Leads(e)
			return
		case n.later:
			s.Later(e.Key, "its private DNS names are not known yet")
			return
		case given && e.Service.Kind != plan.Own && ofAWS(name, s.Region):
			s.Missing(e.Key, "the private DNS names of %s are not known, and private hosted zone %q may have one", e.Service.Label(), z.Key)
			return
		case given && e.Service.Kind == plan.Own && !ofAWS(name, s.Region):
			s.Missing(e.Key, "private_dns_names of its endpoint service is not given, and private hosted zone %q may have one", z.Key)
			return
		}
	}
}

// judge compares one zone with the endpoints of its name.
func (s *sameZone) judge(z plan.Zone, holders bool) {
	name, given := z.Name.Get()
	if !given {
		if holders && isPrivate(z).Or(true) {
			s.Need(z.Key, "name", z.Name)
		}
		return
	}
	for _, e := range s.byDomain[name] {
		served := serves(s.Case, z, e)
		switch here, known := served.Get(); {
		case known && !here:
		case !known:
			unsure(s.Case, e.Key, z, served)
		case e.Type.IsUnknown():
			s.Later(e.Key, "vpc_endpoint_type is not known yet")
		case s.Settled(e.Key, "private_dns_enabled", e.PrivateDNS):
			s.conflict(z, e, name)
		}
	}
}

// conflict reports a zone and an endpoint with one name, at the one that the caller plans.
func (s *sameZone) conflict(z plan.Zone, e *plan.Endpoint, name string) {
	f := rule.Finding{
		Target: e.Key, At: e.Path("private_dns_enabled"),
		Detail: fmt.Sprintf("Private DNS of the endpoint answers %s, and private hosted zone %q has that name in the same VPC; AWS refuses the second of them.", name, z.Key),
	}
	if !e.Listed {
		f.Target, f.At = z.Key, z.At.Attribute("name")
		f.Detail = fmt.Sprintf("The zone is %s in the VPC of the existing endpoint %q, whose private DNS answers that name; AWS refuses the second of them.", name, e.Key)
		f.Fix = fmt.Sprintf("Leave that VPC out of the zone, or remove %q or its private DNS.", e.Key)
	}
	if id, given := e.VPCID.Get(); given && s.spokes[id] {
		f.Related = append(f.Related, "HUB-08")
	} else if e.Listed && len(s.Spokes.Or(nil)) > 0 {
		f.Related = append(f.Related, "HUB-03")
		f.Fix = "Set private_dns_enabled to false on the hub's endpoint, and answer the name from the zone in every spoke."
	}
	slices.Sort(f.Related)
	s.Add(f)
}
