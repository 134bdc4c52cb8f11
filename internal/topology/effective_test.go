package topology_test

import (
	"strings"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/topology"
)

func TestEffectiveRouteTable(t *testing.T) {
	t.Parallel()
	type m = map[string]string
	main := topology.VPC{MainRouteTableID: is("rtb-main")}
	for name, c := range map[string]struct {
		in   in
		want m
		// missing is part of the reason for which GW-03 is not checked; empty for none.
		missing string
	}{
		"a key associates": {
			in:   in{Subnets: of(subnets{"a": {RouteTable: is("private")}}), RouteTables: of(tables{"private": {}})},
			want: m{"a": "private"},
		},
		"a key alone makes a table where no tables are given": {
			in:   in{Subnets: of(subnets{"a": {RouteTable: is("private")}})},
			want: m{"a": "private"},
		},
		"an id associates": {
			in:   in{Subnets: of(subnets{"a": {RouteTableID: is("rtb-1")}}), RouteTables: of(tables{"private": {ID: is("rtb-1")}})},
			want: m{"a": "private"},
		},
		"a table known by id only is named by its id": {
			in:   in{Subnets: of(subnets{"a": {RouteTableID: is("rtb-1")}})},
			want: m{"a": "rtb-1"},
		},
		"an id that is the key of another table gets a name of its own": {
			in:   in{Subnets: of(subnets{"a": {RouteTableID: is("rtb-1")}}), RouteTables: of(tables{"rtb-1": {ID: is("rtb-2")}})},
			want: m{"a": "id:rtb-1"},
		},
		"the associations of a table associate": {
			in: in{
				Subnets:     of(subnets{"a": {ID: is("subnet-a")}}),
				RouteTables: of(tables{"private": {Associations: of([]topology.TableAssociation{{SubnetID: is("subnet-a")}})}}),
			},
			want: m{"a": "private"},
		},
		"route_table_associations associate by id": {
			in: in{
				Subnets:                of(subnets{"a": {ID: is("subnet-a")}}),
				RouteTables:            of(tables{"private": {ID: is("rtb-1")}}),
				RouteTableAssociations: of(associations{"x": {SubnetID: is("subnet-a"), RouteTableID: is("rtb-1")}}),
			},
			want: m{"a": "private"},
		},
		"route_table_associations associate by key": {
			in: in{
				Subnets:                of(subnets{"a": {}}),
				RouteTables:            of(tables{"private": {}}),
				RouteTableAssociations: of(associations{"x": {Subnet: is("a"), RouteTable: is("private")}}),
			},
			want: m{"a": "private"},
		},
		"two statements that agree are one": {
			in: in{
				Subnets: of(subnets{"a": {RouteTable: is("private"), RouteTableID: is("rtb-1")}}), RouteTables: of(tables{"private": {ID: is("rtb-1")}}),
			},
			want: m{"a": "private"},
		},
		"two statements that differ leave it open": {
			in: in{
				Subnets: of(subnets{"a": {RouteTable: is("private"), RouteTableID: is("rtb-2")}}), RouteTables: of(tables{"private": {ID: is("rtb-1")}}),
			},
			want: m{}, missing: `subnets["a"].route_table says "private" and subnets["a"].route_table_id says "rtb-2"`,
		},
		"without association the main table serves, named by the VPC": {
			in:   in{VPC: main, Subnets: of(subnets{"a": {}}), RouteTables: of(tables{"default": {ID: is("rtb-main")}})},
			want: m{"a": "default"},
		},
		"the main table may be named by the VPC alone": {
			in:   in{VPC: main, Subnets: of(subnets{"a": {}})},
			want: m{"a": "rtb-main"},
		},
		"a table may say that it is the main one": {
			in:   in{Subnets: of(subnets{"a": {}}), RouteTables: of(tables{"default": {Main: of(true)}, "other": {}})},
			want: m{"a": "default"},
		},
		"an association may say that its table is the main one": {
			in: in{
				Subnets:     of(subnets{"a": {}}),
				RouteTables: of(tables{"default": {Associations: of([]topology.TableAssociation{{Main: of(true)}})}, "other": {}}),
			},
			want: m{"a": "default"},
		},
		"the main table of another VPC is not ours": {
			in: in{
				VPC: topology.VPC{ID: is("vpc-1")}, Subnets: of(subnets{"a": {}}),
				RouteTables: of(tables{"ours": {VPCID: is("vpc-1"), Main: of(true)}, "theirs": {VPCID: is("vpc-2"), Main: of(true)}}),
			},
			want: m{"a": "ours"},
		},
		"two main tables are none": {
			in:   in{Subnets: of(subnets{"a": {}}), RouteTables: of(tables{"x": {Main: of(true)}, "y": {Main: of(true)}})},
			want: m{}, missing: "x, y each claim to be the main one",
		},
		"an unknown main table is never assumed": {
			in:   in{Subnets: of(subnets{"a": {}}), RouteTables: of(tables{"only": {}})},
			want: m{}, missing: "the main route table is not given",
		},
		"a main table that is not known yet stays open": {
			in:   in{VPC: topology.VPC{MainRouteTableID: later[string]()}, Subnets: of(subnets{"a": {}})},
			want: m{}, missing: "vpc.main_route_table_id is not known yet",
		},
		"a subnet with an id is not taken for implicit where no association was given": {
			in:   in{VPC: main, Subnets: of(subnets{"a": {ID: is("subnet-a")}}), RouteTables: of(tables{"private": {ID: is("rtb-1")}})},
			want: m{}, missing: "no association was given for any subnet",
		},
		"nor is one whose id is not known yet": {
			in:   in{VPC: main, Subnets: of(subnets{"a": {ID: later[string]()}}), RouteTables: of(tables{"private": {ID: later[string]()}})},
			want: m{}, missing: "no association was given for any subnet",
		},
		"one association shows that the others have none": {
			in: in{
				VPC: main, Subnets: of(subnets{"a": {ID: is("subnet-a"), RouteTableID: is("rtb-1")}, "b": {ID: is("subnet-b")}}),
			},
			want: m{"a": "rtb-1", "b": "rtb-main"},
		},
		"an empty map of associations says that there are none": {
			in:   in{VPC: main, Subnets: of(subnets{"a": {ID: is("subnet-a")}}), RouteTableAssociations: of(associations{})},
			want: m{"a": "rtb-main"},
		},
		"an association whose subnet is not known yet may be anybody's": {
			in: in{
				VPC: main, Subnets: of(subnets{"a": {ID: is("subnet-a"), RouteTableID: is("rtb-1")}, "b": {ID: is("subnet-b")}}),
				RouteTableAssociations: of(associations{"x": {SubnetID: later[string](), RouteTableID: is("rtb-2")}}),
			},
			want: m{"a": "rtb-1"}, missing: `the subnet of route_table_associations["x"] is not known yet`,
		},
		"an association whose table is not known yet leaves its subnet open": {
			in: in{
				VPC: main, Subnets: of(subnets{"a": {}, "b": {}}),
				RouteTableAssociations: of(associations{"x": {Subnet: is("a"), RouteTableID: later[string]()}}),
			},
			want: m{"b": "rtb-main"}, missing: `the route table of route_table_associations["x"] is not known yet`,
		},
		"associations of a table that are not known yet may be anybody's": {
			in: in{
				VPC: main, Subnets: of(subnets{"a": {}}),
				RouteTables: of(tables{"private": {Associations: later[[]topology.TableAssociation]()}}),
			},
			want: m{}, missing: `route_tables["private"].associations is not known yet`,
		},
		"a subnet without known id may be the one that an association names": {
			in: in{
				VPC: main, Subnets: of(subnets{"a": {ID: later[string]()}, "b": {}}),
				RouteTableAssociations: of(associations{"x": {SubnetID: is("subnet-x"), RouteTableID: is("rtb-2")}}),
			},
			want: m{"b": "rtb-main"}, missing: "its id is not known yet",
		},
		"the association of a gateway is about no subnet": {
			in: in{
				VPC: main, Subnets: of(subnets{"a": {}}),
				RouteTableAssociations: of(associations{"edge": {RouteTableID: is("rtb-2")}}),
			},
			want: m{"a": "rtb-main"},
		},
		"two keys with one id are one table": {
			in: in{
				Subnets:     of(subnets{"a": {RouteTable: is("second")}, "b": {RouteTable: is("first")}}),
				RouteTables: of(tables{"first": {ID: is("rtb-1")}, "second": {ID: is("rtb-1")}}),
			},
			want: m{"a": "first", "b": "first"},
		},
		"a subnet of another VPC does not use the main table": {
			in: in{
				Subnets:     of(subnets{"a": {VPCID: is("vpc-2")}}),
				RouteTables: of(tables{"default": {Main: of(true), VPCID: is("vpc-1")}}),
			},
			want: m{}, missing: "another VPC",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out := associate(t, c.in, "s3")
			same(t, c.want, out.EffectiveRouteTables)
			reason := ""
			for _, n := range out.Report.NotChecked() {
				if n.Rule == "GW-03" {
					reason += n.Reason
				}
			}
			if !strings.Contains(reason, c.missing) || (c.missing == "") != (reason == "") {
				t.Errorf("GW-03 is not checked because %q, want %q", reason, c.missing)
			}
		})
	}
}

