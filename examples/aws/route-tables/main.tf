# Gateway endpoints associated table by table: the questions are asked with keys, which are known
# at plan, and the answers are wired to resources whose ids are not.

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
  region   = "us-east-1"
  services = ["s3", "dynamodb", "ecr", "logs", "secretsmanager"]

  # One description feeds both the resources and the data sources.
  subnets = {
    app-a  = { availability_zone = "us-east-1a", cidr_block = "10.0.1.0/24", route_table = "private-a" }
    app-b  = { availability_zone = "us-east-1b", cidr_block = "10.0.2.0/24", route_table = "private-b" }
    jobs-b = { availability_zone = "us-east-1b", cidr_block = "10.0.3.0/24", route_table = "private-b" }
    db-a   = { availability_zone = "us-east-1a", cidr_block = "10.0.4.0/24", route_table = "db", client = false, eligible = false }
  }
  route_tables = {
    private-a = { routes = [] }
    private-b = { routes = [] }
    db        = { routes = [] }
  }
}

provider "aws" {
  region = local.region
}

provider "vpce" {
  region = local.region
}

data "vpce_recommendation" "this" {
  services = local.services
}

data "vpce_route_table_associations" "this" {
  services           = local.services
  subnets            = local.subnets
  route_tables       = local.route_tables
  existing_endpoints = {} # a new VPC has none
}

data "vpce_subnet_placement" "this" {
  services = data.vpce_recommendation.this.interface_services
  subnets  = local.subnets
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
  for_each = local.route_tables

  vpc_id = aws_vpc.this.id
}

resource "aws_route_table_association" "this" {
  for_each = local.subnets

  subnet_id      = aws_subnet.this[each.key].id
  route_table_id = aws_route_table.this[each.value.route_table].id
}

resource "aws_security_group" "endpoints" {
  name_prefix = "vpc-endpoints-"
  description = "HTTPS from the VPC to its interface endpoints"
  vpc_id      = aws_vpc.this.id
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.endpoints.id
  description       = "HTTPS from the VPC"
  cidr_ipv4         = aws_vpc.this.cidr_block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

# One gateway endpoint for each service, without tables of its own.
resource "aws_vpc_endpoint" "gateway" {
  for_each = toset(data.vpce_recommendation.this.gateway_services)

  vpc_id            = aws_vpc.this.id
  service_name      = data.vpce_recommendation.this.endpoints["${each.key}/gateway"].service_name
  vpc_endpoint_type = "Gateway"
}

# The tables are associated one by one, so that adding a subnet adds a resource and changes none.
resource "aws_vpc_endpoint_route_table_association" "this" {
  for_each = data.vpce_route_table_associations.this.associations

  vpc_endpoint_id = aws_vpc_endpoint.gateway[each.value.service].id
  route_table_id  = aws_route_table.this[each.value.route_table].id
}

resource "aws_vpc_endpoint" "interface" {
  for_each = data.vpce_subnet_placement.this.placements

  vpc_id              = aws_vpc.this.id
  service_name        = data.vpce_recommendation.this.endpoints[each.key].service_name
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = data.vpce_recommendation.this.endpoints[each.key].private_dns_enabled
  ip_address_type     = each.value.ip_address_type
  subnet_ids          = [for key in each.value.subnets : aws_subnet.this[key].id]
  security_group_ids  = [aws_security_group.endpoints.id]

  dns_options {
    dns_record_ip_type = each.value.dns_record_ip_type
  }
}

output "route_table_keys" {
  description = "Route tables of each gateway endpoint."
  value       = data.vpce_route_table_associations.this.route_table_keys
}

output "subnets" {
  description = "Subnets of each interface endpoint."
  value       = { for key, placement in data.vpce_subnet_placement.this.placements : key => placement.subnets }
}

output "findings" {
  description = "What a reviewer should read."
  value = [
    for finding in concat(data.vpce_route_table_associations.this.findings, data.vpce_subnet_placement.this.findings) :
    "${finding.severity} ${finding.rule} ${finding.target}"
  ]
}

output "not_checked" {
  description = "What could not be judged, and what was missing."
  value = [
    for entry in concat(data.vpce_route_table_associations.this.not_checked, data.vpce_subnet_placement.this.not_checked) :
    "${entry.rule} ${entry.target}: ${entry.reason}"
  ]
}
