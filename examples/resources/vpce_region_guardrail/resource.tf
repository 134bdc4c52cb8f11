# Seoul first; one service of another Region is allowed, and nothing outside the two.
locals {
  endpoints = {
    kms = {
      service_name      = provider::vpce::service_name("kms", "ap-northeast-2")
      vpc_endpoint_type = "Interface"
      subnets           = ["app-a", "app-c"]
    }
    "s3@us-west-2" = {
      service_name      = provider::vpce::service_name_for("s3", "us-west-2", "Interface")
      service_region    = "us-west-2"
      vpc_endpoint_type = "Interface"
      subnets           = ["app-a", "app-c"]
    }
  }
}

resource "vpce_region_guardrail" "this" {
  region    = "ap-northeast-2"
  endpoints = local.endpoints

  allowed_regions    = ["ap-northeast-2", "us-west-2"]
  allow_cross_region = true

  # Our roles have vpce:AllowMultiRegion, and no service control policy denies it.
  assume_allow_multi_region = true

  # A zone id says where a subnet is in every account; apne2-az2 cannot hold the endpoint for us-west-2.
  subnets = {
    app-a = { availability_zone_id = "apne2-az1" }
    app-c = { availability_zone_id = "apne2-az3" }
  }
}

output "passed" {
  value = vpce_region_guardrail.this.passed
}
