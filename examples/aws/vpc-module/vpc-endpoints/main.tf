# What terraform-aws-modules/vpc//modules/vpc-endpoints makes of its endpoints, without the
# data source that needs an account. As there, an attribute that is missing has a default.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "vpc_id" {
  description = "VPC of the endpoints."
  type        = string
}

variable "endpoints" {
  description = "Endpoints by key, each with the attributes that apply to it."
  type        = any
}

locals {
  interface = { for key, endpoint in var.endpoints : key => try(endpoint.service_type, "Interface") == "Interface" }
}

resource "aws_vpc_endpoint" "this" {
  for_each = var.endpoints

  vpc_id            = var.vpc_id
  service_name      = each.value.service_name
  service_region    = try(each.value.service_region, null)
  vpc_endpoint_type = try(each.value.service_type, "Interface")
  auto_accept       = try(each.value.auto_accept, null)
  policy            = try(each.value.policy, null)
  route_table_ids   = try(each.value.route_table_ids, null)

  # The module joins lists of its own with these, and sets cannot be joined.
  subnet_ids          = local.interface[each.key] ? concat([], lookup(each.value, "subnet_ids", [])) : null
  security_group_ids  = local.interface[each.key] ? concat([], lookup(each.value, "security_group_ids", [])) : null
  private_dns_enabled = local.interface[each.key] ? try(each.value.private_dns_enabled, null) : null
  ip_address_type     = try(each.value.ip_address_type, null)

  dynamic "dns_options" {
    for_each = try([each.value.dns_options], [])

    content {
      dns_record_ip_type                             = try(dns_options.value.dns_record_ip_type, null)
      private_dns_only_for_inbound_resolver_endpoint = try(dns_options.value.private_dns_only_for_inbound_resolver_endpoint, null)
    }
  }

  tags = { Name = each.key }
}

output "endpoints" {
  description = "The endpoints by key."
  value       = aws_vpc_endpoint.this
}
