# What no plan shows: that the apply brings what the plan said, and that nothing is left to
# change then. hashicorp/aws is mocked, so no account is needed.

mock_provider "aws" {}

override_resource {
  target = aws_vpc.this
  values = { id = "vpc-0123456789abcdef0", owner_id = "111111111111", main_route_table_id = "rtb-0ffffffffffffffff" }
}

override_resource {
  target = aws_subnet.this["app-a"]
  values = { id = "subnet-0aaaaaaaaaaaaaaaa", availability_zone_id = "use1-az4", owner_id = "111111111111" }
}

override_resource {
  target = aws_subnet.this["app-b"]
  values = { id = "subnet-0bbbbbbbbbbbbbbbb", availability_zone_id = "use1-az6", owner_id = "111111111111" }
}

override_resource {
  target = aws_subnet.this["jobs-b"]
  values = { id = "subnet-0cccccccccccccccc", availability_zone_id = "use1-az6", owner_id = "111111111111" }
}

override_resource {
  target = aws_subnet.this["db-a"]
  values = { id = "subnet-0dddddddddddddddd", availability_zone_id = "use1-az4", owner_id = "111111111111" }
}

run "the_apply_brings_what_the_plan_said" {
  command = apply

  assert {
    condition     = aws_vpc_endpoint.this["s3/gateway"].route_table_ids == toset([aws_route_table.this["private-a"].id, aws_route_table.this["private-b"].id])
    error_message = "The S3 gateway endpoint must have the tables of every client subnet, and no other."
  }

  assert {
    condition     = aws_vpc_endpoint.this["logs/interface"].subnet_ids == toset(["subnet-0aaaaaaaaaaaaaaaa", "subnet-0bbbbbbbbbbbbbbbb"])
    error_message = "An interface endpoint must have one subnet in each zone."
  }

  assert {
    condition     = !contains(vpce_endpoint_guardrail.this.findings[*].severity, "error")
    error_message = "The guardrail finds fault with the design."
  }

  assert {
    condition     = contains(output.findings, "warning POL-601 s3/gateway")
    error_message = "Without a policy an endpoint lets everything through, and the findings must say so."
  }
}

run "another_plan_changes_nothing" {
  command = plan
}
