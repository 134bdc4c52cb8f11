# For a VPC that exists already, of which the network team keeps a part. The data sources of
# hashicorp/aws read it, whole objects go into vpce_design, and what the network team's
# endpoints serve already is left to them.

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
  description = "Endpoints that others made in the VPC, by a name of your own."
  type        = map(string)
  default     = {}
}

variable "security_group_id" {
  description = "Security group for the interface endpoints, which is there already."
  type        = string
}

provider "aws" {
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

data "vpce_design" "this" {
  region   = var.region
  services = ["s3", "ecr"]

  vpc                = data.aws_vpc.this
  subnets            = data.aws_subnet.client
  route_tables       = data.aws_route_table.this
  existing_endpoints = data.aws_vpc_endpoint.existing
  security_group_ids = [var.security_group_id]

  lifecycle {
    postcondition {
      condition     = !contains(self.findings[*].severity, "error")
      error_message = join("\n", [for finding in self.findings : "${finding.rule} ${finding.target}: ${finding.detail}" if finding.severity == "error"])
    }
  }
}

resource "aws_vpc_security_group_ingress_rule" "endpoints" {
  for_each = { for key, rule in data.vpce_design.this.security_group_rules : key => rule if rule.type == "ingress" }

  security_group_id = var.security_group_id
  description       = each.value.description
  cidr_ipv4         = each.value.cidr_ipv4
  ip_protocol       = each.value.ip_protocol
  from_port         = each.value.from_port
  to_port           = each.value.to_port
}

resource "aws_vpc_endpoint" "this" {
  for_each = data.vpce_design.this.endpoints

  vpc_id              = each.value.vpc_id
  service_name        = each.value.service_name
  vpc_endpoint_type   = each.value.vpc_endpoint_type
  route_table_ids     = each.value.route_table_ids
  subnet_ids          = each.value.subnet_ids
  security_group_ids  = each.value.security_group_ids
  private_dns_enabled = each.value.private_dns_enabled
  ip_address_type     = each.value.ip_address_type

  tags = { Name = each.key }
}

output "report" {
  description = "The design as Markdown, for the pull request."
  value       = data.vpce_design.this.report_markdown
}

output "findings" {
  description = "What a reviewer should read."
  value       = [for finding in data.vpce_design.this.findings : "${finding.severity} ${finding.rule} ${finding.target}"]
}