func TestReadRefusesWhatContradictsItself(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		in         in
		path, text string
	}{
		"a key that no table has": {
			in{Subnets: of(subnets{"a": {RouteTable: is("privat")}}), RouteTables: of(tables{"private": {}})},
			`subnets["a"].route_table`, `"privat" is not a key of route_tables; its keys are "private".`,
		},
		"an association with a subnet that is not there": {
			in{Subnets: of(subnets{"a": {}}), RouteTableAssociations: of(associations{"x": {Subnet: is("b"), RouteTableID: is("rtb-1")}})},
			`route_table_associations["x"].subnet`, `"b" is not a key of subnets; its keys are "a".`,
		},
		"an association without a table": {
			in{Subnets: of(subnets{"a": {}}), RouteTableAssociations: of(associations{"x": {Subnet: is("a")}})},
			`route_table_associations["x"]`, "The association names no route table",
		},
		"a route without a table": {
			in{Routes: of(routes{"x": {CIDRBlock: is("0.0.0.0/0")}})},
			`routes["x"]`, "The route names no route table",
		},
		"a zone with two ids": {
			in{
				Subnets: of(subnets{"a": {AvailabilityZone: is("us-east-1a"), AvailabilityZoneID: is("use1-az4")}}),
				ZoneIDs: map[string]topology.Text{"us-east-1a": is("use1-az6")},
			},
			`subnets["a"].availability_zone_id`, `"use1-az4" is given for the zone "us-east-1a", which is "use1-az6" elsewhere`,
		},
		"a block that is none": {
			in{Subnets: of(subnets{"a": {CIDRBlock: is("10.0.0.0")}})},
			`subnets["a"].cidr_block`, `"10.0.0.0" is not a range of addresses`,
		},
		"a destination that is none": {
			in{Routes: of(routes{"x": {RouteTableID: is("rtb-1"), CIDRBlock: is("52.216.0.0")}})},
			`routes["x"].destination_cidr_block`, `"52.216.0.0" is not a range of addresses`,
		},
		"a destination that is none inside a table": {
			in{RouteTables: of(tables{"private": {Routes: of([]topology.Route{{IPv6CIDRBlock: is("::g/0")}})}})},
			`route_tables["private"]`, `"::g/0" is not a range of addresses`,
		},
		"a prefix list with junk": {
			in{PrefixLists: of(map[string]topology.PrefixList{"s3": {ID: is("pl-1"), CIDRs: list("junk")}})},
			`prefix_lists["s3"]`, `"junk" is not a range of addresses`,
		},
		"an existing gateway endpoint of no service": {
			in{ExistingEndpoints: of(endpoints{"s3": {RouteTableIDs: list("rtb-1")}})},
			`existing_endpoints["s3"]`, "A gateway endpoint needs service_name",
		},
		"an existing endpoint on a table that is not there": {
			in{RouteTables: of(tables{"private": {}}), ExistingEndpoints: of(endpoints{"s3": {ServiceName: is("com.amazonaws.us-east-1.s3"), RouteTables: list("public")}})},
			`existing_endpoints["s3"].route_tables["public"]`, `"public" is not a key of route_tables`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, errs := topology.Read(c.in)
			if len(errs) != 1 {
				t.Fatalf("got %d errors, want 1: %v", len(errs), errs)
			}
			if got := errs[0].Path.String(); got != c.path || !strings.Contains(errs[0].Text, c.text) {
				t.Errorf("got %s: %s\nwant %s: %s", got, errs[0].Text, c.path, c.text)
			}
		})
	}
}

