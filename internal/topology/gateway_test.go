package topology_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/topology"
)

const s3Name = "com.amazonaws.us-east-1.s3"

// single is a network of one client subnet with a table of its own, of which everything is
// known; change makes a case of it.
func single(change func(*in, *topology.Subnet, *topology.RouteTable)) in {
	s := topology.Subnet{RouteTable: is("private"), CIDRBlock: is("10.0.1.0/24")}
	r := topology.RouteTable{ID: is("rtb-1"), Routes: of([]topology.Route{})}
	input := in{
		ExistingEndpoints: of(endpoints{}),
		PrefixLists: of(map[string]topology.PrefixList{
			"s3": {ID: is("pl-s3"), Name: is(s3Name), CIDRs: list("52.216.0.0/15", "3.5.0.0/19")},
		}),
	}
	change(&input, &s, &r)
	if input.Subnets.IsAbsent() {
		input.Subnets = of(subnets{"a": s})
	}
	input.RouteTables = of(tables{"private": r})
	return input
}

func route(destination string, target topology.Target) maybe.Value[[]topology.Route] {
	return of([]topology.Route{{CIDRBlock: is(destination), Target: target}})
}

func TestGatewayRules(t *testing.T) {
	t.Parallel()
	nat := topology.Target{Attribute: "nat_gateway_id", ID: is("nat-1")}
	peering := topology.Target{Attribute: "vpc_peering_connection_id", ID: is("pcx-1")}
	gateway := func(e topology.Endpoint) func(*in, *topology.Subnet, *topology.RouteTable) {
		return func(i *in, _ *topology.Subnet, _ *topology.RouteTable) {
			if e.ServiceName.IsAbsent() {
				e.ServiceName = is(s3Name)
			}
			i.ExistingEndpoints = of(endpoints{"other": e})
		}
	}
	for name, c := range map[string]struct {
		change func(*in, *topology.Subnet, *topology.RouteTable)
		want   []string
	}{
		"nothing is wrong": {func(*in, *topology.Subnet, *topology.RouteTable) {}, []string{}},

		"GW-02: an endpoint without tables":                 {gateway(topology.Endpoint{}), []string{"E GW-02 other"}},
		"GW-02: silent for another type":                    {gateway(topology.Endpoint{Type: is("Interface")}), []string{}},
		"GW-02: silent for another Region":                  {gateway(topology.Endpoint{Region: is("us-west-2")}), []string{}},
		"GW-02: silent for one that is gone":                {gateway(topology.Endpoint{State: is("deleted")}), []string{}},
		"GW-06: not checked while the tables are not known": {gateway(topology.Endpoint{ID: is("vpce-1"), RouteTableIDs: later[[]topology.Text]()}), []string{"? GW-06 other"}},
		"GW-06: not checked while the service is not known": {
			gateway(topology.Endpoint{ID: is("vpce-1"), ServiceName: later[string](), RouteTableIDs: list("rtb-9")}), []string{"? GW-06 other"},
		},
		"GW-06, QUO-01, QUO-02: not checked without existing endpoints": {
			func(i *in, _ *topology.Subnet, _ *topology.RouteTable) {
				i.ExistingEndpoints = maybe.Absent[map[string]topology.Endpoint]()
			},
			[]string{"? GW-06", "? QUO-01", "? QUO-02"},
		},
		"GW-06, QUO-01, QUO-02: not checked while existing endpoints are not known": {
			func(i *in, _ *topology.Subnet, _ *topology.RouteTable) { i.ExistingEndpoints = later[endpoints]() },
			[]string{"? GW-06", "? QUO-01", "? QUO-02"},
		},
		"GW-06: a table with a route of its own to the service": {
			func(_ *in, _ *topology.Subnet, r *topology.RouteTable) {
				r.Routes = of([]topology.Route{{PrefixListID: is("pl-s3"), Target: nat}})
			},
			[]string{"E GW-06 private"},
		},
		"TF-01: one endpoint under two keys": {
			func(i *in, _ *topology.Subnet, _ *topology.RouteTable) {
				e := topology.Endpoint{ID: is("vpce-1"), ServiceName: is(s3Name), RouteTableIDs: list("rtb-9")}
				i.ExistingEndpoints = of(endpoints{"x": e, "y": e})
			},
			[]string{"W TF-01 y"},
		},
		"TF-02: an association that is written twice": {
			func(i *in, s *topology.Subnet, _ *topology.RouteTable) {
				s.RouteTable = topology.Text{}
				a := topology.RouteTableAssociation{Subnet: is("a"), RouteTable: is("private")}
				i.RouteTableAssociations = of(associations{"x": a, "y": a})
			},
			[]string{"E TF-02 a"},
		},
		"GW-03: not checked without subnets": {
			func(i *in, _ *topology.Subnet, _ *topology.RouteTable) { i.Subnets = later[subnets]() }, []string{"? GW-03"},
		},
		"GW-03: not checked while it is not known who is a client": {
			func(_ *in, s *topology.Subnet, _ *topology.RouteTable) { s.Client = later[bool]() }, []string{"? GW-03"},
		},
		"GW-03: silent where no clients are": {
			func(_ *in, s *topology.Subnet, _ *topology.RouteTable) { s.Client = of(false) }, []string{},
		},
		"GW-04: a table that others use as well": {
			func(i *in, s *topology.Subnet, _ *topology.RouteTable) {
				other := *s
				other.Client = of(false)
				i.Subnets = of(subnets{"a": *s, "b": other})
			},
			[]string{"W GW-04 private"},
		},
		"GW-07 and GW-06: a written route shows its endpoint": {
			func(i *in, _ *topology.Subnet, _ *topology.RouteTable) {
				i.Routes = of(routes{"x": {RouteTable: is("private"), PrefixListID: is("pl-s3"), Target: topology.Target{Attribute: "vpc_endpoint_id", ID: is("vpce-1")}}})
			},
			[]string{"W GW-07 private", "I GW-06/TF-10 private"},
		},
		"GW-08 and GW-23: a default route goes on": {
			func(_ *in, _ *topology.Subnet, r *topology.RouteTable) { r.Routes = route("0.0.0.0/0", nat) },
			[]string{"I GW-08 s3", "I GW-23 s3"},
		},
		"GW-08 and GW-23: so does one to an egress-only gateway": {
			func(_ *in, _ *topology.Subnet, r *topology.RouteTable) {
				r.Routes = of([]topology.Route{{IPv6CIDRBlock: is("::/0"), Target: topology.Target{Attribute: "egress_only_gateway_id", ID: is("eigw-1")}}})
			},
			[]string{"I GW-08 s3", "I GW-23 s3"},
		},
		"GW-08: a default route to a network interface says nothing about the way out": {
			func(_ *in, _ *topology.Subnet, r *topology.RouteTable) {
				r.Routes = route("0.0.0.0/0", topology.Target{Attribute: "network_interface_id", ID: is("eni-1")})
			},
			[]string{},
		},
		"GW-08: a route that is more specific wins": {
			func(_ *in, _ *topology.Subnet, r *topology.RouteTable) { r.Routes = route("52.217.1.0/24", peering) },
			[]string{"W GW-08 private"},
		},
		"GW-08: a route with the very range wins too": {
			func(_ *in, _ *topology.Subnet, r *topology.RouteTable) { r.Routes = route("3.5.0.0/19", peering) },
			[]string{"W GW-08 private"},
		},
		"GW-08: a wider route loses": {
			func(_ *in, _ *topology.Subnet, r *topology.RouteTable) { r.Routes = route("52.0.0.0/8", peering) }, []string{},
		},
		"GW-08: not checked without the service's ranges": {
			func(i *in, _ *topology.Subnet, r *topology.RouteTable) {
				i.PrefixLists, r.Routes = maybe.Absent[map[string]topology.PrefixList](), route("52.217.1.0/24", peering)
			},
			[]string{"? GW-08 s3"},
		},
		"GW-08: private destinations need no ranges": {
			func(i *in, _ *topology.Subnet, r *topology.RouteTable) {
				i.PrefixLists, r.Routes = maybe.Absent[map[string]topology.PrefixList](), route("10.1.0.0/16", peering)
			},
			[]string{},
		},
		"GW-08: a gateway endpoint's own ranges serve as well": {
			func(i *in, _ *topology.Subnet, r *topology.RouteTable) {
				i.PrefixLists, r.Routes = maybe.Absent[map[string]topology.PrefixList](), route("52.217.1.0/24", peering)
				i.ExistingEndpoints = of(endpoints{"other": {
					ID: is("vpce-1"), ServiceName: is(s3Name), RouteTableIDs: list("rtb-9"),
					PrefixListID: is("pl-s3"), CIDRBlocks: list("52.216.0.0/15"),
				}})
			},
			[]string{"W GW-08 private"},
		},
		"GW-08: not checked while a destination is not known": {
			func(_ *in, _ *topology.Subnet, r *topology.RouteTable) {
				r.Routes = of([]topology.Route{{CIDRBlock: later[string](), Target: peering}})
			},
			[]string{"? GW-08 private"},
		},
		"GW-08, GW-09, QUO-07: not checked without routes": {
			func(_ *in, _ *topology.Subnet, r *topology.RouteTable) {
				r.Routes = maybe.Absent[[]topology.Route]()
			},
			[]string{"? GW-08", "? GW-09", "? QUO-07"},
		},
		"GW-08, GW-09, QUO-07: not checked while a route may be anybody's": {
			func(i *in, _ *topology.Subnet, _ *topology.RouteTable) {
				i.Routes = of(routes{"x": {RouteTableID: later[string](), CIDRBlock: is("10.9.0.0/16")}})
			},
			[]string{"? GW-08", "? GW-09", "? QUO-07"},
		},
		"GW-09: a prefix list that overlaps": {
			func(i *in, _ *topology.Subnet, r *topology.RouteTable) {
				i.PrefixLists.Or(nil)["own"] = topology.PrefixList{ID: is("pl-own"), CIDRs: list("52.216.5.0/24")}
				r.Routes = of([]topology.Route{{PrefixListID: is("pl-own"), Target: peering}})
			},
			[]string{"W GW-09 private"},
		},
		"GW-09: silent for a prefix list elsewhere": {
			func(i *in, _ *topology.Subnet, r *topology.RouteTable) {
				i.PrefixLists.Or(nil)["own"] = topology.PrefixList{ID: is("pl-own"), CIDRs: list("10.9.0.0/16")}
				r.Routes = of([]topology.Route{{PrefixListID: is("pl-own"), Target: peering}})
			},
			[]string{},
		},
		"GW-09: not checked for a prefix list that nobody describes": {
			func(_ *in, _ *topology.Subnet, r *topology.RouteTable) {
				r.Routes = of([]topology.Route{{PrefixListID: is("pl-own"), Target: peering}})
			},
			[]string{"? GW-09 s3"},
		},
		"GW-10: a client in another VPC": {
			func(i *in, s *topology.Subnet, _ *topology.RouteTable) {
				i.VPC.ID, s.VPCID = is("vpc-1"), is("vpc-2")
			},
			[]string{"E GW-10"},
		},
		"GW-18: not checked without CIDR blocks": {
			func(_ *in, s *topology.Subnet, _ *topology.RouteTable) { s.CIDRBlock = topology.Text{} }, []string{"? GW-18"},
		},
		"GW-18: not checked while they are not known": {
			func(_ *in, s *topology.Subnet, _ *topology.RouteTable) { s.CIDRBlock = later[string]() }, []string{"? GW-18"},
		},
		"GW-18: no type suits IPv4-only and IPv6-only subnets": {
			func(i *in, s *topology.Subnet, _ *topology.RouteTable) {
				i.Subnets = of(subnets{"a": *s, "b": {RouteTable: is("private"), IPv6Native: of(true)}})
			},
			[]string{"E GW-18 s3"},
		},
		"GW-20: a record type that does not fit": {
			gateway(topology.Endpoint{ID: is("vpce-1"), RouteTableIDs: list("rtb-9"), DNSRecordIPType: is("dualstack")}), []string{"E GW-20 other"},
		},
		"GW-20: service-defined always fits": {
			gateway(topology.Endpoint{ID: is("vpce-1"), RouteTableIDs: list("rtb-9"), DNSRecordIPType: is("service-defined")}), []string{},
		},
		"GW-21: an ipv4 endpoint for subnets with IPv6": {
			func(i *in, s *topology.Subnet, _ *topology.RouteTable) {
				i.Subnets = of(subnets{"a": *s, "b": {RouteTable: is("private"), CIDRBlock: is("10.0.2.0/24"), IPv6CIDRBlock: is("2001:db8::/64")}})
			},
			[]string{"W GW-21 s3"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			same(t, c.want, heads(associate(t, single(c.change), "s3").Report))
		})
	}
}

