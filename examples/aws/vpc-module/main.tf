# For users of terraform-aws-modules/vpc. The design is made from the outputs of that module,
# and its module_endpoints go into the submodule vpc-endpoints as they are.
#
# Both modules stand here as small copies of their inputs and outputs, because the real
# submodule looks every service up with data "aws_vpc_endpoint_service", for which a plan needs
# an account. In a real configuration the sources are
#   terraform-aws-modules/vpc/aws and terraform-aws-modules/vpc/aws//modules/vpc-endpoints

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
  zones  = ["us-east-1a", "us-east-1b", "us-east-1c"]

  # With one NAT gateway the module makes one private route table, else one for each subnet.
  single_nat_gateway = false

  # The lists of the module become maps by zone. What went into it is known at plan, and so
  # is all of the design but the ids.
  blocks = ["10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"]
  subnets = {
    for index, zone in local.zones : zone => {
      id                = module.vpc.private_subnets[index]
      availability_zone = zone
      cidr_block        = local.blocks[index]
      route_table       = local.single_nat_gateway ? local.zones[0] : zone
    }
  }
  route_tables = {
    for index, id in module.vpc.private_route_table_ids : local.zones[index] => { id = id }
  }

  design = provider::vpce::design({
    region   = local.region
    services = ["s3", "dynamodb", "ecr", "logs"]

    vpc                = { id = module.vpc.vpc_id, enable_dns_support = true, enable_dns_hostnames = true }
    subnets            = local.subnets
    route_tables       = local.route_tables
    security_group_ids = [aws_security_group.endpoints.id]
    existing_endpoints = {} # the module makes none
  })
}

provider "aws" {
  region = local.region
}

module "vpc" {
  source = "./vpc"

  name               = "example"
  cidr               = "10.0.0.0/16"
  azs                = local.zones
  private_subnets    = local.blocks
  single_nat_gateway = local.single_nat_gateway
}

resource "aws_security_group" "endpoints" {
  name_prefix = "vpc-endpoints-"
  description = "Callers of the interface endpoints"
  vpc_id      = module.vpc.vpc_id
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

module "endpoints" {
  source = "./vpc-endpoints"

  vpc_id    = module.vpc.vpc_id
  endpoints = local.design.module_endpoints
}

output "route_tables" {
  description = "Zones whose private route table each gateway endpoint is on."
  value       = { for key, endpoint in local.design.gateway_endpoints : key => endpoint.route_tables }
}

output "subnets" {
  description = "Zones in whose private subnet each interface endpoint is."
  value       = { for key, endpoint in local.design.interface_endpoints : key => endpoint.subnets }
}

output "monthly_total" {
  description = "What the endpoints cost in a month, in USD, without data."
  value       = local.design.cost.monthly_total
}
