package topology_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/recommend"
	"github.com/vpce-tools/terraform-provider-vpce/internal/topology"
)

// s06 has clients behind an own table and behind the main one.
func s06() in {
	return in{
		VPC: topology.VPC{MainRouteTableID: is("rtb-main")},
		Subnets: of(subnets{
			"s1": {RouteTable: is("app"), CIDRBlock: is("10.0.1.0/24")},
			"s2": {CIDRBlock: is("10.0.2.0/24")},
			"s3": {CIDRBlock: is("10.0.3.0/24")},
			"s4": {RouteTable: is("db"), CIDRBlock: is("10.0.4.0/24"), Client: of(false)},
		}),
		RouteTables: of(tables{
			"app":  {ID: is("rtb-app"), Routes: of([]topology.Route{})},
			"db":   {ID: is("rtb-db"), Routes: of([]topology.Route{})},
			"main": {ID: is("rtb-main"), Routes: of([]topology.Route{})},
		}),
	}
}

func TestScenarioS06SubnetsThatUseTheMainTable(t *testing.T) {
	t.Parallel()
	input := s06()
	input.ExistingEndpoints = of(endpoints{
		"planned": {ServiceName: is("com.amazonaws.us-east-1.s3"), RouteTableIDs: list("rtb-app")},
	})
	out := associate(t, input, "s3")
	same(t, map[string][]string{"s3": {"main"}}, out.RouteTableKeys)
	same(t, map[string]string{"s1": "app", "s2": "main", "s3": "main", "s4": "db"}, out.EffectiveRouteTables)
	same(t, map[string]topology.Association{
		"s3/app": {
			Service: "s3", ServiceName: "com.amazonaws.us-east-1.s3", RouteTable: "app", RouteTableID: is("rtb-app"),
			Subnets: []string{"s1"}, IPAddressType: is("ipv4"), AlreadyServedBy: is("planned"),
		},
		"s3/main": {
			Service: "s3", ServiceName: "com.amazonaws.us-east-1.s3", RouteTable: "main", RouteTableID: is("rtb-main"),
			Subnets: []string{"s2", "s3"}, ThroughMain: true, IPAddressType: is("ipv4"),
		},
	}, out.Associations)
	same(t, []string{
		`E GW-03 planned: The client subnets "s2", "s3" go through main table "main", which no gateway endpoint for s3 is associated with, so they do not reach it.`,
		`W GW-04 main: Route table "main" is the main table: associating it with the gateway endpoints for "s3" moves every subnet without an association of its own, "s2", "s3" and any that is not listed here.`,
		`W GW-05 main: The subnets "s2", "s3" reach the endpoint only because "main" is the main table; whoever makes another table the main one moves them off it without a word.`,
	}, outcome(out.Report))
}

func TestScenarioS06WithoutAPlanOnTheTables(t *testing.T) {
	t.Parallel()
	input := s06()
	input.ExistingEndpoints = of(endpoints{})
	out := associate(t, input, "s3")
	same(t, map[string][]string{"s3": {"app", "main"}}, out.RouteTableKeys)
	same(t, map[string][]string{"s3": {"rtb-app", "rtb-main"}}, out.RouteTableIDs)
	same(t, []string{"W GW-04 main", "W GW-05 main"}, heads(out.Report))
}

func TestScenarioS06WithTheMainTableUnknown(t *testing.T) {
	t.Parallel()
	for name, vpc := range map[string]topology.VPC{
		"not given":     {},
		"not known yet": {MainRouteTableID: later[string]()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			input := s06()
			input.VPC = vpc
			input.ExistingEndpoints = of(endpoints{})
			out := associate(t, input, "s3")
			same(t, map[string][]string{"s3": {"app"}}, out.RouteTableKeys)
			same(t, []string{"? GW-03", "? GW-04"}, heads(out.Report))
		})
	}
}

// s14 is the application stack of a VPC whose network stack has an S3 gateway already.
func s14() in {
	return in{
		Subnets: of(subnets{
			"b": {ID: is("subnet-b"), RouteTableID: is("rtb-2"), CIDRBlock: is("10.0.2.0/24")},
			"c": {ID: is("subnet-c"), RouteTableID: is("rtb-3"), CIDRBlock: is("10.0.3.0/24")},
		}),
		RouteTables: of(tables{"two": {ID: is("rtb-2"), Routes: of([]topology.Route{})}, "three": {ID: is("rtb-3"), Routes: of([]topology.Route{})}}),
		ExistingEndpoints: of(endpoints{
			"network": {ID: is("vpce-1"), ServiceName: is("com.amazonaws.us-east-1.s3"), RouteTableIDs: list("rtb-1", "rtb-2")},
		}),
	}
}