func TestAddressTypeOfGateways(t *testing.T) {
	t.Parallel()
	four := topology.Subnet{RouteTable: is("r"), CIDRBlock: is("10.0.1.0/24")}
	six := topology.Subnet{RouteTable: is("r"), IPv6CIDRBlock: is("2001:db8::/64")}
	dual := topology.Subnet{RouteTable: is("r"), CIDRBlock: is("10.0.1.0/24"), IPv6CIDRBlock: is("2001:db8::/64")}
	for name, c := range map[string]struct {
		subnets subnets
		asked   topology.Text
		service string
		want    topology.Text
		report  []string
	}{
		"IPv4 only":                             {subnets{"a": four}, topology.Text{}, "s3", is("ipv4"), []string{}},
		"IPv6 only":                             {subnets{"a": six}, topology.Text{}, "s3", is("ipv6"), []string{}},
		"both":                                  {subnets{"a": dual}, topology.Text{}, "s3", is("dualstack"), []string{}},
		"some with IPv6":                        {subnets{"a": dual, "b": four}, topology.Text{}, "s3", is("ipv4"), []string{"W GW-21 s3"}},
		"both, for a service without IPv6":      {subnets{"a": dual}, topology.Text{}, "dynamodb", is("ipv4"), []string{}},
		"IPv6 only, for a service without IPv6": {subnets{"a": six}, topology.Text{}, "dynamodb", topology.Text{}, []string{"E GW-18 dynamodb"}},
		"asked for and fitting":                 {subnets{"a": dual}, is("dualstack"), "s3", is("dualstack"), []string{}},
		"asked for and not fitting":             {subnets{"a": dual, "b": four}, is("dualstack"), "s3", is("dualstack"), []string{"E GW-18 s3"}},
		"IPv6 asked of subnets with both":       {subnets{"a": dual}, is("ipv6"), "s3", is("ipv6"), []string{"E GW-18 s3"}},
		"asked for and doubtful":                {subnets{"a": dual}, is("dualstack"), "dynamodb", is("dualstack"), []string{"W GW-19 dynamodb"}},
		"asked for without CIDR blocks":         {subnets{"a": {RouteTable: is("r")}}, is("ipv4"), "dynamodb", is("ipv4"), []string{"? GW-18"}},
		"asked for, not known yet":              {subnets{"a": dual}, later[string](), "s3", later[string](), []string{}},
		"ipv4 asked for and passed by":          {subnets{"a": dual}, is("ipv4"), "s3", is("ipv4"), []string{"W GW-21 s3"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := read(t, in{
				Subnets: of(c.subnets), RouteTables: of(tables{"r": {Routes: of([]topology.Route{})}}), ExistingEndpoints: of(endpoints{}),
			})
			out, errs := n.Associate(facts(t), topology.AssociateRequest{Region: "us-east-1", Services: of([]string{c.service}), IPAddressType: c.asked})
			if len(errs) > 0 {
				t.Fatal(errs)
			}
			same(t, c.want, out.Associations[c.service+"/r"].IPAddressType)
			same(t, c.report, heads(out.Report))
		})
	}
}

