package placement

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// if03: the service must offer its endpoint in the subnet's Availability Zone.
var if03 = rule.Rule{
	ID: "IF-03", Severity: rule.Error, Needs: []string{"endpoints", "subnets"},
	Title:  "The service must offer its endpoint in the subnet's Availability Zone",
	Why:    "Not every service is present in every zone of a Region, and AWS refuses a subnet in a zone without it. Zones are compared by their IDs, because a name means another zone in each account.",
	Fix:    "Choose a subnet in a zone that the service offers.",
	Source: page.Services,
	Check:  checkOfferedZones,
}

func checkOfferedZones(c *rule.Case) {
	look := sightOf(c)
	for _, e := range c.Of(catalog.Interface) {
		if e.Subnets.Empty() || !c.Leads(e) {
			continue // without subnets it is IF-01
		}
		if away, known := e.CrossRegion().Get(); known && away {
			continue // the zones of two Regions need not match; which are excluded is REG-04
		} else if !known {
			c.Later(e.Key, "whether the service is in another Region is not known yet")
			continue
		}
		if zones, limited := look.zonesOf(e); limited {
			look.outside(e, zones)
		}
	}
}

// offered says in which zones a service is.
type offered struct {
	// only are the zones that it is in, except those that it is not in; one of them is empty.
	only, except []string
	// byName says that they are names, which hold in this account alone.
	byName bool
}

// has reports whether the service is in a zone.
func (o offered) has(zone string) bool {
	if o.only != nil {
		return slices.Contains(o.only, zone)
	}
	return !slices.Contains(o.except, zone)
}

// zonesOf finds the zones of the service that an endpoint leads to, and reports whether they
// are a part of the Region's: what the caller hands in first, else the facts.
func (s *sight) zonesOf(e *plan.Endpoint) (offered, bool) {
	own := e.Service.Endpoint
	if own != nil && own.ZoneIDs.IsGiven() {
		return s.told(e, own, own.ZoneIDs, "availability_zone_ids", false)
	}
	if own != nil && own.ZoneNames.IsGiven() && s.ourNames(e, own) {
		return s.told(e, own, own.ZoneNames, "availability_zones", true)
	}
	if own != nil && (own.ZoneIDs.IsUnknown() || own.ZoneNames.IsUnknown()) {
		s.Later(e.Key, "the Availability Zones of endpoint service %q are not known yet", own.Key)
		return offered{}, false
	}
	if own == nil && s.entryLater(e) {
		s.Later(e.Key, "endpoint_services is not all known yet")
		return offered{}, false
	}
	if e.Service.IsAWS() {
		offer, given := e.Service.Offer.Get()
		if e.Service.Offer.IsUnknown() {
			s.Later(e.Key, "the Region of the service is not known yet")
		}
		return offered{only: offer.ZoneIDs, except: offer.ExcludedZoneIDs}, given && (offer.ZoneIDs != nil || offer.ExcludedZoneIDs != nil)
	}
	if e.Service.Kind != plan.Own {
		return offered{}, false // LAT-02 compares the zones of a resource gateway
	}
	switch {
	case own == nil && !s.EndpointServices.IsGiven():
		if s.first("endpoint_services") {
			s.Need("", "endpoint_services", s.EndpointServices)
		}
	case own == nil:
		s.Missing(e.Key, "endpoint_services has no entry for the service, so its Availability Zones are not known")
	case own.ZoneNames.IsGiven() && own.Owner.IsUnknown():
		s.Later(e.Key, "the owner of endpoint service %q is not known yet, and names of zones mean others in another account", own.Key)
	case own.ZoneNames.IsGiven():
		s.Missing(e.Key, "availability_zone_ids of endpoint service %q is not given, and names of zones mean others in another account", own.Key)
	default:
		s.Missing(e.Key, "availability_zone_ids of endpoint service %q is not given", own.Key)
	}
	return offered{}, false
}

// entryLater reports whether an entry of endpoint_services that is not known yet may be that of
// an endpoint's service. An entry about a service of AWS says so: its owner is amazon.
func (s *sight) entryLater(e *plan.Endpoint) bool {
	return s.EndpointServices.IsUnknown() || slices.ContainsFunc(s.EndpointServices.Or(nil), func(own *plan.EndpointService) bool {
		aws := own.Owner.IsUnknown() || own.Owner.Or("") == "amazon"
		return own.ServiceName.IsUnknown() && (aws || !e.Service.IsAWS())
	})
}

// told takes the zones that the entry of endpoint_services lists.
func (s *sight) told(e *plan.Endpoint, own *plan.EndpointService, zones plan.Texts, name string, byName bool) (offered, bool) {
	out := offered{only: []string{}, byName: byName}
	for _, zone := range zones.Or(nil) {
		if zone.IsUnknown() {
			s.Later(e.Key, "%s of endpoint service %q is not all known yet", name, own.Key)
			return offered{}, false
		}
		if text, given := zone.Get(); given {
			out.only = append(out.only, text)
		}
	}
	return out, true
}

// ourNames reports whether the names of a service's zones mean what they mean here: those of
// AWS services are shown in the reader's account, those of an account's own service in its own.
func (s *sight) ourNames(e *plan.Endpoint, own *plan.EndpointService) bool {
	owner, given := own.Owner.Get()
	if e.Service.IsAWS() || owner == "amazon" {
		return true
	}
	here := cmp.Or(s.Stated.AccountID.Or(""), s.Stated.VPCOwnerID.Or(""), s.VPC.OwnerID.Or(""), e.OwnerID.Or(""))
	return given && owner == here
}

// outside names the subnets of an endpoint in zones without the service.
func (s *sight) outside(e *plan.Endpoint, zones offered) {
	if e.Subnets.Open {
		s.Later(e.Key, "the subnets of the endpoint are not all known yet")
	}
	var out []string
	for _, i := range e.Subnets.Items {
		zone, known := s.comparable(i, zones.byName)
		if known && !zones.has(zone) {
			out = append(out, fmt.Sprintf("%q (%s)", s.Network.Subnets[i].Key, zone))
		}
	}
	if len(out) == 0 {
		return
	}
	f := rule.Finding{Target: e.Key, At: e.Path("subnet_ids"), Detail: fmt.Sprintf("%s %s in %s where %s has no endpoint; AWS refuses %s.",
		plural(len(out), "The subnet", "The subnets"), listed(out)+plural(len(out), " is", " are"), plural(len(out), "a zone", "zones"), e.Service.Label(), plural(len(out), "it", "them"))}
	if zones.only != nil {
		f.Fix = fmt.Sprintf("Choose subnets in %s, the zones of the service.", listed(sorted(zones.only)))
	}
	if e.Service.Kind == plan.Own {
		f.Related = []string{"ACC-10"}
	}
	s.Add(f)
}

// comparable returns a subnet's zone as the service's zones are written: by id, or by name.
func (s *sight) comparable(i int, byName bool) (string, bool) {
	if !byName {
		return s.zoneID(i)
	}
	subnet, listed := s.subnet(i)
	if !listed {
		return "", false
	}
	name, known := subnet.Zone.Name.Get()
	if !known {
		s.lacks(subnet.Key, subnet.Zone.Name.IsUnknown(), "availability_zone is not given, and the zones of the service are given by name")
	}
	return name, known
}