func TestASubnetWithoutClientsNeedNotReachTheEndpoint(t *testing.T) {
	t.Parallel()
	out := associate(t, in{
		Subnets: of(subnets{
			"app": {ID: is("subnet-a"), RouteTable: is("one"), CIDRBlock: is("10.0.1.0/24")},
			"db":  {ID: is("subnet-b"), CIDRBlock: is("10.0.2.0/24"), Client: of(false)},
		}),
		Routes: of(routes{}), ExistingEndpoints: of(endpoints{}),
	}, "s3")
	same(t, []string{`? GW-04 : the route table of subnets "db" is not known: the main route table is not given (vpc.main_route_table_id, or main in route_tables)`}, outcome(out.Report))
}

func TestTwoAssociationsBesideTheSubnetsOwnKeyAreDuplicates(t *testing.T) {
	t.Parallel()
	out := associate(t, in{
		Subnets:     of(subnets{"a": {ID: is("subnet-a"), RouteTable: is("one"), CIDRBlock: is("10.0.1.0/24")}}),
		RouteTables: of(tables{"one": {ID: is("rtb-1"), Routes: of([]topology.Route{})}}),
		RouteTableAssociations: of(associations{
			"x": {Subnet: is("a"), RouteTable: is("one")}, "y": {SubnetID: is("subnet-a"), RouteTableID: is("rtb-1")},
		}),
		ExistingEndpoints: of(endpoints{}),
	}, "s3")
	same(t, []string{"E TF-02 a"}, heads(out.Report))
}
