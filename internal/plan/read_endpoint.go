package plan

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// endpoints reads one of the two maps of endpoints.
func (r *reader) endpoints(name string, listed bool) maybe.Value[[]*Endpoint] {
	return each(r, name, func(key string, at input.Path, v tree.Value) *Endpoint {
		return r.endpoint(key, at, v, listed)
	})
}

// endpoint reads one endpoint and puts the defaults in place.
func (r *reader) endpoint(key string, at input.Path, v tree.Value, listed bool) *Endpoint {
	e := &Endpoint{
		Key: key, At: at, Listed: listed, ID: v.Text("id"), VPCID: v.Text("vpc_id"), Region: v.Text("region"),
		ServiceName: v.Text("service_name"), ServiceRegion: v.Text("service_region"), Policy: v.Text("policy"),
		AutoAccept: v.Flag("auto_accept"), PrivateDNS: v.Flag("private_dns_enabled"), IPAddressType: v.Text("ip_address_type"),
		State: v.Text("state"), OwnerID: v.Text("owner_id"), RequesterManaged: v.Flag("requester_managed"),
		PrefixListID: v.Text("prefix_list_id"), CIDRBlocks: v.Texts("cidr_blocks"), DNS: readDNSOptions(v.At("dns_options")),
		Addresses: tree.Elements(v.At("subnet_configuration"), func(v tree.Value) Address {
			return Address{SubnetID: v.Text("subnet_id"), IPv4: v.Text("ipv4"), IPv6: v.Text("ipv6")}
		}),
		ResourceConfigurationARN: v.Text("resource_configuration_arn"), ServiceNetworkARN: v.Text("service_network_arn"),
		Keys: TargetKeys{
			EndpointService: v.Text("endpoint_service"), ResourceConfiguration: v.Text("resource_configuration"), ServiceNetwork: v.Text("service_network"),
		},
	}
	if e.Region.IsAbsent() {
		e.Region = maybe.Of(r.Region.Code)
	}
	if e.VPCID.IsAbsent() {
		e.VPCID, e.VPCOmitted = r.Network.VPCID, true
	}
	if e.PrivateDNS.IsAbsent() {
		e.PrivateDNS = maybe.Of(false)
	}
	if e.IPAddressType.IsAbsent() {
		e.IPAddressType, e.IPAddressTypeOmitted = maybe.Of("ipv4"), true
	}
	e.readType(v.Text("vpc_endpoint_type"), &r.errs)
	e.Inline = Attached{
		RouteTables:    r.refs(&r.table, v.Texts("route_table_ids"), v.Texts("route_tables"), e.Path("route_tables")),
		Subnets:        r.refs(&r.subnet, v.Texts("subnet_ids"), v.Texts("subnets"), e.Path("subnets")),
		SecurityGroups: r.refs(&r.group, v.Texts("security_group_ids"), v.Texts("security_groups"), e.Path("security_groups")),
	}
	r.leadTo(e, v)
	return e
}

// readType takes the type as written, or what hashicorp/aws makes of none.
func (e *Endpoint) readType(word Text, errs *input.Errors) {
	text, given := word.Get()
	switch {
	case word.IsUnknown():
		e.Type = maybe.Unknown[catalog.EndpointType]()
	case !given:
		e.Type, e.TypeOmitted = maybe.Of(catalog.Gateway), true
	case !slices.Contains(catalog.EndpointTypes(), text):
		errs.Add(e.Path("vpc_endpoint_type"), "%q is not a type of endpoint; there are %s.", text, strings.Join(catalog.EndpointTypes(), ", "))
	default:
		e.Type = maybe.Of(catalog.EndpointType(text))
	}
}

