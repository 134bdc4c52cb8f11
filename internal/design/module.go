package design

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// Module is the design in the names of terraform-aws-modules/vpc//modules/vpc-endpoints, with
// only the attributes that apply: the module looks up each with a default of its own, which a
// null would displace. An entry of which that is not known yet is unknown as a whole. The module makes gateway and interface endpoints only.
func (d *Design) Module() map[string]tree.Value {
	out := map[string]tree.Value{}
	for key, e := range d.Endpoints {
		if e.Type != catalog.Gateway && e.Type != catalog.Interface {
			continue
		}
		if e.Open || e.RouteTables.IsUnknown() || e.Subnets.IsUnknown() || e.AutoAccept.IsUnknown() {
			out[key] = tree.NotKnown() // which attributes apply may change
			continue
		}
		entry := map[string]tree.Value{"service_type": tree.Text(string(e.Type))}
		for name, v := range map[string]tree.Value{
			"service_name": textOf(e.ServiceName), "service_region": textOf(e.ServiceRegion), "policy": textOf(e.Policy),
			"auto_accept": flagOf(e.AutoAccept), "ip_address_type": textOf(e.IPAddressType), "private_dns_enabled": flagOf(e.PrivateDNSEnabled),
			"route_table_ids": textsOf(e.RouteTableIDs), "subnet_ids": textsOf(e.SubnetIDs), "security_group_ids": textsOf(e.SecurityGroupIDs),
		} {
			if v.Kind() != tree.Null {
				entry[name] = v
			}
		}
		if dns := e.DNSOptions; dns != nil {
			options := map[string]tree.Value{}
			if dns.RecordIPType.IsGiven() {
				options["dns_record_ip_type"] = textOf(dns.RecordIPType)
			}
			if dns.InboundOnly.IsGiven() {
				options["private_dns_only_for_inbound_resolver_endpoint"] = flagOf(dns.InboundOnly)
			}
			entry["dns_options"] = tree.MapOf(options)
		}
		out[key] = tree.MapOf(entry)
	}
	return out
}
