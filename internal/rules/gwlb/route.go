package gwlb

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// lead is a route and the table it is in.
type lead struct {
	plan.Route
	table int
}

// leads are the routes that lead to endpoints.
type leads struct {
	// byID are those whose endpoint is known.
	byID map[string][]lead
	// stray are those of which no endpoint given has the id, so that one without an id may be
	// meant; open are those of which the endpoint is not known yet.
	stray, open []lead
	// silent names a table whose routes are not given, later one of which they are not known
	// yet; empty if there is none.
	silent, later string
}

// leadsOf reads the routes of all tables.
func leadsOf(p *plan.Plan) leads {
	out := leads{byID: map[string][]lead{}, later: p.Network.RoutesMissing}
	ids := map[string]bool{}
	for _, endpoints := range [][]*plan.Endpoint{p.Endpoints.Or(nil), p.Existing.Or(nil)} {
		for _, e := range endpoints {
			ids[e.ID.Or("")] = true
		}
	}
	for i, t := range p.Network.Tables {
		for _, r := range t.Routes {
			id, given := r.TargetID.Get()
			switch {
			case given && ids[id]:
				out.byID[id] = append(out.byID[id], lead{r, i})
			case given && r.ToEndpoint():
				out.stray = append(out.stray, lead{r, i})
			case mayLead(r):
				out.open = append(out.open, lead{r, i})
			}
		}
		switch known, later := p.Network.RoutesOf(i); {
		case later && out.later == "":
			out.later = fmt.Sprintf("the routes of route table %q are not known yet", t.Key)
		case !known && !later && t.Listed && out.silent == "":
			out.silent = t.Key
		}
	}
	return out
}

// mayLead reports whether a route may turn out to lead to an endpoint. Of a route of which
// nothing is known not even the kind of its target is.
func mayLead(r plan.Route) bool {
	return r.TargetID.IsUnknown() && (r.ToEndpoint() || unknownRoute(r))
}

// unknownRoute reports whether nothing of a route is known.
func unknownRoute(r plan.Route) bool {
	return r.CIDRBlock.IsUnknown() && r.IPv6CIDRBlock.IsUnknown() && r.PrefixListID.IsUnknown()
}

// to are the routes that lead to an endpoint.
func (l leads) to(e *plan.Endpoint) []lead {
	if id, given := e.ID.Get(); given {
		return l.byID[id]
	}
	return nil
}

// tell says why it is not known which routes lead to an endpoint; false if it is known. Routes
// through another kind of target are never meant.
func (l leads) tell(c *rule.Case, e *plan.Endpoint) bool {
	switch {
	case l.later != "":
		c.Later(e.Key, "%s", l.later)
	case len(l.open) > 0:
		c.Later(e.Key, "where %s leads is not known yet", l.open[0].At)
	case e.ID.IsUnknown() && len(l.stray) > 0:
		c.Later(e.Key, "id is not known yet, so it may be that of %s", l.stray[0].At)
	case e.ID.IsAbsent() && len(l.stray) > 0:
		c.Missing(e.Key, "id is not given, so it may be that of %s", l.stray[0].At)
	case l.silent != "":
		c.Missing(e.Key, "the routes of route table %q are not given", l.silent)
	default:
		return false
	}
	return true
}
