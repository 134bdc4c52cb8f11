# Errors of a provider are invisible to expect_failures, so the tests run in report mode and
# assert on what was found.

variables {
  region = "us-east-1"
  mode   = "report"
  subnets = {
    app-a = { availability_zone_id = "use1-az1", cidr_block = "10.0.1.0/24", route_table = "private-a" }
    app-b = { availability_zone_id = "use1-az2", cidr_block = "10.0.2.0/24", route_table = "private-b" }
  }
  route_tables = {
    private-a = { routes = [] }
    private-b = { routes = [] }
  }
}

run "every_client_table_is_associated" {
  variables {
    endpoints = {
      s3 = { service_name = "com.amazonaws.us-east-1.s3", vpc_endpoint_type = "Gateway", route_tables = ["private-a", "private-b"] }
    }
  }

  assert {
    condition     = length([for f in vpce_endpoint_guardrail.this.findings : f if f.severity == "error"]) == 0
    error_message = "A right design has findings."
  }
}

run "a_table_left_out_is_found" {
  variables {
    endpoints = {
      s3 = { service_name = "com.amazonaws.us-east-1.s3", vpc_endpoint_type = "Gateway", route_tables = ["private-a"] }
    }
  }

  assert {
    condition     = contains(output.findings, "GW-03 s3") && output.passed == false
    error_message = "The table of app-b is left out, and GW-03 does not say so."
  }
}

run "an_accepted_finding_is_kept_with_its_reason" {
  variables {
    endpoints = {
      s3 = { service_name = "com.amazonaws.us-east-1.s3", vpc_endpoint_type = "Gateway", route_tables = ["private-a"] }
    }
    accepted = [{ rule = "GW-03", target = "s3", reason = "app-b is emptied next week" }]
  }

  assert {
    condition     = !contains(output.findings, "GW-03 s3") && vpce_endpoint_guardrail.this.ignored[0].reason == "app-b is emptied next week"
    error_message = "The accepted finding is not among ignored."
  }
}

run "a_wrong_type_fails_at_the_variable" {
  command = plan

  variables {
    endpoints = {
      sqs = { service_name = "com.amazonaws.us-east-1.sqs" }
    }
  }

  expect_failures = [var.endpoints]
}