// readDNSOptions reads the dns_options block: a list of at most one.
func readDNSOptions(v tree.Value) maybe.Value[DNSOptions] {
	read := func(v tree.Value) DNSOptions {
		o := DNSOptions{
			RecordIPType: v.Text("dns_record_ip_type"), InboundOnly: v.Flag("private_dns_only_for_inbound_resolver_endpoint"),
			Preference: v.Text("private_dns_preference"), Domains: v.Texts("private_dns_specified_domains"),
		}
		if o.InboundOnly.IsAbsent() {
			o.InboundOnly = maybe.Of(false)
		}
		return o
	}
	switch v.Kind() {
	case tree.Unknown:
		return maybe.Unknown[DNSOptions]()
	case tree.Map: // an object in place of the list, as a dynamic input may hold
		return maybe.Of(read(v))
	case tree.List:
		if blocks := v.Elements(); len(blocks) > 0 {
			return maybe.Of(read(blocks[0]))
		}
	}
	return maybe.Absent[DNSOptions]()
}

// leadTo finds what an endpoint leads to: by its own keys, by its ARNs, by its name, else by
// its key alone.
func (r *reader) leadTo(e *Endpoint, v tree.Value) {
	if key, given := v.Text("resource_configuration").Get(); given {
		e.Service.Resource = find(r, r.resources, r.ResourceConfigurations.IsGiven(), key, e.Path("resource_configuration"), "resource_configurations")
	}
	if key, given := v.Text("service_network").Get(); given {
		e.Service.Network = find(r, r.networks, r.ServiceNetworks.IsGiven(), key, e.Path("service_network"), "service_networks")
	}
	if key, given := v.Text("endpoint_service").Get(); given {
		e.Service.Endpoint = find(r, r.services, r.EndpointServices.IsGiven(), key, e.Path("endpoint_service"), "endpoint_services")
	}
	s := &e.Service
	if arn, given := e.ResourceConfigurationARN.Get(); given && s.Resource == nil {
		for _, key := range sortedKeys(r.resources) {
			if r.resources[key].ARN.Or("") == arn {
				s.Resource = r.resources[key]
			}
		}
	}
	if arn, given := e.ServiceNetworkARN.Get(); given && s.Network == nil {
		for _, key := range sortedKeys(r.networks) {
			if r.networks[key].ARN.Or("") == arn {
				s.Network = r.networks[key]
			}
		}
	}
	switch {
	case s.Resource != nil:
		s.Kind, s.Key = Lattice, s.Resource.Key
	case e.ResourceConfigurationARN.IsGiven():
		s.Kind = Lattice
	case s.Network != nil:
		s.Kind, s.Key = Mesh, s.Network.Key
	case e.ServiceNetworkARN.IsGiven():
		s.Kind = Mesh
	default:
		r.named(e)
	}
}

func find[T any](r *reader, all map[string]*T, given bool, key string, at input.Path, name string) *T {
	if found, known := all[key]; known {
		return found
	}
	if given {
		r.errs.Add(at, "%q is not a key of %s; its keys are %s.", key, name, strings.Join(sortedKeys(all), ", "))
	}
	return nil
}

// named resolves the full service name of an endpoint.
func (r *reader) named(e *Endpoint) {
	s := &e.Service
	name, given := e.ServiceName.Get()
	if s.Endpoint == nil && given {
		for _, key := range sortedKeys(r.services) {
			if r.services[key].ServiceName.Or("") == name {
				s.Endpoint = r.services[key]
				break
			}
		}
	}
	if given {
		s.Name = r.Catalog.ParseName(name)
	}
	switch {
	case given && s.Name.Kind == catalog.KindAWS:
		s.Kind, s.Key = AWS, s.Name.Service
		s.Entry, _ = r.Catalog.Service(s.Key)
		s.Offer = r.offer(e)
	case s.Endpoint != nil && (!given || s.Name.Kind != catalog.KindUnknown || s.Endpoint.ServiceName.Or("") == name):
		s.Kind, s.Key = Own, s.Endpoint.Key
	case given && s.Name.Kind == catalog.KindEndpointService:
		s.Kind, s.Key = Own, s.Name.Service
	}
}

// offer looks up the endpoint's type in the Region that the name speaks of, else in the
// Region of the service.
func (r *reader) offer(e *Endpoint) maybe.Value[catalog.Offer] {
	region := e.HomeRegion()
	if in := e.Service.Name.Region; in != "" {
		region = maybe.Of(in)
	}
	t, known := e.Type.Get()
	if region.IsUnknown() || !known {
		return maybe.Unknown[catalog.Offer]()
	}
	key := e.Service.Key
	for _, candidate := range append([]string{key}, e.Service.Name.Keys()...) {
		if offer, has := r.Catalog.Offer(candidate, region.Or(""), t); has {
			return maybe.Of(offer)
		}
	}
	return maybe.Absent[catalog.Offer]()
}