func TestUnknownEndpointsMayServeATable(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		existing maybe.Value[endpoints]
		want     topology.Text
	}{
		"the map is not known yet": {later[endpoints](), later[string]()},
		"the tables of one are not known yet": {
			of(endpoints{"x": {ID: is("vpce-1"), ServiceName: is(s3Name), RouteTableIDs: later[[]topology.Text]()}}), later[string](),
		},
		"one of the tables of one is not known yet": {
			of(endpoints{"x": {ID: is("vpce-1"), ServiceName: is(s3Name), RouteTableIDs: of([]topology.Text{later[string]()})}}), later[string](),
		},
		"a table that is known counts all the same": {
			of(endpoints{"x": {ID: is("vpce-1"), ServiceName: is(s3Name), RouteTableIDs: of([]topology.Text{is("rtb-1"), later[string]()})}}), is("x"),
		},
		"those of another service do not matter": {
			of(endpoints{"x": {ID: is("vpce-1"), ServiceName: is("com.amazonaws.us-east-1.dynamodb"), RouteTableIDs: later[[]topology.Text]()}}), topology.Text{},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out := associate(t, single(func(i *in, _ *topology.Subnet, _ *topology.RouteTable) { i.ExistingEndpoints = c.existing }), "s3")
			same(t, c.want, out.Associations["s3/private"].AlreadyServedBy)
		})
	}
}

