# For VPCs in the China Regions. Some services have names that begin with cn.com.amazonaws
# there and others have not, and ARNs begin with arn:aws-cn: the design knows which is which,
# so nothing of it is written by hand.

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
  region = "cn-north-1"

  subnets = {
    app-a = { availability_zone = "cn-north-1a", cidr_block = "10.0.1.0/24", route_table = "private" }
    app-b = { availability_zone = "cn-north-1b", cidr_block = "10.0.2.0/24", route_table = "private" }
  }

  design = provider::vpce::design({
    region   = local.region
    services = ["s3", "ec2", "logs", "sts"]

    vpc                = aws_vpc.this
    subnets            = { for key, subnet in local.subnets : key => merge(subnet, { id = aws_subnet.this[key].id }) }
    route_tables       = { private = aws_route_table.private }
    security_group_ids = [aws_security_group.endpoints.id]
    existing_endpoints = {}

    # Each endpoint gets a policy that keeps to the own organization, and to public images in EC2.
    trusted = { organization_ids = ["o-exampleorg"] }
  })
}

provider "aws" {
  region = local.region # with credentials of an account in China
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

resource "aws_vpc_security_group_ingress_rule" "endpoints" {
  for_each = { for key, rule in local.design.security_group_rules : key => rule if rule.type == "ingress" }

  security_group_id = aws_security_group.endpoints.id
  description       = each.value.description
  cidr_ipv4         = each.value.cidr_ipv4
  ip_protocol       = each.value.ip_protocol
  from_port         = each.value.from_port
  to_port           = each.value.to_port
}

resource "aws_vpc_endpoint" "this" {
  for_each = local.design.endpoints

  vpc_id              = each.value.vpc_id
  service_name        = each.value.service_name
  vpc_endpoint_type   = each.value.vpc_endpoint_type
  route_table_ids     = each.value.route_table_ids
  subnet_ids          = each.value.subnet_ids
  security_group_ids  = each.value.security_group_ids
  private_dns_enabled = each.value.private_dns_enabled
  ip_address_type     = each.value.ip_address_type
  policy              = each.value.policy

  tags = { Name = each.key }
}

output "service_names" {
  description = "The name of each service in this Region."
  value       = { for key, endpoint in local.design.endpoints : key => endpoint.service_name }
}

output "partitions" {
  description = "How the ARNs in the policies begin."
  value       = distinct(flatten([for endpoint in local.design.endpoints : regexall("arn:[a-z-]+", coalesce(endpoint.policy, "none"))]))
}

output "currency" {
  description = "Currency of the bill."
  value       = local.design.cost.currency
}
