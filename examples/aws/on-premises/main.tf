# Callers in the VPC and on premises: S3 gets a gateway and an interface endpoint, and AWS
# wants the gateway first. Gateway and interface endpoints are therefore two resources.

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
  region     = "ap-northeast-2"
  zones      = ["ap-northeast-2a", "ap-northeast-2c"]
  datacenter = "192.168.0.0/16"
}

provider "aws" {
  region = local.region
}

provider "vpce" {
  region = local.region
}

data "vpce_recommendation" "this" {
  services = ["s3", "dynamodb", "kms"]
  callers  = ["vpc", "on_premises"]
}

resource "aws_vpc" "this" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
}

resource "aws_subnet" "private" {
  for_each = { for index, zone in local.zones : zone => index }

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(aws_vpc.this.cidr_block, 4, each.value)
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.this.id
}

resource "aws_route_table_association" "private" {
  for_each = aws_subnet.private

  subnet_id      = each.value.id
  route_table_id = aws_route_table.private.id
}

resource "aws_security_group" "endpoints" {
  name_prefix = "vpc-endpoints-"
  description = "HTTPS from the VPC and the data centre to the interface endpoints"
  vpc_id      = aws_vpc.this.id
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  for_each = { vpc = aws_vpc.this.cidr_block, datacenter = local.datacenter }

  security_group_id = aws_security_group.endpoints.id
  description       = "HTTPS from ${each.key}"
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

locals {
  endpoints = data.vpce_recommendation.this.endpoints
}

resource "aws_vpc_endpoint" "gateway" {
  for_each = { for key, e in local.endpoints : key => e if e.vpc_endpoint_type == "Gateway" }

  vpc_id            = aws_vpc.this.id
  service_name      = each.value.service_name
  vpc_endpoint_type = each.value.vpc_endpoint_type
  route_table_ids   = [aws_route_table.private.id]

  tags = { Name = each.key }
}

resource "aws_vpc_endpoint" "interface" {
  for_each = { for key, e in local.endpoints : key => e if e.vpc_endpoint_type == "Interface" }

  vpc_id              = aws_vpc.this.id
  service_name        = each.value.service_name
  service_region      = each.value.service_region
  vpc_endpoint_type   = each.value.vpc_endpoint_type
  private_dns_enabled = each.value.private_dns_enabled
  ip_address_type     = each.value.ip_address_type
  subnet_ids          = values(aws_subnet.private)[*].id
  security_group_ids  = [aws_security_group.endpoints.id]

  dynamic "dns_options" {
    for_each = each.value.dns_options

    content {
      dns_record_ip_type                             = dns_options.value.dns_record_ip_type
      private_dns_only_for_inbound_resolver_endpoint = dns_options.value.private_dns_only_for_inbound_resolver_endpoint
    }
  }

  tags = { Name = each.key }

  # AWS refuses the S3 interface endpoint while there is no S3 gateway endpoint, and
  # refuses to delete the gateway endpoint first.
  depends_on = [aws_vpc_endpoint.gateway]
}

output "endpoint_types" {
  description = "Type of each endpoint by its stable key."
  value       = { for key, endpoint in local.endpoints : key => endpoint.vpc_endpoint_type }
}
