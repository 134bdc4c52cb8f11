# Only after the apply has the service a name. Both accounts are mocked.

mock_provider "aws" {}

mock_provider "aws" {
  alias = "consumer"
}

override_resource {
  target = aws_lb.orders
  values = { arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111111111111:loadbalancer/net/orders/0123456789abcdef" }
}

override_resource {
  target = aws_vpc_endpoint_service.orders
  values = { service_name = "com.amazonaws.vpce.ap-northeast-2.vpce-svc-0123456789abcdef0" }
}

run "the_endpoint_leads_to_the_service_and_is_accepted" {
  command = apply

  assert {
    condition     = aws_vpc_endpoint.consumer["orders/interface"].service_name == aws_vpc_endpoint_service.orders.service_name
    error_message = "The endpoint must lead to the service of the same configuration."
  }

  assert {
    condition     = aws_vpc_endpoint_connection_accepter.orders["orders/interface"].vpc_endpoint_id == aws_vpc_endpoint.consumer["orders/interface"].id
    error_message = "The provider must accept the endpoint."
  }

  assert {
    condition     = aws_vpc_endpoint.consumer["orders/interface"].private_dns_enabled == false
    error_message = "The service has no private DNS name, so private DNS cannot be switched on."
  }

  assert {
    condition     = startswith(output.steps[0], "provider: Accept the connection of orders/interface: in ap-northeast-2, by account 111111111111")
    error_message = "The first step is the provider's: the consumer is allowed already."
  }
}

run "another_plan_changes_nothing" {
  command = plan
}
