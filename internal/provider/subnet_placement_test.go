package provider

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
)

// TestSubnetPlacementAnswersExactly is the placement of scenario S09 through the protocol.
func TestSubnetPlacementAnswersExactly(t *testing.T) {
	t.Parallel()
	state, problems := read(t, serve(t, values{"region": "us-east-1"}), "vpce_subnet_placement", values{
		"subnets": values{
			"x-a": values{"id": "subnet-1", "availability_zone": "us-east-1a", "cidr_block": "10.0.1.0/24", "available_ip_address_count": 200},
			"x-b": values{"id": "subnet-2", "availability_zone": "us-east-1b", "cidr_block": "10.0.2.0/24"},
			"x-c": values{"id": "subnet-3", "availability_zone": "us-east-1c", "cidr_block": "10.0.3.0/24"},
		},
		"zone_ids": values{"us-east-1a": "use1-az4", "us-east-1b": "use1-az6", "us-east-1c": "use1-az1"},
		"endpoint_services": values{"partner": values{
			"service_name": "com.amazonaws.vpce.us-east-1.vpce-svc-0aaaaaaaaaaaaaaaa", "owner": "333333333333",
			"availability_zone_ids": []any{"use1-az1", "use1-az2", "use1-az4"},
		}},
	})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := values{"partner/interface": values{
		"subnets": []any{"x-a", "x-c"}, "subnet_ids": []any{"subnet-1", "subnet-3"}, "availability_zones": []any{"use1-az4", "use1-az1"},
		"ip_address_type": "ipv4", "dns_record_ip_type": "ipv4",
		"dropped": []any{values{"subnet": "x-b", "rule": "ACC-10", "reason": "The endpoint service is not in zone use1-az6 but in use1-az1, use1-az2, use1-az4."}},
	}}
	if diff := cmp.Diff(want, state["placements"]); diff != "" {
		t.Errorf("placements (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{"warning IF-06 partner/interface", "info ACC-10 partner/interface"}, findingsOf(t, state)); diff != "" {
		t.Errorf("findings (-want +got)\n%s", diff)
	}
}

// TestSubnetPlacementWithoutIDs is scenario S12 in a VPC that has only keys and names.
func TestSubnetPlacementWithoutIDs(t *testing.T) {
	t.Parallel()
	server := serve(t, values{"region": "ap-northeast-2"})
	subnets := values{
		"a": values{"availability_zone": "ap-northeast-2a", "cidr_block": "10.0.1.0/24"},
		"b": values{"availability_zone": "ap-northeast-2b", "cidr_block": "10.0.2.0/24"},
		"c": values{"availability_zone": "ap-northeast-2c", "cidr_block": "10.0.3.0/24"},
	}
	ids := values{"ap-northeast-2a": "apne2-az1", "ap-northeast-2b": "apne2-az2", "ap-northeast-2c": "apne2-az3"}
	for name, tc := range map[string]struct {
		zoneIDs    any
		services   []string
		minimum    any
		want       values
		findings   []string
		notChecked []string
	}{
		"names are enough for a service of every zone": {
			nil, []string{"kms"}, nil, values{"kms/interface": []any{"a", "b", "c"}}, []string{}, []string{},
		},
		"names are not enough where zones are excluded": {
			nil, []string{"kms@us-west-2"}, nil, values{}, []string{}, []string{"IF-04 kms/interface@us-west-2", "REG-04 kms/interface@us-west-2"},
		},
		"zone_ids give the ids": {
			ids,
			[]string{"kms@us-west-2"},
			nil,
			values{"kms/interface@us-west-2": []any{"a", "c"}},
			[]string{"warning IF-06 kms/interface@us-west-2", "info REG-04 kms/interface@us-west-2"},
			[]string{},
		},
		"more zones may be asked for": {
			ids, []string{"kms"}, 4, values{"kms/interface": []any{"a", "b", "c"}}, []string{"warning IF-05 kms/interface"}, []string{},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config := values{"subnets": subnets, "services": tc.services, "minimum_availability_zones": tc.minimum}
			if tc.zoneIDs != nil {
				config["zone_ids"] = tc.zoneIDs
			}
			state, problems := read(t, server, "vpce_subnet_placement", config)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			got := values{}
			for key, p := range state["placements"].(values) {
				got[key] = at(t, p, "subnets")
				if at(t, p, "subnet_ids") != nil {
					t.Errorf("%s has ids that nobody gave", key)
				}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("subnets (-want +got)\n%s", diff)
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

func TestSubnetPlacementReadsOwnEntries(t *testing.T) {
	t.Parallel()
	state, problems := read(t, serve(t, values{"region": "us-east-1"}), "vpce_subnet_placement", values{
		"vpc": values{"owner_id": "111111111111"},
		"subnets": values{
			"a": values{"availability_zone": "us-east-1a", "availability_zone_id": "use1-az4", "cidr_block": "10.0.1.0/24", "ipv6_cidr_block": "2001:db8:0:1::/64"},
			"b": values{"availability_zone": "us-east-1b", "availability_zone_id": "use1-az6", "cidr_block": "10.0.2.0/24", "ipv6_cidr_block": "2001:db8:0:2::/64"},
		},
		"services":        []string{"ecr"},
		"service_options": values{"ecr.api": values{"ip_address_type": "ipv4"}},
		"endpoint_services": values{
			"own": values{
				"service_name": "com.amazonaws.vpce.us-east-1.vpce-svc-0aaaaaaaaaaaaaaaa", "owner_id": "111111111111",
				"availability_zones": []any{"us-east-1b"}, "supported_ip_address_types": []any{"ipv4"},
			},
		},
		"resource_configurations": values{"db": values{"resource_gateway": values{"availability_zone_ids": []any{"use1-az1"}}}},
	})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	got := values{}
	for key, p := range state["placements"].(values) {
		got[key] = []any{at(t, p, "subnets"), at(t, p, "ip_address_type")}
	}
	want := values{
		"ecr.api/interface": []any{[]any{"a", "b"}, "ipv4"},
		"ecr.dkr/interface": []any{[]any{"a", "b"}, "dualstack"},
		"own/interface":     []any{[]any{"b"}, "ipv4"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("placements (-want +got)\n%s", diff)
	}
	if got := findingsOf(t, state)[0]; got != "error LAT-02 db/resource" {
		t.Errorf("the first finding is %s", got)
	}
}

func TestSubnetPlacementRefusesAtTheAttribute(t *testing.T) {
	t.Parallel()
	server := serve(t, values{"region": "us-east-1"})
	for name, tc := range map[string]struct {
		config values
		want   []string
	}{
		"nothing at all":     {values{}, []string{`AttributeName("services")`, "Nothing is asked for"}},
		"an unknown service": {values{"services": []string{"ec3"}}, []string{`AttributeName("services").ElementKeyInt(0)`, "nearest keys"}},
		"no zone at all":     {values{"services": []string{"ec2"}, "minimum_availability_zones": 0}, []string{`AttributeName("minimum_availability_zones")`, "at least 1"}},
		"a misspelt option":  {values{"services": []string{"ec2"}, "service_options": values{"ec2": values{"ip_address_typ": "ipv6"}}}, []string{`did you mean "ip_address_type"?`}},
		"a zone of two ids": {
			values{"services": []string{"ec2"}, "zone_ids": values{"us-east-1a": "use1-az1"}, "subnets": values{"a": values{"availability_zone": "us-east-1a", "availability_zone_id": "use1-az2"}}},
			[]string{`AttributeName("subnets").ElementKeyString("a"): `, `: subnets["a"].availability_zone_id: `, "one zone in an account"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, problems := read(t, server, "vpce_subnet_placement", tc.config)
			says(t, problems, tc.want)
		})
	}
}

// TestSubnetPlacementPlansANewVPC holds that keys and zone names decide at plan what ids
// that are known at apply cannot change.
func TestSubnetPlacementPlansANewVPC(t *testing.T) {
	t.Parallel()
	const config = `
provider "vpce" { region = "us-east-1" }
locals {
  subnets = { a = "us-east-1a", b = "us-east-1b", c = "us-east-1b" }
}
resource "terraform_data" "vpc" { input = local.subnets }
data "vpce_subnet_placement" "this" {
  services = ["ecr"]
  subnets  = { for key, zone in local.subnets : key => { availability_zone = zone, cidr_block = "10.0.0.0/24" } }
}
output "subnets" { value = { for key, p in data.vpce_subnet_placement.this.placements : key => p.subnets } }
output "wired" { value = { for key, p in data.vpce_subnet_placement.this.placements : key => [for s in p.subnets : "${terraform_data.vpc.id}/${s}"] } }
`
	both := knownvalue.ListExact([]knownvalue.Check{knownvalue.StringExact("a"), knownvalue.StringExact("b")})
	subnets := knownvalue.MapExact(map[string]knownvalue.Check{"ecr.api/interface": both, "ecr.dkr/interface": both})
	acceptance(t, resource.TestCase{Steps: []resource.TestStep{
		{
			Config:            config,
			ConfigPlanChecks:  resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectKnownOutputValue("subnets", subnets)}},
			ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownOutputValue("subnets", subnets)},
		},
		{Config: config, ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}},
	}})
}