func TestScenarioS14TwoStacksAndOneGatewayRoute(t *testing.T) {
	t.Parallel()
	servedBy := func(a *topology.Associations) map[string]string {
		m := map[string]string{}
		for key, association := range a.Associations {
			m[key] = association.AlreadyServedBy.Or("")
		}
		return m
	}

	t.Run("the table that is served already is marked and not proposed", func(t *testing.T) {
		t.Parallel()
		out := associate(t, s14(), "s3")
		same(t, map[string][]string{"s3": {"three"}}, out.RouteTableKeys)
		same(t, map[string][]string{"s3": {"rtb-3"}}, out.RouteTableIDs)
		same(t, map[string]string{"s3/two": "network", "s3/three": ""}, servedBy(out))
		same(t, []string{`I GW-06/TF-10 two: Route table "two" has the s3 route of "network" already, so it is left out; only one endpoint can own that route.`}, outcome(out.Report))
	})
	t.Run("a plan that claims it too is a fault", func(t *testing.T) {
		t.Parallel()
		input := s14()
		all := input.ExistingEndpoints.Or(nil)
		all["app"] = topology.Endpoint{ServiceName: is("com.amazonaws.us-east-1.s3"), RouteTableIDs: list("rtb-2", "rtb-3")}
		out := associate(t, input, "s3")
		same(t, map[string]string{"s3/two": "network", "s3/three": "app"}, servedBy(out))
		same(t, []string{`E GW-06/TF-10 app: Route table "two" has the s3 route of "network" already, and "app" claims it too; AWS refuses the second route.`}, faults(out.Report))
	})
	t.Run("a written route shows the endpoint by its id", func(t *testing.T) {
		t.Parallel()
		input := s14()
		input.ExistingEndpoints = of(endpoints{})
		input.PrefixLists = of(map[string]topology.PrefixList{"s3": {ID: is("pl-1"), Name: is("com.amazonaws.us-east-1.s3")}})
		input.Routes = of(routes{"s3": {RouteTableID: is("rtb-2"), PrefixListID: is("pl-1"), Target: topology.Target{Attribute: "vpc_endpoint_id", ID: is("vpce-1")}}})
		out := associate(t, input, "s3")
		same(t, map[string]string{"s3/two": "vpce-1", "s3/three": ""}, servedBy(out))
		same(t, []string{"W GW-07 two", "I GW-06/TF-10 two"}, heads(out.Report))
	})
	t.Run("a plan that claims the table of a written route is a fault", func(t *testing.T) {
		t.Parallel()
		input := s14()
		input.ExistingEndpoints = of(endpoints{"app": {ServiceName: is(s3Name), RouteTableIDs: list("rtb-2", "rtb-3")}})
		input.PrefixLists = of(map[string]topology.PrefixList{"s3": {ID: is("pl-1"), Name: is(s3Name)}})
		input.Routes = of(routes{"s3": {RouteTableID: is("rtb-2"), PrefixListID: is("pl-1"), Target: topology.Target{Attribute: "vpc_endpoint_id", ID: is("vpce-1")}}})
		out := associate(t, input, "s3")
		same(t, map[string]string{"s3/two": "vpce-1", "s3/three": "app"}, servedBy(out))
		same(t, []string{`E GW-06/TF-10 app: Route table "two" has the s3 route of "vpce-1" already, and "app" claims it too; AWS refuses the second route.`}, faults(out.Report))
		same(t, `existing_endpoints["app"].route_table_ids`, out.Report.Findings()[0].Attribute)
	})
	t.Run("a DynamoDB gateway on the table is no conflict", func(t *testing.T) {
		t.Parallel()
		input := s14()
		input.ExistingEndpoints = of(endpoints{
			"ddb": {ID: is("vpce-2"), ServiceName: is("com.amazonaws.us-east-1.dynamodb"), RouteTableIDs: list("rtb-2")},
		})
		out := associate(t, input, "s3")
		same(t, map[string][]string{"s3": {"three", "two"}}, out.RouteTableKeys)
		same(t, []string{}, outcome(out.Report))
	})
	t.Run("two S3 gateways on other tables are no conflict", func(t *testing.T) {
		t.Parallel()
		input := s14()
		input.ExistingEndpoints = of(endpoints{
			"network": {ID: is("vpce-1"), ServiceName: is("com.amazonaws.us-east-1.s3"), RouteTableIDs: list("rtb-1")},
			"other":   {ID: is("vpce-2"), ServiceName: is("com.amazonaws.us-east-1.s3"), RouteTableIDs: list("rtb-4")},
		})
		out := associate(t, input, "s3")
		same(t, map[string][]string{"s3": {"three", "two"}}, out.RouteTableKeys)
		same(t, []string{}, outcome(out.Report))
	})
}

