# For a team that offers a service to another account over PrivateLink, and for that other
# account. Both sides stand in one configuration here to show the whole road: who allows whom,
# who makes the endpoint, who accepts it. In practice each side keeps its own part.

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
  owner    = "111111111111"
  consumer = "222222222222"

  subnets = {
    app-a = { availability_zone = "ap-northeast-2a", cidr_block = "10.0.1.0/24" }
    app-c = { availability_zone = "ap-northeast-2c", cidr_block = "10.0.2.0/24" }
  }

  design = provider::vpce::design({
    region = local.region

    # The key names the endpoint, so it is known before the name of the service is.
    endpoint_services = {
      orders = {
        service_name               = aws_vpc_endpoint_service.orders.service_name
        service_type               = "Interface" # a service behind a Network Load Balancer
        owner                      = local.owner
        region                     = local.region
        acceptance_required        = true
        allowed_principals         = ["arn:aws:iam::${local.consumer}:root"]
        supported_ip_address_types = ["ipv4"]
        ports                      = [443]
      }
    }

    vpc                = { id = aws_vpc.consumer.id, owner_id = local.consumer, cidr_block = aws_vpc.consumer.cidr_block }
    subnets            = { for key, subnet in local.subnets : key => merge(subnet, { id = aws_subnet.consumer[key].id }) }
    security_group_ids = [aws_security_group.consumer.id]
    existing_endpoints = {}
  })
}

# The provider's account.

provider "aws" {
  region = local.region
}

variable "subnet_ids" {
  description = "Subnets of the provider's load balancer."
  type        = set(string)
  default     = ["subnet-0aaaaaaaaaaaaaaaa", "subnet-0cccccccccccccccc"]
}

resource "aws_lb" "orders" {
  name               = "orders"
  load_balancer_type = "network"
  internal           = true
  subnets            = var.subnet_ids
}

resource "aws_vpc_endpoint_service" "orders" {
  acceptance_required        = true
  allowed_principals         = ["arn:aws:iam::${local.consumer}:root"]
  network_load_balancer_arns = [aws_lb.orders.arn]
}

resource "aws_vpc_endpoint_connection_accepter" "orders" {
  for_each = aws_vpc_endpoint.consumer

  vpc_endpoint_service_id = aws_vpc_endpoint_service.orders.id
  vpc_endpoint_id         = each.value.id
}

# The consumer's account.

provider "aws" {
  alias  = "consumer"
  region = local.region
}

resource "aws_vpc" "consumer" {
  provider = aws.consumer

  cidr_block           = "10.0.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
}

resource "aws_subnet" "consumer" {
  provider = aws.consumer
  for_each = local.subnets

  vpc_id            = aws_vpc.consumer.id
  availability_zone = each.value.availability_zone
  cidr_block        = each.value.cidr_block
}

resource "aws_security_group" "consumer" {
  provider = aws.consumer

  name_prefix = "orders-"
  description = "Callers of the orders service"
  vpc_id      = aws_vpc.consumer.id
}

resource "aws_vpc_security_group_ingress_rule" "consumer" {
  provider = aws.consumer
  for_each = { for key, rule in local.design.security_group_rules : key => rule if rule.type == "ingress" }

  security_group_id = aws_security_group.consumer.id
  description       = each.value.description
  cidr_ipv4         = each.value.cidr_ipv4
  ip_protocol       = each.value.ip_protocol
  from_port         = each.value.from_port
  to_port           = each.value.to_port
}

resource "aws_vpc_endpoint" "consumer" {
  provider = aws.consumer
  for_each = local.design.endpoints

  vpc_id              = each.value.vpc_id
  service_name        = each.value.service_name
  service_region      = each.value.service_region
  vpc_endpoint_type   = each.value.vpc_endpoint_type
  auto_accept         = each.value.auto_accept
  subnet_ids          = each.value.subnet_ids
  security_group_ids  = each.value.security_group_ids
  private_dns_enabled = each.value.private_dns_enabled
}

output "subnets" {
  description = "Your keys of the subnets of each endpoint."
  value       = { for key, endpoint in local.design.endpoints : key => endpoint.subnets }
}

output "steps" {
  description = "What each side has to do; known after the apply."
  value       = [for step in local.design.steps : "${step.side}: ${step.text}"]
}