func TestManyKeysAreCounted(t *testing.T) {
	t.Parallel()
	all := subnets{}
	for i := range 12 {
		all[fmt.Sprintf("s%02d", i)] = topology.Subnet{}
	}
	out := associate(t, in{Subnets: of(all)}, "s3")
	reason := out.Report.NotChecked()[0].Reason
	if want := `"s08", "s09" and 2 more is not known`; !strings.Contains(reason, want) {
		t.Errorf("got %q, want %q in it", reason, want)
	}
}

func TestGatewayQuotas(t *testing.T) {
	t.Parallel()
	many := func(n int) endpoints {
		m := endpoints{}
		for i := range n {
			m[string(rune('A'+i))] = topology.Endpoint{ID: is("vpce-" + string(rune('A'+i))), VPCID: is("vpc-2"), ServiceName: is(s3Name), RouteTableIDs: list("rtb-" + string(rune('A'+i)))}
		}
		return m
	}
	for name, c := range map[string]struct {
		existing      int
		routes        int
		quotas, usage map[string]int64
		want          []string
	}{
		"few are fine":                        {existing: 14, want: []string{}},
		"four fifths are a warning":           {existing: 15, want: []string{"W QUO-01"}},
		"the quota itself is a warning":       {existing: 19, want: []string{"W QUO-01"}},
		"one more is a fault":                 {existing: 20, want: []string{"E QUO-01"}},
		"a raised quota counts":               {existing: 20, quotas: map[string]int64{"gateway_endpoints_per_region": 40}, want: []string{}},
		"what exists elsewhere counts":        {existing: 10, usage: map[string]int64{"gateway_endpoints_per_region": 10}, want: []string{"E QUO-01"}},
		"the quota of the VPC counts apart":   {usage: map[string]int64{"gateway_endpoints_per_vpc": 255}, want: []string{"E QUO-02"}},
		"routes below four fifths are fine":   {routes: 398, want: []string{}},
		"a prefix list counts as a route":     {routes: 399, want: []string{"W QUO-07/GW-24 private"}},
		"one route too many is a fault":       {routes: 500, want: []string{"E QUO-07/GW-24 private"}},
		"a raised quota of routes counts too": {routes: 500, quotas: map[string]int64{"routes_per_route_table": 1000}, want: []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := read(t, single(func(i *in, _ *topology.Subnet, r *topology.RouteTable) {
				i.VPC.ID, i.ExistingEndpoints = is("vpc-1"), of(many(c.existing))
				list := make([]topology.Route, c.routes)
				for j := range list {
					list[j] = topology.Route{CIDRBlock: is("10.9.0.0/24"), Target: topology.Target{Attribute: "vpc_peering_connection_id", ID: is("pcx-1")}}
				}
				r.Routes = of(list)
			}))
			out, errs := n.Associate(facts(t), topology.AssociateRequest{Region: "us-east-1", Services: of([]string{"s3"}), Quotas: c.quotas, Usage: c.usage})
			if len(errs) > 0 {
				t.Fatal(errs)
			}
			same(t, c.want, heads(out.Report))
		})
	}
}

