package account

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// placement is an endpoint in the Region of its endpoint service, compared by zones.
type placement struct {
	*plan.Endpoint
	service *plan.EndpointService
	// zones are those of the service, by id or, within one account, by name.
	zones []string
	// outside are subnets in no zone of the service; those of byName are in one of the same name.
	outside []plan.Subnet
	byName  map[string]bool
	// open are subnets whose zone is not known so that it can be compared.
	open []plan.Subnet
}

// placed compares every endpoint that leads to an endpoint service of its own Region. What keeps
// it from comparing is said in the name of the rule.
func placed(c *rule.Case, judge func(placement)) {
	consumers(c, func(e *plan.Endpoint, s *plan.EndpointService) {
		cross := e.CrossRegion()
		if across, known := cross.Get(); known && across || e.Subnets.Empty() {
			return
		}
		if !c.Settled(e.Key, "service_region", cross) {
			return
		}
		p := placement{Endpoint: e, service: s, byName: map[string]bool{}}
		if e.Subnets.Open {
			c.Later(e.Key, "the subnets of the endpoint are not all known yet")
		}
		if p.compare(c) {
			judge(p)
		}
	})
}

// compare sorts the subnets. Ids tell zones apart everywhere, names within one account only.
func (p *placement) compare(c *rule.Case) bool {
	s, mine := p.service, c.Owns(p.service).Or(false)
	switch {
	case s.ZoneIDs.IsAbsent() && mine && !s.ZoneNames.IsAbsent():
		p.compareNames(c)
	case s.ZoneIDs.IsAbsent() && !s.ZoneNames.IsAbsent():
		c.Missing(s.Key, "availability_zone_ids is not given, and the names in availability_zones mean other zones in another account")
		return false
	case !c.Need(s.Key, "availability_zone_ids", s.ZoneIDs):
		return false
	default:
		p.compareIDs(c, !mine)
	}
	return true
}

// compareIDs compares zones by their ids. A zone of another account that has the same name but
// another id is noted.
func (p *placement) compareIDs(c *rule.Case, foreign bool) {
	p.zones = plan.Known(p.service.ZoneIDs)
	for _, i := range p.Subnets.Items {
		subnet := c.Network.Subnets[i]
		id, given := subnet.Zone.ID.Get()
		switch in, unsure := plan.Listed(p.service.ZoneIDs, id); {
		case !given:
			p.open = append(p.open, subnet)
		case in:
		case unsure:
			c.Later(p.service.Key, "the zones of the service are not all known yet")
		default:
			p.outside = append(p.outside, subnet)
			p.byName[subnet.Key] = foreign && subnet.Zone.Name.IsGiven() && slices.Contains(plan.Known(p.service.ZoneNames), subnet.Zone.Name.Or(""))
			if foreign && subnet.Zone.Name.IsGiven() && plan.Open(p.service.ZoneNames) {
				c.Later(p.service.Key, "the zones of the service are not all known yet")
			}
		}
	}
}

// compareNames compares zones of one account by their names, or by ids where the names of the
// service stand for known ids.
func (p *placement) compareNames(c *rule.Case) {
	p.zones = plan.Known(p.service.ZoneNames)
	ids, complete := []string{}, !plan.Open(p.service.ZoneNames)
	for _, name := range p.zones {
		id, known := c.Network.ZoneIDs[name]
		ids, complete = append(ids, id), complete && known
	}
	for _, i := range p.Subnets.Items {
		subnet := c.Network.Subnets[i]
		name, named := subnet.Zone.Name.Get()
		id, identified := subnet.Zone.ID.Get()
		switch {
		case named && slices.Contains(p.zones, name) || identified && slices.Contains(ids, id):
		case !named && (!identified || !complete && !plan.Open(p.service.ZoneNames)):
			p.open = append(p.open, subnet)
		case plan.Open(p.service.ZoneNames):
			c.Later(p.service.Key, "the zones of the service are not all known yet")
		default:
			p.outside = append(p.outside, subnet)
		}
	}
}

// sayOpen says of which subnets the zone is missing.
func (p placement) sayOpen(c *rule.Case) {
	for _, s := range p.open {
		switch {
		case s.Zone.ID.IsUnknown() || s.Zone.Name.IsUnknown():
			c.Later(s.Key, "the Availability Zone of the subnet is not known yet")
		case !s.Listed && !c.Need("", "subnets", c.Network.SubnetsGiven): // said
		case s.Zone.ID.IsGiven():
			c.Missing(s.Key, "nothing says which zones the names in availability_zones of the service are (zone_ids)")
		case s.Zone.Name.IsGiven():
			c.Missing(s.Key, "the id of the Availability Zone %s is needed (availability_zone_id, or zone_ids)", s.Zone.Name.Or(""))
		default:
			c.Missing(s.Key, "the Availability Zone of the subnet is not given (availability_zone_id)")
		}
	}
}
