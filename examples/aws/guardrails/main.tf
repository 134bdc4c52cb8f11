# A new stack behind guardrails: one map feeds the guardrails and the endpoints, and the
# endpoints depend on the guardrails, so that nothing is made before it was judged.

terraform {
  required_version = ">= 1.8"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
    vpce = {
      source = "vpce-tools/vpce"
    }
  }
}

locals {
  region = "us-east-1"

  # Which subnet is in which zone, and which table it uses.
  subnets = {
    app-a = { availability_zone = "us-east-1a", cidr_block = "10.0.1.0/24" }
    app-b = { availability_zone = "us-east-1b", cidr_block = "10.0.2.0/24" }
  }

  # What is to be made. Keys stand for what has no id yet.
  endpoints = {
    s3 = {
      service_name      = provider::vpce::service_name_for("s3", local.region, "Gateway")
      vpc_endpoint_type = "Gateway"
      route_tables      = ["app-a", "app-b"]
    }
    "ecr.api" = {
      service_name        = provider::vpce::service_name("ecr.api", local.region)
      vpc_endpoint_type   = "Interface"
      private_dns_enabled = true
      subnets             = ["app-a", "app-b"]
      security_groups     = ["endpoints"]
    }
    "ecr.dkr" = {
      service_name        = provider::vpce::service_name("ecr.dkr", local.region)
      vpc_endpoint_type   = "Interface"
      private_dns_enabled = true
      subnets             = ["app-a", "app-b"]
      security_groups     = ["endpoints"]
    }
  }
}

provider "aws" {
  region = local.region
}

provider "vpce" {
  region = local.region
}

resource "vpce_region_guardrail" "this" {
  endpoints       = local.endpoints
  allowed_regions = [local.region]
}

resource "vpce_account_guardrail" "this" {
  endpoints           = local.endpoints
  account_id          = "111111111111"
  allowed_account_ids = ["111111111111"]
}

# Whole resource objects go in as they are. Their ids are not known at plan; what the rules
# need of them is.
resource "vpce_endpoint_guardrail" "this" {
  endpoints          = local.endpoints
  existing_endpoints = {} # a new VPC has none

  vpc          = aws_vpc.this
  subnets      = aws_subnet.this
  route_tables = aws_route_table.this
  route_table_associations = {
    for key in keys(local.subnets) : key => { subnet = key, route_table = key }
  }
  security_groups = {
    endpoints = aws_security_group.endpoints
    app       = merge(aws_security_group.app, { client = true })
  }
  security_group_egress_rules = {
    app = merge(aws_vpc_security_group_egress_rule.app, { security_group = "app" })
  }
  security_group_ingress_rules = {
    endpoints = merge(aws_vpc_security_group_ingress_rule.endpoints, { security_group = "endpoints" })
  }
  private_hosted_zones = {} # and no zones of its own
}

resource "aws_vpc" "this" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
}

resource "aws_subnet" "this" {
  for_each = local.subnets

  vpc_id            = aws_vpc.this.id
  availability_zone = each.value.availability_zone
  cidr_block        = each.value.cidr_block
}

resource "aws_route_table" "this" {
  for_each = local.subnets

  vpc_id = aws_vpc.this.id
}

resource "aws_route_table_association" "this" {
  for_each = local.subnets

  subnet_id      = aws_subnet.this[each.key].id
  route_table_id = aws_route_table.this[each.key].id
}

resource "aws_security_group" "endpoints" {
  name   = "endpoints"
  vpc_id = aws_vpc.this.id
}

resource "aws_vpc_security_group_ingress_rule" "endpoints" {
  security_group_id = aws_security_group.endpoints.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = aws_vpc.this.cidr_block
}

resource "aws_security_group" "app" {
  name   = "app"
  vpc_id = aws_vpc.this.id
}

resource "aws_vpc_security_group_egress_rule" "app" {
  security_group_id = aws_security_group.app.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_endpoint" "this" {
  for_each = local.endpoints

  # The gate: what fails above stops here, at plan or, where ids decide, at apply.
  depends_on = [vpce_region_guardrail.this, vpce_account_guardrail.this, vpce_endpoint_guardrail.this]

  vpc_id              = aws_vpc.this.id
  service_name        = each.value.service_name
  vpc_endpoint_type   = each.value.vpc_endpoint_type
  private_dns_enabled = try(each.value.private_dns_enabled, null)
  route_table_ids     = [for key in try(each.value.route_tables, []) : aws_route_table.this[key].id]
  subnet_ids          = [for key in try(each.value.subnets, []) : aws_subnet.this[key].id]
  security_group_ids  = [for key in try(each.value.security_groups, []) : { endpoints = aws_security_group.endpoints.id }[key]]
}
