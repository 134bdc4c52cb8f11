package plan

import (
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// names reads what answers DNS names beside the endpoints.
func (r *reader) names() {
	r.Zones = each(r, "private_hosted_zones", func(key string, at input.Path, v tree.Value) Zone {
		return Zone{
			Key: key, At: at, Name: Name(v.Text("name")), ZoneID: v.Text("zone_id"), Private: v.Flag("private_zone"),
			VPCs: zoneVPCs(v), Records: tree.Elements(v.At("records"), func(v tree.Value) Text { return Name(v.AsText()) }),
		}
	})
	r.ResolverRules = each(r, "resolver_rules", func(key string, at input.Path, v tree.Value) ResolverRule {
		return ResolverRule{Key: key, At: at, DomainName: Name(v.Text("domain_name")), Type: v.Text("rule_type")}
	})
	r.ResolverEndpoints = each(r, "resolver_endpoints", func(key string, at input.Path, v tree.Value) ResolverEndpoint {
		return ResolverEndpoint{Key: key, At: at, Direction: v.Text("direction")}
	})
}

// zoneVPCs reads the VPCs of a zone. The data source shows its one VPC as vpc_id.
func zoneVPCs(v tree.Value) maybe.Value[[]ZoneVPC] {
	list := tree.Elements(v.At("vpc"), func(v tree.Value) ZoneVPC {
		return ZoneVPC{VPCID: v.Text("vpc_id"), Region: v.Text("vpc_region")}
	})
	if id := v.Text("vpc_id"); !id.IsAbsent() && !list.IsUnknown() {
		return maybe.Of(append(list.Or(nil), ZoneVPC{VPCID: id}))
	}
	return list
}

// Name writes a DNS name as names are compared: in lower case, without a dot at the end.
func Name(t Text) Text {
	text, given := t.Get()
	if !given {
		return t
	}
	return maybe.Of(strings.TrimSuffix(strings.ToLower(text), "."))
}

// led reads what endpoints can lead to besides services of AWS.
func (r *reader) led() {
	r.services, r.resources, r.networks = map[string]*EndpointService{}, map[string]*ResourceConfiguration{}, map[string]*ServiceNetwork{}
	r.EndpointServices = each(r, "endpoint_services", func(key string, at input.Path, v tree.Value) *EndpointService {
		s := r.endpointService(key, at, v)
		r.services[key] = s
		return s
	})
	r.ResourceConfigurations = each(r, "resource_configurations", func(key string, at input.Path, v tree.Value) *ResourceConfiguration {
		c := &ResourceConfiguration{
			Key: key, At: at, ARN: v.Text("arn"), Type: v.Text("type"), Protocol: v.Text("protocol"), PortRanges: v.Texts("port_ranges"),
			OwnerID: v.Text("owner_id"), Shared: v.Flag("shared"),
		}
		switch g := v.At("resource_gateway"); {
		case g.Kind() == tree.Unknown:
			c.Gateway = maybe.Unknown[ResourceGateway]()
		case g.Kind() == tree.Map:
			c.Gateway = maybe.Of(ResourceGateway{VPCID: g.Text("vpc_id"), ZoneIDs: g.Texts("availability_zone_ids"), IPAddressType: g.Text("ip_address_type")})
		}
		r.resources[key] = c
		return c
	})
	r.ServiceNetworks = each(r, "service_networks", func(key string, at input.Path, v tree.Value) *ServiceNetwork {
		n := &ServiceNetwork{Key: key, At: at, ARN: v.Text("arn"), OwnerID: v.Text("owner_id"), Shared: v.Flag("shared")}
		r.networks[key] = n
		return n
	})
}

func (r *reader) endpointService(key string, at input.Path, v tree.Value) *EndpointService {
	s := &EndpointService{
		Key: key, At: at, ServiceName: v.Text("service_name"), ServiceType: v.Text("service_type"), Owner: v.Text("owner_id"),
		Region: v.Text("region"), SupportedRegions: v.Texts("supported_regions"), AllowedPrincipals: v.Texts("allowed_principals"),
		AcceptanceRequired: v.Flag("acceptance_required"), State: v.Text("state"),
		PrivateDNSNames: privateNames(v), PrivateDNSVerified: v.Flag("private_dns_name_verified"),
		ZoneIDs: v.Texts("availability_zone_ids"), ZoneNames: v.Texts("availability_zones"),
		NetworkLoadBalancerARNs: v.Texts("network_load_balancer_arns"), GatewayLoadBalancerARNs: v.Texts("gateway_load_balancer_arns"),
		SupportedIPAddressTypes: v.Texts("supported_ip_address_types"), ManagesVPCEndpoints: v.Flag("manages_vpc_endpoints"),
		Ports:           ports(v.At("ports")),
		PolicySupported: v.Flag("vpc_endpoint_policy_supported"),
	}
	if s.Owner.IsAbsent() {
		s.Owner = v.Text("owner")
	}
	states := tree.Elements(v.At("private_dns_name_configuration"), func(v tree.Value) Text { return v.Text("state") })
	if list, given := states.Get(); given && len(list) > 0 {
		s.PrivateDNSState = list[0]
	} else if states.IsUnknown() {
		s.PrivateDNSState = maybe.Unknown[string]()
	}
	if s.PrivateDNSVerified.IsAbsent() {
		if state, given := s.PrivateDNSState.Get(); given {
			s.PrivateDNSVerified = maybe.Of(state == "verified")
		} else if s.PrivateDNSState.IsUnknown() {
			s.PrivateDNSVerified = maybe.Unknown[bool]()
		}
	}
	if s.Region.IsAbsent() {
		if name, given := s.ServiceName.Get(); given {
			if parsed := r.Catalog.ParseName(name); parsed.Region != "" {
				s.Region = maybe.Of(parsed.Region)
			}
		} else if s.ServiceName.IsUnknown() {
			s.Region = maybe.Unknown[string]() // the name will say it
		}
	}
	balancers := v.At("load_balancers")
	s.LoadBalancers = loadBalancers(balancers, at.Attribute("load_balancers"))
	return s
}

// ports reads a list of TCP ports, of which all have to be known.
func ports(v tree.Value) maybe.Value[[]int64] {
	if !v.Known() {
		return maybe.Unknown[[]int64]()
	}
	return tree.Elements(v, func(v tree.Value) int64 { return v.AsWhole().Or(0) })
}

// privateNames joins the two names that hashicorp/aws has for them.
func privateNames(v tree.Value) Texts {
	names := v.Texts("private_dns_names")
	one := v.Text("private_dns_name")
	switch {
	case names.IsUnknown() || one.IsUnknown():
		return maybe.Unknown[[]Text]()
	case one.IsGiven():
		list := []Text{one}
		for _, name := range names.Or(nil) {
			if name != one {
				list = append(list, name)
			}
		}
		return maybe.Of(list)
	}
	return names
}

func loadBalancers(v tree.Value, at input.Path) maybe.Value[[]LoadBalancer] {
	switch v.Kind() {
	case tree.Unknown:
		return maybe.Unknown[[]LoadBalancer]()
	case tree.Map:
		var out []LoadBalancer
		for _, key := range sortedKeys(v.Members()) {
			b := v.At(key)
			out = append(out, LoadBalancer{
				Key: key, At: at.Key(key), ARN: b.Text("arn"), SecurityGroups: b.Texts("security_groups"),
				Enforce:     b.Text("enforce_security_group_inbound_rules_on_private_link_traffic"),
				IdleTimeout: b.Whole("tcp_idle_timeout_seconds"),
			})
		}
		return maybe.Of(out)
	}
	return maybe.Absent[[]LoadBalancer]()
}
