package topology_test

import (
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/recommend"
	"github.com/vpce-tools/terraform-provider-vpce/internal/topology"
)

// in4 is a subnet with IPv4 in a zone.
func in4(zone string) topology.Subnet {
	return topology.Subnet{AvailabilityZoneID: is(zone), CIDRBlock: is("10.0.0.0/24")}
}

func in6(zone string) topology.Subnet {
	return topology.Subnet{AvailabilityZoneID: is(zone), IPv6Native: of(true)}
}

func dual(zone string) topology.Subnet {
	return topology.Subnet{AvailabilityZoneID: is(zone), CIDRBlock: is("10.0.0.0/24"), IPv6CIDRBlock: is("2001:db8::/64")}
}

// with changes a copy of a subnet.
func with(s topology.Subnet, change func(*topology.Subnet)) topology.Subnet {
	change(&s)
	return s
}

func free(n int64) func(*topology.Subnet) {
	return func(s *topology.Subnet) { s.AvailableIPAddressCount = of(n) }
}

func server(s *topology.Subnet)  { s.Client = of(false) }
func crowded(s *topology.Subnet) { s.Eligible = of(false) }

func TestPlace(t *testing.T) {
	t.Parallel()
	yes, no := true, false
	plain := topology.Wish{Key: "x/interface", Service: "x", Type: catalog.Interface, IPv6: &yes}
	change := func(f func(*topology.Wish)) topology.Wish {
		w := plain
		f(&w)
		return w
	}
	only := func(zones ...string) topology.Wish {
		return change(func(w *topology.Wish) { w.Limits = []topology.Limit{{Rule: "IF-03", Only: zones}} })
	}
	for name, c := range map[string]struct {
		subnets subnets
		vpc     topology.VPC
		wish    topology.Wish
		minimum int
		want    []string
		report  []string
	}{
		"one subnet in each zone, the first by key": {
			subnets{"b": in4("az1"), "a": in4("az1"), "c": in4("az2")}, topology.VPC{}, plain, 0, []string{"a", "c"}, []string{},
		},
		"a subnet that is known to have addresses goes first": {
			subnets{"a": in4("az1"), "b": with(in4("az1"), free(5)), "c": in4("az2")}, topology.VPC{}, plain, 0, []string{"b", "c"}, []string{},
		},
		"IF-08: a full subnet is dropped": {
			subnets{"a": with(in4("az1"), free(0)), "b": in4("az1"), "c": in4("az2")},
			topology.VPC{},
			plain, 0,
			[]string{"b", "c"},
			[]string{"I IF-08 x/interface"},
		},
		"a zone without clients is spared": {
			subnets{"a": in4("az1"), "b": in4("az2"), "c": with(in4("az3"), server)}, topology.VPC{}, plain, 0, []string{"a", "b"}, []string{},
		},
		"a zone without clients fills up the minimum": {
			subnets{"a": in4("az1"), "b": with(in4("az2"), server), "c": with(in4("az3"), server)}, topology.VPC{}, plain, 0, []string{"a", "b"}, []string{},
		},
		"every zone is taken where no client is known": {
			subnets{"a": with(in4("az1"), server), "b": with(in4("az2"), server), "c": with(in4("az3"), server)}, topology.VPC{}, plain, 0, []string{"a", "b", "c"}, []string{},
		},
		"IF-05: too few zones": {
			subnets{"a": in4("az1"), "b": in4("az2")}, topology.VPC{}, plain, 3, []string{"a", "b"}, []string{"W IF-05 x/interface"},
		},
		"IF-05: one zone is enough if that was said": {
			subnets{"a": in4("az1")}, topology.VPC{}, plain, 1, []string{"a"}, []string{},
		},
		"IF-06: clients in a zone without a network interface": {
			subnets{"a": in4("az1"), "b": in4("az2"), "c": with(in4("az3"), crowded)}, topology.VPC{}, plain, 0, []string{"a", "b"}, []string{"W IF-06 x/interface"},
		},
		"IF-01: a subnet of another VPC": {
			subnets{"a": in4("az1"), "b": in4("az2"), "c": with(in4("az3"), func(s *topology.Subnet) { s.VPCID = is("vpc-2") })},
			topology.VPC{ID: is("vpc-1")},
			plain, 0,
			[]string{"a", "b"},
			[]string{"I IF-01 x/interface"},
		},
		"IF-02: not checked without a zone": {
			subnets{"a": in4("az1"), "b": in4("az2"), "c": {CIDRBlock: is("10.0.0.0/24")}}, topology.VPC{}, plain, 0, []string{"a", "b"}, []string{"? IF-02 x/interface"},
		},
		"IF-02: not checked where one has the zone's name and another an id": {
			subnets{"a": in4("az1"), "b": in4("az2"), "c": {AvailabilityZone: is("us-east-1a"), CIDRBlock: is("10.0.0.0/24")}},
			topology.VPC{},
			plain, 0,
			[]string{"a", "b"},
			[]string{"? IF-02 x/interface"},
		},
		"IF-03: a zone that the service does not offer": {
			subnets{"a": in4("az1"), "b": in4("az2"), "c": in4("az3")},
			topology.VPC{},
			only("az1", "az2"), 0,
			[]string{"a", "b"},
			[]string{"W IF-06 x/interface", "I IF-03 x/interface"},
		},
		"IF-03: not checked without zone ids": {
			subnets{"a": {AvailabilityZone: is("us-east-1a")}}, topology.VPC{}, only("az1"), 0, nil, []string{"? IF-03 x/interface", "? IF-04 x/interface"},
		},
		"IF-04: no zone in common": {
			subnets{"a": in4("az1")}, topology.VPC{}, only("az2"), 0, nil, []string{"E IF-04 x/interface"},
		},
		"IF-04: no eligible subnet": {
			subnets{"a": with(in4("az1"), crowded)}, topology.VPC{}, plain, 0, nil, []string{"E IF-04 x/interface"},
		},
		"IF-04: known to be no subnet": {
			subnets{}, topology.VPC{}, plain, 0, nil, []string{"E IF-04 x/interface"},
		},
		"IF-04: not checked while it is not known who is eligible": {
			subnets{"a": with(in4("az1"), func(s *topology.Subnet) { s.Eligible = later[bool]() })}, topology.VPC{}, plain, 0, nil, []string{"? IF-04 x/interface"},
		},
		"IF-10: IPv6-only subnets are dropped where others have IPv4": {
			subnets{"a": in4("az1"), "b": in4("az2"), "c": in6("az2")}, topology.VPC{}, plain, 0, []string{"a", "b"}, []string{"I IF-10 x/interface"},
		},
		"IF-10: an address type asked for drops what does not suit": {
			subnets{"a": dual("az1"), "b": dual("az2"), "c": in4("az2")},
			topology.VPC{},
			change(func(w *topology.Wish) { w.IPAddressType = "dualstack" }), 0,
			[]string{"a", "b"},
			[]string{"I IF-10 x/interface"},
		},
		"IF-10: the service does not support what is asked for": {
			subnets{"a": dual("az1"), "b": dual("az2")},
			topology.VPC{},
			change(func(w *topology.Wish) { w.IPAddressType, w.IPv6 = "dualstack", &no }), 0,
			[]string{"a", "b"},
			[]string{"E IF-10 x/interface"},
		},
		"IF-10: not checked where it is not known what the service supports": {
			subnets{"a": dual("az1"), "b": dual("az2")},
			topology.VPC{},
			change(func(w *topology.Wish) { w.IPAddressType, w.IPv6 = "dualstack", nil }), 0,
			[]string{"a", "b"},
			[]string{"? IF-10 x/interface"},
		},
		"IF-10: not checked without CIDR blocks": {
			subnets{"a": {AvailabilityZoneID: is("az1")}, "b": {AvailabilityZoneID: is("az2")}}, topology.VPC{}, plain, 0, []string{"a", "b"}, []string{"? IF-10"},
		},
		"IF-12: an ipv4 endpoint of S3 for clients with IPv6": {
			subnets{"a": dual("az1"), "b": in4("az2")},
			topology.VPC{},
			change(func(w *topology.Wish) { w.Service = "s3" }), 0,
			[]string{"a", "b"},
			[]string{"W IF-12 x/interface"},
		},
		"GWLB-01 and GWLB-08: one subnet, and every other zone needs its own": {
			subnets{"a": with(in4("az1"), server), "b": in4("az2"), "c": in4("az3")},
			topology.VPC{},
			change(func(w *topology.Wish) { w.Type = catalog.GatewayLoadBalancer }), 0,
			[]string{"b"},
			[]string{"W GWLB-08 x/interface"},
		},
		"LAT-02: no zone of the resource gateway": {
			subnets{"a": in4("az1"), "b": in4("az2")},
			topology.VPC{},
			change(func(w *topology.Wish) { w.Overlap = []string{"az3"} }), 0,
			nil,
			[]string{"E LAT-02/IF-04 x/interface"},
		},
		"LAT-02: one zone in common is enough": {
			subnets{"a": in4("az1"), "b": in4("az2")},
			topology.VPC{},
			change(func(w *topology.Wish) { w.Overlap = []string{"az2"} }), 0,
			[]string{"a", "b"},
			[]string{},
		},
		"LAT-02: not checked without zone ids": {
			subnets{"a": {AvailabilityZone: is("us-east-1a"), CIDRBlock: is("10.0.0.0/24")}},
			topology.VPC{},
			change(func(w *topology.Wish) { w.Overlap = []string{"az2"} }), 1,
			[]string{"a"},
			[]string{"? LAT-02 x/interface"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out := read(t, in{VPC: c.vpc, Subnets: of(c.subnets)}).Place(topology.PlaceRequest{Wishes: []topology.Wish{c.wish}, MinimumAvailabilityZones: c.minimum})
			same(t, c.want, out.Placements[c.wish.Key].Subnets)
			same(t, c.report, heads(out.Report))
		})
	}
}

