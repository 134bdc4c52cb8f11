package plan

import (
	"net/netip"

	"go4.org/netipx"
)

// Ranges are what is known about the addresses behind a prefix list. The zero value is nothing.
type Ranges struct {
	// IDs are the ids of the list; empty if none is known, and IDsLater says that one will be.
	IDs      map[string]bool
	IDsLater bool
	// Set are its address ranges; nil if none is known, because a list of AWS has some. Prefixes
	// are the same one by one, as routes are compared with them.
	Set      *netipx.IPSet
	Prefixes []netip.Prefix
	// SetLater says that Set is only a part as yet, or nil, and will be whole later.
	SetLater bool
}

// ServiceRanges are what prefix_lists and the endpoints themselves say about the prefix list
// of a service of AWS in the plan's Region. It looks at everything given, so ask once for
// each service, not for each endpoint.
func (p *Plan) ServiceRanges(service string) Ranges {
	var r collector
	for _, list := range p.Network.PrefixLists.Or(nil) {
		name, given := list.Name.Get()
		switch {
		case list.Name.IsUnknown(): // it may be the one
			r.open = true
		case given && p.isService(name, service):
			r.take(list.ID, list.CIDRs)
		}
	}
	for _, endpoints := range [][]*Endpoint{p.Endpoints.Or(nil), p.Existing.Or(nil)} {
		for _, e := range endpoints {
			name, given := e.ServiceName.Get()
			switch {
			case e.ServiceName.IsUnknown(): // it may be one for the service
				r.open = true
			case given && e.Service.Key == service && p.isService(name, service):
				r.take(e.PrefixListID, e.CIDRBlocks)
			}
		}
	}
	r.open = r.open || p.Network.PrefixLists.IsUnknown() || p.Existing.IsUnknown()
	return r.ranges()
}

// ListRanges are the ranges of the prefix list with an id, as far as prefix_lists has it.
func (p *Plan) ListRanges(id string) Ranges {
	r := collector{open: p.Network.PrefixLists.IsUnknown()}
	for _, list := range p.Network.PrefixLists.Or(nil) {
		switch {
		case list.ID.Or("") == id:
			r.take(list.ID, list.CIDRs)
		case list.ID.IsUnknown(): // it may be the one
			r.open = true
		}
	}
	return r.ranges()
}

// isService reports whether a full name is that of a service in the plan's Region.
func (p *Plan) isService(name, service string) bool {
	parsed := p.Catalog.ParseName(name)
	return parsed.Service == service && parsed.Region == p.Region.Code
}

// collector unites what several sources say about one prefix list.
type collector struct {
	ids      map[string]bool
	set      netipx.IPSetBuilder
	prefixes []netip.Prefix
	// whole says that one source gave all ranges.
	whole bool
	// open says that a source is not known yet, laterID and laterSet what of it.
	open, laterID, laterSet bool
}

// take adds what one source says.
func (r *collector) take(id Text, cidrs Texts) {
	if text, given := id.Get(); given {
		if r.ids == nil {
			r.ids = map[string]bool{}
		}
		r.ids[text] = true
	}
	r.laterID = r.laterID || id.IsUnknown()
	whole := true
	for _, c := range cidrs.Or(nil) {
		if prefix, ok := ParsePrefix(c); ok {
			r.set.AddPrefix(prefix)
			r.prefixes = append(r.prefixes, prefix)
		} else if c.IsUnknown() {
			whole = false
		}
	}
	if cidrs.IsUnknown() || !whole {
		r.laterSet = true
	} else if len(cidrs.Or(nil)) > 0 {
		r.whole = true
	}
}

// ranges are the sum. What one source says in full needs no other.
func (r *collector) ranges() Ranges {
	out := Ranges{
		IDs:      r.ids,
		IDsLater: len(r.ids) == 0 && (r.open || r.laterID),
		SetLater: !r.whole && (r.open || r.laterSet),
		Prefixes: r.prefixes,
	}
	if set, err := r.set.IPSet(); err == nil && len(r.prefixes) > 0 {
		out.Set = set
	}
	return out
}

// Takes reports whether a route to a range takes traffic away from the prefix list: it is one
// of its ranges, or inside one.
func (r Ranges) Takes(to netip.Prefix) bool {
	for _, p := range r.Prefixes {
		if p.Bits() <= to.Bits() && p.Overlaps(to) {
			return true
		}
	}
	return false
}
