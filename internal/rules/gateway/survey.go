package gateway

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// survey is what the rules of this family look at: the gateway endpoints of a plan.
type survey struct {
	*rule.Case
	// judged are the gateway endpoints to judge. One for a service without gateway endpoints
	// is not among them: that is GW-01 or IF-16, and nothing else about it matters.
	judged []*plan.Endpoint
	// byService are the gateway endpoints of each service, those of existing_endpoints too.
	byService map[string]*neighbours
	// undecided are endpoints that may be gateway endpoints of any service.
	undecided []*plan.Endpoint
	// stray is the key of an association that names an endpoint by an id which no endpoint has.
	stray string
}

// surveyed looks at a plan; of endpoints of which the type or the service is not known, the
// rule says that it waits.
func surveyed(c *rule.Case) *survey {
	s := &survey{Case: c, byService: map[string]*neighbours{}}
	for _, e := range c.Of(catalog.Gateway) {
		if c.AWS(e) && e.Service.Has(catalog.Gateway) {
			s.judged = append(s.judged, e)
		}
	}
	for _, e := range slices.Concat(c.Endpoints.Or(nil), c.Existing.Or(nil)) {
		switch {
		case e.Gone():
		case e.Type.IsUnknown() || e.ServiceName.IsUnknown() && e.Is(catalog.Gateway):
			s.undecided = append(s.undecided, e)
		case e.Is(catalog.Gateway) && e.Service.IsAWS():
			if s.byService[e.Service.Key] == nil {
				s.byService[e.Service.Key] = &neighbours{in: map[string][]int{}}
			}
			s.byService[e.Service.Key].add(e)
		}
	}
	for _, a := range c.Associations.Or(nil) {
		if a.Endpoint == nil && !a.Open && a.RouteTable != plan.None && s.stray == "" {
			s.stray = a.Key
		}
	}
	return s
}

// here are the judged endpoints in the guardrail's Region, which alone can be in the network.
func (s *survey) here() []*plan.Endpoint {
	var out []*plan.Endpoint
	for _, e := range s.judged {
		switch region, given := e.Region.Get(); {
		case !given:
			s.Later(e.Key, "region is not known yet")
		case region != s.Region.Code:
			s.Missing(e.Key, "the endpoint is in %s, and the network is given for %s", region, s.Region.Code)
		default:
			out = append(out, e)
		}
	}
	return out
}

// others are the other gateway endpoints for the service of one that may be in its VPC.
func (s *survey) others(e *plan.Endpoint) []*plan.Endpoint {
	var out []*plan.Endpoint
	for _, other := range s.byService[e.Service.Key].of(e) {
		if other != e && together(e, other) {
			out = append(out, other)
		}
	}
	return out
}

// together reports whether two endpoints may be in one VPC.
func together(a, b *plan.Endpoint) bool {
	return a.SameVPC(b) && (a.Region == b.Region || !a.Region.IsGiven() || !b.Region.IsGiven())
}

// isFirst reports whether an endpoint is the first judged of its service in its VPC, so that
// what holds for all of them together is said once.
func (s *survey) isFirst(e *plan.Endpoint) bool {
	for _, other := range s.byService[e.Service.Key].of(e) {
		if other == e {
			return true
		}
		if other.Listed && together(e, other) {
			return false
		}
	}
	return true
}

// unsettled says why an endpoint may have more route tables than those read, and whether that
// will be known; the reason is empty where it has no others.
func (s *survey) unsettled(e *plan.Endpoint) (reason string, later bool) {
	switch {
	case s.Associations.IsUnknown():
		return "endpoint_associations is not known yet", true
	case e.RouteTables.Open:
		return fmt.Sprintf("the route tables of the %s gateway endpoint are not all known yet", e.Service.Label()), true
	case s.stray != "" && e.ID.IsAbsent():
		return fmt.Sprintf("endpoint_associations[%q] names by its id an endpoint that is not given under that id; name it by its key, with endpoint", s.stray), false
	}
	return "", false
}

// skip says that the rule is not checked, by the reason's own nature.
func (s *survey) skip(target, reason string, later bool) {
	if later {
		s.Later(target, "%s", reason)
	} else {
		s.Missing(target, "%s", reason)
	}
}

// remind records what the reader of a right design should know, and what to do about it.
func (s *survey) remind(target string, at input.Path, fix, format string, args ...any) {
	s.Add(rule.Finding{Severity: rule.Info, Reminder: true, Target: target, At: at, Detail: fmt.Sprintf(format, args...), Fix: fix})
}

// served are the route tables of all gateway endpoints for the service of one in its VPC;
// where that is not certain it says why.
func (s *survey) served(e *plan.Endpoint) (tables []int, reason string, later bool) {
	reason, later = s.unsettled(e)
	tables = slices.Clone(e.RouteTables.Items)
	for _, other := range s.others(e) {
		tables = append(tables, other.RouteTables.Items...)
		if reason == "" {
			reason, later = s.unsettled(other)
		}
	}
	for _, other := range s.undecided {
		if reason == "" && !other.RouteTables.Empty() && together(e, other) {
			reason, later = fmt.Sprintf("whether %q is a gateway endpoint for %s too is not known yet", other.Key, e.Service.Key), true
		}
	}
	if reason == "" && s.Existing.IsUnknown() {
		reason, later = "existing_endpoints is not known yet", true
	}
	slices.Sort(tables)
	return slices.Compact(tables), reason, later
}
