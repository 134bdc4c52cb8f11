# For whoever must show that only the own organization uses the endpoints of a VPC, and only to
# reach its own resources. The design writes a policy for each endpoint; the guardrail proves
# for every possible request that they hold, and that images can still be pulled from ECR,
# whose layers lie in a bucket of AWS.

terraform {
  required_version = ">= 1.8"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0"
    }
    vpce = {
      source = "vpce-tools/vpce"
    }
  }
}

locals {
  region   = "ap-northeast-2"
  services = ["s3", "ecr"]
  trusted  = { organization_ids = ["o-exampleorg"] }

  subnets = {
    app-a = { availability_zone = "ap-northeast-2a", cidr_block = "10.0.1.0/24", route_table = "private" }
    app-c = { availability_zone = "ap-northeast-2c", cidr_block = "10.0.2.0/24", route_table = "private" }
  }

  design = provider::vpce::design({
    region   = local.region
    services = local.services
    trusted  = local.trusted

    vpc                = aws_vpc.this
    subnets            = { for key, subnet in local.subnets : key => merge(subnet, { id = aws_subnet.this[key].id }) }
    route_tables       = { private = aws_route_table.private }
    security_group_ids = [aws_security_group.endpoints.id]
    existing_endpoints = {}
  })
}

provider "aws" {
  region = local.region
}

# No id decides about a policy, so without the ids the verdict is known at plan.
resource "vpce_policy_guardrail" "this" {
  region   = local.region
  services = local.services
  trusted  = local.trusted

  endpoints = {
    for key, endpoint in local.design.endpoints : key => {
      service_name      = endpoint.service_name
      vpc_endpoint_type = endpoint.vpc_endpoint_type
      policy            = endpoint.policy
    }
  }

  require_policy = true

  required = {
    image_layers = {
      actions   = ["s3:GetObject"]
      resources = ["arn:aws:s3:::prod-${local.region}-starport-layer-bucket/*"]
    }
    own_objects = {
      actions    = ["s3:GetObject", "s3:PutObject"]
      resources  = ["arn:aws:s3:::example-bucket/*"]
      principals = ["trusted"]
      context    = { "aws:ResourceOrgID" = local.trusted.organization_ids }
    }
  }
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

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.this.id
}

resource "aws_route_table_association" "this" {
  for_each = local.subnets

  subnet_id      = aws_subnet.this[each.key].id
  route_table_id = aws_route_table.private.id
}

resource "aws_security_group" "endpoints" {
  name_prefix = "vpc-endpoints-"
  description = "Callers of the interface endpoints"
  vpc_id      = aws_vpc.this.id
}

resource "aws_vpc_endpoint" "this" {
  for_each   = local.design.endpoints
  depends_on = [vpce_policy_guardrail.this]

  vpc_id              = each.value.vpc_id
  service_name        = each.value.service_name
  vpc_endpoint_type   = each.value.vpc_endpoint_type
  route_table_ids     = each.value.route_table_ids
  subnet_ids          = each.value.subnet_ids
  security_group_ids  = each.value.security_group_ids
  private_dns_enabled = each.value.private_dns_enabled
  policy              = each.value.policy

  tags = { Name = each.key }
}

output "passed" {
  description = "Whether everything was proved, and nothing was left unchecked."
  value       = vpce_policy_guardrail.this.passed
}

output "findings" {
  description = "What the guardrail found."
  value       = [for finding in vpce_policy_guardrail.this.findings : "${finding.severity} ${finding.rule} ${finding.target}"]
}

output "outsiders" {
  description = "What somebody outside may do through each endpoint; null if it is proved that it is nothing."
  value = {
    for key, endpoint in local.design.endpoints : key => provider::vpce::policy_prove(endpoint.policy, {
      kind              = "principal_outside"
      trusted           = local.trusted
      service           = endpoint.service
      region            = local.region
      vpc_endpoint_type = endpoint.vpc_endpoint_type
    }).witness
  }
}
