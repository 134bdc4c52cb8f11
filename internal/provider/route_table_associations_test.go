package provider

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
)

// s06Network has clients behind a table of their own and behind the main one.
func s06Network() values {
	return values{
		"vpc": values{"main_route_table_id": "rtb-main"},
		"subnets": values{
			"s1": values{"route_table": "app", "cidr_block": "10.0.1.0/24"},
			"s2": values{"cidr_block": "10.0.2.0/24"},
			"s3": values{"cidr_block": "10.0.3.0/24"},
			"s4": values{"route_table": "db", "cidr_block": "10.0.4.0/24", "client": false},
		},
		"route_tables": values{
			"app":  values{"id": "rtb-app", "routes": []any{}},
			"db":   values{"id": "rtb-db", "routes": []any{}},
			"main": values{"route_table_id": "rtb-main", "route": []any{}},
		},
	}
}

// TestRouteTableAssociationsAnswerExactly is scenario S06 through the protocol.
func TestRouteTableAssociationsAnswerExactly(t *testing.T) {
	t.Parallel()
	config := s06Network()
	config["services"] = []string{"s3", "ecr"}
	config["existing_endpoints"] = values{
		"planned": values{"service_name": "com.amazonaws.us-east-1.s3", "route_table_ids": []any{"rtb-app"}},
	}
	state, problems := read(t, serve(t, values{"region": "us-east-1"}), "vpce_route_table_associations", config)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	association := func(table, id string, subnets []any, main bool, by any) values {
		return values{
			"service": "s3", "service_name": "com.amazonaws.us-east-1.s3", "route_table": table, "route_table_id": id,
			"subnets": subnets, "through_main": main, "ip_address_type": "ipv4", "already_served_by": by,
		}
	}
	for name, want := range map[string]any{
		"associations": values{
			"s3/app":  association("app", "rtb-app", []any{"s1"}, false, "planned"),
			"s3/main": association("main", "rtb-main", []any{"s2", "s3"}, true, nil),
		},
		"route_table_keys":       values{"s3": []any{"main"}},
		"route_table_ids":        values{"s3": []any{"rtb-main"}},
		"effective_route_tables": values{"s1": "app", "s2": "main", "s3": "main", "s4": "db"},
		"not_checked":            []any{},
	} {
		if diff := cmp.Diff(want, state[name]); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
	want := []string{"error GW-03 planned", "warning GW-04 main", "warning GW-05 main"}
	if diff := cmp.Diff(want, findingsOf(t, state)); diff != "" {
		t.Errorf("findings (-want +got)\n%s", diff)
	}
	if got := at(t, state, "findings", 0, "attribute"); got != `existing_endpoints["planned"].route_table_ids` {
		t.Errorf("the finding points at %s", got)
	}
}

// TestRouteTableAssociationsReadEveryShape says the same network in the words of other
// resources of hashicorp/aws.
func TestRouteTableAssociationsReadEveryShape(t *testing.T) {
	t.Parallel()
	server := serve(t, values{"region": "us-east-1"})
	for name, tc := range map[string]struct {
		config     values
		keys       any
		findings   []string
		notChecked []string
	}{
		"associations of a data source, \"\" for the main one": {
			values{
				"subnets": values{"a": values{"id": "subnet-a", "cidr_block": "10.0.1.0/24", "ipv6_cidr_block": ""}, "b": values{"id": "subnet-b", "cidr_block": "10.0.2.0/24"}},
				"route_tables": values{
					"private": values{"id": "rtb-1", "routes": []any{}, "associations": []any{values{"subnet_id": "subnet-a", "main": false}}},
					"main":    values{"id": "rtb-2", "routes": []any{}, "associations": []any{values{"subnet_id": "", "main": true}}},
				},
				"existing_endpoints": values{},
			},
			[]any{"main", "private"},
			[]string{"warning GW-04 main", "warning GW-05 main"},
			[]string{},
		},
		"association resources and routes apart": {
			values{
				"subnets":                  values{"a": values{"id": "subnet-a", "cidr_block": "10.0.1.0/24"}},
				"route_tables":             values{"private": values{"id": "rtb-1"}},
				"route_table_associations": values{"x": values{"subnet_id": "subnet-a", "route_table_id": "rtb-1"}},
				"routes":                   values{"nat": values{"route_table_id": "rtb-1", "destination_cidr_block": "0.0.0.0/0", "gateway_id": "", "nat_gateway_id": "nat-1"}},
				"existing_endpoints":       values{},
			},
			[]any{"private"},
			[]string{"info GW-08 s3", "info GW-23 s3"},
			[]string{},
		},
		"whole resources without associations are not taken for implicit": {
			values{
				"vpc":                values{"main_route_table_id": "rtb-2"},
				"subnets":            values{"a": values{"id": "subnet-a", "cidr_block": "10.0.1.0/24"}},
				"route_tables":       values{"private": values{"id": "rtb-1", "route": []any{}}},
				"existing_endpoints": values{},
			},
			[]any{},
			[]string{},
			[]string{"GW-03 ", "GW-04 "},
		},
		"prefix lists and more specific routes": {
			values{
				"subnets": values{"a": values{"route_table": "private", "cidr_block": "10.0.1.0/24"}},
				"route_tables": values{"private": values{"routes": []any{
					values{"cidr_block": "52.216.1.0/24", "transit_gateway_id": "tgw-1"},
					values{"destination_prefix_list_id": "pl-own", "vpc_peering_connection_id": "pcx-1"},
				}}},
				"prefix_lists": values{
					"s3":  values{"id": "pl-s3", "name": "com.amazonaws.us-east-1.s3", "cidr_blocks": []any{"52.216.0.0/15"}},
					"own": values{"id": "pl-own", "entries": []any{values{"cidr": "52.217.0.0/24"}}},
				},
				"existing_endpoints": values{},
			},
			[]any{"private"},
			[]string{"warning GW-08 private", "warning GW-09 private"},
			[]string{},
		},
		"nothing but keys": {
			values{"subnets": values{"a": values{"route_table": "private"}}},
			[]any{"private"},
			[]string{},
			[]string{"GW-06 ", "GW-08 ", "GW-09 ", "GW-18 ", "QUO-01 ", "QUO-02 ", "QUO-07 "},
		},
		"nothing at all": {values{}, []any{}, []string{}, []string{"GW-03 ", "GW-06 ", "QUO-01 ", "QUO-02 "}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tc.config["services"] = []string{"s3"}
			state, problems := read(t, server, "vpce_route_table_associations", tc.config)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			if diff := cmp.Diff(tc.keys, at(t, state, "route_table_keys", "s3")); diff != "" {
				t.Errorf("route_table_keys (-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(tc.findings, findingsOf(t, state)); diff != "" {
				t.Errorf("findings (-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(tc.notChecked, notCheckedOf(t, state)); diff != "" {
				t.Errorf("not_checked (-want +got)\n%s", diff)
			}
		})
	}
}

func TestRouteTableAssociationsRefuseAtTheAttribute(t *testing.T) {
	t.Parallel()
	server := serve(t, values{"region": "us-east-1"})
	for name, tc := range map[string]struct {
		config values
		want   []string
	}{
		"an unknown service":       {values{"services": []string{"s3", "s4"}}, []string{`AttributeName("services").ElementKeyInt(1)`, `"s4" is neither`}},
		"an empty list":            {values{"services": []string{}}, []string{`AttributeName("services")`, "at least 1 elements"}},
		"an address type":          {values{"ip_address_type": "ipv5"}, []string{`AttributeName("ip_address_type")`, "dualstack"}},
		"a null subnet":            {values{"subnets": values{"a": nil}}, []string{`AttributeName("subnets")`, "null"}},
		"a key that is not there":  {values{"subnets": values{"a": values{"route_table": "privat"}}, "route_tables": values{"private": values{}}}, []string{`AttributeName("subnets").ElementKeyString("a"): `, `: subnets["a"].route_table: `, `its keys are "private"`}},
		"an endpoint's lost table": {values{"route_tables": values{"private": values{}}, "existing_endpoints": values{"e": values{"route_tables": []any{"public"}}}}, []string{`AttributeName("existing_endpoints").ElementKeyString("e"): `, `: existing_endpoints["e"].route_tables["public"]: `}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, problems := read(t, server, "vpce_route_table_associations", tc.config)
			says(t, problems, tc.want)
		})
	}
}

// TestRouteTableAssociationsPlanANewVPC holds the pattern for a VPC that does not exist
// yet: keys go into the data source, so its answer is known at plan while the ids that it
// leads to are not. (The test framework cannot follow for_each; examples/aws/new-vpc does.)
func TestRouteTableAssociationsPlanANewVPC(t *testing.T) {
	t.Parallel()
	const config = `
provider "vpce" { region = "us-east-1" }
locals {
  subnets = { a = "private", b = "private", c = "public" }
}
resource "terraform_data" "route_tables" {
  input = toset(values(local.subnets))
}
data "vpce_route_table_associations" "this" {
  services           = ["s3"]
  subnets            = { for key, table in local.subnets : key => { route_table = table, cidr_block = "10.0.0.0/24" } }
  existing_endpoints = {}
}
output "associations" {
  value = { for key, a in data.vpce_route_table_associations.this.associations : key => a.subnets if a.already_served_by == null }
}
output "wired" {
  value = { for key, a in data.vpce_route_table_associations.this.associations : key => "${terraform_data.route_tables.id}/${a.route_table}" }
}
`
	subnets := func(keys ...string) knownvalue.Check {
		var checks []knownvalue.Check
		for _, key := range keys {
			checks = append(checks, knownvalue.StringExact(key))
		}
		return knownvalue.ListExact(checks)
	}
	associations := knownvalue.MapExact(map[string]knownvalue.Check{"s3/private": subnets("a", "b"), "s3/public": subnets("c")})
	acceptance(t, resource.TestCase{Steps: []resource.TestStep{
		{
			Config:            config,
			ConfigPlanChecks:  resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectKnownOutputValue("associations", associations)}},
			ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownOutputValue("associations", associations)},
		},
		{Config: config, ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}},
	}})
}

