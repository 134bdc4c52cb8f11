# For whoever builds a VPC and its endpoints in one configuration. What decides the design is
# known in the first plan, so its keys, tables, subnets and cost are; the ids that only the
# apply gives pass through it.

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
  region = "us-east-1"

  subnets = {
    app-a  = { availability_zone = "us-east-1a", cidr_block = "10.0.1.0/24", route_table = "private-a" }
    app-b  = { availability_zone = "us-east-1b", cidr_block = "10.0.2.0/24", route_table = "private-b" }
    jobs-b = { availability_zone = "us-east-1b", cidr_block = "10.0.3.0/24", route_table = "private-b" }
    db-a   = { availability_zone = "us-east-1a", cidr_block = "10.0.4.0/24", route_table = "db", client = false, eligible = false }
  }

  design = provider::vpce::design({
    region   = local.region
    services = ["s3", "dynamodb", "ecr", "logs", "secretsmanager"]

    vpc                = aws_vpc.this
    subnets            = { for key, subnet in local.subnets : key => merge(subnet, { id = aws_subnet.this[key].id }) }
    route_tables       = aws_route_table.this
    security_group_ids = [aws_security_group.endpoints.id]
    existing_endpoints = {} # a new VPC has none
  })
}

provider "aws" {
  region = local.region
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
  for_each = toset(values(local.subnets)[*].route_table)

  vpc_id = aws_vpc.this.id
}

resource "aws_route_table_association" "this" {
  for_each = local.subnets

  subnet_id      = aws_subnet.this[each.key].id
  route_table_id = aws_route_table.this[each.value.route_table].id
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
  cidr_ipv6         = each.value.cidr_ipv6
  ip_protocol       = each.value.ip_protocol
  from_port         = each.value.from_port
  to_port           = each.value.to_port
}

# The gate: what it finds stops the endpoints at plan or, where ids decide, at apply. Whole
# subnets also say the ids of their zones, which AWS gives out at apply.
resource "vpce_endpoint_guardrail" "this" {
  region             = local.region
  endpoints          = local.design.endpoints
  existing_endpoints = {}

  vpc                          = aws_vpc.this
  subnets                      = { for key, subnet in aws_subnet.this : key => merge(local.subnets[key], subnet) }
  route_tables                 = aws_route_table.this
  security_groups              = { endpoints = aws_security_group.endpoints }
  security_group_ingress_rules = aws_vpc_security_group_ingress_rule.endpoints
}

resource "aws_vpc_endpoint" "this" {
  for_each   = local.design.endpoints
  depends_on = [vpce_endpoint_guardrail.this]

  vpc_id                     = each.value.vpc_id
  service_name               = each.value.service_name
  service_region             = each.value.service_region
  vpc_endpoint_type          = each.value.vpc_endpoint_type
  resource_configuration_arn = each.value.resource_configuration_arn
  service_network_arn        = each.value.service_network_arn
  auto_accept                = each.value.auto_accept
  route_table_ids            = each.value.route_table_ids
  subnet_ids                 = each.value.subnet_ids
  security_group_ids         = each.value.security_group_ids
  private_dns_enabled        = each.value.private_dns_enabled
  ip_address_type            = each.value.ip_address_type
  policy                     = each.value.policy

  dynamic "dns_options" {
    for_each = each.value.dns_options

    content {
      dns_record_ip_type                             = dns_options.value.dns_record_ip_type
      private_dns_only_for_inbound_resolver_endpoint = dns_options.value.private_dns_only_for_inbound_resolver_endpoint
    }
  }

  tags = { Name = each.key }
}

output "route_tables" {
  description = "Your keys of the route tables of each gateway endpoint."
  value       = { for key, endpoint in local.design.gateway_endpoints : key => endpoint.route_tables }
}

output "subnets" {
  description = "Your keys of the subnets of each interface endpoint."
  value       = { for key, endpoint in local.design.interface_endpoints : key => endpoint.subnets }
}

output "monthly_total" {
  description = "What the endpoints cost in a month, in USD, without data."
  value       = local.design.cost.monthly_total
}

output "findings" {
  description = "What a reviewer should read; known after the apply."
  value       = [for finding in local.design.findings : "${finding.severity} ${finding.rule} ${finding.target}"]
}
