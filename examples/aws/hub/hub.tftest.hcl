# What the guardrail can judge only when the ids are there. hashicorp/aws is mocked.

mock_provider "aws" {
  mock_resource "aws_vpc" {
    defaults = { owner_id = "111111111111" }
  }
}

run "spokes_reach_the_hub" {
  command = apply

  assert {
    condition     = !contains(vpce_endpoint_guardrail.hub.findings[*].severity, "error")
    error_message = "The guardrail finds fault with the hub."
  }

  assert {
    condition     = alltrue([for entry in vpce_endpoint_guardrail.hub.not_checked : !contains(["HUB-06", "SG-01", "GW-03", "DEP-01"], entry.rule)])
    error_message = "After the apply everything needed is known, and these rules must have been judged."
  }

  assert {
    condition     = toset(values(aws_route53profiles_resource_association.this)[*].resource_arn) == toset([for key in keys(local.hub.interface_endpoints) : aws_vpc_endpoint.this["hub/${key}"].arn])
    error_message = "The Profile must carry the names of every interface endpoint of the hub."
  }
}

run "another_plan_changes_nothing" {
  command = plan
}
