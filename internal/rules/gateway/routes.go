package gateway

import (
	"net/netip"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// visit is one route of a table that a gateway endpoint is associated with.
type visit struct {
	endpoint *plan.Endpoint
	table    *plan.Table
	route    plan.Route
	// ranges are those of the endpoint's service.
	ranges plan.Ranges
}

// eachRoute visits the routes of every table of the endpoints to judge, once for each service.
func (s *survey) eachRoute(look func(visit)) {
	endpoints := s.here()
	for _, service := range sortedServices(endpoints) {
		ranges := s.ServiceRanges(service)
		seen := map[int]bool{}
		for _, e := range endpoints {
			if e.Service.Key != service {
				continue
			}
			for _, i := range e.RouteTables.Items {
				if seen[i] {
					continue
				}
				seen[i] = true
				for _, r := range s.Network.Tables[i].Routes {
					look(visit{endpoint: e, table: &s.Network.Tables[i], route: r, ranges: ranges})
				}
			}
		}
	}
}

// skipRoutes says which tables of the endpoints have routes that are not known.
func (s *survey) skipRoutes() {
	var missing []string
	for _, e := range s.here() {
		for _, i := range e.RouteTables.Items {
			if known, later := s.Network.RoutesOf(i); !known && !later {
				missing = append(missing, s.Network.Tables[i].Key)
			}
		}
	}
	if len(missing) > 0 {
		s.Missing("", "the routes of the route tables %s are not given (routes in route_tables, or routes)", list(missing))
	}
	s.waitForRoutes()
}

// waitForRoutes says which tables of the endpoints have routes that will be known later.
func (s *survey) waitForRoutes() {
	var unknown []string
	for _, e := range s.here() {
		if reason, later := s.unsettled(e); reason != "" {
			s.skip(e.Key, reason, later)
		}
		for _, i := range e.RouteTables.Items {
			if _, later := s.Network.RoutesOf(i); later {
				unknown = append(unknown, s.Network.Tables[i].Key)
			}
		}
	}
	if len(unknown) > 0 {
		s.Later("", "the routes of the route tables %s are not all known yet", list(unknown))
	}
	if s.Network.RoutesMissing != "" && len(s.judged) > 0 {
		s.Later("", "%s", s.Network.RoutesMissing)
	}
}

// private reports whether a destination holds no public address, so that no range of a service
// of AWS can be inside it.
func private(p netip.Prefix) bool {
	shared := netip.PrefixFrom(netip.AddrFrom4([4]byte{100, 64, 0, 0}), 10)
	return p.Addr().IsPrivate() || p.Addr().IsLinkLocalUnicast() || shared.Contains(p.Addr())
}
