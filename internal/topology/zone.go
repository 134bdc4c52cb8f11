package topology

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
)

// zone is the Availability Zone of a subnet as far as it is known.
type zone struct {
	// id is the zone's id, the same in every account; name is its name in this one.
	id, name Text
	// key tells zones apart: the id, else the name; empty where neither decides.
	key string
	// missing says why key is empty.
	missing string
}

// label is what a reader recognises: the id, else the name.
func (z zone) label() string { return z.id.Or(z.name.Or("")) }

// zones joins names and ids of the network's Availability Zones.
type zones struct {
	ids map[string]string
	// loose says that some subnet has an id whose name is not known, so that a name without
	// id might be the same zone.
	loose bool
}

// readZones learns from zone_ids and from every subnet that shows both name and id.
func readZones(given map[string]Text, subnets map[string]Subnet, errs *input.Errors) zones {
	z := zones{ids: map[string]string{}}
	named := map[string]bool{}
	for _, name := range sortedKeys(given) {
		if id, ok := given[name].Get(); ok {
			z.ids[name] = id
			named[id] = true
		}
	}
	for _, key := range sortedKeys(subnets) {
		name, hasName := subnets[key].AvailabilityZone.Get()
		id, hasID := subnets[key].AvailabilityZoneID.Get()
		if !hasName || !hasID {
			continue
		}
		if other, known := z.ids[name]; known && other != id {
			errs.Add(input.At("subnets").Key(key).Attribute("availability_zone_id"),
				"%q is given for the zone %q, which is %q elsewhere in the input; a name means one zone in an account.", id, name, other)
			continue
		}
		z.ids[name] = id
		named[id] = true
	}
	for _, s := range subnets {
		if id, ok := s.AvailabilityZoneID.Get(); ok && !named[id] {
			z.loose = true
		}
	}
	return z
}

// of returns the zone of a subnet.
func (z zones) of(s Subnet) zone {
	out := zone{id: s.AvailabilityZoneID, name: s.AvailabilityZone}
	name, named := s.AvailabilityZone.Get()
	if id, known := z.ids[name]; named && known {
		out.id = maybe.Of(id)
	}
	if id, ok := out.id.Get(); ok {
		out.key = id
		return out
	}
	switch {
	case named && !z.loose:
		out.key = "name " + name
	case named:
		out.missing = "its Availability Zone is known by name only and that of others by id only (zone_ids)"
	case s.AvailabilityZone.IsUnknown() || s.AvailabilityZoneID.IsUnknown():
		out.missing = "its Availability Zone is not known yet"
	default:
		out.missing = "its Availability Zone is not given"
	}
	return out
}

// CheckZones refuses zones that are not of the Region: they would pass every exclusion.
// Names begin with the Region's code, ids with what the Region's known ids begin with.
func (n *Network) CheckZones(c *catalog.Catalog, code string, errs *input.Errors) {
	region, _ := c.Region(code)
	prefix := ""
	if len(region.ZoneIDs) > 0 {
		prefix, _, _ = strings.Cut(region.ZoneIDs[0], "-")
	}
	for _, s := range n.subnets {
		at := input.At("subnets").Key(s.key)
		if name, given := s.AvailabilityZone.Get(); given && !strings.HasPrefix(name, code) {
			errs.Add(at.Attribute("availability_zone"), "%q is not the name of a zone of %s; such a name begins with %q.", name, code, code)
		}
		id, given := s.zone.id.Get()
		if given && prefix != "" && (!strings.HasPrefix(id, prefix+"-") || id != strings.ToLower(id)) {
			errs.Add(at.Attribute("availability_zone_id"), "%q is not the id of a zone of %s; such an id is in lower case and begins with %q.", id, code, prefix+"-")
		}
	}
}