// s01 has a subnet with its own table in each of three zones of Seoul.
func s01() in {
	return in{
		Subnets: of(subnets{
			"p-a": {AvailabilityZoneID: is("apne2-az1"), CIDRBlock: is("10.0.1.0/24"), RouteTable: is("rtb-a")},
			"p-b": {AvailabilityZoneID: is("apne2-az2"), CIDRBlock: is("10.0.2.0/24"), RouteTable: is("rtb-b")},
			"p-c": {AvailabilityZoneID: is("apne2-az3"), CIDRBlock: is("10.0.3.0/24"), RouteTable: is("rtb-c")},
		}),
		RouteTables: of(tables{
			"rtb-a": {Routes: of([]topology.Route{{CIDRBlock: is("10.0.0.0/16"), Target: topology.Target{Attribute: "gateway_id", ID: is("local")}}})},
			"rtb-b": {Routes: of([]topology.Route{})}, "rtb-c": {Routes: of([]topology.Route{})},
		}),
		ExistingEndpoints: of(endpoints{}),
	}
}

func TestScenarioS01PrivateEKSInSeoul(t *testing.T) {
	t.Parallel()
	n := read(t, s01())
	gateways, errs := n.Associate(facts(t), topology.AssociateRequest{Region: "ap-northeast-2", Services: maybe.Of([]string{"s3", "ec2", "ecr"})})
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	same(t, map[string][]string{"s3": {"rtb-a", "rtb-b", "rtb-c"}}, gateways.RouteTableKeys)
	same(t, map[string][]string{}, gateways.RouteTableIDs)
	same(t, []string{}, outcome(gateways.Report))

	services := []string{"ec2", "ecr.api", "ecr.dkr", "sts", "eks", "elasticloadbalancing", "logs"}
	out := placeServices(t, n, topology.Asked{Region: "ap-northeast-2", Services: services})
	want := map[string][]string{}
	for _, s := range services {
		want[s+"/interface"] = []string{"p-a", "p-b", "p-c"}
	}
	same(t, want, chosen(out))
	same(t, []string{}, outcome(out.Report))
}

func TestScenarioS02IsolatedFargate(t *testing.T) {
	t.Parallel()
	input := in{
		Subnets: of(subnets{
			"i-a": {AvailabilityZoneID: is("use1-az4"), CIDRBlock: is("10.0.1.0/24"), RouteTable: is("one")},
			"i-b": {AvailabilityZoneID: is("use1-az6"), CIDRBlock: is("10.0.2.0/24"), RouteTable: is("two")},
		}),
		RouteTables:       of(tables{"one": {Routes: of([]topology.Route{})}, "two": {Routes: of([]topology.Route{})}}),
		ExistingEndpoints: of(endpoints{"s3": {ServiceName: is("com.amazonaws.us-east-1.s3"), RouteTables: list("one")}}),
	}
	out := associate(t, input, "s3")
	same(t, map[string][]string{"s3": {"two"}}, out.RouteTableKeys)
	same(t, []string{`E GW-03 s3: The client subnets "i-b" use route table "two", which no gateway endpoint for s3 is associated with, so they do not reach it.`}, outcome(out.Report))

	placed := placeServices(t, read(t, input), topology.Asked{Region: "us-east-1", Services: []string{"ecr", "logs", "secretsmanager"}})
	same(t, map[string][]string{
		"ecr.api/interface": {"i-a", "i-b"}, "ecr.dkr/interface": {"i-a", "i-b"},
		"logs/interface": {"i-a", "i-b"}, "secretsmanager/interface": {"i-a", "i-b"},
	}, chosen(placed))
	same(t, []string{}, outcome(placed.Report))
}

