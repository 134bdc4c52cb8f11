package topology

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/quota"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// AssociateRequest asks which route tables gateway endpoints must be associated with.
type AssociateRequest struct {
	// Region is the Region of the VPC.
	Region string
	// Services are words for services, of which those with a gateway endpoint in this Region
	// count; absent means s3 and dynamodb.
	Services maybe.Value[[]string]
	// IPAddressType is ipv4, ipv6 or dualstack; absent lets the subnets decide.
	IPAddressType Text
	// Quotas are raised quotas and Usage what exists besides, by the names of the quotas.
	Quotas, Usage map[string]int64
}

// Association is one route table that a gateway endpoint must serve.
type Association struct {
	// Service is the service key, ServiceName the full name; empty if that is not known.
	Service, ServiceName string
	// RouteTable is the key of the table, or its id where it has no key.
	RouteTable string
	// RouteTableID is the id of the table.
	RouteTableID Text
	// Subnets are the keys of the client subnets that use the table.
	Subnets []string
	// ThroughMain says that at least one of them uses it only because it is the main table.
	ThroughMain bool
	// IPAddressType is that of the endpoint; absent where the subnets do not decide it.
	IPAddressType Text
	// AlreadyServedBy is the key of the existing endpoint, or the id in a written route, that
	// serves the table already; it is unknown while a candidate's tables are not known yet.
	AlreadyServedBy Text
}

// Associations is the answer to an [AssociateRequest].
type Associations struct {
	// Associations are by "<service>/<route table key>", those already served included.
	Associations map[string]Association
	// RouteTableKeys are the tables to associate, by service; those already served are not
	// among them.
	RouteTableKeys map[string][]string
	// RouteTableIDs are the ids of the same tables, for services of which every id is given.
	RouteTableIDs map[string][]string
	// EffectiveRouteTables is the table of every subnet of which it is known.
	EffectiveRouteTables map[string]string
	// Report holds findings and what was not checked.
	Report rules.Report
}

// defaultServices are asked for if nothing is.
func defaultServices() []string { return []string{"s3", "dynamodb"} }

// Associate says which route tables the gateway endpoints of some services need, and what
// is wrong with those that exist.
func (n *Network) Associate(c *catalog.Catalog, q AssociateRequest) (*Associations, input.Errors) {
	var errs input.Errors
	a := &associator{
		Network: n, catalog: c, request: q,
		out: &Associations{
			Associations: map[string]Association{}, RouteTableKeys: map[string][]string{},
			RouteTableIDs: map[string][]string{}, EffectiveRouteTables: map[string]string{},
		},
	}
	if _, ok := c.Region(q.Region); !ok {
		errs.Add(input.At("region"), "%s.", c.UnknownRegion(q.Region).Error())
		return nil, errs
	}
	if t, given := q.IPAddressType.Get(); given && !slices.Contains(IPAddressTypes(), t) {
		errs.Add(input.At("ip_address_type"), "%q is not an address type; use ipv4, ipv6 or dualstack.", t)
	}
	a.services(&errs)
	if len(errs) > 0 {
		return nil, errs
	}
	a.owners()
	a.tables()
	for i := range a.wanted {
		a.serve(&a.wanted[i])
	}
	a.judgeSubnets()
	a.judgeRoutes()
	a.judgeQuotas()
	return a.out, nil
}

// associator carries one run.
type associator struct {
	*Network
	catalog *catalog.Catalog
	request AssociateRequest
	wanted  []gateway
	claims  claims
	// clientTables are the tables of client subnets, in the order of their keys.
	clientTables []int
	// proposed are the services that come new to a table, by this answer or by a plan.
	proposed map[int][]string
	out      *Associations
}

// gateway is one service with a gateway endpoint.
type gateway struct {
	offer catalog.Offer
	// ranges are what is known about its prefix list.
	ranges ranges
	// addressType is that of the endpoint to create.
	addressType Text
	// open are the tables to associate, without those already served; new are these and those
	// of planned endpoints, whose route does not exist yet either.
	open, new []int
}

// services resolves the words for services and keeps those with a gateway endpoint here.
func (a *associator) services(errs *input.Errors) {
	quota.Check("quotas", a.request.Quotas, errs)
	quota.Check("quota_usage", a.request.Usage, errs)
	words, given := a.request.Services.Get()
	if !given {
		words = defaultServices()
	}
	if len(words) == 0 {
		errs.Add(input.At("services"), "The list is empty; name a service, or leave services out for s3 and dynamodb.")
	}
	seen := map[string]bool{}
	for i, word := range words {
		refs, err := a.catalog.Resolve(word)
		if err != nil {
			errs.Add(input.At("services").Index(i), "%s.", err.Error())
			continue
		}
		for _, ref := range refs {
			offer, has := a.catalog.Offer(ref.Key, a.request.Region, catalog.Gateway)
			if !has || seen[ref.Key] || (ref.Region != "" && ref.Region != a.request.Region) {
				continue
			}
			seen[ref.Key] = true
			if offer.Availability == catalog.NotOffered {
				a.fault("REG-22", ref.Key, input.At("services").Index(i), "%s has no gateway endpoint in %s. %s", ref.Key, a.request.Region, offer.Basis)
				continue
			}
			a.wanted = append(a.wanted, gateway{offer: offer})
		}
	}
	slices.SortFunc(a.wanted, func(x, y gateway) int { return strings.Compare(x.offer.Key, y.offer.Key) })
}

