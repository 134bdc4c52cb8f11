# For a VPC whose S3 and other endpoints a data centre uses too, over VPN or Direct Connect.
# Callers in the VPC have the free S3 gateway endpoint; the data centre asks an inbound
# Resolver endpoint and finds the S3 interface endpoint. AWS wants the gateway first.

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
  datacenter = "192.168.0.0/16"

  subnets = {
    private-a = { availability_zone = "ap-northeast-2a", cidr_block = "10.0.1.0/24", route_table = "private" }
    private-c = { availability_zone = "ap-northeast-2c", cidr_block = "10.0.2.0/24", route_table = "private" }
  }

  design = provider::vpce::design({
    region             = local.region
    services           = ["s3", "kms"]
    callers            = ["vpc", "on_premises"]
    caller_cidr_blocks = { on_premises = [local.datacenter] }

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
  description = "Callers of the interface endpoints, in the VPC and in the data centre"
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

resource "aws_vpc_endpoint" "gateway" {
  for_each = local.design.gateway_endpoints

  vpc_id            = each.value.vpc_id
  service_name      = each.value.service_name
  vpc_endpoint_type = each.value.vpc_endpoint_type
  route_table_ids   = each.value.route_table_ids
}

resource "aws_vpc_endpoint" "interface" {
  for_each   = local.design.interface_endpoints
  depends_on = [aws_vpc_endpoint.gateway] # and deleted before it

  vpc_id              = each.value.vpc_id
  service_name        = each.value.service_name
  vpc_endpoint_type   = each.value.vpc_endpoint_type
  subnet_ids          = each.value.subnet_ids
  security_group_ids  = each.value.security_group_ids
  private_dns_enabled = each.value.private_dns_enabled
  ip_address_type     = each.value.ip_address_type

  dynamic "dns_options" {
    for_each = each.value.dns_options

    content {
      dns_record_ip_type                             = dns_options.value.dns_record_ip_type
      private_dns_only_for_inbound_resolver_endpoint = dns_options.value.private_dns_only_for_inbound_resolver_endpoint
    }
  }
}

# The DNS servers of the data centre forward ap-northeast-2.amazonaws.com to this endpoint.
resource "aws_security_group" "resolver" {
  name_prefix = "inbound-resolver-"
  description = "DNS from the data centre"
  vpc_id      = aws_vpc.this.id
}

resource "aws_vpc_security_group_ingress_rule" "dns" {
  for_each = toset(["tcp", "udp"])

  security_group_id = aws_security_group.resolver.id
  description       = "DNS over ${each.key} from the data centre"
  cidr_ipv4         = local.datacenter
  ip_protocol       = each.key
  from_port         = 53
  to_port           = 53
}

resource "aws_route53_resolver_endpoint" "inbound" {
  name               = "from-data-centre"
  direction          = "INBOUND"
  security_group_ids = [aws_security_group.resolver.id]

  dynamic "ip_address" {
    for_each = aws_subnet.this

    content {
      subnet_id = ip_address.value.id
    }
  }
}

output "steps" {
  description = "What remains to be done; known after the apply."
  value       = [for step in local.design.steps : "${step.side}: ${step.text}"]
}