func TestServicesOfGateways(t *testing.T) {
	t.Parallel()
	network := single(func(*in, *topology.Subnet, *topology.RouteTable) {})
	keys := func(region string, services maybe.Value[[]string]) ([]string, []string) {
		out, errs := read(t, network).Associate(facts(t), topology.AssociateRequest{Region: region, Services: services})
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		var keys []string
		for _, key := range []string{"dynamodb/private", "s3/private", "s3express/private"} {
			if _, ok := out.Associations[key]; ok {
				keys = append(keys, key)
			}
		}
		return keys, heads(out.Report)
	}
	for name, c := range map[string]struct {
		region   string
		services maybe.Value[[]string]
		want     []string
		report   []string
	}{
		"S3 and DynamoDB by default":               {"us-east-1", maybe.Absent[[]string](), []string{"dynamodb/private", "s3/private"}, []string{}},
		"those with a gateway endpoint count":      {"us-east-1", of([]string{"ecr", "S3", "s3", "logs"}), []string{"s3/private"}, []string{}},
		"a full service name counts":               {"us-east-1", of([]string{s3Name}), []string{"s3/private"}, []string{}},
		"directory buckets live in some zones":     {"us-east-1", of([]string{"s3express"}), []string{"s3express/private"}, []string{"I GW-01 s3express"}},
		"directory buckets are not in each Region": {"eu-west-2", of([]string{"s3express"}), nil, []string{"E REG-22 s3express"}},
		"none of them has a gateway endpoint":      {"us-east-1", of([]string{"logs"}), nil, []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, report := keys(c.region, c.services)
			same(t, c.want, got)
			same(t, c.report, report)
		})
	}
}

