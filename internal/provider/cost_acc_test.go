package provider

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
)

func TestAccCost_recommendedEndpointsOfAnIsolatedWorkload(t *testing.T) {
	t.Parallel()
	const config = `
provider "vpce" {
  region = "us-east-1"
}

data "vpce_recommendation" "this" {
  services = ["ecr", "logs", "secretsmanager", "s3"]
}

data "vpce_cost" "this" {
  endpoints = {
    for key, endpoint in data.vpce_recommendation.this.endpoints : key => merge(endpoint, {
      subnet_ids   = ["subnet-1", "subnet-2"]
      gb_per_month = key == "logs/interface" ? 50 : null
    })
  }
  nat_gateway = { availability_zones = 2, keep = false }
}

output "logs" {
  value = format("%.2f", data.vpce_cost.this.by_endpoint["logs/interface"].monthly)
}
`
	const address = "data.vpce_cost.this"
	acceptance(t, resource.TestCase{Steps: []resource.TestStep{
		{
			Config: config,
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("monthly_total"), exactly(t, "58.9")),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("cheapest"), knownvalue.Null()),
				statecheck.ExpectKnownOutputValue("logs", knownvalue.StringExact("15.10")),
			},
		},
		{
			Config:           config,
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
		},
	}})
}
