package design

import (
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/guardrail"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/price"
	"github.com/vpce-tools/terraform-provider-vpce/internal/recommend"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
	"github.com/vpce-tools/terraform-provider-vpce/internal/topology"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// Request is what is to be designed.
type Request struct {
	// Catalog and Book hold the facts, Region is that of the VPC.
	Catalog *catalog.Catalog
	Book    *price.Book
	Region  catalog.Region
	// Inputs are the inputs by their names, as in [Names].
	Inputs tree.Value
	// Hours are the hours of a month where the inputs do not say.
	Hours money.Amount
	// Overrides move severities and take rules out of scope.
	Overrides rules.Overrides
}

// Make composes the design, or says what makes the input unusable.
func Make(q Request) (*Design, input.Errors) {
	p, errs := guardrail.Read(q.Catalog, q.Region, q.Inputs)
	o, more := read(q.Inputs, q.Region.Code, p)
	if errs = append(errs, more...); len(errs) > 0 {
		return nil, errs
	}
	network, errs := topology.Read(topology.InputOf(q.Inputs))
	answer, more := recommend.Recommend(q.Catalog, o.recommend)
	if errs = append(errs, more...); len(errs) > 0 {
		return nil, errs
	}
	m := &maker{
		q: q, plan: p, order: o, network: network, answer: answer, wishOf: map[string]string{},
		Design: &Design{
			Region: q.Region, AsOf: q.Catalog.AsOf(), Recommendations: answer.Recommendations, Endpoints: map[string]*Endpoint{},
			SecurityGroupRules: map[string]SecurityGroupRule{}, Network: network.Resolved(), VPC: p.VPC, Open: !q.Inputs.Known(),
		},
	}
	m.report.Merge(answer.Report)
	m.endpoints()
	if errs := m.attach(); len(errs) > 0 {
		return nil, errs
	}
	m.place()
	if errs := m.policies(); len(errs) > 0 {
		return nil, errs
	}
	if errs := m.bill(); len(errs) > 0 {
		return nil, errs
	}
	m.securityGroups()
	m.hostedZones()
	m.steps()
	if errs := m.judge(); len(errs) > 0 {
		return nil, errs
	}
	m.settle()
	return m.Design, nil
}

// settle says what may still change. Whatever rests on something that is not known yet must
// not be told as if it were certain: Terraform would not notice.
func (m *maker) settle() {
	in := m.q.Inputs
	for _, e := range m.Endpoints {
		// A gateway endpoint goes if others turn out to serve all of its tables.
		m.KeysOpen = m.KeysOpen || e.RouteTables.IsUnknown() && (m.plan.Existing.IsUnknown() || len(m.plan.Existing.Or(nil)) > 0)
		m.CostOpen = m.CostOpen || e.Subnets.IsUnknown() || e.ServiceName.IsUnknown()
	}
	for _, name := range paying {
		m.CostOpen = m.CostOpen || !in.At(name).Known()
	}
	m.KeysOpen = m.KeysOpen || m.order.cheapest && m.CostOpen
	m.RulesOpen = !in.At("caller_cidr_blocks").Known()
	for _, e := range m.Endpoints {
		m.RulesOpen = m.RulesOpen || m.portsOpen(e)
	}
	for _, subnet := range in.At("subnets").Members() {
		m.RulesOpen = m.RulesOpen || m.familyOpen(subnet)
	}
	for _, existing := range in.At("existing_endpoints").Members() {
		m.KeysOpen = m.KeysOpen || existing.At("state").Kind() == tree.Unknown
	}
	m.RulesOpen = m.RulesOpen || in.At("subnets").Kind() == tree.Unknown || !in.At("vpc").At("cidr_block_associations").Known() ||
		slices.ContainsFunc(m.Network.Subnets, func(s plan.Subnet) bool { return s.Client.IsUnknown() })
	for _, name := range []string{"endpoint_services", "resource_configurations", "service_networks", "targets", "existing_endpoints"} {
		m.StepsOpen = m.StepsOpen || !in.At(name).Known()
	}
	// Whose the VPC is matters to what belongs to somebody.
	others := len(m.plan.EndpointServices.Or(nil)) + len(m.plan.ResourceConfigurations.Or(nil)) + len(m.plan.ServiceNetworks.Or(nil)) + len(m.plan.Targets.Or(nil))
	m.StepsOpen = m.StepsOpen || others > 0 && m.plan.VPC.OwnerID.IsUnknown() || m.plan.Policies.Trusted.IsUnknown()
	m.FindingsOpen = m.FindingsOpen || m.CostOpen || m.RulesOpen || m.StepsOpen || m.routesOpen()
}

// portsOpen reports whether something is not known yet that decides which rules of security
// groups an endpoint for one of the caller's own entries needs.
func (m *maker) portsOpen(e *Endpoint) bool {
	service := m.q.Inputs.At("endpoint_services").At(e.Service)
	return e.Open && (!service.At("ports").Known() || e.AddressOpen() || !m.q.Inputs.At("resource_configurations").At(e.Service).At("port_ranges").Known())
}

// AddressOpen reports whether the address type may still change: ipv4 is always possible.
func (e *Endpoint) AddressOpen() bool { return e.Open && e.IPAddressType.Or("ipv4") != "ipv4" }

// routesOpen reports whether something about routes, or what they name, is not known yet.
func (m *maker) routesOpen() bool {
	for _, name := range []string{"prefix_lists", "quota_usage", "quotas", "routes", "service_options"} {
		if !m.q.Inputs.At(name).Known() {
			return true
		}
	}
	for _, table := range m.q.Inputs.At("route_tables").Members() {
		for _, name := range []string{"associations", "main", "route", "routes"} {
			if !table.At(name).Known() {
				return true
			}
		}
	}
	return false
}

// maker carries one run.
type maker struct {
	*Design
	q       Request
	plan    *plan.Plan
	order   order
	network *topology.Network
	answer  *recommend.Result
	// wishOf is the key of the recommendation that an endpoint serves, by endpoint key.
	wishOf map[string]string
	report rules.Report
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// endpoints takes over what was recommended, and lets what is not known yet pass through.
func (m *maker) endpoints() {
	for _, wish := range sortedKeys(m.answer.Recommendations) {
		for _, key := range m.answer.Recommendations[wish].Endpoints {
			if _, shared := m.wishOf[key]; !shared {
				m.wishOf[key] = wish
			}
		}
	}
	for key, e := range m.answer.Endpoints {
		out := &Endpoint{
			Key: key, Service: e.Service, VPCID: m.Network.VPCID, ServiceName: orAbsent(e.ServiceName), ServiceRegion: orAbsent(e.ServiceRegion),
			Type: e.Type, ResourceConfigurationARN: orAbsent(e.ResourceConfigurationARN), ServiceNetworkARN: orAbsent(e.ServiceNetworkARN),
			PrivateDNSNames: e.PrivateDNSNames, IPAddressType: orAbsent(e.IPAddressType), Ports: e.Ports, Reasons: slices.Clone(e.Reasons),
		}
		if e.PrivateDNSEnabled != nil {
			out.PrivateDNSEnabled = maybe.Of(*e.PrivateDNSEnabled)
		}
		if e.Type == catalog.Gateway && e.IPAddressType == "ipv4" {
			out.IPAddressType = plan.Text{} // what AWS takes for granted need not be sent
		}
		if dns := e.DNSOptions; dns != nil {
			out.DNSOptions = &DNSOptions{RecordIPType: orAbsent(dns.DNSRecordIPType)}
			if only := dns.PrivateDNSOnlyForInboundResolverEndpoint; only != nil {
				out.DNSOptions.InboundOnly = maybe.Of(*only)
			}
		}
		if e.RequiresSecurityGroup {
			out.SecurityGroupIDs = m.order.groups
		}
		m.passThrough(out)
		m.Endpoints[key] = out
	}
}

func orAbsent(text string) plan.Text {
	if text == "" {
		return plan.Text{}
	}
	return maybe.Of(text)
}

// passThrough gives an endpoint for one of the caller's own entries what that entry says, be
// it not known yet.
func (m *maker) passThrough(e *Endpoint) {
	for _, s := range m.plan.EndpointServices.Or(nil) {
		if s.Key != e.Service {
			continue
		}
		e.ServiceName = s.ServiceName
		if s.Region.IsUnknown() {
			e.ServiceRegion = s.Region
		}
		e.AutoAccept = m.acceptsItself(s)
		e.Open = !m.q.Inputs.At("endpoint_services").At(s.Key).Known()
	}
	for _, c := range m.plan.ResourceConfigurations.Or(nil) {
		if c.Key == e.Service {
			e.ResourceConfigurationARN = c.ARN
			e.Open = !m.q.Inputs.At("resource_configurations").At(c.Key).Known()
		}
	}
	for _, n := range m.plan.ServiceNetworks.Or(nil) {
		if n.Key == e.Service {
			e.ServiceNetworkARN = n.ARN
			e.Open = !m.q.Inputs.At("service_networks").At(n.Key).Known()
		}
	}
}

// acceptsItself reports whether an endpoint may accept its own connection: the service must
// be of the account of the VPC.
func (m *maker) acceptsItself(s *plan.EndpointService) plan.Flag {
	own, accept := m.plan.VPC.OwnerID, s.AcceptanceRequired
	switch {
	case own.IsAbsent() || s.Owner.IsAbsent() || accept.IsAbsent() || accept.IsGiven() && !accept.Or(false):
		return plan.Flag{}
	case own.IsUnknown() || s.Owner.IsUnknown() || accept.IsUnknown():
		return maybe.Unknown[bool]()
	case own == s.Owner:
		return maybe.Of(true)
	}
	return plan.Flag{}
}

// entry is the caller's own entry of endpoint_services behind an endpoint; nil if it is none.
func (m *maker) entry(e *Endpoint) *plan.EndpointService { return m.entryNamed(e.Service) }

func (m *maker) entryNamed(key string) *plan.EndpointService {
	for _, s := range m.plan.EndpointServices.Or(nil) {
		if s.Key == key {
			return s
		}
	}
	return nil
}

// drop takes an endpoint out of the design.
func (m *maker) drop(key string) {
	delete(m.Endpoints, key)
}

// pair reports whether the gateway and an interface endpoint of one service are both there.
func (d *Design) pair(service string) bool {
	gateway, interfaces := false, false
	for _, e := range d.Endpoints {
		if e.Service == service && e.ServiceRegion.IsAbsent() {
			gateway = gateway || e.Type == catalog.Gateway
			interfaces = interfaces || e.Type == catalog.Interface
		}
	}
	return gateway && interfaces
}

// callersOf are the places whose callers an endpoint serves.
func (m *maker) callersOf(e *Endpoint) []string {
	callers := m.order.recommend.Callers
	if option := m.option(e); option != nil && option.Callers != nil {
		callers = option.Callers
	}
	if len(callers) == 0 {
		callers = []string{recommend.CallerVPC}
	}
	if e.Type == catalog.Gateway {
		return []string{recommend.CallerVPC} // others do not get through its routes (GW-10)
	}
	if e.Type == catalog.Interface && m.pair(e.Service) {
		// The VPC itself has the gateway endpoint.
		callers = slices.DeleteFunc(slices.Clone(callers), func(c string) bool { return c == recommend.CallerVPC })
	}
	return callers
}

// option is the entry of service_options for an endpoint; nil if there is none.
func (m *maker) option(e *Endpoint) *recommend.Option {
	for _, word := range sortedKeys(m.order.recommend.Options) {
		option := m.order.recommend.Options[word]
		if slices.Contains(m.wishes(word, option.ServiceRegion), m.wishOf[e.Key]) {
			return &option
		}
	}
	return nil
}

// wishes are the keys of recommendations that a word stands for.
func (m *maker) wishes(word, serviceRegion string) []string {
	if _, own := m.answer.Recommendations[word]; own && !strings.Contains(word, "@") && serviceRegion == "" {
		return []string{word}
	}
	return keysOf(m.q.Catalog, m.Region.Code, word, serviceRegion)
}
