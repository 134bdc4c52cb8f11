# For authors of modules: a module that makes endpoints, with its own guardrail. Callers choose
# the endpoints; the module refuses those that do not fit the network they gave, and the folder
# tests shows that it does.

variable "region" {
  description = "Region of the VPC."
  type        = string
}

variable "endpoints" {
  description = "Endpoints to make, by key, in the shape of aws_vpc_endpoint; keys of subnets and route_tables stand for ids."
  type        = any

  # What can be said without the network fails already in `terraform validate` of a caller.
  validation {
    condition     = length([for f in provider::vpce::guardrail({ region = "us-east-1", endpoints = var.endpoints }).findings : f if contains(["IF-16", "GW-11"], f.rule)]) == 0
    error_message = "An endpoint has a type that its service does not have, or arguments that its type does not take."
  }
}

variable "subnets" {
  description = "Subnets by key: availability_zone_id, cidr_block, route_table."
  type        = any
}

variable "route_tables" {
  description = "Route tables by key, with their routes."
  type        = any
}

variable "mode" {
  description = "enforce fails the plan, report only warns."
  type        = string
  default     = "enforce"
}

variable "accepted" {
  description = "Findings that the caller accepts, each with its reason."
  type        = list(object({ rule = string, target = string, reason = string }))
  default     = []
}

resource "vpce_endpoint_guardrail" "this" {
  region       = var.region
  endpoints    = var.endpoints
  subnets      = var.subnets
  route_tables = var.route_tables

  mode   = var.mode
  ignore = var.accepted
}

# The endpoints themselves come here:
#
#   resource "aws_vpc_endpoint" "this" {
#     for_each   = var.endpoints
#     depends_on = [vpce_endpoint_guardrail.this]
#     …
#   }

output "findings" {
  description = "What the guardrail found, as \"rule target\"."
  value       = [for f in vpce_endpoint_guardrail.this.findings : "${f.rule} ${f.target}" if f.severity != "info"]
}

output "passed" {
  description = "Whether nothing failed and nothing was left unchecked."
  value       = vpce_endpoint_guardrail.this.passed
}
