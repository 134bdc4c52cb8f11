# The map that feeds aws_vpc_endpoint goes in, so that it is judged before anything is made:
#
#   resource "aws_vpc_endpoint" "this" {
#     for_each   = local.endpoints
#     depends_on = [vpce_endpoint_guardrail.this]
#     …
#   }
locals {
  endpoints = {
    s3 = {
      service_name      = "com.amazonaws.us-east-1.s3"
      vpc_endpoint_type = "Gateway"
      route_tables      = ["private-a", "private-b"]
    }
    secretsmanager = {
      service_name        = "com.amazonaws.us-east-1.secretsmanager"
      vpc_endpoint_type   = "Interface"
      private_dns_enabled = true
      subnets             = ["app-a", "app-b"]
      security_groups     = ["endpoints"]
    }
  }
}

resource "vpce_endpoint_guardrail" "this" {
  region    = "us-east-1"
  endpoints = local.endpoints

  vpc = {
    cidr_block           = "10.0.0.0/16"
    enable_dns_support   = true
    enable_dns_hostnames = true
  }
  subnets = {
    app-a = { availability_zone_id = "use1-az1", cidr_block = "10.0.1.0/24", route_table = "private-a" }
    app-b = { availability_zone_id = "use1-az2", cidr_block = "10.0.2.0/24", route_table = "private-b" }
  }
  route_tables = {
    private-a = { routes = [] }
    private-b = { routes = [] }
  }
  security_groups = {
    endpoints = {
      ingress = [{ protocol = "tcp", from_port = 443, to_port = 443, cidr_blocks = ["0.0.0.0/0"] }]
      egress  = []
    }
  }

  # What there is not is knowledge too.
  existing_endpoints    = {}
  endpoint_associations = {}
  private_hosted_zones  = {}
  resolver_rules        = {}

  # Nobody describes network ACLs, the groups of clients or quotas here, so these rules are out of scope.
  rule_severity = {
    "GW-12"  = "off"
    "GW-13"  = "off"
    "SG-04"  = "off"
    "QUO-09" = "off"
    "QUO-11" = "off"
  }

  # An exception has a reason, which an auditor finds in the state.
  ignore = [{
    rule   = "SG-03"
    target = "endpoints"
    reason = "Whoever reaches the VPC may use the endpoints until the clients have groups of their own."
  }]

  mode = "enforce" # the default; "report" only warns
}

output "passed" {
  value = vpce_endpoint_guardrail.this.passed
}
