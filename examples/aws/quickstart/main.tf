# From the recommendation to the endpoints, in a VPC that does not exist yet.

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
  region = "ap-northeast-2"
  zones  = ["ap-northeast-2a", "ap-northeast-2c"]
}

provider "aws" {
  region = local.region
}

provider "vpce" {
  region = local.region
}

data "vpce_recommendation" "this" {
  workloads = {
    eks_private_cluster = ["logs"]
  }
  services = ["s3", "dynamodb", "secretsmanager"]
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

resource "aws_vpc_endpoint" "this" {
  for_each = data.vpce_recommendation.this.endpoints

  vpc_id              = aws_vpc.this.id
  service_name        = each.value.service_name
  vpc_endpoint_type   = each.value.vpc_endpoint_type
  private_dns_enabled = each.value.private_dns_enabled

  route_table_ids    = each.value.requires_route_tables ? [aws_route_table.private.id] : null
  subnet_ids         = each.value.requires_subnets ? values(aws_subnet.private)[*].id : null
  security_group_ids = each.value.requires_security_group ? [aws_security_group.endpoints.id] : null

  tags = { Name = each.key }
}

output "endpoint_types" {
  description = "Type of each endpoint by its stable key."
  value       = { for key, endpoint in data.vpce_recommendation.this.endpoints : key => endpoint.vpc_endpoint_type }
}