// tables collects the tables of client subnets and says for which subnets none is known.
func (a *associator) tables() {
	seen := map[int]bool{}
	for _, s := range a.subnets {
		if s.effective.table == none {
			continue
		}
		a.out.EffectiveRouteTables[s.key] = a.Network.tables[s.effective.table].key
		// A table of another VPC in its list makes AWS refuse the whole endpoint.
		if s.isClient() && !a.elsewhere(s) {
			seen[s.effective.table] = true
		}
	}
	for i := range seen {
		a.clientTables = append(a.clientTables, i)
	}
	slices.SortFunc(a.clientTables, func(x, y int) int {
		return strings.Compare(a.Network.tables[x].key, a.Network.tables[y].key)
	})
	a.proposed = map[int][]string{}
}

// serve answers one service: an association for every table of a client subnet.
func (a *associator) serve(g *gateway) {
	key := g.offer.Key
	var subnets []int
	for _, i := range a.clientTables {
		by, served := a.claims.servedBy(key, i).Get()
		if !served {
			g.open = append(g.open, i)
		}
		if !served || a.claims.owners[a.claims.byKey[by]].planned {
			g.new = append(g.new, i)
			a.proposed[i] = append(a.proposed[i], key)
		} else if !a.claims.owners[a.claims.byKey[by]].planned {
			continue // its subnets are another endpoint's
		}
		subnets = append(subnets, a.Network.tables[i].users...)
	}
	g.addressType = a.addressType(*g, subnets)
	ids, complete := []string{}, true
	a.out.RouteTableKeys[key] = []string{}
	for _, i := range a.clientTables {
		t := a.Network.tables[i]
		association := Association{
			Service: key, ServiceName: g.offer.ServiceName, RouteTable: t.key, RouteTableID: t.id,
			IPAddressType: g.addressType, AlreadyServedBy: a.claims.servedBy(key, i),
		}
		for _, u := range t.users {
			if s := a.subnets[u]; s.isClient() {
				association.Subnets = append(association.Subnets, s.key)
				association.ThroughMain = association.ThroughMain || s.effective.how == throughMain
			}
		}
		if by, served := association.AlreadyServedBy.Get(); served {
			association.IPAddressType = a.claims.addressType(by)
			a.leaveOut(key, t.key, by)
		} else {
			a.out.RouteTableKeys[key] = append(a.out.RouteTableKeys[key], t.key)
			id, given := t.id.Get()
			complete = complete && given
			ids = append(ids, id)
		}
		a.out.Associations[key+"/"+t.key] = association
	}
	if complete {
		slices.Sort(ids)
		a.out.RouteTableIDs[key] = ids
	}
	if key == "s3express" && len(g.open) > 0 && len(g.offer.ZoneIDs) > 0 {
		a.remind("GW-01", key, input.At("services"), "Directory buckets in %s live only in %s; callers of other zones reach them across zones.",
			a.request.Region, shortList(g.offer.ZoneIDs))
	}
}

// leaveOut says that a table keeps the endpoint it has. A planned endpoint is the caller's
// own, of which that goes without saying.
func (a *associator) leaveOut(service, table, by string) {
	if o := a.claims.owners[a.claims.byKey[by]]; o.planned {
		return
	}
	a.out.Report.Remind(rules.Finding{
		Rule: "GW-06", Related: []string{"TF-10"}, Target: table, Attribute: input.At("route_tables").Key(table).String(),
		Detail: fmt.Sprintf("Route table %q has the %s route of %q already, so it is left out; only one endpoint can own that route.", table, service, by),
	})
}

func (a *associator) fault(rule, target string, at input.Path, format string, args ...any) {
	a.out.Report.Add(rules.Finding{Rule: rule, Target: target, Attribute: at.String(), Detail: fmt.Sprintf(format, args...)})
}

func (a *associator) remind(rule, target string, at input.Path, format string, args ...any) {
	a.out.Report.Remind(rules.Finding{Rule: rule, Target: target, Attribute: at.String(), Detail: fmt.Sprintf(format, args...)})
}

func (a *associator) skip(rule, target, format string, args ...any) {
	a.out.Report.Skip(rule, target, fmt.Sprintf(format, args...))
}