func TestScenarioS07PublicSubnet(t *testing.T) {
	t.Parallel()
	out := associate(t, in{
		Subnets: of(subnets{"pub": {CIDRBlock: is("10.0.0.0/24"), RouteTable: is("rtb-pub")}}),
		RouteTables: of(tables{"rtb-pub": {Routes: of([]topology.Route{
			{CIDRBlock: is("0.0.0.0/0"), Target: topology.Target{Attribute: "gateway_id", ID: is("igw-1")}},
		})}}),
		ExistingEndpoints: of(endpoints{}),
	}, "s3")
	same(t, map[string][]string{"s3": {"rtb-pub"}}, out.RouteTableKeys)
	same(t, []string{"I GW-08 s3", "I GW-23 s3"}, heads(out.Report))
}

func TestScenarioS08BucketInAnotherRegion(t *testing.T) {
	t.Parallel()
	n := read(t, in{Subnets: of(subnets{
		"i-a": {AvailabilityZoneID: is("apne2-az1"), CIDRBlock: is("10.0.1.0/24"), RouteTable: is("a")},
		"i-c": {AvailabilityZoneID: is("apne2-az3"), CIDRBlock: is("10.0.2.0/24"), RouteTable: is("c")},
	})})
	out := placeServices(t, n, topology.Asked{Region: "ap-northeast-2", Services: []string{"s3@us-west-2", "dynamodb@us-west-2"}})
	same(t, map[string][]string{"s3/interface@us-west-2": {"i-a", "i-c"}}, chosen(out))
	same(t, []string{"I REG-03 dynamodb@us-west-2"}, heads(out.Report))

	gateways, errs := n.Associate(facts(t), topology.AssociateRequest{Region: "ap-northeast-2", Services: maybe.Of([]string{"s3@us-west-2"})})
	if len(errs) > 0 || len(gateways.Associations) > 0 {
		t.Errorf("a gateway endpoint does not carry another Region, got %v %v", gateways.Associations, errs)
	}
}