// dropExisting takes endpoints that are judged out of those that exist besides.
func (r *reader) dropExisting() {
	judged := map[string]bool{}
	for _, e := range r.Endpoints.Or(nil) {
		if id, given := e.ID.Get(); given {
			judged[id] = true
		}
	}
	if existing, given := r.Existing.Get(); given {
		r.Existing = maybe.Of(slices.DeleteFunc(existing, func(e *Endpoint) bool { return judged[e.ID.Or("")] || e.Gone() }))
	}
}

// associations reads the resources that attach things to endpoints, and counts them for the
// endpoint that they name.
func (r *reader) associations() {
	byKey, byID := map[string]*Endpoint{}, map[string]*Endpoint{}
	for _, list := range [][]*Endpoint{r.Existing.Or(nil), r.Endpoints.Or(nil)} {
		for _, e := range list {
			e.RouteTables, e.Subnets, e.SecurityGroups = e.Inline.RouteTables, e.Inline.Subnets, e.Inline.SecurityGroups
			byKey[e.Key] = e
			if id, given := e.ID.Get(); given {
				byID[id] = e
			}
		}
	}
	r.Associations = each(r, "endpoint_associations", func(key string, at input.Path, v tree.Value) Association {
		a := Association{Key: key, At: at, EndpointID: v.Text("vpc_endpoint_id"), ReplaceDefault: v.Flag("replace_default_association"), PrivateDNS: v.Flag("private_dns_enabled")}
		var open [3]bool
		a.RouteTable, open[0] = r.one(&r.table, v.Text("route_table_id"), v.Text("route_table"), at.Attribute("route_table"))
		a.Subnet, open[1] = r.one(&r.subnet, v.Text("subnet_id"), v.Text("subnet"), at.Attribute("subnet"))
		a.SecurityGroup, open[2] = r.one(&r.group, v.Text("security_group_id"), v.Text("security_group"), at.Attribute("security_group"))
		name, id := v.Text("endpoint"), v.Text("vpc_endpoint_id")
		if text, given := name.Get(); given {
			if a.Endpoint = byKey[text]; a.Endpoint == nil {
				r.errs.Add(at.Attribute("endpoint"), "%q is not a key of endpoints or existing_endpoints.", text)
			}
		} else if text, given := id.Get(); given {
			a.Endpoint = byID[text]
		} else {
			a.Open = name.IsUnknown() || id.IsUnknown()
		}
		r.attach(a, open)
		return a
	})
	if r.Associations.IsUnknown() {
		r.attach(Association{RouteTable: None, Subnet: None, SecurityGroup: None, Open: true, PrivateDNS: maybe.Of(true)}, [3]bool{true, true, true})
	}
}

// attach counts an association for its endpoint; one whose endpoint is not known yet may be
// any endpoint's.
func (r *reader) attach(a Association, open [3]bool) {
	targets := []*Endpoint{a.Endpoint}
	if a.Open {
		targets = append(slices.Clone(r.Endpoints.Or(nil)), r.Existing.Or(nil)...)
	}
	for _, e := range targets {
		if e == nil {
			continue
		}
		for i, refs := range []*Refs{&e.RouteTables, &e.Subnets, &e.SecurityGroups} {
			item := []int{a.RouteTable, a.Subnet, a.SecurityGroup}[i]
			switch {
			case open[i] || a.Open && item != None:
				refs.Open = true
			case item != None:
				*refs = refs.with(item)
			}
		}
		switch {
		case a.PrivateDNS.IsAbsent() || e.PrivateDNS == a.PrivateDNS:
		case a.Open: // it may be this endpoint's or another's
			e.PrivateDNS = maybe.Unknown[bool]()
		default:
			e.PrivateDNS = a.PrivateDNS
		}
	}
}
