# The VPC comes from a module with the inputs and outputs of terraform-aws-modules/vpc. Its
# outputs are lists, and in a new VPC they are not known at plan, so the questions are asked
# with the lists that go into the module; positions become keys, and lead to the ids that
# come out.

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
  region          = "us-east-1"
  zones           = ["us-east-1a", "us-east-1b", "us-east-1c"]
  private_subnets = ["10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"]
  services        = ["s3", "dynamodb", "ecr", "logs"]

  # With one NAT gateway the module makes one private route table, else one for each subnet.
  single_nat_gateway = false

  subnets = {
    for index, block in local.private_subnets : tostring(index) => {
      availability_zone = local.zones[index]
      cidr_block        = block
      route_table       = local.single_nat_gateway ? "0" : tostring(index)
    }
  }
}

provider "aws" {
  region = local.region
}

provider "vpce" {
  region = local.region
}

# A stand-in that plans without a registry. In a real configuration:
#   source  = "terraform-aws-modules/vpc/aws"
#   version = "~> 6.0"
module "vpc" {
  source = "./vpc"

  name               = "example"
  cidr               = "10.0.0.0/16"
  azs                = local.zones
  private_subnets    = local.private_subnets
  single_nat_gateway = local.single_nat_gateway
}

data "vpce_recommendation" "this" {
  services = local.services
}

data "vpce_route_table_associations" "this" {
  services           = local.services
  subnets            = local.subnets
  existing_endpoints = {} # the module makes none
}

data "vpce_subnet_placement" "this" {
  services = data.vpce_recommendation.this.interface_services
  subnets  = local.subnets
}

resource "aws_vpc_endpoint" "gateway" {
  for_each = data.vpce_route_table_associations.this.route_table_keys

  vpc_id            = module.vpc.vpc_id
  service_name      = data.vpce_recommendation.this.endpoints["${each.key}/gateway"].service_name
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [for key in each.value : module.vpc.private_route_table_ids[tonumber(key)]]
}

resource "aws_vpc_endpoint" "interface" {
  for_each = data.vpce_subnet_placement.this.placements

  vpc_id              = module.vpc.vpc_id
  service_name        = data.vpce_recommendation.this.endpoints[each.key].service_name
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = data.vpce_recommendation.this.endpoints[each.key].private_dns_enabled
  subnet_ids          = [for key in each.value.subnets : module.vpc.private_subnets[tonumber(key)]]
  security_group_ids  = [module.vpc.default_security_group_id]
}

output "route_table_keys" {
  description = "Positions in private_route_table_ids, by service."
  value       = data.vpce_route_table_associations.this.route_table_keys
}

output "subnets" {
  description = "Positions in private_subnets, by endpoint."
  value       = { for key, placement in data.vpce_subnet_placement.this.placements : key => placement.subnets }
}

output "not_checked" {
  description = "Rules that need the routes, which this configuration does not write down."
  value       = data.vpce_route_table_associations.this.not_checked[*].rule
}
