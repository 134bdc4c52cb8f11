# A VPC that exists already, read with the data sources of hashicorp/aws: whole objects go
# in, and what the network team's endpoints serve already is left alone.

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

variable "region" {
  description = "Region of the VPC."
  type        = string
  default     = "us-east-1"
}

variable "vpc_id" {
  description = "VPC to add endpoints to."
  type        = string
}

variable "client_subnet_ids" {
  description = "Subnets with callers, by a name of your own."
  type        = map(string)
}

variable "route_table_ids" {
  description = "All route tables of the VPC, by a name of your own."
  type        = map(string)
}

variable "existing_endpoint_ids" {
  description = "Gateway endpoints that others made in the VPC, by a name of your own."
  type        = map(string)
  default     = {}
}

provider "aws" {
  region = var.region
}

provider "vpce" {
  region = var.region
}

data "aws_vpc" "this" {
  id = var.vpc_id
}

data "aws_subnet" "client" {
  for_each = var.client_subnet_ids

  id = each.value
}

data "aws_route_table" "this" {
  for_each = var.route_table_ids

  route_table_id = each.value
}

data "aws_vpc_endpoint" "existing" {
  for_each = var.existing_endpoint_ids

  id = each.value
}

data "aws_prefix_list" "s3" {
  name = "com.amazonaws.${var.region}.s3"
}

data "vpce_route_table_associations" "this" {
  services           = ["s3"]
  vpc                = data.aws_vpc.this
  subnets            = data.aws_subnet.client
  route_tables       = data.aws_route_table.this
  existing_endpoints = data.aws_vpc_endpoint.existing
  prefix_lists       = { s3 = data.aws_prefix_list.s3 }
}

data "vpce_subnet_placement" "this" {
  services = ["ecr"]
  vpc      = data.aws_vpc.this
  subnets  = data.aws_subnet.client
}

# The tables that no S3 gateway endpoint serves yet.
resource "aws_vpc_endpoint" "s3" {
  vpc_id            = data.aws_vpc.this.id
  service_name      = "com.amazonaws.${var.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = data.vpce_route_table_associations.this.route_table_ids["s3"]

  lifecycle {
    precondition {
      condition = alltrue([
        for finding in data.vpce_route_table_associations.this.findings : finding.severity != "error"
      ])
      error_message = "The S3 gateway endpoint would not reach every client; see the findings."
    }
    precondition {
      condition = alltrue([
        for entry in data.vpce_route_table_associations.this.not_checked : entry.rule != "GW-03"
      ])
      error_message = "The route table of some subnet is not known; see not_checked."
    }
  }
}

resource "aws_vpc_endpoint" "ecr" {
  for_each = data.vpce_subnet_placement.this.placements

  vpc_id              = data.aws_vpc.this.id
  service_name        = "com.amazonaws.${var.region}.${split("/", each.key)[0]}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = each.value.subnet_ids
}

output "effective_route_tables" {
  description = "The route table that each subnet really uses."
  value       = data.vpce_route_table_associations.this.effective_route_tables
}

output "findings" {
  description = "What a reviewer should read."
  value = [
    for finding in concat(data.vpce_route_table_associations.this.findings, data.vpce_subnet_placement.this.findings) :
    "${finding.severity} ${finding.rule} ${finding.target}"
  ]
}
