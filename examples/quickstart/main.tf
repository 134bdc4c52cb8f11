# A private EKS cluster in Seoul that also uses S3, DynamoDB and Secrets Manager: which VPC
# endpoints does it need, where do they attach, what do they cost, and is that right? No AWS
# account is asked.

terraform {
  required_version = ">= 1.8"

  required_providers {
    vpce = {
      source = "vpce-tools/vpce"
    }
  }
}

provider "vpce" {
  region = "ap-northeast-2"
}

variable "forgotten_route_table" {
  description = "A mistake to try: a route table that the S3 gateway endpoint is kept from."
  type        = string
  default     = null
}

locals {
  # Your own names for things that may not exist yet. Ids are added where there are any.
  route_tables = {
    private-a = { routes = [] }
    private-c = { routes = [] }
  }
  subnets = {
    private-a = { availability_zone_id = "apne2-az1", cidr_block = "10.0.1.0/24", route_table = "private-a" }
    private-c = { availability_zone_id = "apne2-az3", cidr_block = "10.0.2.0/24", route_table = "private-c" }
  }
  vpc = { cidr_block = "10.0.0.0/16", enable_dns_support = true, enable_dns_hostnames = true }
}

data "vpce_design" "this" {
  # What the cluster itself needs, with three optional parts: container logs, the load
  # balancer controller, and calls to the EKS API from inside the VPC.
  workloads = { eks_private_cluster = ["logs", "elasticloadbalancing", "eks"] }

  # What the application needs besides.
  services = ["s3", "dynamodb", "secretsmanager"]

  vpc                = local.vpc
  subnets            = local.subnets
  route_tables       = local.route_tables
  existing_endpoints = {}
  security_group_ids = ["sg-0123456789abcdef0"]

  trusted      = { organization_ids = ["o-a1b2c3d4e5"] }
  gb_per_month = { "ecr.dkr" = 5, "logs" = 50, "secretsmanager" = 1 }
}

locals {
  # What feeds for_each of aws_vpc_endpoint.
  endpoints = {
    for key, endpoint in data.vpce_design.this.endpoints : key => merge(endpoint, {
      route_tables = endpoint.route_tables == null ? null : setsubtract(endpoint.route_tables, compact([var.forgotten_route_table]))
    })
  }
}

# The gate: in a real configuration aws_vpc_endpoint depends_on it.
resource "vpce_endpoint_guardrail" "this" {
  endpoints          = local.endpoints
  workloads          = { eks_private_cluster = ["logs", "elasticloadbalancing", "eks"] }
  vpc                = local.vpc
  subnets            = local.subnets
  route_tables       = local.route_tables
  existing_endpoints = {}
}

output "endpoints" {
  description = "The endpoints to create: where they attach, and why they are there."
  value = {
    for key, endpoint in data.vpce_design.this.endpoints : key => {
      service_name = endpoint.service_name
      attached_to  = coalesce(endpoint.route_tables, endpoint.subnets)
      why          = endpoint.reasons[0]
    }
  }
}

output "cost" {
  description = "What they cost in a month."
  value       = "${data.vpce_design.this.cost.monthly_total} ${data.vpce_design.this.cost.currency} a month, at prices of ${data.vpce_design.this.cost.prices_as_of}"
}

output "policy" {
  description = "The endpoint policy of S3: the organisation, its own buckets, and the bucket from which images are pulled."
  value       = data.vpce_design.this.endpoints["s3/gateway"].policy
}

output "diagram" {
  description = "The design as a picture: paste it into a mermaid block."
  value       = data.vpce_design.this.diagram_mermaid
}
