package provider

import (
	"slices"
	"strings"
	"testing"
)

// newVPC is a VPC whose ids come into being in the apply that makes the endpoints; its design
// goes into a resource as a whole, so that whatever was told too early stops the apply.
const newVPC = `
terraform {
  required_providers {
    vpce = { source = "vpce-tools/vpce" }
  }
}

resource "terraform_data" "id" {
  for_each = toset(["vpc", "table", "a", "c", "group"])
}

locals {
  design = provider::vpce::design({
    region   = "ap-northeast-2"
    services = ["s3", "sqs", "kms"]
    callers  = ["vpc", "on_premises"]

    caller_cidr_blocks = { on_premises = ["192.168.0.0/16"] }
    vpc                = { id = terraform_data.id["vpc"].id, cidr_block = "10.0.0.0/16", enable_dns_support = true, enable_dns_hostnames = true }
    route_tables       = { private = { id = terraform_data.id["table"].id, routes = [] } }
    security_group_ids = [terraform_data.id["group"].id]
    existing_endpoints = {}
    trusted            = { account_ids = ["111111111111"] }
    subnets = {
      for key, zone in { a = "apne2-az1", c = "apne2-az3" } : key => {
        id = terraform_data.id[key].id, availability_zone_id = zone, cidr_block = key == "a" ? "10.0.1.0/24" : "10.0.2.0/24", route_table = "private"
      }
    }
  })
}

resource "terraform_data" "endpoint" {
  for_each = local.design.endpoints
  input    = each.value
}

resource "terraform_data" "module" {
  for_each = local.design.module_endpoints
  input    = each.value
}

resource "terraform_data" "rule" {
  for_each = local.design.security_group_rules
  input    = each.value
}

resource "terraform_data" "whole" {
  input = { for name, value in local.design : name => value }
}

output "keys" {
  value = keys(local.design.endpoints)
}

output "total" {
  value = local.design.cost.monthly_total
}

output "subnets" {
  value = length(local.design.endpoints["sqs/interface"].subnet_ids)
}
`

func TestDesignOfAVPCThatIsMadeInTheSamePlan(t *testing.T) {
	t.Parallel()
	work := written(t, newVPC)
	work.must(t, true, nil, []string{"plan"},
		`+ keys = [ + "kms/interface", + "s3/gateway", + "s3/interface", + "sqs/interface", ]`,
		`# terraform_data.rule["ingress/443/on_premises"] will be created`, `+ cidr_ipv4 = "192.168.0.0/16"`,
		`+ service_name = "com.amazonaws.ap-northeast-2.sqs"`, "+ subnet_ids = (known after apply)", "+ route_table_ids = (known after apply)",
		"+ total = 56.94", "+ subnets = (known after apply)")
	work.must(t, true, nil, []string{"apply", "-auto-approve"}, "Apply complete!", "subnets = 2", "total = 56.94")
	work.must(t, true, nil, []string{"plan", "-detailed-exitcode"}, "No changes.")
}

// Errors of the function point at the place inside its argument.
func TestDesignFunctionSaysWhereAnErrorIs(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		inputs any
		want   string
	}{
		"no object":      {"s3", "an object is needed"},
		"a wrong name":   {values{"region": "us-east-1", "service": []any{"s3"}}, `did you mean "services"?`},
		"no Region":      {values{"services": []any{"s3"}}, "region: a Region is needed"},
		"no such Region": {values{"region": "us-esat-1", "services": []any{"s3"}}, `"us-esat-1" is not a Region`},
		"a wrong value":  {values{"region": "us-east-1", "services": []any{"s3"}, "gb_per_month": values{"s3": "many"}}, `gb_per_month["s3"]: A number is needed`},
		"a wrong option": {values{"region": "us-east-1", "services": []any{"s3"}, "trusted": values{"organisation_ids": []any{"o-a1b2c3d4e5"}}}, `did you mean "organization_ids"?`},
		"no rule":        {values{"region": "us-east-1", "services": []any{"s3"}, "rule_severity": values{"XX-01": "off"}}, "XX-01"},
		"broken facts":   {values{"region": "us-east-1", "services": []any{"s3"}, "facts": []any{"{"}}, "facts[0]"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, problem := call(t, "design", tc.inputs); !strings.Contains(problem, tc.want) {
				t.Errorf("no %q in %q", tc.want, problem)
			}
		})
	}
}

// The data source answers with severities of the provider, and names every wrong value at once.
func TestDesignDataSource(t *testing.T) {
	t.Parallel()
	config := values{
		"services": []any{"s3"}, "vpc": values{"cidr_block": "10.0.0.0/16"}, "subnets": values{"a": values{"route_table": "a"}}, "route_tables": values{"a": values{}},
	}
	state, problems := read(t, serve(t, values{"region": "us-east-1", "rule_severity": values{"POL-601": "error"}}), "vpce_design", config)
	if len(problems) > 0 || !slices.Contains(findingsOf(t, state), "error POL-601 s3/gateway") {
		t.Errorf("%v, findings %v", problems, findingsOf(t, state))
	}
	config["gb_per_month"], config["price_overrides"] = values{"s4": 1}, values{"interface_hour": 1}
	_, problems = read(t, serve(t, values{"region": "us-east-1"}), "vpce_design", config)
	says(t, problems, []string{"Invalid Design Input", `"gb_per_month").ElementKeyString("s4")`, "neither an endpoint of this design nor a service"})
}