// TestRouteTableAssociationsTakeRaisedQuotas holds that an account with a raised quota can say so.
func TestRouteTableAssociationsTakeRaisedQuotas(t *testing.T) {
	t.Parallel()
	server := serve(t, values{"region": "us-east-1"})
	ask := values{
		"services": []string{"s3"}, "subnets": values{"a": values{"route_table": "private", "cidr_block": "10.0.1.0/24"}},
		"route_tables": values{"private": values{"routes": []any{}}}, "existing_endpoints": values{},
		"quota_usage": values{"gateway_endpoints_per_region": 20},
	}
	state, problems := read(t, server, "vpce_route_table_associations", ask)
	if diff := cmp.Diff([]string{"error QUO-01 "}, findingsOf(t, state)); diff != "" || len(problems) > 0 {
		t.Error(problems, diff)
	}
	ask["quotas"] = values{"gateway_endpoints_per_region": 100}
	state, problems = read(t, server, "vpce_route_table_associations", ask)
	if diff := cmp.Diff([]string{}, findingsOf(t, state)); diff != "" || len(problems) > 0 {
		t.Error(problems, diff)
	}
	ask["quotas"] = values{"gateways": 100}
	if _, problems = read(t, server, "vpce_route_table_associations", ask); len(problems) != 1 || !strings.Contains(problems[0], `"gateways" is not a quota`) {
		t.Error(problems)
	}
}
