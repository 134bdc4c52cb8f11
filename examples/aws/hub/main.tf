# For a network team that keeps the interface endpoints of many VPCs in one hub. Spokes reach
# them through a transit gateway and find their names through a Route 53 Profile. Gateway
# endpoints cannot be shared and are free, so every VPC has its own. The transit gateway with
# its attachments and routes is left out here.

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
  region = "ap-northeast-2"
  vpcs   = { hub = "10.0.0.0/20", orders = "10.0.16.0/20", stock = "10.0.32.0/20" }
  spokes = { for name, block in local.vpcs : name => block if name != "hub" }

  # Two subnets in each VPC, on the one table of that VPC.
  subnets = merge([for name, block in local.vpcs : {
    "${name}-a" = { vpc = name, route_table = name, availability_zone = "${local.region}a", cidr_block = cidrsubnet(block, 4, 0) }
    "${name}-c" = { vpc = name, route_table = name, availability_zone = "${local.region}c", cidr_block = cidrsubnet(block, 4, 1) }
  }]...)

  # What a design needs of each network.
  networks = { for name, block in local.vpcs : name => {
    vpc          = aws_vpc.this[name]
    subnets      = { for key, subnet in local.subnets : key => merge(subnet, { id = aws_subnet.this[key].id }) if subnet.vpc == name }
    route_tables = { (name) = aws_route_table.this[name] }
  } }

  callers            = ["vpc", "transit_gateway"]
  caller_cidr_blocks = { transit_gateway = values(local.spokes) }
  service_options    = { s3 = { callers = ["vpc"] } } # the spokes have their own

  hub = provider::vpce::design(merge(local.networks.hub, {
    region             = local.region
    services           = ["s3", "ecr", "logs"]
    callers            = local.callers
    caller_cidr_blocks = local.caller_cidr_blocks
    service_options    = local.service_options
    security_group_ids = [aws_security_group.endpoints.id]
    existing_endpoints = {}
  }))

  spoke = { for name in keys(local.spokes) : name => provider::vpce::design(merge(local.networks[name], {
    region             = local.region
    services           = ["s3"]
    existing_endpoints = {}
  })) }

  # One map for all VPCs: "hub/logs/interface", "orders/s3/gateway".
  endpoints = merge([for name, design in merge(local.spoke, { hub = local.hub }) : {
    for key, endpoint in design.endpoints : "${name}/${key}" => endpoint
  }]...)
}

provider "aws" {
  region = local.region
}

resource "aws_vpc" "this" {
  for_each = local.vpcs

  cidr_block           = each.value
  enable_dns_support   = true
  enable_dns_hostnames = true
}

resource "aws_subnet" "this" {
  for_each = local.subnets

  vpc_id            = aws_vpc.this[each.value.vpc].id
  availability_zone = each.value.availability_zone
  cidr_block        = each.value.cidr_block
}

resource "aws_route_table" "this" {
  for_each = local.vpcs

  vpc_id = aws_vpc.this[each.key].id
}

resource "aws_route_table_association" "this" {
  for_each = local.subnets

  subnet_id      = aws_subnet.this[each.key].id
  route_table_id = aws_route_table.this[each.value.vpc].id
}

resource "aws_security_group" "endpoints" {
  name_prefix = "vpc-endpoints-"
  description = "Callers in the hub and in the spokes"
  vpc_id      = aws_vpc.this["hub"].id
}

resource "aws_vpc_security_group_ingress_rule" "endpoints" {
  for_each = { for key, rule in local.hub.security_group_rules : key => rule if rule.type == "ingress" }

  security_group_id = aws_security_group.endpoints.id
  description       = each.value.description
  cidr_ipv4         = each.value.cidr_ipv4
  ip_protocol       = each.value.ip_protocol
  from_port         = each.value.from_port
  to_port           = each.value.to_port
}

resource "vpce_endpoint_guardrail" "hub" {
  region             = local.region
  endpoints          = local.hub.endpoints
  existing_endpoints = {}
  callers            = local.callers
  caller_cidr_blocks = local.caller_cidr_blocks
  service_options    = local.service_options
  vpcs               = { for name, block in local.spokes : name => { cidr_blocks = [block], transit_gateway_attached = true } }

  vpc                          = local.networks.hub.vpc
  subnets                      = local.networks.hub.subnets
  route_tables                 = local.networks.hub.route_tables
  security_groups              = { endpoints = aws_security_group.endpoints }
  security_group_ingress_rules = aws_vpc_security_group_ingress_rule.endpoints
}

resource "aws_vpc_endpoint" "this" {
  for_each   = local.endpoints
  depends_on = [vpce_endpoint_guardrail.hub]

  vpc_id              = each.value.vpc_id
  service_name        = each.value.service_name
  vpc_endpoint_type   = each.value.vpc_endpoint_type
  route_table_ids     = each.value.route_table_ids
  subnet_ids          = each.value.subnet_ids
  security_group_ids  = each.value.security_group_ids
  private_dns_enabled = each.value.private_dns_enabled

  tags = { Name = each.key }
}

# A Profile carries the names of the endpoints to every VPC it is associated with.
resource "aws_route53profiles_profile" "this" {
  name = "endpoints"
}

resource "aws_route53profiles_resource_association" "this" {
  for_each = local.hub.interface_endpoints

  name         = replace(each.key, "/[./]/", "-")
  profile_id   = aws_route53profiles_profile.this.id
  resource_arn = aws_vpc_endpoint.this["hub/${each.key}"].arn
}

resource "aws_route53profiles_association" "this" {
  for_each = local.spokes

  name        = each.key
  profile_id  = aws_route53profiles_profile.this.id
  resource_id = aws_vpc.this[each.key].id
}

output "endpoints" {
  description = "Which endpoints there are, and in which subnets or on which tables."
  value       = { for key, endpoint in local.endpoints : key => endpoint.vpc_endpoint_type == "Gateway" ? endpoint.route_tables : endpoint.subnets }
}
