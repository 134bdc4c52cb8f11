package gateway

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw06: A route table can hold one gateway endpoint per service.
var gw06 = rule.Rule{
	ID: "GW-06", Severity: rule.Error, Needs: []string{"endpoints", "existing_endpoints"},
	Title:  "A route table can hold one gateway endpoint per service",
	Why:    "AWS refuses a second route for the same service in a table. Endpoints for S3 and DynamoDB side by side are fine, and so are two S3 endpoints on different tables.",
	Fix:    "Keep the table in one of the endpoints only.",
	Source: page.Gateway,
	Check:  checkOneRoutePerService,
}

// checkOneRoutePerService compares the tables of the gateway endpoints for each service, and
// what the tables' own routes lead to.
func checkOneRoutePerService(c *rule.Case) {
	s := surveyed(c)
	if len(s.judged) == 0 {
		return
	}
	owners := s.owners()
	for _, e := range s.judged {
		s.judgeOwners(e, owners[e.Service.Key])
		s.skipLooseOwners(e)
	}
	c.Need("", "existing_endpoints ({} says that there are none)", c.Existing)
	s.judgeOwnRoutes()
}

// owners are the gateway endpoints on each table, by service; those that exist stand first.
func (s *survey) owners() map[string]map[int][]*plan.Endpoint {
	out := map[string]map[int][]*plan.Endpoint{}
	for service, endpoints := range s.byService {
		tables := map[int][]*plan.Endpoint{}
		for _, listed := range []bool{false, true} {
			for _, e := range endpoints.all {
				if e.Listed != listed {
					continue
				}
				for _, i := range e.RouteTables.Items {
					tables[i] = append(tables[i], e)
				}
			}
		}
		out[service] = tables
	}
	return out
}

// judgeOwners finds the tables of an endpoint that stand in another before it.
func (s *survey) judgeOwners(e *plan.Endpoint, owners map[int][]*plan.Endpoint) {
	taken := map[*plan.Endpoint][]string{}
	var first []*plan.Endpoint
	for _, i := range e.RouteTables.Items {
		other := owners[i][0]
		if other == e || isSame(e, other) || !together(e, other) {
			continue
		}
		if taken[other] == nil {
			first = append(first, other)
		}
		taken[other] = append(taken[other], s.Network.Tables[i].Key)
	}
	for _, other := range first {
		f := rule.Finding{
			Target: e.Key, At: e.Path("route_table_ids"),
			Detail: fmt.Sprintf("Route table %s has the %s route of %q already, and %q claims it too. AWS refuses the second route.", list(taken[other]), e.Service.Key, other.Key, e.Key),
			Fix:    fmt.Sprintf("Leave %s out of %q, or out of %q.", list(taken[other]), e.Key, other.Key),
		}
		if !other.Listed {
			f.Related = []string{"TF-10"}
			f.Fix = fmt.Sprintf("Leave %s out of %q; %q, which exists, serves it.", list(taken[other]), e.Key, other.Key)
		}
		s.Add(f)
	}
	s.remindOfSecond(e, taken)
}

// remindOfSecond says once for each endpoint that a second one for the service is allowed on
// tables of its own.
func (s *survey) remindOfSecond(e *plan.Endpoint, taken map[*plan.Endpoint][]string) {
	lost := 0
	for _, tables := range taken {
		lost += len(tables)
	}
	if lost >= len(e.RouteTables.Items) {
		return
	}
	if other := s.before(e); other != nil {
		s.remind(e.Key, e.Path("route_table_ids"), "Keep each route table in one of the two only.",
			"%q and %q are both gateway endpoints for %s. That is allowed in one VPC as long as no route table is in both.", other.Key, e.Key, e.Service.Key)
	}
}

// before returns an endpoint for the same service in the same VPC: one that exists, else one
// that is judged before; nil if there is none, or nobody said in which VPC it is.
func (s *survey) before(e *plan.Endpoint) *plan.Endpoint {
	var first *plan.Endpoint
	past := false
	for _, other := range s.byService[e.Service.Key].of(e) {
		past = past || other == e
		switch {
		case other.Listed && (past || first != nil):
		case isSame(e, other) || e.VPCID != other.VPCID && !e.VPCID.IsUnknown() && !other.VPCID.IsUnknown() || !together(e, other) || len(other.RouteTables.Items) == 0:
		case !other.Listed:
			return other
		default:
			first = other
		}
	}
	return first
}

// isSame reports whether two entries are one endpoint.
func isSame(a, b *plan.Endpoint) bool {
	x, given := a.ID.Get()
	return given && x == b.ID.Or("")
}