// s09 is a partner's service in three zones, of which we have two.
func s09() (in, topology.Asked) {
	network := in{
		VPC: topology.VPC{OwnerID: is("111111111111")},
		Subnets: of(subnets{
			"x-a": {AvailabilityZone: is("us-east-1a"), CIDRBlock: is("10.0.1.0/24")},
			"x-b": {AvailabilityZone: is("us-east-1b"), CIDRBlock: is("10.0.2.0/24")},
			"x-c": {AvailabilityZone: is("us-east-1c"), CIDRBlock: is("10.0.3.0/24")},
		}),
		ZoneIDs: map[string]topology.Text{"us-east-1a": is("use1-az4"), "us-east-1b": is("use1-az6"), "us-east-1c": is("use1-az1")},
	}
	asked := topology.Asked{
		Region: "us-east-1",
		EndpointServices: map[string]recommend.EndpointService{
			"partner": {ServiceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0aaaaaaaaaaaaaaaa", Owner: "333333333333"},
		},
		Own: topology.Own{EndpointServices: map[string]topology.ServiceZones{
			"partner": {IDs: list("use1-az1", "use1-az2", "use1-az4"), Owner: is("333333333333")},
		}},
	}
	return network, asked
}

func TestScenarioS09PartnerService(t *testing.T) {
	t.Parallel()
	t.Run("the zone that the service does not have is dropped", func(t *testing.T) {
		t.Parallel()
		input, asked := s09()
		out := placeServices(t, read(t, input), asked)
		same(t, map[string]topology.Placement{"partner/interface": {
			Subnets: []string{"x-a", "x-c"}, SubnetIDs: make([]topology.Text, 2), AvailabilityZones: []string{"use1-az4", "use1-az1"},
			IPAddressType: is("ipv4"), DNSRecordIPType: is("ipv4"), Certain: true,
			Dropped: []topology.Dropped{{Subnet: "x-b", Rule: "ACC-10", Reason: "The endpoint service is not in zone use1-az6 but in use1-az1, use1-az2, use1-az4."}},
		}}, out.Placements)
		same(t, []string{"W IF-06 partner/interface", "I ACC-10 partner/interface"}, heads(out.Report))
	})
	t.Run("names of a partner's zones are not compared", func(t *testing.T) {
		t.Parallel()
		input, asked := s09()
		asked.Own.EndpointServices["partner"] = topology.ServiceZones{Names: list("us-east-1a"), Owner: is("333333333333")}
		out := placeServices(t, read(t, input), asked)
		same(t, map[string][]string{"partner/interface": {"x-a", "x-b", "x-c"}}, chosen(out))
		same(t, []string{"? ACC-10 partner/interface"}, heads(out.Report))
	})
	t.Run("names of the own account's zones are", func(t *testing.T) {
		t.Parallel()
		input, asked := s09()
		asked.Own.EndpointServices["partner"] = topology.ServiceZones{Names: list("us-east-1a", "us-east-1c"), Owner: is("111111111111")}
		out := placeServices(t, read(t, input), asked)
		same(t, map[string][]string{"partner/interface": {"x-a", "x-c"}}, chosen(out))
	})
	t.Run("no zone in common is a fault and no placement", func(t *testing.T) {
		t.Parallel()
		input, asked := s09()
		asked.Own.EndpointServices["partner"] = topology.ServiceZones{IDs: list("use1-az2"), Owner: is("333333333333")}
		out := placeServices(t, read(t, input), asked)
		same(t, map[string][]string{}, chosen(out))
		same(t, []string{"E IF-04 partner/interface"}, heads(out.Report))
	})
}

func TestScenarioS10ConsumerInAnotherRegion(t *testing.T) {
	t.Parallel()
	out := placeServices(t, read(t, s01()), topology.Asked{
		Region: "ap-northeast-2",
		EndpointServices: map[string]recommend.EndpointService{
			"orders": {ServiceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0bbbbbbbbbbbbbbbb", Owner: "222222222222"},
		},
		Own: topology.Own{EndpointServices: map[string]topology.ServiceZones{"orders": {IDs: list("use1-az1", "use1-az2")}}},
	})
	same(t, map[string][]string{"orders/interface@us-east-1": {"p-a", "p-c"}}, chosen(out))
	same(t, []topology.Dropped{{Subnet: "p-b", Rule: "REG-04", Reason: "AWS excludes zone apne2-az2 for services of other Regions."}},
		out.Placements["orders/interface@us-east-1"].Dropped)
}

func TestScenarioS12KeysOfAnotherRegion(t *testing.T) {
	t.Parallel()
	const key = "kms/interface@us-west-2"
	seoul := func(ids ...string) in {
		m := subnets{}
		for _, id := range ids {
			m["in-"+id] = topology.Subnet{AvailabilityZoneID: is(id), CIDRBlock: is("10.0.0.0/24")}
		}
		return in{Subnets: of(m)}
	}
	named := in{Subnets: of(subnets{
		"a": {AvailabilityZone: is("ap-northeast-2a"), CIDRBlock: is("10.0.1.0/24")},
		"b": {AvailabilityZone: is("ap-northeast-2b"), CIDRBlock: is("10.0.2.0/24")},
	})}
	for name, c := range map[string]struct {
		in      in
		service string
		want    map[string][]string
		report  []string
	}{
		"the excluded zone is dropped and one zone is left": {
			seoul("apne2-az1", "apne2-az2"), "kms@us-west-2",
			map[string][]string{key: {"in-apne2-az1"}},
			[]string{"W IF-06 " + key, "W REG-12/IF-05 " + key, "I REG-04 " + key},
		},
		"the two zones that are left are taken": {
			seoul("apne2-az1", "apne2-az2", "apne2-az3", "apne2-az4"), "kms@us-west-2",
			map[string][]string{key: {"in-apne2-az1", "in-apne2-az3"}},
			[]string{"W IF-06 " + key, "I REG-04 " + key, "I REG-04 " + key},
		},
		"nothing but excluded zones is no placement": {
			seoul("apne2-az2", "apne2-az4"), "kms@us-west-2", map[string][]string{}, []string{"E IF-04 " + key},
		},
		"the service of the same Region excludes none": {
			seoul("apne2-az1", "apne2-az2"), "kms", map[string][]string{"kms/interface": {"in-apne2-az1", "in-apne2-az2"}}, []string{},
		},
		"zone names alone do not show whether a zone is excluded": {
			named, "kms@us-west-2", map[string][]string{}, []string{"? IF-04 " + key, "? REG-04 " + key},
		},
		"zone names are enough where no zone is excluded": {
			named, "kms", map[string][]string{"kms/interface": {"a", "b"}}, []string{},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out := placeServices(t, read(t, c.in), topology.Asked{Region: "ap-northeast-2", Services: []string{c.service}})
			same(t, c.want, chosen(out))
			if diff := cmp.Diff(c.report, heads(out.Report)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}
