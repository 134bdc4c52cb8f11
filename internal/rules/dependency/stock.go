package dependency

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// name is a service of a Region; FIPS variants stand under the service itself.
type name struct{ key, region string }

// stock knows which services have an endpoint, or are said to have one.
type stock struct {
	*rule.Case
	// endpoints are those that are judged and those that exist, by what they lead to.
	endpoints map[name][]*plan.Endpoint
	// judged are the endpoints to judge that lead to services of AWS.
	judged []*plan.Endpoint
	// services are those of the input services: their endpoints may be another stack's.
	services map[name]plan.Wish
	// later says what keeps endpoints from being known; empty if nothing does.
	later string
	// told says that the missing input was named already.
	told bool
}

// stockOf reads what there is; nil if the rule cannot be judged at all.
func stockOf(c *rule.Case) *stock {
	s := &stock{Case: c, endpoints: map[name][]*plan.Endpoint{}, services: map[name]plan.Wish{}}
	judged := c.Judged()
	if !c.Endpoints.IsGiven() || !c.Settled("", "services or workloads", c.Wishes) {
		return nil
	}
	for _, e := range slices.Concat(judged, c.Existing.Or(nil)) {
		s.take(e)
	}
	if c.Existing.IsUnknown() {
		s.later = "existing_endpoints is not known yet"
	}
	for _, w := range c.Wishes.Or(nil) {
		if n := (name{base(w.Key, w.Entry), w.Region}); w.Workload == "" && !s.wished(n) {
			s.services[n] = w
		}
	}
	return s
}

// take puts an endpoint in stock.
func (s *stock) take(e *plan.Endpoint) {
	switch {
	case e.Service.Kind == plan.Undecided && e.ServiceName.IsUnknown():
		s.wait(e, "service_name")
	case !e.Service.IsAWS():
	case e.HomeRegion().IsUnknown():
		s.wait(e, "service_region")
	default:
		s.endpoints[of(e)] = append(s.endpoints[of(e)], e)
		if e.Listed {
			s.judged = append(s.judged, e)
		}
	}
}

// wait leaves an endpoint out of which it is not known yet what it leads to.
func (s *stock) wait(e *plan.Endpoint, attribute string) {
	s.later = fmt.Sprintf("the %s of endpoint %q is not known yet", attribute, e.Key)
	if e.Listed {
		s.Later(e.Key, "%s is not known yet", attribute)
	}
}

// of names what an endpoint of a service of AWS leads to.
func of(e *plan.Endpoint) name {
	return name{base(e.Service.Key, e.Service.Entry), e.HomeRegion().Or("")}
}

// base is the key of a service, for a FIPS variant that of the service itself.
func base(key string, entry *catalog.Service) string {
	if entry == nil {
		return key
	}
	return cmp.Or(entry.FIPSOf, key)
}

func (s *stock) wished(n name) bool {
	_, yes := s.services[n]
	return yes
}

// scope is where something calls from: a VPC, which without an id may still be the plan's own.
type scope struct {
	vpc plan.Text
	own bool
}

func scopeOf(e *plan.Endpoint) scope { return scope{e.VPCID, e.VPCOmitted} }

// site is a VPC and a Region whose services are called there.
type site struct{ vpc, region string }

func siteOf(e *plan.Endpoint) site { return site{e.VPCID.Or(""), of(e).region} }

// here is the VPC of the plan.
func (s *stock) here() scope { return scope{s.Network.VPCID, true} }

// same reports whether two scopes are one VPC: nobody said otherwise, or it is not known yet.
func (a scope) same(b scope) (yes, open bool) {
	x, given := a.vpc.Get()
	y, also := b.vpc.Get()
	switch {
	case a.own && b.own, given && also && x == y, a.vpc.IsAbsent(), b.vpc.IsAbsent():
		return true, false
	case given && also:
		return false, false
	}
	return false, true
}

// serving are the endpoints that serve a service in a VPC: those in it, interface endpoints
// of a hub, and for callers of this hub those of their own VPCs. Of others it is not known
// yet whether they are in it.
func (s *stock) serving(n name, in scope) (sure []*plan.Endpoint, open bool) {
	for _, e := range s.endpoints[n] {
		switch yes, later := in.same(scopeOf(e)); {
		case yes || e.Is(catalog.Interface) || s.inSpoke(e):
			sure = append(sure, e)
		case later || e.Type.IsUnknown():
			open = true
		}
	}
	return sure, open
}

// inSpoke reports whether an endpoint is in a VPC that uses the endpoints of this one.
func (s *stock) inSpoke(e *plan.Endpoint) bool {
	id, given := e.VPCID.Get()
	return given && slices.ContainsFunc(s.Spokes.Or(nil), func(spoke plan.Spoke) bool { return spoke.ID.Or("") == id })
}

// present reports whether a service has an endpoint for a VPC, or is said to have one, and
// whether that may turn out later.
func (s *stock) present(n name, in scope) (yes, open bool) {
	sure, open := s.serving(n, in)
	return s.wished(n) || len(sure) > 0, open
}

// need is what something needs of other services.
type need struct {
	// target and at are what needs them.
	target string
	at     input.Path
	region string
	scope  scope
	keys   []string
}

// lacking are the services that certainly have no endpoint. Where one of them may have one
// that is not seen, the rule is not checked.
func (s *stock) lacking(n need) []string {
	var out []string
	later := s.later
	for _, key := range n.keys {
		yes, open := s.present(name{key, n.region}, n.scope)
		if yes {
			continue
		}
		out = append(out, key)
		if open {
			later = fmt.Sprintf("the VPC of an endpoint for %s is not known yet", key)
		}
	}
	switch {
	case len(out) == 0:
		return nil
	case later != "":
		s.Later(n.target, "%s", later)
		return nil
	case s.Existing.IsAbsent():
		if !s.told {
			s.Missing("", "existing_endpoints is not given, so other endpoints may exist")
			s.told = true
		}
		return nil
	}
	return out
}

// absent are the services that are not seen to have an endpoint, for a reminder.
func (s *stock) absent(in scope, region string, keys ...string) []string {
	var out []string
	for _, key := range keys {
		if yes, _ := s.present(name{key, region}, in); !yes {
			out = append(out, key)
		}
	}
	return out
}

// severity is that of a missing endpoint: traffic of clients that all have a default route
// leaves through it instead.
func (s *stock) severity() (severity rule.Severity, remark string) {
	if wayOut(s.Plan) {
		return rule.Warning, " The traffic leaves through the default routes of the client subnets instead."
	}
	return s.Rule.Severity, ""
}

// wayOut reports whether every client subnet is known to have a default route.
func wayOut(p *plan.Plan) bool {
	clients := 0
	for _, subnet := range p.Network.Subnets {
		client, known := subnet.Client.Get()
		if !subnet.Listed || known && !client {
			continue
		}
		if !known || subnet.Table == plan.None || !slices.ContainsFunc(p.Network.Tables[subnet.Table].Routes, plan.Route.IsDefault) {
			return false
		}
		clients++
	}
	return clients > 0
}
