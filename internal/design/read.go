package design

import (
	"cmp"
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/cost"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/recommend"
	"github.com/vpce-tools/terraform-provider-vpce/internal/topology"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// Objectives are the values of objective.
const (
	// Private gives every service an endpoint.
	Private = "private"
	// Cheapest gives an endpoint only where it pays.
	Cheapest = "cheapest"
)

// Names lists the inputs, sorted.
func Names() []string {
	return []string{
		"caller_cidr_blocks", "callers", "egress", "endpoint_services", "existing_endpoints", "fips", "gb_per_month", "hours_per_month",
		"ip_address_type", "minimum_availability_zones", "nat_gateway", "objective", "prefix_lists", "price_overrides", "quota_usage",
		"quotas", "region", "resource_configurations", "route_table_associations", "route_tables", "routes", "security_group_ids",
		"service_networks", "service_options", "services", "subnets", "targets", "trusted", "vpc", "workloads", "zone_ids",
	}
}

// deciding are inputs on which the set of endpoints rests.
var deciding = []string{
	"callers", "egress", "fips", "ip_address_type", "minimum_availability_zones", "objective", "region", "services", "workloads",
}

// paying are inputs on which it rests as well where the cheapest is asked for.
var paying = []string{"gb_per_month", "hours_per_month", "nat_gateway", "price_overrides"}

// Undecided names an input that has to be known before anything can be said, and is not yet;
// empty if there is none.
func Undecided(in tree.Value) string {
	names := deciding
	if objective := in.At("objective"); objective.Kind() == tree.String && objective.AsText().Or("") == Cheapest {
		names = slices.Concat(deciding, paying)
	}
	for _, name := range names {
		if !in.At(name).Known() {
			return name
		}
	}
	for _, open := range []struct {
		name string
		keys []string
	}{
		{"service_options", []string{"callers", "service_region", "vpc_endpoint_types", "private_dns_enabled", "ip_address_type", "fips"}},
		{"endpoint_services", []string{"service_type", "region"}},
		{"resource_configurations", []string{"type"}},
		{"service_networks", nil},
		{"targets", []string{"service", "region"}},
	} {
		v := in.At(open.name)
		if v.Kind() == tree.Unknown {
			return open.name
		}
		for _, key := range slices.Sorted(maps.Keys(v.Members())) {
			member := v.At(key)
			at := input.At(open.name).Key(key)
			if member.Kind() == tree.Unknown {
				return at.String()
			}
			for _, name := range open.keys {
				if !member.At(name).Known() {
					return at.Attribute(name).String()
				}
			}
			// The name of a service, and the ARN of a target, say what is not written beside them.
			if open.name == "endpoint_services" && !member.At("service_name").Known() && !member.At("region").Given() {
				return at.Attribute("service_name").String()
			}
			if open.name == "targets" && !member.At("arn").Known() && (!member.At("service").Given() || !member.At("region").Given()) {
				return at.Attribute("arn").String()
			}
		}
	}
	return ""
}

// kindOf are the kinds of the inputs that nobody else checks: a function gets whatever a caller
// writes, and what is of another kind would be dropped without a word.
var kindOf = map[string]tree.Kind{
	"caller_cidr_blocks": tree.Map, "callers": tree.List, "prefix_lists": tree.Map, "quota_usage": tree.Map, "quotas": tree.Map,
	"route_table_associations": tree.Map, "route_tables": tree.Map, "routes": tree.Map, "service_options": tree.Map, "services": tree.List,
	"subnets": tree.Map, "vpc": tree.Map, "workloads": tree.Map, "zone_ids": tree.Map,
}

// order is what is asked for, read.
type order struct {
	recommend recommend.Request
	own       topology.Own
	// policies are those of service_options, by the word that names the service.
	policies map[string]plan.Text
	// gb is the data of a month, by what the caller wrote.
	gb        map[string]money.Amount
	nat       *cost.NAT
	overrides map[string]money.Amount
	hours     maybe.Value[money.Amount]
	cheapest  bool
	zones     int
	groups    plan.Texts
}

// reader carries one reading.
type reader struct {
	in   tree.Value
	errs input.Errors
}

// read gives the inputs that plans do not have their meaning.
func read(in tree.Value, region string, p *plan.Plan) (order, input.Errors) {
	r := &reader{in: in}
	for _, name := range Names() {
		if kind, typed := kindOf[name]; typed {
			plan.Expect(in.At(name), input.At(name), &r.errs, kind)
		}
	}
	for _, name := range []string{"subnets", "route_tables"} {
		for _, key := range slices.Sorted(maps.Keys(in.At(name).Members())) {
			if in.At(name).At(key).Kind() == tree.Null {
				r.errs.Add(input.At(name).Key(key), "This entry is null, which says nothing about it. Leave it out, or give it a value.")
			} else {
				plan.Expect(in.At(name).At(key), input.At(name).Key(key), &r.errs, tree.Map)
			}
		}
	}
	o := order{
		recommend: recommend.Request{
			Region: region, Services: texts(in.Texts("services")), Workloads: map[string][]string{}, Callers: p.Callers.Or(nil),
			IPAddressType: r.word("ip_address_type", recommend.IPAddressTypes()...), Egress: r.word("egress", recommend.Egresses()...),
			FIPS: r.flag(in.At("fips"), input.At("fips")).Or(false), Options: map[string]recommend.Option{},
		},
		policies: map[string]plan.Text{}, cheapest: r.word("objective", Private, Cheapest) == Cheapest,
		groups: r.list("security_group_ids"), zones: r.zones(),
	}
	if owner, given := p.VPC.OwnerID.Get(); given && !plan.IsAccount(owner) {
		r.errs.Add(input.At("vpc").Attribute("owner_id"), "%q is not the id of an account, which has twelve digits.", owner)
	}
	for name, parts := range in.At("workloads").Members() {
		o.recommend.Workloads[name] = texts(parts.AsTexts())
	}
	r.options(&o)
	r.entries(&o, p)
	r.targets(&o, p)
	r.money(&o)
	return o, r.errs
}

// texts are the texts of a list that are given; nil is none.
func texts(list plan.Texts) []string {
	given, ok := list.Get()
	if !ok {
		return nil
	}
	out := []string{}
	for _, text := range given {
		if word, known := text.Get(); known {
			out = append(out, word)
		}
	}
	return out
}

// word reads a text that must be one of some words; empty where it is not given.
func (r *reader) word(name string, allowed ...string) string {
	v, at := r.in.At(name), input.At(name)
	if !plan.Expect(v, at, &r.errs, tree.String) {
		return ""
	}
	text, given := v.AsText().Get()
	if given && !slices.Contains(allowed, text) {
		r.errs.Add(at, "%q is not allowed here; use %s.", text, strings.Join(allowed, ", "))
	}
	return text
}

func (r *reader) flag(v tree.Value, at input.Path) plan.Flag {
	plan.Expect(v, at, &r.errs, tree.Bool)
	return v.AsFlag()
}

// list reads a list of texts, which may be unknown one by one.
func (r *reader) list(name string) plan.Texts {
	plan.Expect(r.in.At(name), input.At(name), &r.errs, tree.List)
	return r.in.Texts(name)
}

// zones reads minimum_availability_zones.
func (r *reader) zones() int {
	v, at := r.in.At("minimum_availability_zones"), input.At("minimum_availability_zones")
	if !v.Given() || !plan.Expect(v, at, &r.errs, tree.Number) {
		return 0
	}
	n, whole := v.AsWhole().Get()
	if !whole || n < 1 || n > 32 {
		r.errs.Add(at, "A whole number from 1 is needed: in how many Availability Zones an endpoint should be.")
		return 0
	}
	return int(n)
}

// options reads service_options, of which the names are checked with the plan.
func (r *reader) options(o *order) {
	for _, word := range slices.Sorted(maps.Keys(r.in.At("service_options").Members())) {
		v, at := r.in.At("service_options").At(word), input.At("service_options").Key(word)
		for name, kind := range map[string]tree.Kind{
			"service_region": tree.String, "ip_address_type": tree.String, "policy": tree.String,
			"callers": tree.List, "vpc_endpoint_types": tree.List, "private_dns_enabled": tree.Bool, "fips": tree.Bool,
		} {
			plan.Expect(v.At(name), at.Attribute(name), &r.errs, kind)
		}
		o.policies[word] = v.Text("policy")
		option := recommend.Option{
			Callers: texts(v.Texts("callers")), IPAddressType: v.Text("ip_address_type").Or(""), FIPS: pointer(v.Flag("fips")),
			ServiceRegion: v.Text("service_region").Or(""), VPCEndpointTypes: texts(v.Texts("vpc_endpoint_types")),
			PrivateDNSEnabled: pointer(v.Flag("private_dns_enabled")), Policy: v.Text("policy").Or(""),
		}
		o.recommend.Options[word] = option
	}
}

func pointer[T any](v maybe.Value[T]) *T {
	if value, given := v.Get(); given {
		return &value
	}
	return nil
}

// entries takes over what the plan read of the caller's own services.
func (r *reader) entries(o *order, p *plan.Plan) {
	o.recommend.EndpointServices = map[string]recommend.EndpointService{}
	o.own.EndpointServices = map[string]topology.ServiceZones{}
	for _, s := range p.EndpointServices.Or(nil) {
		entry := recommend.EndpointService{
			ServiceName: s.ServiceName.Or(""), ServiceType: s.ServiceType.Or(""), Owner: s.Owner.Or(""), Region: s.Region.Or(""),
			SupportedRegions: texts(s.SupportedRegions), AcceptanceRequired: pointer(s.AcceptanceRequired),
			PrivateDNSNames: texts(s.PrivateDNSNames), PrivateDNSVerified: pointer(s.PrivateDNSVerified),
			SupportedIPAddressTypes: texts(s.SupportedIPAddressTypes), ManagesVPCEndpoints: s.ManagesVPCEndpoints.Or(false),
			PolicySupported: pointer(s.PolicySupported),
		}
		if ports, given := s.Ports.Get(); given {
			entry.Ports = make([]int, len(ports))
			for i, port := range ports {
				entry.Ports[i] = int(port)
			}
		}
		o.recommend.EndpointServices[s.Key] = entry
		o.own.EndpointServices[s.Key] = topology.ServiceZones{
			IDs: s.ZoneIDs, Names: s.ZoneNames, Owner: s.Owner, SupportedIPAddressTypes: entry.SupportedIPAddressTypes,
		}
	}
	o.recommend.ResourceConfigurations = map[string]recommend.ResourceConfiguration{}
	o.own.ResourceGateways = map[string]maybe.Value[[]topology.Text]{}
	for _, c := range p.ResourceConfigurations.Or(nil) {
		o.recommend.ResourceConfigurations[c.Key] = recommend.ResourceConfiguration{
			ARN: c.ARN.Or(""), Type: c.Type.Or(""), PortRanges: texts(c.PortRanges), Shared: pointer(c.Shared),
		}
		o.own.ResourceGateways[c.Key] = c.Gateway.Or(plan.ResourceGateway{}).ZoneIDs
	}
	o.recommend.ServiceNetworks = map[string]recommend.ServiceNetwork{}
	for _, n := range p.ServiceNetworks.Or(nil) {
		o.recommend.ServiceNetworks[n.Key] = recommend.ServiceNetwork{ARN: n.ARN.Or(""), Shared: pointer(n.Shared)}
	}
}

// targets takes over what the plan read of what the callers reach.
func (r *reader) targets(o *order, p *plan.Plan) {
	o.recommend.Targets = map[string]recommend.Target{}
	for _, t := range p.Targets.Or(nil) {
		v := r.in.At("targets").At(t.Key)
		o.recommend.Targets[t.Key] = recommend.Target{
			Service: v.Text("service").Or(""), ARN: t.ARN.Or(""), AccountID: t.AccountID.Or(""), Region: t.Region.Or(""),
			CopySourceRegion: t.CopySourceRegion.Or(""),
		}
	}
}

// money reads what the bill is made of.
func (r *reader) money(o *order) {
	o.gb, o.overrides = r.amounts("gb_per_month"), r.amounts("price_overrides")
	if v := r.in.At("hours_per_month"); v.Given() && plan.Expect(v, input.At("hours_per_month"), &r.errs, tree.Number) {
		hours := r.amount(v, input.At("hours_per_month"))
		if problem := cost.CheckHours(hours); problem != "" {
			r.errs.Add(input.At("hours_per_month"), "%s", problem)
		}
		o.hours = maybe.Of(hours)
	}
	v, at := r.in.At("nat_gateway"), input.At("nat_gateway")
	if !v.Given() {
		if o.cheapest && v.Kind() == tree.Null {
			r.errs.Add(at, "objective is cheapest, which compares with a NAT gateway: say which one could be used instead.")
		}
		return
	}
	plan.Only(v, at, &r.errs, "availability_zones", "keep", "regional")
	o.nat = &cost.NAT{
		Keep:     r.flag(v.At("keep"), at.Attribute("keep")).Or(true),
		Regional: r.flag(v.At("regional"), at.Attribute("regional")).Or(false),
	}
	if zones := v.At("availability_zones"); plan.Expect(zones, at.Attribute("availability_zones"), &r.errs, tree.Number) && zones.Given() {
		n, whole := zones.AsWhole().Get()
		if !whole {
			r.errs.Add(at.Attribute("availability_zones"), "A whole number of zones is needed.")
		}
		o.nat.Zones = maybe.Of(int(n))
	}
}

// amounts reads a map of numbers.
func (r *reader) amounts(name string) map[string]money.Amount {
	v, at := r.in.At(name), input.At(name)
	out := map[string]money.Amount{}
	if !plan.Expect(v, at, &r.errs, tree.Map) {
		return out
	}
	for _, key := range slices.Sorted(maps.Keys(v.Members())) {
		switch member := v.At(key); {
		case member.Kind() == tree.Null:
			r.errs.Add(at.Key(key), "This entry is null, which says nothing about it. Leave it out, or give it a value.")
		case member.Given() && plan.Expect(member, at.Key(key), &r.errs, tree.Number):
			out[key] = r.amount(member, at.Key(key))
		}
	}
	return out
}

func (r *reader) amount(v tree.Value, at input.Path) money.Amount {
	a, err := money.FromBig(v.AsNumber().Or(new(big.Float)))
	if err != nil {
		r.errs.Add(at, "%s.", err.Error())
	}
	return a
}

// keyOf is the key of a recommendation for a word that names a service.
func keysOf(c *catalog.Catalog, region, word, serviceRegion string) []string {
	refs, err := c.Resolve(word)
	if err != nil {
		return []string{word}
	}
	var out []string
	for _, ref := range refs {
		name := ref.Key
		if home := cmp.Or(ref.Region, serviceRegion); home != "" && home != region {
			name += "@" + home
		}
		out = append(out, name)
	}
	return out
}

// Deciding lists the inputs that have to be known before anything can be said.
func Deciding() []string { return slices.Clone(deciding) }