func TestPlaceWithoutSubnets(t *testing.T) {
	t.Parallel()
	for name, all := range map[string]maybe.Value[subnets]{"not given": {}, "not known yet": later[subnets]()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out := read(t, in{Subnets: all}).Place(topology.PlaceRequest{Wishes: []topology.Wish{{Key: "x/interface"}}})
			same(t, 0, len(out.Placements))
			same(t, []string{"? IF-01", "? IF-04"}, heads(out.Report))
		})
	}
}

func TestAddressTypeOfPlacements(t *testing.T) {
	t.Parallel()
	yes, no := true, false
	for name, c := range map[string]struct {
		subnets subnets
		ipv6    *bool
		typ     catalog.EndpointType
		want    topology.Text
		record  topology.Text
		certain bool
	}{
		"IPv4 only":                              {subnets{"a": in4("az1"), "b": in4("az2")}, &yes, catalog.Interface, is("ipv4"), is("ipv4"), true},
		"IPv6 only":                              {subnets{"a": in6("az1"), "b": in6("az2")}, &yes, catalog.Interface, is("ipv6"), is("ipv6"), true},
		"both":                                   {subnets{"a": dual("az1"), "b": dual("az2")}, &yes, catalog.Interface, is("dualstack"), is("dualstack"), true},
		"both, for a service without IPv6":       {subnets{"a": dual("az1"), "b": dual("az2")}, &no, catalog.Interface, is("ipv4"), is("ipv4"), true},
		"both, where IPv6 is not known":          {subnets{"a": dual("az1"), "b": dual("az2")}, nil, catalog.Interface, is("ipv4"), is("ipv4"), true},
		"IPv6 only, where IPv6 is not known":     {subnets{"a": in6("az1"), "b": in6("az2")}, nil, catalog.Interface, is("ipv6"), is("ipv6"), true},
		"mixed":                                  {subnets{"a": in4("az1"), "b": dual("az2")}, &yes, catalog.Interface, is("ipv4"), is("ipv4"), true},
		"nothing said":                           {subnets{"a": {AvailabilityZoneID: is("az1")}}, &yes, catalog.Interface, topology.Text{}, topology.Text{}, true},
		"a Gateway Load Balancer has no records": {subnets{"a": in4("az1")}, &yes, catalog.GatewayLoadBalancer, is("ipv4"), topology.Text{}, true},
		"not known yet": {
			subnets{"a": with(in4("az1"), func(s *topology.Subnet) { s.CIDRBlock = later[string]() })},
			&yes, catalog.Interface, later[string](), later[string](), false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := topology.Wish{Key: "x", Service: "x", Type: c.typ, IPv6: c.ipv6}
			p := read(t, in{Subnets: of(c.subnets)}).Place(topology.PlaceRequest{Wishes: []topology.Wish{w}}).Placements["x"]
			same(t, c.want, p.IPAddressType)
			same(t, c.record, p.DNSRecordIPType)
			same(t, c.certain, p.Certain)
		})
	}
}