func TestAssociateRefusesBadRequests(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		request    topology.AssociateRequest
		path, text string
	}{
		"an unknown Region":       {topology.AssociateRequest{Region: "us-east-9"}, "region", `"us-east-9" is not a Region`},
		"an unknown service":      {topology.AssociateRequest{Region: "us-east-1", Services: of([]string{"s3", "s4"})}, "services[1]", `"s4" is neither a service key`},
		"no service at all":       {topology.AssociateRequest{Region: "us-east-1", Services: of([]string{})}, "services", "The list is empty"},
		"an unknown address type": {topology.AssociateRequest{Region: "us-east-1", IPAddressType: is("ipv5")}, "ip_address_type", `"ipv5" is not an address type`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, errs := read(t, in{}).Associate(facts(t), c.request)
			if len(errs) != 1 || errs[0].Path.String() != c.path || !strings.HasPrefix(errs[0].Text, c.text) {
				t.Errorf("got %v, want one at %s: %s", errs, c.path, c.text)
			}
		})
	}
}

// twoVPCs has a client in each of two VPCs.
func twoVPCs() in {
	return in{
		Subnets: of(subnets{
			"a": {VPCID: is("vpc-1"), RouteTable: is("one"), CIDRBlock: is("10.0.1.0/24")},
			"b": {VPCID: is("vpc-2"), RouteTable: is("two"), CIDRBlock: is("10.0.2.0/24")},
		}),
		RouteTables: of(tables{
			"one": {ID: is("rtb-1"), VPCID: is("vpc-1"), Routes: of([]topology.Route{})},
			"two": {ID: is("rtb-2"), VPCID: is("vpc-2"), Routes: of([]topology.Route{})},
		}),
		ExistingEndpoints: of(endpoints{}),
	}
}

func TestAnEndpointIsInOneVPC(t *testing.T) {
	t.Parallel()
	t.Run("tables of another VPC are not proposed", func(t *testing.T) {
		t.Parallel()
		input := twoVPCs()
		input.VPC.ID = is("vpc-1")
		out := associate(t, input, "s3")
		same(t, map[string][]string{"s3": {"rtb-1"}}, out.RouteTableIDs)
		same(t, []string{"E GW-10"}, heads(out.Report))
	})
	t.Run("the table alone shows the other VPC", func(t *testing.T) {
		t.Parallel()
		input := twoVPCs()
		input.VPC.ID = is("vpc-1")
		all := input.Subnets.Or(nil)
		b := all["b"]
		b.VPCID = topology.Text{}
		all["b"] = b
		out := associate(t, input, "s3")
		same(t, map[string][]string{"s3": {"rtb-1"}}, out.RouteTableIDs)
		same(t, []string{"E GW-10"}, heads(out.Report))
	})
	t.Run("two VPCs and none named cannot be answered", func(t *testing.T) {
		t.Parallel()
		_, errs := topology.Read(twoVPCs())
		if len(errs) != 1 || errs[0].Path.String() != `subnets["b"].vpc_id` {
			t.Errorf("got %v", errs)
		}
	})
}

func TestSubnetsOfATableThatIsServedDoNotDecideTheAddressType(t *testing.T) {
	t.Parallel()
	input := in{
		Subnets: of(subnets{
			"four": {RouteTable: is("one"), CIDRBlock: is("10.0.1.0/24")},
			"six":  {RouteTable: is("two"), IPv6CIDRBlock: is("2001:db8::/64"), IPv6Native: of(true)},
		}),
		Routes: of(routes{}),
		ExistingEndpoints: of(endpoints{
			"network": {ID: is("vpce-1"), ServiceName: is(s3Name), RouteTables: list("two"), IPAddressType: is("ipv6")},
		}),
	}
	out := associate(t, input, "s3")
	same(t, is("ipv4"), out.Associations["s3/one"].IPAddressType)
	same(t, is("ipv6"), out.Associations["s3/two"].IPAddressType)
	same(t, []string{"I GW-06/TF-10 two"}, heads(out.Report))
}

