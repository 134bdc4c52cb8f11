package quota

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// kind says of an endpoint whether it is of the kind that a quota counts, or may be.
type kind func(e *plan.Endpoint) (is, may bool)

// ofTypes counts endpoints by their type.
func ofTypes(types ...catalog.EndpointType) kind {
	return func(e *plan.Endpoint) (bool, bool) { return e.Is(types...), e.Type.IsUnknown() }
}

// gateways counts gateway endpoints. A type that AWS refuses for the service is IF-16 or
// GW-01, and no endpoint comes of it.
func gateways(e *plan.Endpoint) (is, may bool) {
	refused := e.Service.Kind != plan.Undecided && !e.Service.Has(catalog.Gateway)
	return e.Is(catalog.Gateway) && !refused, e.Type.IsUnknown() && !refused
}

// place says where a quota counts an endpoint: a Region of an account, or a VPC. It is not
// known yet where open is true.
type place func(e *plan.Endpoint) (name string, open bool)

// inRegion tells Regions of accounts apart. Endpoints that name no account are this one's.
func inRegion(c *rule.Case) place {
	own := ownAccount(c)
	return func(e *plan.Endpoint) (string, bool) {
		region, owner := e.Region.Or(""), e.OwnerID.Or("")
		switch {
		case e.Region.IsUnknown() || !e.Listed && (e.OwnerID.IsUnknown() || owner != "" && own == ""):
			return "", true
		case owner != "" && owner != own:
			return fmt.Sprintf("%s of account %s", region, owner), false
		}
		return region, false
	}
}

// ownAccount is the account stated, else that of the VPC, else the only one that endpoints
// name; empty if it is not known.
func ownAccount(c *rule.Case) string {
	if account := c.Stated.AccountID.Or(c.VPC.OwnerID.Or("")); account != "" {
		return account
	}
	for _, endpoints := range [][]*plan.Endpoint{c.Endpoints.Or(nil), slices.Concat(c.Endpoints.Or(nil), c.Existing.Or(nil))} {
		owners := map[string]bool{}
		for _, e := range endpoints {
			if owner, given := e.OwnerID.Get(); given {
				owners[owner] = true
			}
		}
		if len(owners) == 1 {
			return slices.Collect(maps.Keys(owners))[0]
		}
	}
	return ""
}

// inVPC is the VPC of an endpoint. Those that name none are together in the VPC of the
// network, even if that has no id yet.
func inVPC(*rule.Case) place {
	return func(e *plan.Endpoint) (string, bool) {
		return e.VPCID.Or(""), e.VPCID.IsUnknown() && !e.VPCOmitted
	}
}

// tally are the endpoints of one place.
type tally struct{ planned, existing, more int64 }

// all counts them all.
func (t tally) all() int64 { return t.planned + t.existing + t.more }

// endpointQuota is a quota of endpoints in each place of a kind.
type endpointQuota struct {
	name, what string
	kind       kind
	place      func(*rule.Case) place
	// related names rules that a place's endpoints touch besides; nil if none.
	related func(endpoints []*plan.Endpoint) []string
}

// census is one count of the endpoints of a kind.
type census struct {
	// places are those in which some are planned, members the endpoints planned there.
	places  map[string]*tally
	members map[string][]*plan.Endpoint
	// others counts existing endpoints in the other places.
	others map[string]int64
	// planned and existing are endpoints whose place is not known yet.
	planned, existing int64
}

// check counts endpoints in each place where some are planned.
func (q endpointQuota) check(c *rule.Case) {
	n := q.count(c, c.Judged())
	if len(n.places) == 0 && n.planned == 0 {
		return // nothing of the kind is planned
	}
	_, used := c.Quota(q.name)
	var open amount
	switch {
	case c.Existing.IsUnknown():
		open.endlessLater = "existing_endpoints is not known yet"
	case c.Existing.IsAbsent() && used.IsAbsent():
		open.endlessMissing = fmt.Sprintf("neither existing_endpoints nor quota_usage[%q] is given", q.name)
	}
	open.quota, open.at = q.name, input.At("endpoints")
	matters := false
	for _, where := range slices.Sorted(maps.Keys(n.places)) {
		matters = judge(c, q.amount(c, open, n, where)) || matters
	}
	if n.planned > 0 {
		matters = judge(c, q.elsewhere(open, n)) || matters
	}
	if matters {
		c.Missing("", "%s", open.endlessMissing)
	}
}

// count counts what is planned, then what exists besides.
func (q endpointQuota) count(c *rule.Case, planned []*plan.Endpoint) census {
	n := census{places: map[string]*tally{}, members: map[string][]*plan.Endpoint{}, others: map[string]int64{}}
	placeOf := q.place(c)
	for _, e := range planned {
		is, may := q.kind(e)
		where, open := placeOf(e)
		switch {
		case !is && !may:
			continue
		case open:
			n.planned++
			continue
		case n.places[where] == nil:
			n.places[where] = &tally{}
		}
		if is {
			n.places[where].planned++
			n.members[where] = append(n.members[where], e)
		} else {
			n.places[where].more++
		}
	}
	for _, e := range c.Existing.Or(nil) {
		is, may := q.kind(e)
		where, open := placeOf(e)
		switch t := n.places[where]; {
		case !is && !may:
		case open:
			n.existing++
		case t == nil:
			n.others[where]++
		case is:
			t.existing++
		default:
			t.more++
		}
	}
	return n
}

// amount is what there would be in one place.
func (q endpointQuota) amount(c *rule.Case, a amount, n census, where string) amount {
	t := n.places[where]
	a.what, a.target = fmt.Sprintf("%s in %s", q.what, cmp.Or(where, "the VPC")), where
	a.planned, a.existing, a.more = t.planned, t.existing, t.more+n.planned+n.existing
	if q.related != nil {
		a.related = q.related(n.members[where])
	}
	unnamed := n.unnamed(where)
	if c.Network.VPCID.IsUnknown() {
		a.more += unnamed
	} else {
		a.unplaced = unnamed
		a.unplacedMissing = fmt.Sprintf("vpc.id is not given, so it is not known whether %d more %s are in one VPC", unnamed, q.what)
	}
	return a
}

// unnamed counts what may be in the same place although it does not say so: where the VPC of
// the plan has no id, endpoints that name a VPC may be in it.
func (n census) unnamed(where string) int64 {
	own := n.places[""]
	switch {
	case own == nil:
		return 0
	case where != "":
		return own.all()
	}
	var sum int64
	for other, t := range n.places {
		if other != "" {
			sum += t.all()
		}
	}
	for _, existing := range n.others {
		sum += existing
	}
	return sum
}

// elsewhere is what there may be in a place where nothing is planned for certain.
func (q endpointQuota) elsewhere(a amount, n census) amount {
	a.what, a.more = q.what, n.planned+n.existing
	for _, existing := range n.others {
		a.existing = max(a.existing, existing)
	}
	return a
}
