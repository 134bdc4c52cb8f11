# Laid over examples/aws/guardrails: one fault in each endpoint.

locals {
  endpoints = {
    s3 = {
      service_name      = provider::vpce::service_name_for("s3", local.region, "Gateway")
      vpc_endpoint_type = "Gateway"
      route_tables      = ["app-a"] # app-b is left out
    }
    "ecr.api" = {
      service_name = provider::vpce::service_name("ecr.api", local.region) # the type is left out
    }
    "ecr.dkr" = {
      service_name        = provider::vpce::service_name("ecr.dkr", local.region)
      vpc_endpoint_type   = "Interface"
      private_dns_enabled = false
      subnets             = ["app-a", "app-b"]
      security_groups     = ["endpoints"]
    }
    kms = {
      service_name        = provider::vpce::service_name("kms", "us-west-2") # without service_region
      vpc_endpoint_type   = "Interface"
      private_dns_enabled = true
      subnets             = ["app-a", "app-b"]
      security_groups     = ["endpoints"]
    }
  }
}