// skipLooseOwners says that an endpoint may share tables that are not known yet.
func (s *survey) skipLooseOwners(e *plan.Endpoint) {
	others := s.others(e)
	reason, later := s.unsettled(e)
	if reason != "" && (len(others) > 0 || len(s.undecided) > 0) {
		s.skip(e.Key, reason, later)
		return
	}
	for _, other := range others {
		if reason, later := s.unsettled(other); reason != "" && !isSame(e, other) {
			s.skip(e.Key, fmt.Sprintf("of %q: %s", other.Key, reason), later)
			return
		}
	}
	for _, other := range s.undecided {
		shared := slices.ContainsFunc(other.RouteTables.Items, func(i int) bool { return slices.Contains(e.RouteTables.Items, i) })
		if together(e, other) && (shared || other.RouteTables.Open) {
			s.Later(e.Key, "whether %q is a gateway endpoint for %s too is not known yet", other.Key, e.Service.Key)
			return
		}
	}
}

// judgeOwnRoutes finds routes of the tables themselves that stand where the endpoint's route
// is to go. Those that are aws_route resources into an endpoint are GW-07.
func (s *survey) judgeOwnRoutes() {
	if s.Network.RoutesMissing != "" {
		s.Later("", "%s", s.Network.RoutesMissing)
	}
	byID := s.byID()
	for _, e := range s.judged {
		if reason, later := s.unsettled(e); reason != "" && s.toLists() {
			s.skip(e.Key, reason, later)
		}
	}
	for _, service := range sortedServices(s.judged) {
		ranges := s.ServiceRanges(service)
		seen := map[int]bool{}
		for _, e := range s.judged {
			if e.Service.Key != service {
				continue
			}
			for _, i := range e.RouteTables.Items {
				if _, later := s.Network.RoutesOf(i); later && !seen[i] {
					s.Later(s.Network.Tables[i].Key, "the routes of the route table are not all known yet")
				}
				if !seen[i] {
					s.judgeOwnRoutesOf(e, i, ranges, byID)
				}
				seen[i] = true
			}
		}
	}
}

// toLists reports whether any table has a route to a prefix list.
func (s *survey) toLists() bool {
	return slices.ContainsFunc(s.Network.Tables, func(t plan.Table) bool {
		return slices.ContainsFunc(t.Routes, func(r plan.Route) bool { return !r.PrefixListID.IsAbsent() })
	})
}

// judgeOwnRoutesOf judges the routes of one table.
func (s *survey) judgeOwnRoutesOf(e *plan.Endpoint, i int, ranges plan.Ranges, byID map[string]*plan.Endpoint) {
	t := s.Network.Tables[i]
	for _, r := range t.Routes {
		id, given := r.PrefixListID.Get()
		owner, known := byID[r.TargetID.Or("")]
		switch {
		case r.PrefixListID.IsUnknown():
			s.Later(t.Key, "the destination of %s is not known yet", r.At)
		case !given, r.ToEndpoint() && r.Apart, known && slices.Contains(owner.RouteTables.Items, i):
			// no prefix list, GW-07, or an endpoint that claims the table anyway
		case len(ranges.IDs) == 0 && !s.named(id):
			s.skip(t.Key, fmt.Sprintf("whether %s in %s is the prefix list of %s is not known (prefix_lists)", id, r.At, e.Service.Key), ranges.IDsLater)
		case !ranges.IDs[id]:
		case r.TargetID.IsUnknown() && r.ToEndpoint():
			s.Later(t.Key, "into which endpoint %s leads is not known yet", r.At)
		case r.ToEndpoint():
			s.Add(rule.Finding{
				Related: []string{"TF-10"}, Target: e.Key, At: e.Path("route_table_ids"),
				Detail: fmt.Sprintf("Route table %q has the %s route of %s already (%s), and %q claims it too. AWS refuses the second route.", t.Key, e.Service.Key, r.Target(), r.At, e.Key),
				Fix:    fmt.Sprintf("Leave %q out of %q; %s serves it. If %s is this endpoint itself, give its id.", t.Key, e.Key, r.Target(), r.Target()),
			})
		default:
			s.Add(rule.Finding{
				Target: keyOf(&t, r), At: r.At,
				Detail: fmt.Sprintf("Route table %q has a route of its own to %s, the prefix list of %s, which leads to %s. AWS refuses the route of the gateway endpoint %q.", t.Key, id, e.Service.Key, r.Target(), e.Key),
				Fix:    "Remove this route, or leave the table out of the endpoint.",
			})
		}
	}
}

// named reports whether prefix_lists says by its name what an id stands for.
func (s *survey) named(id string) bool {
	return slices.ContainsFunc(s.Network.PrefixLists.Or(nil), func(l plan.PrefixList) bool {
		return l.ID.Or("") == id && l.Name.IsGiven()
	})
}

// byID finds endpoints by their ids.
func (s *survey) byID() map[string]*plan.Endpoint {
	out := map[string]*plan.Endpoint{}
	for _, e := range slices.Concat(s.Existing.Or(nil), s.Endpoints.Or(nil)) {
		if id, given := e.ID.Get(); given {
			out[id] = e
		}
	}
	return out
}

// sortedServices are the services of endpoints, each once.
func sortedServices(endpoints []*plan.Endpoint) []string {
	var out []string
	for _, e := range endpoints {
		out = append(out, e.Service.Key)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
