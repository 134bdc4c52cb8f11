# A small VPC with the names of inputs and outputs that terraform-aws-modules/vpc has.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "name" {
  description = "Name of the VPC."
  type        = string
}

variable "cidr" {
  description = "IPv4 CIDR block of the VPC."
  type        = string
}

variable "azs" {
  description = "Availability Zone names, one for each private subnet."
  type        = list(string)
}

variable "private_subnets" {
  description = "CIDR blocks of the private subnets."
  type        = list(string)
}

variable "single_nat_gateway" {
  description = "Whether all private subnets share one route table."
  type        = bool
}

resource "aws_vpc" "this" {
  cidr_block           = var.cidr
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = { Name = var.name }
}

resource "aws_subnet" "private" {
  count = length(var.private_subnets)

  vpc_id            = aws_vpc.this.id
  availability_zone = var.azs[count.index]
  cidr_block        = var.private_subnets[count.index]
}

resource "aws_route_table" "private" {
  count = var.single_nat_gateway ? 1 : length(var.private_subnets)

  vpc_id = aws_vpc.this.id
}

resource "aws_route_table_association" "private" {
  count = length(var.private_subnets)

  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = aws_route_table.private[var.single_nat_gateway ? 0 : count.index].id
}

output "vpc_id" {
  description = "Id of the VPC."
  value       = aws_vpc.this.id
}

output "private_subnets" {
  description = "Ids of the private subnets."
  value       = aws_subnet.private[*].id
}

output "private_route_table_ids" {
  description = "Ids of the private route tables."
  value       = aws_route_table.private[*].id
}