func TestAddressesThatAllEndpointsTake(t *testing.T) {
	t.Parallel()
	n := read(t, in{Subnets: of(subnets{"a": with(in4("az1"), free(2)), "b": with(in4("az2"), free(3))})})
	out := n.Place(topology.PlaceRequest{Wishes: []topology.Wish{{Key: "x"}, {Key: "y"}, {Key: "z"}}})
	same(t, []string{"W IF-08 a"}, heads(out.Report))
}

func TestWishes(t *testing.T) {
	t.Parallel()
	three := subnets{"a": in4("use1-az1"), "b": in4("use1-az3"), "c": in4("use1-az4")}
	for name, c := range map[string]struct {
		asked  topology.Asked
		want   map[string][]string
		report []string
	}{
		"S3 means its interface endpoint here": {
			topology.Asked{Services: []string{"s3"}}, map[string][]string{"s3/interface": {"a", "b", "c"}}, []string{},
		},
		"excluded zones of a service": {
			topology.Asked{Services: []string{"email-smtp"}},
			map[string][]string{"email-smtp/interface": {"a", "c"}},
			[]string{"W IF-06 email-smtp/interface", "I IF-03 email-smtp/interface"},
		},
		"a service with a gateway endpoint only": {
			topology.Asked{Services: []string{"s3express"}}, map[string][]string{}, []string{"I GW-11 s3express"},
		},
		"a service without any endpoint": {
			topology.Asked{Services: []string{"amplify"}}, map[string][]string{}, []string{"I REG-23 amplify"},
		},
		"an option decides the address type": {
			topology.Asked{Services: []string{"ecr"}, Options: map[string]recommend.Option{"ecr.api": {IPAddressType: "dualstack"}}},
			map[string][]string{"ecr.dkr/interface": {"a", "b", "c"}},
			[]string{"E IF-04 ecr.api/interface"},
		},
		"an option moves the service to another Region": {
			topology.Asked{Services: []string{"kms"}, Options: map[string]recommend.Option{"kms": {ServiceRegion: "us-west-2"}}},
			map[string][]string{"kms/interface@us-west-2": {"a", "c"}},
			[]string{"W IF-06 kms/interface@us-west-2", "I REG-04 kms/interface@us-west-2"},
		},
		"a resource configuration needs one zone of its gateway": {
			topology.Asked{
				ResourceConfigurations: map[string]recommend.ResourceConfiguration{"db": {}},
				Own:                    topology.Own{ResourceGateways: map[string]maybe.Value[[]topology.Text]{"db": list("use1-az4")}},
			},
			map[string][]string{"db/resource": {"a", "b", "c"}},
			[]string{},
		},
		"a resource configuration of which nothing is known": {
			topology.Asked{
				ResourceConfigurations: map[string]recommend.ResourceConfiguration{"db": {}},
				Own:                    topology.Own{ResourceGateways: map[string]maybe.Value[[]topology.Text]{"db": {}}},
			},
			map[string][]string{"db/resource": {"a", "b", "c"}},
			[]string{"? LAT-02 db/resource"},
		},
		"the families of an endpoint service decide": {
			topology.Asked{
				EndpointServices: map[string]recommend.EndpointService{"own": {ServiceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0d"}},
				Options:          map[string]recommend.Option{"own": {IPAddressType: "ipv4"}},
				Own: topology.Own{EndpointServices: map[string]topology.ServiceZones{
					"own": {IDs: list("use1-az1", "use1-az3", "use1-az4"), SupportedIPAddressTypes: []string{"ipv6"}},
				}},
			},
			map[string][]string{"own/interface": {"a", "b", "c"}},
			[]string{"E IF-10 own/interface"},
		},
		"zones of an endpoint service that are not known yet": {
			topology.Asked{
				EndpointServices: map[string]recommend.EndpointService{"own": {ServiceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0d"}},
				Own:              topology.Own{EndpointServices: map[string]topology.ServiceZones{"own": {IDs: later[[]topology.Text]()}}},
			},
			map[string][]string{"own/interface": {"a", "b", "c"}},
			[]string{"? ACC-10 own/interface"},
		},
		"a zone name of this account without an id": {
			topology.Asked{
				EndpointServices: map[string]recommend.EndpointService{"own": {ServiceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0d"}},
				Own:              topology.Own{EndpointServices: map[string]topology.ServiceZones{"own": {Names: list("us-east-1f"), Owner: is("111111111111")}}},
			},
			map[string][]string{"own/interface": {"a", "b", "c"}},
			[]string{"? ACC-10 own/interface"},
		},
		"a Gateway Load Balancer service": {
			topology.Asked{
				EndpointServices: map[string]recommend.EndpointService{"fw": {ServiceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0c", ServiceType: "GatewayLoadBalancer"}},
				Own:              topology.Own{EndpointServices: map[string]topology.ServiceZones{"fw": {IDs: list("use1-az3")}}},
			},
			map[string][]string{"fw/gateway_load_balancer": {"b"}},
			[]string{"W GWLB-08 fw/gateway_load_balancer", "I GWLB-02 fw/gateway_load_balancer", "I GWLB-02 fw/gateway_load_balancer"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.asked.Region = "us-east-1"
			out := placeServices(t, read(t, in{VPC: topology.VPC{OwnerID: is("111111111111")}, Subnets: of(three)}), c.asked)
			same(t, c.want, chosen(out))
			same(t, c.report, heads(out.Report))
		})
	}
}

func TestPlaceServicesRefusesBadRequests(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		asked topology.Asked
		path  string
	}{
		"an unknown service": {topology.Asked{Region: "us-east-1", Services: []string{"ec3"}}, "services[0]"},
		"nothing at all":     {topology.Asked{Region: "us-east-1"}, "services"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, errs := read(t, in{}).PlaceServices(facts(t), c.asked)
			if len(errs) != 1 || errs[0].Path.String() != c.path {
				t.Errorf("got %v, want one error at %s", errs, c.path)
			}
		})
	}
}

func TestAZoneOfTheResourceGatewayIsTakenEvenWithoutClients(t *testing.T) {
	t.Parallel()
	n := read(t, in{Subnets: of(subnets{
		"a": {AvailabilityZoneID: is("use1-az1"), CIDRBlock: is("10.0.1.0/24")},
		"b": {AvailabilityZoneID: is("use1-az2"), CIDRBlock: is("10.0.2.0/24")},
		"c": {AvailabilityZoneID: is("use1-az3"), CIDRBlock: is("10.0.3.0/24"), Client: of(false)},
		"d": {AvailabilityZoneID: is("use1-az4"), CIDRBlock: is("10.0.4.0/24"), Client: of(false)},
	})})
	out := n.Place(topology.PlaceRequest{Wishes: []topology.Wish{{Key: "db/resource", Type: catalog.Resource, Overlap: []string{"use1-az4"}}}})
	same(t, map[string][]string{"db/resource": {"a", "b", "d"}}, chosen(out))
	same(t, []string{}, faults(out.Report))
}

func TestASubnetWithTooFewAddressesGoesLast(t *testing.T) {
	t.Parallel()
	n := read(t, in{Subnets: of(subnets{
		"a": {AvailabilityZoneID: is("use1-az1"), CIDRBlock: is("10.0.1.0/24"), AvailableIPAddressCount: of(int64(1))},
		"b": {AvailabilityZoneID: is("use1-az1"), CIDRBlock: is("10.0.2.0/24"), AvailableIPAddressCount: of(int64(2))},
		"c": {AvailabilityZoneID: is("use1-az2"), CIDRBlock: is("10.0.3.0/24"), AvailableIPAddressCount: of(int64(1))},
		"d": {AvailabilityZoneID: is("use1-az2"), CIDRBlock: is("10.0.4.0/24")},
	})})
	out := placeServices(t, n, topology.Asked{Region: "us-east-1", Services: []string{"kms", "logs"}})
	same(t, map[string][]string{"kms/interface": {"b", "d"}, "logs/interface": {"b", "d"}}, chosen(out))
	same(t, []string{}, outcome(out.Report))
}

// AWS counts IPv4 addresses only: a subnet with IPv6 alone always has none.
func TestAnIPv6SubnetNeedsNoIPv4Address(t *testing.T) {
	t.Parallel()
	six := func(zone, cidr string) topology.Subnet {
		return topology.Subnet{AvailabilityZoneID: is(zone), IPv6CIDRBlock: is(cidr), IPv6Native: of(true), AvailableIPAddressCount: of(int64(0))}
	}
	n := read(t, in{Subnets: of(subnets{"a": six("use1-az1", "2001:db8::/64"), "b": six("use1-az2", "2001:db8:0:1::/64")})})
	out := placeServices(t, n, topology.Asked{Region: "us-east-1", Services: []string{"logs"}})
	same(t, map[string][]string{"logs/interface": {"a", "b"}}, chosen(out))
	same(t, []string{}, outcome(out.Report))
}

func TestZonesOfAnotherRegionAreRefused(t *testing.T) {
	t.Parallel()
	n := read(t, in{Subnets: of(subnets{
		"case": {AvailabilityZoneID: is("use1-AZ2")},
		"id":   {AvailabilityZoneID: is("euw1-az1")},
		"name": {AvailabilityZone: is("eu-west-1a")},
		"edge": {AvailabilityZone: is("us-east-1-bos-1a"), AvailabilityZoneID: is("use1-bos1-az1")},
		"good": {AvailabilityZone: is("us-east-1a"), AvailabilityZoneID: is("use1-az9")},
	})})
	_, errs := n.PlaceServices(facts(t), topology.Asked{Region: "us-east-1", Services: []string{"email-smtp"}})
	got := []string{}
	for _, err := range errs {
		got = append(got, err.Path.String())
	}
	same(t, []string{`subnets["case"].availability_zone_id`, `subnets["id"].availability_zone_id`, `subnets["name"].availability_zone`}, got)
}

func TestAServiceWithoutIPv4IsNotGivenAnIPv4Endpoint(t *testing.T) {
	t.Parallel()
	no, yes := false, true
	n := read(t, in{Subnets: of(subnets{"a": {AvailabilityZoneID: is("use1-az1"), CIDRBlock: is("10.0.1.0/24")}})})
	out := n.Place(topology.PlaceRequest{Wishes: []topology.Wish{{Key: "p/interface", Type: catalog.Interface, IPv4: &no, IPv6: &yes}}})
	same(t, map[string][]string{}, chosen(out))
	same(t, []string{`E IF-04 p/interface: The endpoint cannot be placed. "a": Its address families do not suit an endpoint that is ipv6.`}, outcome(out.Report))
}