func TestSubnetsOfOneFamilyThatTheServiceDoesNotTake(t *testing.T) {
	t.Parallel()
	out := associate(t, in{
		Subnets: of(subnets{"six": {RouteTable: is("one"), IPv6CIDRBlock: is("2001:db8::/64"), IPv6Native: of(true)}}),
		Routes:  of(routes{}), ExistingEndpoints: of(endpoints{}),
	}, "dynamodb")
	same(t, []string{`E GW-18 dynamodb: No address type that the dynamodb gateway endpoint is known to take suits all subnets of its route tables (six: IPv6 only).`}, outcome(out.Report))
}

// onMain has one client that is associated with the main table, and a more specific route there.
func onMain() in {
	return in{
		Subnets: of(subnets{"a": {RouteTable: is("main"), CIDRBlock: is("10.0.1.0/24")}}),
		RouteTables: of(tables{"main": {Main: of(true), Routes: of([]topology.Route{
			{CIDRBlock: is("52.216.0.0/16"), Target: topology.Target{Attribute: "nat_gateway_id", ID: is("nat-1")}},
		})}}),
		PrefixLists:       of(map[string]topology.PrefixList{"s3": {ID: is("pl-1"), Name: is(s3Name), CIDRs: list("52.216.0.0/15")}}),
		ExistingEndpoints: of(endpoints{}),
	}
}

func TestTheMainTableMovesSubnetsThatAreNotListed(t *testing.T) {
	t.Parallel()
	same(t, []string{"W GW-04 main", "W GW-08 main"}, heads(associate(t, onMain(), "s3").Report))
}

func TestAPlanIsJudgedLikeTheAnswer(t *testing.T) {
	t.Parallel()
	input := onMain()
	all := input.Subnets.Or(nil)
	all["b"] = topology.Subnet{CIDRBlock: is("10.0.2.0/24")}
	all["c"] = topology.Subnet{CIDRBlock: is("10.0.3.0/24"), RouteTable: is("main"), Client: of(false)}
	want := []string{"W GW-04 main", "W GW-04 main", "W GW-05 main", "W GW-08 main"}
	same(t, want, heads(associate(t, input, "s3").Report))
	input.ExistingEndpoints = of(endpoints{"planned": {ServiceName: is(s3Name), RouteTables: list("main")}})
	same(t, want, heads(associate(t, input, "s3").Report))
}

func TestAnEndpointOfAnotherRegionServesNoTableHere(t *testing.T) {
	t.Parallel()
	for name, region := range map[string]topology.Text{"its name says so": {}, "its Region contradicts its name": is("us-east-1")} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out := associate(t, in{
				Subnets: of(subnets{"a": {RouteTable: is("one"), CIDRBlock: is("10.0.1.0/24")}}),
				Routes:  of(routes{}),
				ExistingEndpoints: of(endpoints{
					"ireland": {ID: is("vpce-1"), Region: region, ServiceName: is("com.amazonaws.eu-west-1.s3"), RouteTables: list("one")},
				}),
			}, "s3")
			same(t, map[string][]string{"s3": {"one"}}, out.RouteTableKeys)
			same(t, []string{}, outcome(out.Report))
		})
	}
}

func TestWordsThatAWSDoesNotKnowAreRefused(t *testing.T) {
	t.Parallel()
	_, errs := topology.Read(in{ExistingEndpoints: of(endpoints{
		"a": {ID: is("vpce-1"), ServiceName: is(s3Name), Type: is("gateway")},
		"b": {ID: is("vpce-2"), ServiceName: is(s3Name), IPAddressType: is("IPv4")},
	})})
	got := []string{}
	for _, err := range errs {
		got = append(got, err.Path.String())
	}
	same(t, []string{`existing_endpoints["a"].vpc_endpoint_type`, `existing_endpoints["b"].ip_address_type`}, got)
}
