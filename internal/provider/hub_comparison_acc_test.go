package provider

import (
	"math/big"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
)

// exactly is a number with every digit.
func exactly(t *testing.T, text string) knownvalue.Check {
	t.Helper()
	f, _, err := big.ParseFloat(text, 10, 512, big.ToNearestEven)
	if err != nil {
		t.Fatal(err)
	}
	return knownvalue.NumberExact(f)
}

func TestAccHubComparison_twentyVPCsMadeByAnExpression(t *testing.T) {
	t.Parallel()
	const config = `
provider "vpce" {
  region = "us-east-1"
}

data "vpce_hub_comparison" "this" {
  vpcs = {
    for i in range(20) : format("spoke-%02d", i) => {
      account_id               = format("1111222233%02d", i)
      availability_zones       = 3
      transit_gateway_attached = true
      cidr_blocks              = [cidrsubnet("10.0.0.0/8", 8, i)]
      gb_per_month             = i == 0 ? { logs = 208050 } : {}
    }
  }
  services        = ["s3", "ec2", "ssm", "ssmmessages", "kms", "logs", "monitoring", "secretsmanager", "sts", "ecr"]
  hub             = { availability_zones = 3, transit_gateway_attached = true, dns = "route53_profile" }
  price_overrides = { route53_profile_hour = 0 }
}

output "logs" {
  value = data.vpce_hub_comparison.this.assignment["logs"].own_vpcs
}
`
	const address = "data.vpce_hub_comparison.this"
	attribute := func(name string, want knownvalue.Check) statecheck.StateCheck {
		return statecheck.ExpectKnownValue(address, tfjsonpath.New(name), want)
	}
	acceptance(t, resource.TestCase{Steps: []resource.TestStep{
		{
			Config: config,
			ConfigStateChecks: []statecheck.StateCheck{
				attribute("distributed_monthly", exactly(t, "6460.5")), // 4380 + 208,050 GB × 0.01
				attribute("hub_monthly", exactly(t, "6460.5")),         // 219 + 208,050 GB × (0.01 + 0.02)
				attribute("cheapest_monthly", exactly(t, "2321.4")),    // 219 + 21.90 + 208,050 GB × 0.01
				attribute("break_even_gb_per_month", exactly(t, "208050")),
				statecheck.ExpectKnownOutputValue("logs", knownvalue.ListExact([]knownvalue.Check{knownvalue.StringExact("spoke-00")})),
			},
		},
		{
			Config:           config,
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
		},
	}})
}
